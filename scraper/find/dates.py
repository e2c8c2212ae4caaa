"""A date is read as it stands or not at all; nothing is guessed. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.model import Link

__all__ = ["read_date", "since"]

# Dates outside these years are slips of a machine (1970, 0001, 9999).
YEARS = range(1990, 2101)
LONGEST = 64


def read_date(text: str) -> datetime | None:
    """The aware time in `text` (RFC 822, RFC 3339, W3C date formats), or None.

    A time without a zone counts as UTC, a day without a time as its start.

    >>> str(read_date("Wed, 04 Mar 2026 05:06:07 GMT"))
    '2026-03-04 05:06:07+00:00'
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    for reader in (_iso, parsedate_to_datetime):
        try:
            date = reader(text)
            date = date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
        return date if date.year in YEARS else None
    return None


def since(links: Iterable[Link], start: datetime | None) -> Iterator[Link]:
    """The links not older than `start`; what has no date may be new, and passes."""
    for link in links:
        if start is None or link.published is None or link.published >= start:
            yield link


def _iso(text: str) -> datetime:
    if match := _MONTH_OR_YEAR.fullmatch(text):
        return datetime(int(match["year"]), int(match["month"] or 1), 1, tzinfo=UTC)
    return datetime.fromisoformat(_FRACTION.sub(r"\1", text))


_MONTH_OR_YEAR = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?")
# Python takes six digits of a second at most.
_FRACTION = re.compile(r"(\.\d{6})\d+")
