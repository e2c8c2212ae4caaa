"""The two dumps that started this come out exactly right; they are read from where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from cleaners import Kind
from tests.helpers import ROOT, run, run_alone

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers import Ran

SEEDS = ROOT.parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the seeds are not beside this checkout: no ../shared/seeds"
)


@dataclass(frozen=True, slots=True)
class Seed:
    """A dump, line by line (blank ones left out), and the record that came of it."""

    lines: tuple[str, ...]
    record: dict[str, Any]

    @property
    def paragraphs(self) -> list[str]:
        return str(self.record["text"]).split("\n\n")

    @property
    def cuts(self) -> list[tuple[str, str]]:
        return [(cut["kind"], cut["text"]) for cut in self.record["removals"]]

    def line(self, beginning: str) -> int:
        """The number of the only line that begins so."""
        (number,) = (at for at, line in enumerate(self.lines) if line.startswith(beginning))
        return number


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return run("crawl", SEEDS, "--store", tmp_path_factory.mktemp("seeds") / "store")


@pytest.fixture(scope="module")
def seeds(crawled: Ran) -> tuple[Seed, Seed]:
    assert crawled.code == 0
    files = sorted(SEEDS.glob("*.txt"))
    by_url = {row["url"]: row for row in crawled.records}
    first, second = (Seed(_lines(file), by_url[file.resolve().as_uri()]) for file in files)
    return first, second


def test_the_first_loses_its_last_two_lines_and_nothing_else(seeds: tuple[Seed, Seed]) -> None:
    first, _ = seeds
    end = first.line("Discover more from")
    assert end == len(first.lines) - 2
    assert first.paragraphs == list(first.lines[:end])
    assert first.cuts == [(Kind.SUBSCRIBE, line) for line in first.lines[end:]]


def test_the_first_keeps_its_curly_quotes(seeds: tuple[Seed, Seed]) -> None:
    first, _ = seeds
    story = "".join(first.lines[:-2])
    for quote in "“”’":
        assert story.count(quote) == first.record["text"].count(quote) > 0


def test_the_second_is_its_four_paragraphs_once(seeds: tuple[Seed, Seed]) -> None:
    _, second = seeds
    tag = "(MENAFN) "
    start, end = second.line(tag), second.line("Legal Disclaimer")
    printed = [second.lines[start].removeprefix(tag), *second.lines[start + 1 : end]]
    assert len(printed) == 7
    assert printed[1:4] == printed[4:7]
    assert second.paragraphs == printed[:4]


def test_the_second_has_its_headline_as_title(seeds: tuple[Seed, Seed]) -> None:
    _, second = seeds
    headline = second.lines[second.line("(MENAFN)") - 1]
    assert second.record["title"] == headline
    assert headline not in second.record["text"]


def test_the_second_names_its_agency(seeds: tuple[Seed, Seed]) -> None:
    _, second = seeds
    assert second.record["agency"] == "MENAFN"
    assert "MENAFN" not in second.record["text"]


def test_the_second_has_one_receipt_for_each_removal(seeds: tuple[Seed, Seed]) -> None:
    _, second = seeds
    lines, tagged = second.lines, second.line("(MENAFN)")
    legal = second.line("Legal Disclaimer")
    assert second.cuts == [
        *((Kind.ERROR_PAGE, line) for line in lines[: tagged - 1]),
        (Kind.TITLE, lines[tagged - 1]),
        (Kind.DATELINE, "(MENAFN)"),
        *((Kind.REPEAT, line) for line in lines[tagged + 4 : legal]),
        *((Kind.LEGAL, line) for line in lines[legal:-2]),
        *((Kind.COMMENTS, line) for line in lines[-2:]),
    ]


def test_the_two_are_one_story_of_hardly_a_common_sentence(
    crawled: Ran, seeds: tuple[Seed, Seed]
) -> None:
    assert len(crawled.records) == 2
    assert len({seed.record["story_id"] for seed in seeds}) == 1
    assert not set(seeds[0].paragraphs) & set(seeds[1].paragraphs)
    assert crawled.said[-1].startswith("2 new, 0 known, 0 without an article; 1 story in 2 copies;")


def test_in_whatever_order_they_come(tmp_path: Path, seeds: tuple[Seed, Seed]) -> None:
    for number, file in enumerate(sorted(SEEDS.glob("*.txt"), reverse=True)):
        ran = run("crawl", file, "--store", tmp_path / "store")
        assert ran.code == 0
        (row,) = ran.records
        assert row["text"] == seeds[1 - number].record["text"]
    ran = run("crawl", SEEDS, "--store", tmp_path / "store", "-q")
    assert len({row["story_id"] for row in ran.records}) == 1


def test_the_filter_keeps_the_headline_and_explains_the_rest(seeds: tuple[Seed, Seed]) -> None:
    _, second = seeds
    (file,) = SEEDS.glob("001_*.txt")
    ran = run_alone("clean", file, "--explain")
    assert ran.code == 0
    told = [line.split(maxsplit=4) for line in ran.out.splitlines()]
    wanted = [cut for cut in second.cuts if cut[0] != Kind.TITLE]
    assert [(kind, said.removesuffix("  [MENAFN]")) for _, _, kind, _, said in told] == wanted
    headline = second.record["title"]
    assert run("clean", file).out == f"{headline}\n\n{second.record['text']}\n"


def _lines(file: Path) -> tuple[str, ...]:
    return tuple(line for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
