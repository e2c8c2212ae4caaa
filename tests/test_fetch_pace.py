from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.fetch.pace import MAX_DELAY, MAX_RETRY_AFTER, Pace, retry_after

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 1 ", 1),
        ("Wed, 04 Mar 2026 05:06:37 GMT", 30),
        ("Wed, 04 Mar 2026 06:06:37 +0100", 30),
        ("31536000", MAX_RETRY_AFTER),
        ("9" * 400, MAX_RETRY_AFTER),
        ("Wed, 04 Mar 2126 05:06:37 GMT", MAX_RETRY_AFTER),
        ("0", None),
        ("-5", None),
        ("NaN", None),
        ("soon", None),
        ("", None),
        ("٣", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", None),
        ("Wed, 99 Foo 99999 99:99:99 GMT", None),
    ],
)
def test_retry_after_is_read(value: str, seconds: float | None) -> None:
    expected = None if seconds is None else NOW + timedelta(seconds=seconds)
    assert retry_after(value, NOW) == expected


@given(st.text())
def test_any_retry_after_is_survived(value: str) -> None:
    until = retry_after(value, NOW)
    assert until is None or NOW < until <= NOW + timedelta(seconds=MAX_RETRY_AFTER)


def test_a_site_that_says_slow_down_is_asked_half_as_often() -> None:
    pace = Pace(1.0)
    delays = []
    for _ in range(10):
        pace = pace.after(429, 0.1)
        delays.append(pace.delay)
    assert delays[:4] == [2, 4, 8, 16]
    assert delays[-1] == MAX_DELAY
    for _ in range(20):
        pace = pace.after(200, 0.1)
    assert pace.delay == 1.0


def test_without_a_delay_a_503_still_costs_a_second() -> None:
    pace = Pace(0.0).after(503, 5.0)
    assert pace.delay == 1.0
    assert pace.after(200, 5.0).after(200, 5.0).delay == 0.0


def test_a_slow_site_is_left_alone_as_long_as_it_needed() -> None:
    pace = Pace(1.0)
    for _ in range(10):
        pace = pace.after(200, 6.0)
    assert 5.5 < pace.delay <= 6.0
    assert Pace(0.0).after(200, 6.0).delay == 0.0


@pytest.mark.parametrize(
    ("asked", "delay"), [(None, 1.0), (0.5, 1.0), (10.0, 10.0), (9_999.0, MAX_DELAY)]
)
def test_a_crawl_delay_lengthens(asked: float | None, delay: float) -> None:
    assert Pace(1.0).asked_for(asked).delay == delay


@given(st.lists(st.tuples(st.sampled_from([200, 404, 429, 503, None]), st.floats(0, 60))))
def test_the_delay_stays_within_its_bounds(answers: list[tuple[int | None, float]]) -> None:
    pace = Pace(2.0)
    for status, seconds in answers:
        pace = pace.after(status, seconds)
        assert 2.0 <= pace.delay <= MAX_DELAY
