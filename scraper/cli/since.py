"""A time is typed as a date or as an age; whatever else is typed is refused, never guessed."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime, timedelta

from scraper.model import now

__all__ = ["duration", "moment", "seconds", "since"]


def since(text: str) -> datetime:
    """For argparse: the aware time that `moment` reads, an age counting from now."""
    try:
        return moment(text, before=now())
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def seconds(text: str) -> float:
    """For argparse: the length of time that `duration` reads, in seconds."""
    try:
        return duration(text).total_seconds()
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def moment(text: str, *, before: datetime) -> datetime:
    """The aware time that is typed: ISO 8601, or an age before `before`. Raises ValueError.

    A time without a zone counts as UTC, as everything in a store does.

    >>> str(moment("2d", before=datetime(2026, 3, 4, tzinfo=UTC)))
    '2026-03-02 00:00:00+00:00'
    >>> str(moment("2026-03-01", before=datetime(2026, 3, 4, tzinfo=UTC)))
    '2026-03-01 00:00:00+00:00'
    """
    try:
        if _LENGTH.fullmatch(text) and not text.isdigit():  # digits alone are a date without dashes
            return before - duration(text)
        time = datetime.fromisoformat(text)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"not a date (2026-03-04) or an age (36h, 7d, 2w): {text!r}") from None


def duration(text: str) -> timedelta:
    """A length of time: a whole number with s, m, h, d or w, seconds without. Raises ValueError.

    >>> duration("90m")
    datetime.timedelta(seconds=5400)
    """
    match = _LENGTH.fullmatch(text)
    if match is None or int(match["count"]) == 0:
        raise ValueError(f"not a length of time (90s, 20m, 2h): {text!r}")
    try:
        return timedelta(seconds=int(match["count"]) * _UNITS[match["unit"] or "s"])
    except OverflowError:
        raise ValueError(f"longer than any calendar: {text!r}") from None


_LENGTH = re.compile(r"(?P<count>[0-9]{1,12})(?P<unit>[smhdw]?)", re.ASCII)
_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}  # seconds
