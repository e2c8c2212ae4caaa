"""A value is what copies can disagree on, and it knows its place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Kind", "Value"]


class Kind(StrEnum):
    """What sort of statement copies disagree on."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    TIME = "time"
    DATE = "date"
    WEEKDAY = "weekday"
    NAME = "name"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Value:
    """A value at characters `start` up to `end` of a text.

    `amount` is the number, in units (dollars, per cent, minutes after midnight), and `unit` what
    is counted, if the words beside it say so. `year`, `month` and `day` are 0 where a date does
    not name them; a weekday is 1 (Monday) to 7 in `amount`. `vague` says that the text itself
    calls the number rough ("about", "at least", "nearly").
    """

    kind: Kind
    start: int
    end: int
    text: str
    amount: float = 0.0
    unit: str = ""
    year: int = 0
    month: int = 0
    day: int = 0
    vague: bool = False
