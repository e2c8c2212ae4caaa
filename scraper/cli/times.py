"""Times, durations and counts as people write them on a command line."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime, timedelta

from scraper.model import now

__all__ = ["count", "duration", "since"]


def count(text: str) -> int:
    """A whole number from 1."""
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if not number:
        raise argparse.ArgumentTypeError(f"not a whole number from 1: {text!r}")
    return number


def duration(text: str) -> float:
    """Seconds, from a number with a unit: `90s`, `10m`, `2h`, `7d`; without a unit, seconds.

    >>> duration("1.5h")
    5400.0
    """
    match = _DURATION.fullmatch(text.strip())
    seconds = float(match["number"]) * _UNITS[match["unit"]] if match else 0.0
    if not 0 < seconds <= _LONGEST:
        raise argparse.ArgumentTypeError(f"not a length of time such as 90s, 10m, 2h, 7d: {text!r}")
    return seconds


def since(text: str) -> datetime:
    """The aware time of a date (UTC), of a time, or of so long ago: `2026-03-01`, `12h`, `7d`."""
    if _DURATION.fullmatch(text.strip()):
        return now() - timedelta(seconds=duration(text))
    try:
        time = datetime.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"neither a date such as 2026-03-01 nor an age such as 12h or 7d: {text!r}"
        ) from None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


_DURATION = re.compile(r"(?P<number>\d{1,9}(?:\.\d{1,6})?)(?P<unit>[smhd]?)", re.ASCII)
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400}  # seconds
_LONGEST = 3_650 * 86_400  # seconds; ten years
