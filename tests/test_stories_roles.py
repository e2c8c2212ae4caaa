from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from cleaners.model import Cleaned
from scraper.model import Article, Copy
from scraper.stories import (
    Role,
    arrange,
    compare_json,
    compare_lines,
    contradictions,
    relations,
)
from tests.stories_sample import BRIDGE, TALLOW

NINE = datetime(2031, 3, 4, 9, tzinfo=UTC)
FIRST, SECOND, THIRD = BRIDGE.values()
MORE = (
    " The port was founded by fishermen four centuries ago. Its bridge replaced a chain ferry whose"
    " last skipper, Odo Brand, still lives by the quay and keeps its bell. The bridge has been hit"
    " twice before, by a grain ship and by an iceberg, and was repaired both times within a month."
)


def copy(
    id_: str, text: str, *, hours: int | None = None, agency: str = "", site: str = ""
) -> Copy:
    published = None if hours is None else NINE + timedelta(hours=hours)
    site = site or f"{id_}.example"
    body = Cleaned(text)
    url = f"https://{site}/a"
    return Copy(id_, Article(url, body, site=site, agency=agency, published=published))


def roles(*copies: Copy) -> dict[str, tuple[Role, str]]:
    return {relation.id: (relation.role, relation.of) for relation in relations(copies)}


def test_each_role() -> None:
    found = roles(
        copy("first", FIRST, hours=0),
        copy("same", FIRST.upper(), hours=1),
        copy("short", FIRST[:220], hours=2),
        copy("long", FIRST + MORE, hours=3),
        copy("other-words", SECOND, hours=4),
        copy("elsewhere", TALLOW["tallow"], hours=5),
    )
    assert found == {
        "first": (Role.ORIGINAL, ""),
        "same": (Role.REPRINT, "first"),
        "short": (Role.TRIMMED, "first"),
        "long": (Role.EXTENDED, "first"),
        "other-words": (Role.REWRITE, "first"),
        "elsewhere": (Role.SAME_EVENT, "first"),
    }


def test_an_agency_outranks_an_earlier_time() -> None:
    found = roles(copy("early", FIRST, hours=0), copy("late", FIRST, hours=5, agency="Norrwire"))
    assert found["late"] == (Role.ORIGINAL, "")
    assert found["early"] == (Role.REPRINT, "late")


def test_the_agency_itself_outranks_those_that_name_it() -> None:
    wire = copy("wire", FIRST, hours=5, agency="Norrwire", site="norrwire.example")
    found = roles(copy("paper", FIRST, hours=0, agency="Norrwire"), wire)
    assert found["wire"] == (Role.ORIGINAL, "")


def test_who_credits_another_copy_comes_after_it() -> None:
    credited = "As first reported by the Lindmouth Echo, " + FIRST
    found = roles(
        copy("a", credited, hours=0, site="brakkelpost.example"),
        copy("b", FIRST, hours=5, site="lindmouthecho.example"),
    )
    assert found["b"] == (Role.ORIGINAL, "")
    assert found["a"][1] == "b"


def test_a_reprint_of_a_rewrite_points_to_the_rewrite() -> None:
    found = roles(copy("a", FIRST, hours=0), copy("b", SECOND, hours=1), copy("c", SECOND, hours=2))
    assert found["c"] == (Role.REPRINT, "b")


def test_the_order_given_does_not_matter() -> None:
    copies = [copy("a", FIRST), copy("b", SECOND), copy("c", THIRD), copy("d", FIRST + MORE)]
    assert roles(*copies) == roles(*reversed(copies))


@pytest.mark.parametrize(
    ("copies", "canonical", "why"),
    [
        ([copy("a", FIRST)], "a", "the only copy"),
        (
            [copy("a", FIRST + MORE), copy("b", FIRST, agency="Norrwire")],
            "b",
            "names Norrwire",
        ),
        (
            [
                copy("a", SECOND, agency="Norrwire"),
                copy("b", FIRST, agency="Norrwire"),
                copy("c", FIRST + MORE),
            ],
            "b",
            "names Norrwire; the most complete of 2",
        ),
        (
            [copy("a", FIRST, hours=2), copy("b", FIRST, hours=1), copy("c", THIRD, hours=0)],
            "b",
            "the most complete of 3; the earliest of 2 equally complete",
        ),
    ],
)
def test_the_copy_to_read_is_chosen_with_a_reason(
    copies: list[Copy], canonical: str, why: str
) -> None:
    story = arrange("s", copies).story
    assert (story.canonical, story.why) == (canonical, why)
    assert [copy.id for copy in story.copies] == [copy.id for copy in copies]
    assert all(copy.role for copy in story.copies)


def test_a_story_without_copies_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no copies"):
        arrange("s", [])


def test_a_story_lists_its_contradictions() -> None:
    other = SECOND.replace("on Tuesday", "on Thursday")
    assert other != SECOND
    story = arrange("s", [copy("a", FIRST), copy("b", other), copy("c", FIRST)]).story
    (only,) = contradictions(story)
    assert (only.a, only.b) == ("a", "b")
    assert (only.point.a.words, only.point.b.words) == ("Tuesday", "Thursday")


def test_lines_for_a_terminal() -> None:
    copies = [("a.txt", FIRST), ("b.txt", SECOND.replace("on Tuesday", "on Thursday"))]
    lines = compare_lines(copies, width=60)
    assert max(map(len, lines)) <= 60
    text = "\n".join(lines)
    assert "Disagree on 1 point" in text
    assert ">>Tuesday<<" in text
    assert "\x1b" not in text


def test_lines_for_three_copies_compare_each_with_the_first() -> None:
    lines = compare_lines([("a", FIRST), ("b", FIRST), ("c", THIRD)])
    assert sum(line.startswith("A  a") for line in lines) == 2
    assert "No disagreement found" in lines


def test_json_can_be_dumped_and_its_places_are_right() -> None:
    other = SECOND.replace("on Tuesday", "on Thursday")
    found = json.loads(json.dumps(compare_json([("a", FIRST), ("b", other)])))
    (comparison,) = found["comparisons"]
    (point,) = comparison["disagreements"]
    start, end = point["b"]["place"]
    assert other[start:end] == point["b"]["words"] == "Thursday"
    for shared in comparison["shared"]:
        start, end = shared["a"]
        assert FIRST[start:end] == shared["text"]


def test_one_copy_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="two copies"):
        compare_lines([("a", FIRST)])
