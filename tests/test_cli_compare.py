"""`compare` shows at a glance what copies share and where they contradict, and files nothing."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from scraper.store import Store
from tests.helpers import COMMAND, ROOT, environment, page, paragraphs, run, run_alone
from tests.server import Server
from tests.server import page as answer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers import Ran
    from tests.server import Answer

SEEDS = ROOT.parent / "shared" / "seeds"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
SHARED = "said that nobody aboard had been hurt and that the ferry would be towed in by evening."
LEFT = paragraphs(f"""
The ferry Aunt Matilda ran aground off Pelholm on Friday with 62 passengers and two horses aboard,
in fog that the oldest skippers of the coast could not remember the like of.

Captain Orsolya Brandt {SHARED}

Divers from the naval school looked at the hull and found two plates bent but none broken.
""")
RIGHT = paragraphs(f"""
With 26 passengers and two horses aboard, the ferry Aunt Matilda ran aground off Pelholm on Friday
while fog lay over the whole of the sound.

Over the radio Captain Orsolya Brandt {SHARED}

A bakery in the village carried bread and coffee across the sand at low tide for everybody.
""")

ROUTES: dict[str, Answer] = {
    "/left": answer(page("Ferry aground", LEFT)),
    "/right": answer(page("Ferry stuck", RIGHT)),
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "left.html").write_text(page("Ferry aground", LEFT))
    (tmp_path / "right.txt").write_text("\n\n".join(RIGHT))
    (tmp_path / "gone.html").write_text(page("404", ("Page not found",)))
    return tmp_path


def points(ran: Ran) -> list[tuple[str, str, str]]:
    (row,) = ran.records
    return [
        (point["kind"], point["a"]["words"], point["b"]["words"])
        for comparison in row["comparisons"]
        for point in comparison["disagreements"]
    ]


def test_files_are_compared_at_a_glance(desk: Path) -> None:
    ran = run("compare", desk / "left.html", desk / "right.txt")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].startswith(f"A  {desk / 'left.html'}  (")
    assert lines[1].startswith(f"B  {desk / 'right.txt'}  (")
    assert lines[3] == "Disagree on 1 point"
    assert lines[4] == "  number (conflict): 62 / 26"
    assert "    A  The ferry Aunt Matilda ran aground off Pelholm on Friday with >>62<<" in lines
    assert any(line.startswith("Shared word for word: 2 passages, ") for line in lines)
    assert "Only in A: 1 sentence" in lines
    assert "Only in B: 1 sentence" in lines


def test_json_has_offsets_into_the_clean_texts(desk: Path) -> None:
    ran = run("compare", desk / "left.html", desk / "right.txt", "--json")
    assert ran.code == 0
    (row,) = ran.records
    assert points(ran) == [("number", "62", "26")]
    (comparison,) = row["comparisons"]
    (point,) = comparison["disagreements"]
    texts = {"a": "\n\n".join(LEFT), "b": "\n\n".join(RIGHT)}
    for side, text in texts.items():
        start, end = point[side]["place"]
        assert text[start:end] == point[side]["words"]
    for shared in comparison["shared"]:
        start, end = shared["a"]
        assert texts["a"][start:end] == shared["text"]
    assert SHARED.rstrip(".") in [shared["text"] for shared in comparison["shared"]][1]
    assert row["misses"] == []


def test_urls_are_fetched_and_nothing_is_filed(desk: Path) -> None:
    with Server(dict(ROUTES)) as server:
        urls = server.url("/left"), server.url("/right")
        ran = run_alone("compare", *urls, "--delay", "0", "--json", cwd=desk)
        asked = server.paths()
    assert ran.code == 0
    assert points(ran) == [("number", "62", "26")]
    assert [copy["name"] for copy in ran.records[0]["copies"]] == list(urls)
    assert sorted(asked) == ["/left", "/right"]
    assert not (desk / "copydesk-store").exists()


def test_robots_are_obeyed() -> None:
    rules = answer("User-agent: *\nDisallow: /right", kind="text/plain")
    with Server(ROUTES | {"/robots.txt": rules}) as server:
        ran = run("compare", server.url("/left"), server.url("/right"), "--delay", "0")
        asked = server.paths()
    assert (ran.code, ran.out) == (65, "")
    assert ran.said[0].startswith("copydesk: robots: ")
    assert "/right" not in asked


class TestStore:
    @pytest.fixture
    def filed(self, desk: Path) -> list[dict[str, Any]]:
        names = (desk / "left.html", desk / "right.txt")
        return run("crawl", *names, "--store", desk / "store").records

    def test_records_are_named_by_their_ids(self, desk: Path, filed: list[dict[str, Any]]) -> None:
        left, right = filed
        ran = run("compare", left["id"], right["id"][:6], "--store", desk / "store", "--json")
        assert ran.code == 0
        assert points(ran) == [("number", "62", "26")]

    def test_a_filed_url_is_not_fetched(self, desk: Path, filed: list[dict[str, Any]]) -> None:
        urls = [row["url"] for row in filed]
        (desk / "left.html").unlink()
        ran = run("compare", *urls, "--store", desk / "store", "--json")
        assert (ran.code, points(ran)) == (0, [("number", "62", "26")])

    def test_an_id_of_nothing(self, desk: Path, filed: list[dict[str, Any]]) -> None:
        ran = run("compare", filed[0]["id"], "0000", "--store", desk / "store")
        assert (ran.code, ran.out) == (65, "")
        assert ran.said[0].startswith("copydesk: 0000: no such file or folder, no record in ")

    def test_a_store_that_is_not_there(self, desk: Path) -> None:
        ran = run("compare", "ab12", "cd34", "--store", desk / "none")
        assert (ran.code, ran.out) == (74, "")
        assert not (desk / "none").exists()

    def test_the_store_is_left_as_it_is(self, desk: Path, filed: list[dict[str, Any]]) -> None:
        before = (desk / "store" / "copydesk.db").read_bytes()
        run("compare", *(row["id"] for row in filed), "--store", desk / "store")
        assert (desk / "store" / "copydesk.db").read_bytes() == before
        with Store(desk / "store", read_only=True) as store:
            assert len(store.runs()) == 1


class TestCodes:
    def test_one_copy_is_too_few(self, desk: Path) -> None:
        ran = run("compare", desk / "left.html")
        assert (ran.code, ran.out) == (64, "")

    def test_the_others_are_compared_where_one_fails(self, desk: Path) -> None:
        names = [desk / name for name in ("left.html", "gone.html", "right.txt")]
        ran = run("compare", *names, "--json")
        assert ran.code == 1
        assert points(ran) == [("number", "62", "26")]
        assert [miss["reason"] for miss in ran.records[0]["misses"]] == ["error_page"]
        assert len(ran.said) == 1

    def test_nothing_is_left_to_compare(self, desk: Path) -> None:
        ran = run("compare", desk / "left.html", desk / "gone.html")
        assert (ran.code, ran.out) == (65, "")
        assert ran.said[-1] == "copydesk: nothing to compare: 1 of 2 gave an article"

    def test_nobody_answers(self) -> None:
        with Server({}) as server:
            urls = [server.url(path) for path in ("/a", "/b")]
        ran = run("compare", *urls, "--deadline", "1")
        assert (ran.code, ran.out) == (69, "")


def test_the_first_is_compared_with_each_other(desk: Path) -> None:
    (desk / "same.txt").write_text("\n\n".join(LEFT))
    ran = run("compare", desk / "left.html", desk / "right.txt", desk / "same.txt", "--json")
    names = [(row["a"], row["b"]) for row in ran.records[0]["comparisons"]]
    first = str(desk / "left.html")
    assert names == [(first, str(desk / name)) for name in ("right.txt", "same.txt")]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="no seeds at ../shared/seeds")
def test_the_seeds_disagree_on_exactly_one_point() -> None:
    ran = run("compare", *sorted(SEEDS.glob("*.txt")), "--json")
    assert (ran.code, points(ran)) == (0, [("date", "March 1", "March 2024")])


class TestTerminal:
    @pytest.mark.parametrize(
        ("wishes", "coloured"),
        [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
        ids=["a terminal", "NO_COLOR", "a dumb terminal"],
    )
    def test_colour(self, desk: Path, wishes: dict[str, str], coloured: bool) -> None:  # noqa: FBT001 - a column of the table
        shown = _on_a_terminal(desk, **wishes)
        assert bool(COLOUR.search(shown)) is coloured
        assert COLOUR.sub("", shown).splitlines()[4] == "  number (conflict): 62 / 26"
        if coloured:
            assert "\x1b[1;31m>>62<<\x1b[0m" in shown

    def test_words_in_dispute_stay_marked_over_a_line_break(self, desk: Path) -> None:
        (desk / "right.txt").write_text("\n\n".join(RIGHT).replace("26", "26 thousand"))
        marked = re.findall(r"\x1b\[1;31m([^\x1b]*)", _on_a_terminal(desk))
        assert " ".join(" ".join(marked).split()) == ">>62<< >>26 thousand<<"

    def test_on_a_pipe_there_is_none(self, desk: Path) -> None:
        ran = run_alone("compare", desk / "left.html", desk / "right.txt")
        assert not COLOUR.search(ran.out)

    def test_a_page_cannot_speak_to_the_terminal(self, desk: Path) -> None:
        evil = "\x1b]0;owned\x07 A bell rang over the harbour for an hour, \x9b2Jsaid the priest."
        (desk / "right.txt").write_text("\n\n".join((*RIGHT, evil)))
        shown = COLOUR.sub("", _on_a_terminal(desk))
        assert "A bell rang over the harbour" in shown
        assert not set("\x1b\x07\x9b") & set(shown)


def _on_a_terminal(desk: Path, **wishes: str) -> str:
    mine, its = pty.openpty()
    command = [*COMMAND, "compare", "left.html", "right.txt"]
    with subprocess.Popen(
        command, stdin=its, stdout=its, stderr=its, cwd=desk, env=environment(**wishes)
    ) as child:
        os.close(its)
        shown = b""
        try:
            while select.select([mine], [], [], 60)[0] and (more := os.read(mine, 65536)):
                shown += more
        except OSError:  # how Linux says that the other end is closed
            pass
        finally:
            os.close(mine)
        assert child.wait(60) == 0
    return shown.decode()
