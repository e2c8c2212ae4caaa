"""Where each text has one value of a sort and the two differ, little more has to be alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from scraper.stories.folding import stem
from scraper.stories.numbers import MEASURES
from scraper.stories.setting import setting
from scraper.stories.slips import day_slipped, slipped, times_apart
from scraper.stories.value import Kind
from scraper.stories.weights import weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.stories.reading import InPlace, Reading
    from scraper.stories.value import Value

__all__ = ["Sorts"]

# The least cosine of the two sentences, a common word beside the values given.
_LEAST_MATCHES = {
    Kind.NUMBER: 0.05,
    Kind.DATE: 0.05,
    Kind.PERCENT: 0.2,
    Kind.MONEY: 0.2,
    Kind.WEEKDAY: 0.3,
    Kind.TIME: 0.3,
}
_FATE_MATCH = 0.1
# Two accounts of one amount seldom differ by more.
_TIMES = 1.75
# A noun this rare (idf) is counted once in a story: signatures, puffins, a magnitude; days are not.
_RARE = 5.0

_Sort = tuple[str, ...]


class Sorts:
    """The values of a text that are in no other, by what they count or what befell whom."""

    def __init__(self, reading: Reading, values: Sequence[InPlace[Value]]) -> None:
        self._of = {placed.it.start: _sort(reading, placed) for placed in values}
        self._many = Counter(self._of.values())
        self._named: defaultdict[int, set[str]] = defaultdict(set)
        for name in reading.names:
            self._named[name.sentence].update(name.it.keys)
        # Of the dead, those that both texts know count too: they may be those of another day.
        fates = {(_sort(reading, x), x.it.amount) for x in reading.values}
        for sort in self._many:
            if sort[0] == "fate":
                self._many[sort] = sum(sort == other for other, _ in fates)
        self._beside = Counter((self._of[x.it.start], x.sentence) for x in values)
        table = weights(reading.language)
        self._rare = {placed.it.unit: table.idf(placed.it.unit) >= _RARE for placed in values}

    def crowded(self, x: InPlace[Value]) -> bool:
        """Whether its sentence has another value of its sort that the other text does not know."""
        return self._beside[self._of[x.it.start], x.sentence] > 1

    def alone_with(
        self, x: InPlace[Value], others: Sorts, y: InPlace[Value], match: float, near: int
    ) -> bool:
        """Whether two values are the only ones of their sort and may well be the same fact."""
        value, other = x.it, y.it
        sort = self._of[value.start]
        if sort != others._of[other.start] or self._many[sort] > 1 or others._many[sort] > 1:
            return False
        named, names = self._named[x.sentence], others._named[y.sentence]
        if named and names and named.isdisjoint(names):
            return False
        if value.kind is Kind.DATE and not (day_slipped(value, other) or slipped(value, other)):
            return False
        if value.kind not in (Kind.DATE, Kind.WEEKDAY, Kind.TIME):
            if times_apart(value, other) > _TIMES:
                return False
            if sort[0] == "fate":
                return near > 0 and match >= _FATE_MATCH
        beside = near - (stem(value.unit) in x.near & y.near and not self._rare[value.unit])
        return beside > 0 and match >= _LEAST_MATCHES[value.kind]


def _sort(reading: Reading, placed: InPlace[Value]) -> _Sort:
    value = placed.it
    if value.kind is Kind.NUMBER and stem(value.unit) not in MEASURES and value.unit != "age":
        sentence = reading.sentences[placed.sentence]
        fate = setting(reading.text, value, sentence.start, sentence.end).fate
        if fate:
            return "fate", fate
    if value.kind is Kind.NUMBER:
        # A number of nothing in particular has no sort of its own.
        return "number", stem(value.unit) or str(value.start)
    parts = (bool(part) for part in (value.year, value.month, value.day))
    return str(value.kind), value.unit, *map(str, parts)
