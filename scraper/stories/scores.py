"""A score is two numbers in one: whoever is named first, the higher one is the winner's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.stories.value import Kind, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["scores"]


def scores(text: str) -> Iterator[Value]:
    """The scores and votes of a text, such as 2-0 or 219-206, with `score` for a unit.

    "5-11" is a range, of ages perhaps, unless a word of winning, losing or drawing stands by.

    >>> text = "The 3-2 win against pupils aged 5-11 came a week after a 1-5 loss."
    >>> [value.text for value in scores(text)]
    ['3-2', '1-5']
    """
    for match in _SCORE.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        around = text[max(0, match.start() - 40) : match.end() + 20]
        if first < second and not _PLAYED.search(around):
            continue
        high, low = max(first, second), min(first, second)
        yield Value(Kind.NUMBER, *match.span(), match[0], amount=1e3 * high + low, unit="score")


_SCORE = re.compile(
    r"(?<![\w.,:/#@$€£–-])(?P<first>\d{1,3})[-–](?P<second>\d{1,3})"
    r"(?![\w%]|[.,:/–-]\d|[\s-](?:year|month|week|day|hour|minute|mile|km|per\s?cent|inch|foot))"
)
_PLAYED = re.compile(
    r"\b(?:w[io]n|wins|winning|victory|beat|beats|beaten|beating|los[est]|loss|losing|defeat(?:ed)?"
    r"|drew|draws?|score[ds]?|lead|led|down|goals?|matche?s?|game|half-time|vote[ds]?)\b"
)
