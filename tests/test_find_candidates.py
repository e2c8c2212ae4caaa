from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.find import candidates, key_words, next_interval
from scraper.find.revisit import LONGEST, SHORTEST
from scraper.model import Link

WHEN = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
TITLE = "Lindholm ferry sails again after storm damage"


def link(title: str, days: float | None = 0, name: str = "") -> Link:
    date = None if days is None else WHEN + timedelta(days=days)
    return Link(f"https://{name or 'daily'}.example/a", title=title, published=date)


NOISE = [link(f"Council votes on budget item {n} after debate") for n in range(20)]


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (link("Lindholm ferry sails again"), True),
        (link("After storm damage, the ferry to Lindholm is back"), True),
        (link("LINDHOLM FERRY SAILS AGAIN", days=-2), True),
        (link("Lindholm ferry sails again", days=None), True),
        (link("Lindholm ferry sails again", days=30), False),
        (link("Storm over Brinmouth"), False),
        (link("Council votes after debate again"), False),
        (link(""), False),
    ],
)
def test_titles_and_times_make_candidates(other: Link, *, found: bool) -> None:
    got = candidates(TITLE, WHEN, [*NOISE, other])
    assert [each.link for each in got] == ([other] if found else [])


def test_the_likeliest_comes_first() -> None:
    exact, part = link(TITLE, name="evening"), link("Lindholm ferry is back", name="morning")
    got = candidates(TITLE, None, [part, *NOISE, exact])
    assert [each.link for each in got] == [exact, part]
    assert got[0].score == pytest.approx(1)


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=8))
def test_scores_are_shares(title: str, others: list[str]) -> None:
    for each in candidates(title, None, [link(other) for other in others], least=0):
        assert 0 <= each.score <= 1 + 1e-9


def test_key_words_keep_their_order() -> None:
    assert key_words("The ferry to Lindholm sails again", most=3) == ("ferry", "lindholm", "sails")
    assert key_words("") == ()


def test_a_source_is_visited_as_often_as_it_changes() -> None:
    hour = timedelta(hours=1)
    assert next_interval(hour, 3) == timedelta(minutes=30)
    assert next_interval(hour, 0) == timedelta(minutes=90)
    assert next_interval(hour, 0, missed=True) == timedelta(hours=2)
    assert next_interval(None, 1) == timedelta(minutes=30)


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans())))
def test_the_interval_stays_within_its_bounds(visits: list[tuple[int, bool]]) -> None:
    interval = None
    for new, missed in visits:
        interval = next_interval(interval, new, missed=missed)
        assert SHORTEST <= interval <= LONGEST
