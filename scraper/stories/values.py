"""Every value of a text, in order, none inside another: what is a date is not also a number."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from scraper.stories.dates import dates
from scraper.stories.numbers import numbers
from scraper.stories.scores import scores

if TYPE_CHECKING:
    from scraper.stories.value import Value

__all__ = ["values"]


def values(text: str, first: int = 0) -> tuple[Value, ...]:
    """The dates, weekdays, times, scores and numbers of a text from `first` on, in order.

    Written for English; digits, ISO dates and currency signs are read in any language, days,
    weekdays and percentages in German, French and Spanish.
    """
    found: list[Value] = []
    taken = bytearray(len(text))
    for value in chain(dates(text), scores(text), numbers(text)):
        if value.start >= first and not any(taken[value.start : value.end]):
            taken[value.start : value.end] = b"\1" * (value.end - value.start)
            found.append(value)
    return tuple(sorted(found, key=lambda value: value.start))
