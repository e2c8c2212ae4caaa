"""What `crawl` reads, what it says about what it cannot read, and the code it ends with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scraper.store import Store, hold
from tests.helpers import ferry_story, page, run, run_alone, snapshot, towns
from tests.server import Server
from tests.server import page as answer
from tests.store_samples import NOON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FAST = ("--delay", "0")
PORT_NOBODY_SERVES = 9  # "discard": privileged, so no test server can have been given it


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a good page, a good text, a page that is none, and the lists of them."""
    (tmp_path / "good.html").write_text(page("Ferry of Corholm bought", ferry_story("Corholm")))
    (tmp_path / "good.txt").write_text("\n".join(ferry_story("Delmere")))
    (tmp_path / "gone.html").write_text(page("404 Not Found", ["The page was not found."]))
    (tmp_path / "empty.txt").touch()
    (tmp_path / "empty.list").touch()
    (tmp_path / "comments.list").write_text("# nothing yet\n\n   \n")
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "notes.pdf").write_text("no page")
    (tmp_path / "a-file").write_text("not a folder")
    return tmp_path


class TestNothingToDo:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ((), "nothing to read: no URL, file or folder (see copydesk crawl --help)"),
            (("http://",), "http://: no host"),
            (("http://[::1",), "http://[::1: not a URL (Invalid IPv6 URL)"),
            (("http://a.example:0/",), "http://a.example:0/: port 0"),
            (("http://a b.example/",), "http://a b.example/: more than one word"),
            (
                ("ftp://a.example/x",),
                "ftp://a.example/x: does not start with http:// or https://",
            ),
            (("{desk}/none.txt",), "{desk}/none.txt: no such file or folder"),
            (("x" * 5000,), "x" * 5000 + ": "),  # what is said depends on the Python
            (("{desk}/a-file/below",), "{desk}/a-file/below: no such file or folder"),
            (("{desk}/bare",), "{desk}/bare: no pages or texts in this folder (looked for .txt"),
            (
                ("-i", "{desk}/none.list"),
                "{desk}/none.list: cannot read: No such file or directory",
            ),
            (("-i", "{desk}/bare"), "{desk}/bare: cannot read: Is a directory"),
            (("-i", "{desk}/empty.list"), "{desk}/empty.list: no usable URL in this list"),
            (("-i", "{desk}/comments.list"), "{desk}/comments.list: no usable URL in this list"),
        ],
        ids=lambda value: " ".join(value)[:30] or "nothing" if isinstance(value, tuple) else "",
    )
    def test_is_65_and_one_line(self, arguments: Sequence[str], said: str, desk: Path) -> None:
        store = desk / "store"
        ran = run("crawl", "--store", store, *(text.format(desk=desk) for text in arguments))
        assert (ran.code, ran.out, len(ran.said)) == (65, "", 1)
        assert ran.err.startswith(f"copydesk: {said.format(desk=desk)}")
        assert not store.exists()

    def test_every_bad_argument_is_named(self, desk: Path) -> None:
        ran = run("crawl", "http://", desk / "none.txt", "-i", desk / "none.list")
        assert (ran.code, ran.out) == (65, "")
        assert ran.said == [
            "copydesk: http://: no host",
            f"copydesk: {desk}/none.txt: no such file or folder",
            f"copydesk: {desk}/none.list: cannot read: No such file or directory",
        ]

    @pytest.mark.parametrize("stdin", [b"", b"\n\n", b"# later\n", b"\xef\xbb\xbf"])
    def test_an_empty_list_on_stdin(self, stdin: bytes, desk: Path) -> None:
        ran = run_alone("crawl", "-", "--store", desk / "store", stdin=stdin)
        assert (ran.code, ran.out) == (65, "")
        assert ran.err == "copydesk: stdin: no usable URL in this list\n"


