"""A slip changes one digit or swaps two; what differs in every digit may be something else."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scraper.stories.value import Kind

if TYPE_CHECKING:
    from scraper.stories.value import Value

__all__ = ["day_slipped", "far_apart", "one_part_differs", "slipped", "times_apart"]

# Of all numbers of three digits, one in thirty is one digit away from a given one; of two, one in
# five, which proves nothing. Two digits swapped are one number in ninety.
_ENOUGH_DIGITS = 3
# Counts of one thing, given by two copies, hardly ever differ by more than this factor.
_FAR = 3


def slipped(a: Value, b: Value) -> bool:
    """Whether one value looks like the other, written down wrongly, which chance seldom does.

    >>> from scraper.stories.values import values
    >>> [slipped(*values(text)) for text in ("212, 221", "41,000, 14,000", "310, 360", "17, 18")]
    [True, True, True, False]
    """
    first, second = _digits(a), _digits(b)
    if len(first) != len(second):
        return False
    wrong = [at for at, (x, y) in enumerate(zip(first, second, strict=True)) if x != y]
    if len(wrong) == 1:
        return len(first.rstrip("0")) >= _ENOUGH_DIGITS or len(second.rstrip("0")) >= _ENOUGH_DIGITS
    return [wrong] == [list(pair) for pair in pairwise(wrong)] and _swapped(first, second, wrong)


def day_slipped(a: Value, b: Value) -> bool:
    """Whether two dates of one month differ in one digit of the day: 14 and 24, 3 and 13."""
    if not (a.month and a.day and b.day) or a.month != b.month:
        return False
    first, second = f"{a.day:02}", f"{b.day:02}"
    return sum(x != y for x, y in zip(first, second, strict=True)) == 1


def far_apart(a: Value, b: Value) -> bool:
    """Whether one amount is more than three times the other."""
    return times_apart(a, b) > _FAR


def times_apart(a: Value, b: Value) -> float:
    """How many times the smaller amount goes into the larger; infinite for nothing at all."""
    few, many = sorted((abs(a.amount), abs(b.amount)))
    return many / few if few else float("inf")


def one_part_differs(a: Value, b: Value) -> bool:
    """Whether two dates that differ do so in the day, the month or the year alone."""
    parts = ((a.year, b.year), (a.month, b.month), (a.day, b.day))
    return a.kind is not Kind.DATE or sum(bool(x and y and x != y) for x, y in parts) <= 1


def _swapped(first: str, second: str, wrong: list[int]) -> bool:
    one, other = wrong
    return first[one] == second[other] and first[other] == second[one]


def _digits(value: Value) -> str:
    if value.kind is Kind.DATE and value.year and not value.month:
        return str(value.year)
    return f"{value.amount:.2f}".rstrip("0").rstrip(".") if value.amount else ""
