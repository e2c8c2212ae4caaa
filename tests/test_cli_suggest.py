"""Frequent lines that no rule knows: what is debris everywhere, and what is the stories' own."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.lines import is_prose
from cleaners.site_lines import mask
from cleaners.suggestions import MOST_TOLD, Suggestion, Text, suggest
from scraper.store import Store
from tests.helpers import ferry_story, run, towns
from tests.store_samples import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BADGE = "Quayside Prize for Slow Journalism 2021"
SENTENCE = "The harbour desk of this paper answers letters on the first Monday of every month."
HEADING = "What the council will do now"


def texts(*rows: tuple[str, str, Sequence[str]]) -> list[Text]:
    return [Text(story, site, "\n\n".join(lines)) for story, site, lines in rows]


def lines(found: list[Text], *, least: int = 3) -> list[Suggestion]:
    return list(suggest(lambda: found, least=least).lines)


class TestWhatIsListed:
    @pytest.mark.parametrize(
        ("places", "line", "listed"),
        [
            # a site's own line, in several of its stories
            (("1a", "2a", "3a"), BADGE, True),
            (("1a", "2a"), BADGE, False),
            # one line on several sites
            (("1a", "2b", "2c"), BADGE, True),
            (("1a", "2b", "2b"), BADGE, False),
            # a line of one story is its own, on however many sites
            (("1a", "1b", "1c", "1d"), HEADING, False),
            (("1a", "1b", "1c", "1d"), SENTENCE, False),
            # so is a sentence that a second story quotes
            (("1a", "1b", "1c", "2d"), SENTENCE, False),
            (("1a", "2a", "3a"), SENTENCE, True),
            # what rules know, wherever they would cut it
            (("1a", "2b", "3c"), "Share this article", False),
            (("1a", "2b", "3c"), "Skip to main content", False),
            # what is too short to tell anything
            (("1a", "2b", "3c"), "Analysis", False),
        ],
    )
    def test_by_stories_and_sites(
        self,
        places: Sequence[str],
        line: str,
        listed: bool,  # noqa: FBT001  # a column of the table
    ) -> None:
        rows = [(place[0], f"{place[1]}.example", (line,)) for place in places]
        assert [found.line for found in lines(texts(*rows))] == [line] * listed

    def test_lines_that_differ_in_what_does_not_count_are_one(self) -> None:
        variants = ("Tide of the day: 4,10 m", "TIDE OF THE DAY – 3,95 m", "Tide of the day 4.2 m")
        rows = [(str(at), "a.example", (line, line)) for at, line in enumerate(variants)]
        assert lines(texts(*rows)) == [Suggestion(variants[0], ("a.example",), 3, 3)]

    def test_most_sites_first_then_most_stories_then_most_copies(self) -> None:
        rows = [
            *((str(story), "a.example", ("Line of many stories",)) for story in range(9)),
            *((str(story), f"{story}.example", ("Line of many sites",)) for story in range(4)),
            *((str(story), "a.example", ("Line of few stories",)) for story in (1, 2, 3)),
            *((str(story), "a.example", ("Line of more copies",)) for story in (1, 2, 3, 3)),
        ]
        assert [found.line for found in lines(texts(*rows))] == [
            "Line of many sites",
            "Line of many stories",
            "Line of more copies",
            "Line of few stories",
        ]

    def test_a_frequent_line_is_told_up_to_a_bound(self) -> None:
        rows = [(str(at), f"{at}.example", (BADGE,)) for at in range(3 * MOST_TOLD)]
        (found,) = lines(texts(*rows))
        assert (found.stories, len(found.sites), found.copies) == (
            MOST_TOLD,
            MOST_TOLD,
            3 * MOST_TOLD,
        )

    def test_where_there_are_too_many_lines_the_rarest_go_uncounted(self) -> None:
        rows = [
            (str(at % 5), "a.example", (f"Row of letters {'ab' * (at // 5)}",)) for at in range(500)
        ]
        rows += [(str(story), "a.example", (BADGE,)) for story in range(9)]
        found = texts(*rows)
        assert suggest(lambda: found, most=200).fewest == 2
        few = suggest(lambda: found, most=50)
        assert (few.fewest, [line.line for line in few.lines]) == (6, [BADGE])

    @given(
        st.lists(
            st.tuples(
                st.sampled_from("123456"),
                st.sampled_from(["a.example", "b.example", "c.example", "d.example"]),
                st.lists(st.sampled_from([BADGE, SENTENCE, HEADING, f"{BADGE}!", "Oops!"])),
            ),
            max_size=30,
        ),
        st.integers(2, 5),
    )
    @settings(max_examples=40, deadline=None)
    def test_counts_are_those_of_counting_everything(
        self, rows: list[tuple[str, str, list[str]]], least: int
    ) -> None:
        expected = {}
        for line in (BADGE, SENTENCE, HEADING):
            of = [row for row in rows if mask(line) in map(mask, row[2])]
            stories = {story for story, _, _ in of}
            sites = {site for _, site, _ in of}
            by_sites = len(stories) > 1 and len(sites) >= least and not is_prose(line)
            if len(stories) >= least or by_sites:
                expected[mask(line)] = (sorted(sites), len(stories), len(of))
        found = lines(texts(*rows), least=least)
        assert {mask(it.line): (list(it.sites), it.stories, it.copies) for it in found} == expected

    def test_memory_is_bounded(self) -> None:
        def of(count: int) -> Iterator[Text]:
            for at in range(count):
                own = "".join(chr(97 + int(digit)) for digit in f"{at:012}")
                yield Text(str(at), "a.example", f"{own}\n\n{own} again\n\n{BADGE}")

        peaks = []
        for count in (2_000, 10_000):
            tracemalloc.start()
            assert len(suggest(lambda count=count: of(count)).lines) == 1  # type: ignore[misc]  # bound now
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert peaks[1] < peaks[0] + 500_000


class TestCommand:
    @pytest.fixture
    def store(self, tmp_path: Path) -> Path:
        folder = tmp_path / "store"
        with Store(folder) as store:
            for at, town in enumerate(towns(6)):
                text = "\n\n".join((*ferry_story(town), BADGE))
                site = f"{'abcd'[at % 4]}.example"
                store.file(plain(text, url=f"https://{site}/{at}", site=site), story_id=f"s{at}")
                if at < 3:
                    again = "\n\n".join((*ferry_story(town), HEADING))
                    store.file(plain(again, url=f"https://e.example/{at}"), story_id="s0")
        return folder

    def test_lines_with_counts_sites_and_an_example(self, store: Path) -> None:
        ran = run("rules", "suggest", store)
        (line,) = ran.out.splitlines()
        assert line == (
            f"  4 sites   6 stories     6 copies  {BADGE}  (a.example, b.example, c.example, …)"
        )
        assert (ran.code, ran.err) == (0, "lines that no rule knows: 1\n")

    @pytest.mark.parametrize("before", [True, False])
    def test_as_json(self, before: bool, store: Path) -> None:  # noqa: FBT001  # a column
        words = ("--json", "suggest", store) if before else ("suggest", store, "--json")
        sites = ["a.example", "b.example", "c.example", "d.example"]
        assert run("rules", *words).records == [
            {"line": BADGE, "sites": sites, "stories": 6, "copies": 6}
        ]

    def test_least(self, store: Path) -> None:
        assert run("rules", "suggest", store, "--least", "7").out == ""
        assert BADGE in run("rules", "suggest", store, "--least", "6").out

    def test_what_a_rule_of_ones_own_knows_is_left_out(self, store: Path) -> None:
        rules = store.parent / "rules.toml"
        rules.write_text(
            '[[rule]]\nname = "prize"\nkind = "advert"\nfind = ["quayside prize .+"]\n'
            f'examples = ["⟦{BADGE}⟧", "Quayside: the prize goes to the harbour."]\n'
        )
        assert run("rules", "suggest", store, "--rules", rules).out == ""
        assert run("rules", "--rules", rules, "suggest", store).out == ""

    def test_nothing_a_terminal_would_obey(self, tmp_path: Path) -> None:
        with Store(tmp_path / "store") as store:
            for at in range(3):
                store.file(
                    plain(
                        f"Tide \x1b[2J tables\x9b5m of Corholm {'y' * 400}",
                        url=f"https://a.example/{at}",
                    ),
                    story_id=str(at),
                )
        ran = run("rules", "suggest", tmp_path / "store")
        assert len(ran.out) < 300
        assert "Tide" in ran.out
        assert not set("\x1b\x9b") & set(ran.out)
        assert not set("\x1b\x9b") & set(run("rules", "suggest", tmp_path / "store", "--json").out)

    @pytest.mark.parametrize("least", ["1", "x", "51", "-3", "3.5", "²", "9" * 5000])
    def test_a_least_that_is_none(self, least: str, store: Path) -> None:
        ran = run("rules", "suggest", store, "--least", least)
        assert (ran.code, ran.out, len(ran.said)) == (64, "", 1)
        assert "--least: not a number from 2 to 50" in ran.err

    def test_no_store(self, tmp_path: Path) -> None:
        ran = run("rules", "suggest", tmp_path / "none")
        assert (ran.code, ran.out, len(ran.said)) == (74, "", 1)
        assert not (tmp_path / "none").exists()
