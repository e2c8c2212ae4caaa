from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.find import GDELT, GOOGLE_NEWS, candidates, cc_news_paths, key_words, next_interval
from scraper.find.revisit import LONGEST, SHORTEST
from scraper.model import Link, Miss, Page, Reason

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


def test_gdelt_is_asked_in_its_own_terms() -> None:
    url = GDELT.ask("Ferry to Lindholm", WHEN, WHEN + timedelta(days=1))
    assert url == (
        "https://api.gdeltproject.org/api/v2/doc/doc?query=ferry+lindholm&mode=ArtList&format=json"
        "&maxrecords=250&sort=DateDesc&startdatetime=20260304050600&enddatetime=20260305050600"
    )


def answer(text: str) -> Page:
    return Page("https://api.example/", text.encode(), {"content-type": "text/plain"})


def test_gdelt_answers_and_refuses() -> None:
    found = GDELT.read(
        answer(
            '{"articles": [{"url": "https://daily.example/a", "title": "Ferry\\tback",'
            ' "seendate": "20260304T050600Z"}, {"url": "javascript:1"}, 7]}'
        )
    )
    assert found == (Link("https://daily.example/a", "https://api.example/", "Ferry back", WHEN),)
    assert GDELT.read(answer("{}")) == ()
    for text, reason in [
        ("Please limit requests to one every 5 seconds.", Reason.RETRY_LATER),
        ('{"articles": [', Reason.DECODE),
    ]:
        refused = GDELT.read(answer(text))
        assert isinstance(refused, Miss)
        assert refused.reason is reason


def test_google_news_answers_and_refuses() -> None:
    assert "after%3A2026-03-04+before%3A2026-03-06" in GOOGLE_NEWS.ask(
        TITLE, WHEN, WHEN + timedelta(days=1)
    )
    feed = (
        "<rss><channel><item><title>Ferry - Daily</title>"
        "<link>https://news.google.example/rss/articles/x</link></item></channel></rss>"
    )
    assert GOOGLE_NEWS.read(answer(feed)) != ()
    refused = GOOGLE_NEWS.read(answer("<html>Sorry"))
    assert isinstance(refused, Miss)
    assert refused.detail.startswith("Google News refuses")


def test_news_archives_are_listed_by_month() -> None:
    got = cc_news_paths(datetime(2025, 12, 9, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))
    assert [path.split("CC-NEWS")[1][:9] for path in got] == ["/2025/12/", "/2026/01/", "/2026/02/"]


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