class TestFiles:
    def test_a_page_and_a_text_are_records(self, desk: Path) -> None:
        ran = run("crawl", desk / "good.html", desk / "good.txt", "--store", desk / "store")
        assert ran.code == 0
        assert [row["text"] for row in ran.records] == [
            "\n\n".join(ferry_story("Corholm")),
            "\n\n".join(ferry_story("Delmere")),
        ]
        assert [row["title"] for row in ran.records] == ["Ferry of Corholm bought", ""]
        assert [row["url"] for row in ran.records] == [
            (desk / name).as_uri() for name in ("good.html", "good.txt")
        ]
        for row in ran.records:
            assert (desk / "store" / row["path"]).read_text() == row["text"] + "\n"

    def test_a_folder_is_read_to_its_bottom_in_order(self, desk: Path) -> None:
        folder = desk / "dump"
        for name in ("b/2.HTML", "a/1.txt", "b/c/3.htm", "b/notes.md"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(page(name, ferry_story(name)))
        ran = run("crawl", folder, "--store", desk / "store")
        assert ran.code == 0
        names = [row["url"].removeprefix(folder.as_uri() + "/") for row in ran.records]
        assert names == ["a/1.txt", "b/2.HTML", "b/c/3.htm"]

    def test_a_file_that_is_no_article_costs_itself(self, desk: Path) -> None:
        ran = run("crawl", desk / "gone.html", desk / "good.txt", "--store", desk / "store")
        assert ran.code == 1
        assert len(ran.records) == 1
        gone = (desk / "gone.html").as_uri()
        assert f"copydesk: error_page: {gone} (404 Not Found)" in ran.said
        with Store(desk / "store", read_only=True) as store:
            assert [(row.miss.url, row.miss.reason) for row in store.misses()] == [
                (gone, "error_page")
            ]

    @pytest.mark.parametrize("name", ["gone.html", "empty.txt"])
    def test_nothing_usable_in_what_was_read(self, name: str, desk: Path) -> None:
        ran = run("crawl", desk / name, "--store", desk / "store")
        assert (ran.code, ran.out) == (65, "")
        assert "0 new, 0 known, 1 without an article" in ran.err

    def test_a_file_that_cannot_be_read_is_no_silent_host(self, desk: Path) -> None:
        huge = desk / "huge.txt"
        with huge.open("wb") as file:
            file.truncate(60 * 2**20)  # sparse: takes no room
        ran = run("crawl", huge, "--store", desk / "store")
        assert ran.code == 65
        assert f"copydesk: too_large: {huge.as_uri()} (more than 50 MiB)" in ran.said

    def test_a_bad_argument_costs_itself(self, desk: Path) -> None:
        ran = run("crawl", desk / "none", desk / "good.txt", "http://", "--store", desk / "store")
        assert ran.code == 1
        assert len(ran.records) == 1
        assert ran.said[:2] == [
            f"copydesk: {desk}/none: no such file or folder",
            "copydesk: http://: no host",
        ]


class TestLists:
    def test_bad_lines_are_named_and_the_rest_is_crawled(self, desk: Path) -> None:
        listed = desk / "urls.list"
        with Server({"/a": answer(page("Ferry of Fenton", ferry_story("Fenton")))}) as server:
            listed.write_text(
                f"# the ferry\n\nnot a url\n{server.url('/a')}  # a copy\n"
                f"ftp://b.example/\n{server.url('/a')}\n{'y' * 5000}\nhttp://\n"
            )
            ran = run("crawl", "-i", listed, *FAST, "--store", desk / "store")
            assert server.paths() == ["/a"]
        assert ran.code == 1
        assert len(ran.records) == 1
        assert ran.said[:4] == [
            f"copydesk: {listed}: line 3: more than one word: not a url",
            f"copydesk: {listed}: line 5: does not start with http:// or https://: ftp://b.example/",
            f"copydesk: {listed}: line 7: does not start with http:// or https://: {'y' * 120}",
            f"copydesk: {listed}: line 8: no host: http://",
        ]

    def test_a_list_may_name_files(self, desk: Path) -> None:
        listed = desk / "mixed.list"
        listed.write_text(f"{desk}/good.html\nnonsense\n{desk}/good.txt\n")
        ran = run("crawl", "-i", listed, "--store", desk / "store")
        assert ran.code == 1
        assert len(ran.records) == 2
        assert ran.said[0].startswith(f"copydesk: {listed}: line 2: ")

    def test_a_list_that_is_not_utf_8(self, desk: Path) -> None:
        listed = desk / "old.list"
        listed.write_bytes(f"caf\xe9 noir\n{desk}/good.txt\n".encode("latin-1") + b"\xff\xfe\x00\n")
        ran = run("crawl", "-i", listed, "--store", desk / "store")
        assert ran.code == 1
        assert len(ran.records) == 1
        assert ran.said[0] == f"copydesk: {listed}: line 1: more than one word: caf\ufffd noir"
        assert ran.said[1].startswith(f"copydesk: {listed}: line 3: control characters")

    def test_stdin_may_be_the_list(self, desk: Path) -> None:
        with Server({"/a": answer(page("Ferry of Galford", ferry_story("Galford")))}) as server:
            stdin = f"{server.url('/a')}\r\nnonsense\r\n".encode()
            ran = run_alone("crawl", "-", *FAST, "--store", desk / "store", stdin=stdin)
        assert ran.code == 1
        assert ran.records[0]["text"] == "\n\n".join(ferry_story("Galford"))
        assert ran.said[0] == (
            "copydesk: stdin: line 2: does not start with http:// or https://: nonsense"
        )


class TestStore:
    @pytest.mark.parametrize(
        ("store", "code", "said"),
        [
            ("a-file", 73, "cannot create the store {store}: File exists"),
            ("a-file/below", 73, "cannot create the store {store}: Not a directory"),
            ("garbled", 74, "cannot open the store {store}: file is not a database"),
        ],
    )
    def test_that_cannot_be_used(self, store: str, code: int, said: str, desk: Path) -> None:
        (desk / "garbled").mkdir()
        (desk / "garbled" / "copydesk.db").write_bytes(b"no database " * 1000)
        ran = run("crawl", desk / "good.txt", "--store", desk / store)
        assert (ran.code, ran.out) == (code, "")
        assert ran.err == f"copydesk: {said.format(store=desk / store)}\n"

    def test_that_loses_its_folder_keeps_what_it_has(self, desk: Path) -> None:
        store = desk / "store"
        assert run("crawl", desk / "good.txt", "--store", store, "-q").code == 0
        (kept,) = (store / "texts").rglob("*.txt")
        before = kept.read_text()
        kept.rename(desk / "aside.txt")
        (store / "texts").rename(desk / "texts-aside")
        (store / "texts").write_text("a file where the folder should be")
        ran = run("crawl", desk / "good.html", "--store", store)
        assert ran.code == 74
        assert "Traceback" not in ran.err
        assert len(ran.said) == 1
        (store / "texts").unlink()
        again = run("crawl", desk / "good.html", desk / "good.txt", "--store", store)
        assert again.code == 0
        assert "\n\n".join(ferry_story("Delmere")) == before.rstrip("\n")
        with Store(store, read_only=True) as opened:
            assert len(list(opened.records())) == 2

    def test_of_an_earlier_crawl_is_known_and_untouched(self, desk: Path) -> None:
        store = desk / "store"
        arguments = ("crawl", desk / "good.html", desk / "good.txt", "--store", store)
        first = run(*arguments)
        before = snapshot(store)
        second = run(*arguments)
        assert second.code == 0
        assert second.out == first.out
        assert second.said[-1].startswith("0 new, 2 known, 0 without an article; ")
        assert snapshot(store) == before


class TestSpeech:
    def test_quiet_is_silent_when_all_is_well(self, desk: Path) -> None:
        ran = run("crawl", desk / "good.html", "-q", "--store", desk / "store")
        assert (ran.code, ran.err) == (0, "")
        assert len(ran.records) == 1

    def test_quiet_still_says_what_went_wrong(self, desk: Path) -> None:
        ran = run("crawl", desk / "good.html", desk / "gone.html", "-q", "--store", desk / "store")
        assert ran.code == 1
        assert ran.said == [
            f"copydesk: error_page: {(desk / 'gone.html').as_uri()} (404 Not Found)"
        ]

    def test_a_record_says_what_the_record_format_promises(self, desk: Path) -> None:
        notice = "Sign up for our newsletter"
        text = "\n".join(("403", "Sorry!!", *ferry_story("Harwick"), notice))
        (desk / "dump.txt").write_text(text)
        (row,) = run("crawl", desk / "dump.txt", "--store", desk / "store").records
        assert list(row)[:9] == [
            "id", "story_id", "url", "canonical_url", "site", "title", "byline", "agency",
            "published",
        ]  # fmt: skip
        assert [cut["text"] for cut in row["removals"]] == ["403", "Sorry!!", notice]
        assert row["text"] == "\n\n".join(ferry_story("Harwick"))
        assert len(row["sha256"]) == 64

    def test_offsets_cut_exactly_the_words_they_name(self, desk: Path) -> None:
        (desk / "dump.txt").write_text(
            "\n".join(("404", "Oops!", *ferry_story("Linstead"), "Comments", "No comment"))
        )
        store = desk / "store"
        (row,) = run("crawl", desk / "dump.txt", "--store", store).records
        with Store(store, read_only=True) as opened:
            record = opened.record(row["id"])
        assert record is not None
        original = record.copy.article.body.original
        kept, at = "", 0
        for cut in row["removals"]:
            assert original[cut["start"] : cut["end"]].strip() == cut["text"] != ""
            kept += original[at : cut["start"]]
            at = cut["end"]
        assert kept + original[at:] == row["text"]
        assert len(row["removals"]) == 4

    def test_a_hostile_title_is_harmless(self, desk: Path) -> None:
        title = "Ferry \x1b[2J\x1b]0;owned\x07of \x9b31m&#27;[5mLinwick \u202edesrever"
        markup = page("x", ferry_story("Linwick")).replace(">x<", f">{title}<")
        (desk / "hostile.html").write_text(markup)
        (desk / "hostile.txt").write_text(f"{title}\n" + "\n".join(ferry_story("Marton")))
        ran = run("crawl", desk / "hostile.html", desk / "hostile.txt", "--store", desk / "store")
        assert ran.code == 0
        assert [row["title"][:6] for row in ran.records] == ["Ferry ", "Ferry "]
        controls = {*map(chr, (*range(10), *range(11, 32), *range(127, 160))), "\u202e"}
        assert not controls & set(ran.out + ran.err)
        assert not controls & {char for row in ran.records for char in json.dumps(row["title"])}

    def test_no_escape_codes_off_a_terminal(self, desk: Path) -> None:
        ran = run_alone("crawl", desk / "good.html", desk / "gone.html", "--store", desk / "store")
        assert ran.code == 1
        assert "\x1b" not in ran.out + ran.err


class TestWeb:
    def test_fifty_pages_and_seven_that_are_gone(self, tmp_path: Path) -> None:
        routes = {
            f"/{town}": answer(page(f"Ferry of {town} bought", ferry_story(town)))
            for town in towns(50)
        }
        listed = tmp_path / "urls.list"
        with Server(dict(routes)) as server:
            paths = [*routes, *(f"/gone/{number}" for number in range(7))]
            listed.write_text("\n".join(map(server.url, paths)))
            ran = run("crawl", "-i", listed, *FAST, "--store", tmp_path / "store")
            assert sorted(server.paths()) == sorted(paths)
            gone = {server.url(path) for path in paths[50:]}
        assert ran.code == 1
        assert {row["url"].rpartition("/")[2] for row in ran.records} == set(towns(50))
        assert {line.split()[2] for line in ran.said if " http_status: " in line} == gone
        assert ran.said[-1].startswith("50 new, 0 known, 7 without an article; ")
        assert len(list((tmp_path / "store" / "texts").rglob("*.txt"))) == 50

    def test_a_page_that_answers_at_the_second_try(self, tmp_path: Path) -> None:
        config = tmp_path / "fast.toml"
        config.write_text("[fetch]\ndelay = 0\nbackoff = 0.01\n")
        busy = answer("", status="503 Service Unavailable")
        good = answer(page("Ferry of Norholm", ferry_story("Norholm")))
        with Server({"/flaky": (busy, good)}) as server:
            ran = run("crawl", server.url("/flaky"), "-c", config, "--store", tmp_path / "store")
            assert server.paths() == ["/flaky", "/flaky"]
        assert (ran.code, len(ran.records)) == (0, 1)

    def test_nothing_reachable(self, tmp_path: Path) -> None:
        config = tmp_path / "once.toml"
        config.write_text("[fetch]\ndelay = 0\ntries = 1\n")
        url = f"http://127.0.0.1:{PORT_NOBODY_SERVES}/x"
        ran = run("crawl", url, "-c", config, "--store", tmp_path / "store", "-q")
        assert (ran.code, ran.out, len(ran.said)) == (69, "", 1)
        assert ran.said[0].startswith(f"copydesk: connect: {url} (")

    def test_reached_but_nothing_usable(self, tmp_path: Path) -> None:
        with Server() as server:
            ran = run("crawl", server.url("/a"), *FAST, "--store", tmp_path / "store", "-q")
            assert (ran.code, ran.out) == (65, "")
            assert ran.err == f"copydesk: http_status: {server.url('/a')} (status 404)\n"

    def test_known_pages_are_asked_for_again_only_to_refresh(self, tmp_path: Path) -> None:
        old, new = (page("Ferry of Pelton", ferry_story(town)) for town in ("Pelton", "Pelford"))
        with Server({"/a": (answer(old), answer(new))}) as server:
            arguments = ("crawl", server.url("/a"), *FAST, "--store", tmp_path / "store")
            assert "1 new, 0 known" in run(*arguments).err
            known = run(*arguments)
            assert server.paths() == ["/a"]
            fresh = run(*arguments, "--refresh")
            assert server.paths() == ["/a", "/a"]
        assert "0 new, 1 known, 0 without" in known.err
        assert "0 new, 0 known, 1 changed, 0 without" in fresh.err
        assert [row["text"] for row in fresh.records] == ["\n\n".join(ferry_story("Pelford"))]

    def test_a_page_that_nobody_may_fetch(self, tmp_path: Path) -> None:
        robots = answer("User-agent: *\nDisallow: /private\n", kind="text/plain")
        with Server({"/robots.txt": robots, "/private": answer("x")}) as server:
            url = server.url("/private")
            ran = run("crawl", url, *FAST, "--store", tmp_path / "store", "-q")
            assert server.paths() == []
        assert (ran.code, ran.err) == (65, f"copydesk: robots: {url} (robots.txt disallows it)\n")


def test_a_configuration_with_faults_names_them_all(desk: Path) -> None:
    config = desk / "bad.toml"
    config.write_text('stor = "x"\nrefresh = 1\n[fetch]\ndelay = "a"\ntries = 0\n')
    ran = run("crawl", desk / "good.txt", "-c", config, "--store", desk / "store")
    assert (ran.code, ran.out) == (78, "")
    assert ran.said == [
        f"copydesk: {config}:1: unknown key stor, did you mean store?",
        f"copydesk: {config}:2: refresh must be true or false, not 1",
        f"copydesk: {config}:4: fetch.delay must be a number, not 'a'",
        f"copydesk: {config}:5: fetch.tries must be from 1 to 100, not 0",
    ]
    assert not (desk / "store").exists()


def test_a_configuration_names_the_store_and_the_command_line_overrules_it(desk: Path) -> None:
    config = desk / "good.toml"
    config.write_text('store = "from-config"\n')
    assert run("crawl", desk / "good.txt", "-c", config, "-q").code == 0
    assert (desk / "from-config" / "copydesk.db").is_file()
    assert run("crawl", desk / "good.txt", "-c", config, "--store", desk / "said", "-q").code == 0
    assert (desk / "said" / "copydesk.db").is_file()


def test_without_a_word_the_store_is_beside_the_user(desk: Path) -> None:
    ran = run_alone("crawl", "good.txt", "-q", cwd=desk)
    assert (ran.code, ran.err) == (0, "")
    assert (desk / "copydesk-store" / "copydesk.db").is_file()


def test_a_store_that_a_run_holds_can_still_be_read(desk: Path) -> None:
    store = desk / "store"
    assert run("crawl", desk / "good.txt", "--store", store, "-q").code == 0
    with hold(store, at=NOON), Store(store, read_only=True) as opened:
        assert len(list(opened.records())) == 1


def test_a_second_run_in_the_same_store_is_told_who_holds_it(desk: Path) -> None:
    with hold(desk / "store", at=NOON, doing="another crawl"):
        ran = run("crawl", desk / "good.txt", "--store", desk / "store")
    assert (ran.code, len(ran.said)) == (75, 1)
    assert "another crawl" in ran.said[0]
