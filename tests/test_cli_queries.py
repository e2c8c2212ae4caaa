"""What a store is asked on the command line, and that what it holds cannot speak to a terminal."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from cleaners.model import Cleaned, Kind, Removal
from scraper.model import Article, Miss, Reason
from scraper.placing import settle_stories
from scraper.store import Store
from tests.helpers import COMMAND, environment, run
from tests.store_samples import NOON, STORY_TEXT, article, texts
from tests.test_placing import REWRITE, WIRE, file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HOSTILE = "Gulls \x1b[2J\x1b]0;owned\x07 and\r\n \x9b5m\u202eterns"
CONTROLS = {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160))} | {"\u202e"}


@pytest.fixture
def filed(tmp_path: Path) -> Path:
    """A store with two stories in three copies, one of them hostile, and two misses."""
    folder = tmp_path / "store"
    with Store(folder, clock=lambda: NOON) as store:
        run_id = store.start_run(at=NOON)
        store.file(article(), story_id="aaaa11112222", role="original")
        store.file(
            article(
                "https://evening.test/bridge", site="evening.test", canonical_url="", sha256="cd"
            ),
            story_id="aaaa11112222",
            role="reprint",
            similarity=0.9,
        )
        store.set_canonical("aaaa11112222", store.stories()[0].canonical, why="the longest")
        body = Cleaned(
            f"Terns came back.\n\n{HOSTILE}", (Removal(16, 18 + len(HOSTILE), "x", Kind.EMBED),)
        )
        store.file(
            Article("https://odd.example/1", body, title=HOSTILE, site="odd.example"),
            story_id="bbbb11112222",
        )
        store.miss(Miss("https://a.example/", Reason.TIMEOUT, HOSTILE), at=NOON)
        store.miss(Miss("https://b.example/", Reason.PAYWALL, "for subscribers"), at=NOON)
        store.end_run(run_id, at=NOON)
    return folder


def record_of(folder: Path, url: str) -> str:
    with Store(folder, read_only=True) as store:
        record = store.record(url)
        assert record is not None
        return record.copy.id


class TestStories:
    def test_a_table(self, filed: Path) -> None:
        ran = run("stories", "--store", filed)
        assert (ran.code, ran.err) == (0, "")
        head, first, second = ran.out.splitlines()
        assert head.split() == ["story", "copies", "sites", "latest", "title"]
        assert first.split() == [
            *("aaaa11112222", "2", "2", "2026-10-18", "12:00", "Harbour", "bridge", "reopens")
        ]
        assert second.startswith("bbbb11112222  1 ")

    def test_a_story_without_a_title_shows_its_first_words(self, tmp_path: Path) -> None:
        with Store(tmp_path, clock=lambda: NOON) as store:
            store.file(
                Article("https://a.example/1", Cleaned("Eels are back.")), story_id="cccc11112222"
            )
        assert run("stories", "--store", tmp_path).out.splitlines()[1].endswith("  eels are back")

    def test_json(self, filed: Path) -> None:
        first, second = run("stories", "--store", filed, "--json").records
        assert (first["id"], first["copies"], first["sites"]) == ("aaaa11112222", 2, 2)
        assert first["last"] == "2026-10-18T12:00:00+00:00"
        assert second["id"] == "bbbb11112222"

    @pytest.mark.parametrize(
        ("options", "ids"),
        [
            (("--site", "odd.example"), ["bbbb11112222"]),
            (("--site", "none.example"), []),
            (("--since", "2026-10-18T12:00"), ["aaaa11112222", "bbbb11112222"]),
            (("--since", "2026-10-19"), []),
            (("--since", "3650d"), ["aaaa11112222", "bbbb11112222"]),
        ],
    )
    def test_narrowed(self, options: Sequence[str], ids: list[str], filed: Path) -> None:
        ran = run("stories", "--store", filed, "--json", *options)
        assert [row["id"] for row in ran.records] == ids

    def test_none_is_said(self, filed: Path) -> None:
        ran = run("stories", "--store", filed, "--site", "none.example")
        assert (ran.code, ran.out, ran.err) == (0, "", "no stories\n")


class TestShow:
    def test_a_story_lists_copies_roles_and_cuts(self, filed: Path) -> None:
        out = run("show", "aaaa", "--store", filed).out
        assert out.startswith("story aaaa11112222: Harbour bridge reopens\n2 copies on 2 sites, ")
        assert "original" in out
        assert "reprint" in out
        assert out.count("subscribe  letter  Sign up for our harbour letter!") == 2

    def test_a_story_tells_where_its_copies_disagree(self, tmp_path: Path) -> None:
        with Store(tmp_path) as store:
            first = file(store, "kelpwire.example", WIRE, agency="Kelpwire")
            file(store, "post.example", REWRITE)
            settle_stories(store)
        out = run("show", first.story_id, "--store", tmp_path).out
        assert "names Kelpwire" in out
        assert "\ndisagree on a number: 84 / 48\n" in out
        assert [line for line in out.splitlines() if "84" in line and "kelpwire.example" in line]
        assert [line for line in out.splitlines() if "48" in line and "post.example" in line]
        (row,) = run("show", first.story_id, "--store", tmp_path, "--json").records
        (point,) = row["disagreements"]
        assert (point["a"]["words"], point["b"]["words"]) == ("84", "48")
        assert [copy["role"] for copy in row["relations"]] == ["original", "rewrite"]

    @pytest.mark.parametrize("by", ["id", "beginning", "url"])
    def test_a_record_by_any_of_its_names(self, by: str, filed: Path) -> None:
        url = "https://daily.example/bridge"
        name = record_of(filed, url)
        named = {"id": name, "beginning": name[:6], "url": url}[by]
        out = run("show", named, "--store", filed).out
        assert f"record     {name}\n" in out
        assert "The keeper, Ada Quill, said it had rested for nine weeks." in out
        assert out.endswith(
            f"{len(STORY_TEXT)}  subscribe  letter  Sign up for our harbour letter!\n"
        )
        assert "read by    own, for it knew the keeper (confidence 0.88)\n" in out
        assert "section    Harbour\nlicence    https://licence.example/by/4.0\n" in out
        assert "access     paid\n" in out
        (row,) = run("show", named, "--store", filed, "--json").records
        assert (row["id"], row["reader"], row["confidence"]) == (name, "own", 0.875)
        assert (row["section"], row["free"], row["captions"]) == (
            *("Harbour", False),
            ["The bridge, open."],
        )

    def test_json_of_a_story_holds_its_records(self, filed: Path) -> None:
        (row,) = run("show", "aaaa11112222", "--store", filed, "--json").records
        assert [copy["role"] for copy in row["copies"]] == ["original", "reprint"]
        assert row["copies"][0]["removals"][0]["text"] == "Sign up for our harbour letter!"

    @pytest.mark.parametrize("name", ["cccc", "aaa", "", "https://none.example/"])
    def test_an_unknown_name(self, name: str, filed: Path) -> None:
        ran = run("show", name, "--store", filed)
        assert (ran.code, ran.out) == (65, "")
        assert ran.err == f"copydesk: no story, record or URL {name!r} in {filed}\n"


class TestSearch:
    def test_words_in_any_order(self, filed: Path) -> None:
        ran = run("search", "keeper", "gulls", "--store", filed)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.count("Harbour bridge reopens") == 2

    def test_json_and_most(self, filed: Path) -> None:
        (row,) = run("search", "keep*", "-n", "1", "--store", filed, "--json").records
        assert row["story_id"] == "aaaa11112222"
        assert "keeper" in row["passage"]

    def test_nothing_found_is_no_failure(self, filed: Path) -> None:
        ran = run("search", "zeppelin", "--store", filed)
        assert (ran.code, ran.out, ran.err) == (0, "", "nothing filed holds 'zeppelin'\n")

    @pytest.mark.parametrize("words", [("?!",), ("",), ("a", "-n", "0"), ("a", "-n", "x")])
    def test_what_cannot_be_looked_up(self, words: Sequence[str], filed: Path) -> None:
        assert run("search", *words, "--store", filed).code == 64


class TestMisses:
    def test_a_table_and_by_reason(self, filed: Path) -> None:
        assert len(run("misses", "--store", filed).out.splitlines()) == 3
        head, row = run("misses", "--store", filed, "--reason", "paywall").out.splitlines()
        assert head.startswith("reason ")
        assert row.split(maxsplit=5)[0::4] == ["paywall", "https://b.example/"]

    def test_json(self, filed: Path) -> None:
        first, second = run("misses", "--store", filed, "--json").records
        assert (first["reason"], first["detail"]) == ("timeout", HOSTILE)
        assert (second["tries"], second["last_at"]) == (1, "2026-10-18T12:00:00+00:00")

    def test_an_unknown_reason(self, filed: Path) -> None:
        assert run("misses", "--store", filed, "--reason", "rain").code == 64

    def test_none_is_said(self, filed: Path) -> None:
        assert run("misses", "--store", filed, "--reason", "tls").err == "no misses\n"


class TestUndo:
    def test_the_words_are_back_and_findable(self, filed: Path) -> None:
        name = record_of(filed, "https://daily.example/bridge")
        ran = run("undo", name, "letter", "--store", filed)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == f"back in {name}: Sign up for our harbour letter!\n"
        assert "Sign up" in next(text for path, text in texts(filed).items() if name in path)
        assert len(run("search", "sign", "--store", filed, "--json").records) == 1
        again = run("undo", name, "letter", "--store", filed)
        assert again.code == 65
        assert again.err == f"copydesk: letter has cut nothing from {name}, nor has any other\n"

    def test_json(self, filed: Path) -> None:
        (row,) = run(
            "undo", "https://daily.example/bridge", "letter", "--store", filed, "--json"
        ).records
        assert row["words"] == ["Sign up for our harbour letter!"]

    def test_a_rule_that_cut_nothing_names_those_that_did(self, filed: Path) -> None:
        ran = run("undo", "https://daily.example/bridge", "lettre", "--store", filed)
        assert ran.code == 65
        assert ran.err.endswith("; what was cut there was cut by letter\n")

    def test_no_such_record(self, filed: Path) -> None:
        assert run("undo", "ffff", "letter", "--store", filed).code == 65

    def test_no_store_is_made(self, tmp_path: Path) -> None:
        ran = run("undo", "ffff", "letter", "--store", tmp_path / "none")
        assert (ran.code, len(ran.said)) == (74, 1)
        assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("stories",),
        ("show", "bbbb"),
        ("show", "https://odd.example/1"),
        ("search", "terns"),
        ("misses",),
        ("undo", "https://odd.example/1", "x"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["table", "json"])
def test_nothing_stored_reaches_the_terminal(
    arguments: Sequence[str], form: Sequence[str], filed: Path
) -> None:
    ran = run(*arguments, *form, "--store", filed)
    assert ran.code == 0
    assert "ulls" in ran.out
    assert not CONTROLS & set(ran.out)
    if form:
        assert all(json.loads(line) for line in ran.out.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [("stories",), ("search", "harbour"), ("search", "terns"), ("misses",), ("show", "bbbb")],
    ids=" ".join,
)
def test_a_line_fits_the_terminal(arguments: Sequence[str], filed: Path) -> None:
    lines = on_terminal(*arguments, "--store", str(filed), wide=70)
    assert lines
    assert all(len(line) <= 70 for line in lines)
    assert not CONTROLS & set("".join(lines))


def test_a_passage_that_was_found_is_shown_on_a_terminal(filed: Path) -> None:
    lines = on_terminal("search", "harbour", "--store", str(filed), wide=70)
    assert len(lines) == 5
    assert lines[1].startswith(record_of(filed, "https://evening.test/bridge"))
    assert lines[2].startswith("    Gulls watched the harbour ")


def on_terminal(*arguments: str, wide: int) -> list[str]:
    """What a command says on a terminal so wide."""
    here, there = os.openpty()
    with subprocess.Popen([*COMMAND, *arguments], stdout=there, env=environment(COLUMNS=str(wide))):
        os.close(there)
        said = b""
        with suppress(OSError):  # which is how the end comes
            while part := os.read(here, 1 << 16):
                said += part
        os.close(here)
    return said.decode().replace("\r\n", "\n").splitlines()


@pytest.mark.parametrize("command", ["stories", "misses", "search", "show"])
def test_a_store_that_is_not_there(command: str, tmp_path: Path) -> None:
    words = ("words",) if command in {"search", "show"} else ()
    ran = run(command, *words, "--store", tmp_path / "none")
    assert (ran.code, ran.out) == (74, "")
    assert ran.err.startswith(f"copydesk: there is no store at {tmp_path / 'none'}")
    assert not (tmp_path / "none").exists()


def test_the_store_that_a_configuration_names(filed: Path) -> None:
    config = filed.parent / "desk.toml"
    config.write_text('store = "store"\n')
    assert len(run("stories", "-c", config, "--json").records) == 2
