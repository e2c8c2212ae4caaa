"""Tables that fit, and times as people type them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from scraper.cli.since import duration, moment
from scraper.cli.table import lay_out

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        ("20260301", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01T10:30+02:00", datetime(2026, 3, 1, 8, 30, tzinfo=UTC)),
        ("36h", NOON - timedelta(hours=36)),
        ("2w", NOON - timedelta(days=14)),
    ],
)
def test_a_time_is_read(text: str, time: datetime) -> None:
    assert moment(text, before=NOON) == time


@pytest.mark.parametrize(
    "text", ["", "yesterday", "7 d", "-1d", "999999999999w", "0d", "٣d", "2026"]
)
def test_a_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        moment(text, before=NOON)


@pytest.mark.parametrize("text", ["", "0", "-5", "1.5h", "h", "999999999999w", "2y"])
def test_a_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a length of time|longer than any calendar"):
        duration(text)


@pytest.mark.parametrize(
    ("text", "seconds"), [("90", 90), ("90s", 90), ("20m", 1200), ("2h", 7200)]
)
def test_a_length_of_time_is_read(text: str, seconds: int) -> None:
    assert duration(text).total_seconds() == seconds


@given(
    st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=5),
    st.integers(min_value=10, max_value=80),
)
def test_every_line_fits_and_is_harmless(rows: list[tuple[str, str, str]], wide: int) -> None:
    lines = list(lay_out(("a", "b", "c"), rows, wide=wide))
    assert len(lines) == len(rows) + 1
    assert all(cell_len(line) <= wide for line in lines)
    assert not any("\x00" <= char < " " or "\x7f" <= char < "\xa0" for char in "".join(lines))


def test_columns_stand_below_each_other_whatever_the_script() -> None:
    lines = list(lay_out(("x", "y"), [("船", "a"), ("boat", "b")]))
    assert lines == ["x     y", "船    a", "boat  b"]
