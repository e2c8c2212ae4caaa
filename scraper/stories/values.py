"""Every value of a text, in order, none inside another: what is a date is not also a number."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from scraper.stories.dates import dates
from scraper.stories.numbers import numbers

if TYPE_CHECKING:
    from scraper.stories.value import Value

__all__ = ["values"]


def values(text: str, first: int = 0) -> tuple[Value, ...]:
    """The dates, weekdays, clock times and numbers of a text from `first` on, by their places.

    Written for English; digits, ISO dates and currency signs are read in any language.
    """
    found: list[Value] = []
    taken = bytearray(len(text))
    for value in chain(dates(text), numbers(text)):
        if value.start >= first and not any(taken[value.start : value.end]):
            taken[value.start : value.end] = b"\1" * (value.end - value.start)
            found.append(value)
    return tuple(sorted(found, key=lambda value: value.start))
