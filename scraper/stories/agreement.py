"""Two values agree unless they cannot both be true: to round or to leave out is to agree."""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING

from scraper.stories.folding import stem
from scraper.stories.numbers import MEASURES, TIMES
from scraper.stories.value import Kind

if TYPE_CHECKING:
    from scraper.stories.value import Value

__all__ = ["agree", "comparable", "measured", "other_unit", "same_form", "same_unit"]

# "About 14,000" for 14,300, "nearly 50" for 47.
_VAGUE = 0.1
# 1,187 may be given as 1,200, 5.4 million as 5 million, but not 14 as 10.
_ROUNDED = 0.1
_LEAST_ROUNDED = 100
_CONVERTED = 0.03
# In minutes.
_HALF_DAY = 720


def comparable(a: Value, b: Value) -> bool:
    """Whether two values are of one kind and one scale, so that they can agree or not."""
    if a.kind is not b.kind:
        return False
    if a.kind is Kind.DATE:
        return any(x and y for x, y in _parts(a, b))
    if a.kind is Kind.MONEY:
        return a.unit == b.unit
    if a.unit in _APART or b.unit in _APART:
        return a.unit == b.unit
    if a.unit and b.unit and (measured(a) or measured(b)):
        return same_unit(a, b)
    return True


def other_unit(a: Value, b: Value) -> bool:
    """Whether the next words say that the two count different things."""
    return bool(a.unit and b.unit) and not same_unit(a, b)


def same_unit(a: Value, b: Value) -> bool:
    """Whether both count the same thing, as far as the next word says."""
    return bool(a.unit) and stem(a.unit) == stem(b.unit)


def same_form(a: Value, b: Value) -> bool:
    """Whether the two are written as exactly as each other, or disagree in what is left out only.

    A year against a full date in another year may well be two events.
    """
    parts = _parts(a, b)
    same = all(bool(x) == bool(y) for x, y in parts)
    return a.kind is not Kind.DATE or same or any(x and x == y for x, y in parts)


def agree(a: Value, b: Value) -> bool:
    """Whether two comparable values can both be true.

    Dates agree where one only says more than the other: "March" and "March 1". "March 1" and
    "March 2024" do not: each leaves out what the other says, so neither is the fuller account.
    """
    if a.kind is Kind.DATE:
        parts = _parts(a, b)
        if any(x and y and x != y for x, y in parts):
            return False
        return all(x or not y for x, y in parts) or all(y or not x for x, y in parts)
    if a.kind is Kind.TIME and (a.vague or b.vague):
        return (a.amount - b.amount) % _HALF_DAY == 0
    if a.unit == b.unit == "score":
        return a.amount == b.amount
    if a.kind in (Kind.WEEKDAY, Kind.TIME):
        return a.amount == b.amount
    return _close(a, b) or (measured(a) and same_unit(a, b) and _converted(a, b))


def _close(a: Value, b: Value) -> bool:
    few, many = sorted((a.amount, b.amount))
    if few == many:
        return True
    if a.vague or b.vague:
        return many - few <= _VAGUE * many
    if many < _LEAST_ROUNDED and few == floor(few) and many == floor(many):
        return False
    return many - few <= _ROUNDED * many and (_rounds_to(few, many) or _rounds_to(many, few))


def _converted(a: Value, b: Value) -> bool:
    """Whether the two are as close as a measure and its round conversion: 39 feet, 40 feet."""
    few, many = sorted((a.amount, b.amount))
    tens = many % 10 == 0 or few % 10 == 0
    return stem(a.unit) not in TIMES and tens and many - few <= _CONVERTED * many


def _rounds_to(exact: float, rough: float) -> bool:
    digits = len(f"{rough:.0f}".rstrip("0")) if rough == floor(rough) else 0
    if not digits or not exact:
        return False
    return round(exact, digits - 1 - floor(log10(abs(exact)))) == rough


def _parts(a: Value, b: Value) -> tuple[tuple[int, int], ...]:
    return (a.year, b.year), (a.month, b.month), (a.day, b.day)


def measured(value: Value) -> bool:
    """Whether the value has a unit of measure, and so says how much there is of something."""
    return stem(value.unit) in MEASURES


# "aged 34", "three times as much" and "2-0" count nothing.
_APART = ("age", "times", "score")
