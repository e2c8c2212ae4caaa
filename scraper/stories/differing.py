"""A value is in dispute only if its match in the other text differs and neither text knows both."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from scraper.stories.agreement import agree, comparable, other_unit, same_form, same_unit
from scraper.stories.apart import apart
from scraper.stories.disagreement import Disagreement, Tier
from scraper.stories.folding import stem
from scraper.stories.lone import Sorts
from scraper.stories.matching import Pair, mutual_best, statement
from scraper.stories.reading import similarity
from scraper.stories.setting import setting
from scraper.stories.slips import day_slipped, far_apart, one_part_differs, slipped
from scraper.stories.value import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.stories.reading import InPlace, Reading
    from scraper.stories.setting import Setting
    from scraper.stories.value import Value

__all__ = ["differing_values"]

# Below this two sentences say different things; from the next on they say the same.
_LEAST_MATCH = 0.25
_SURE_MATCH = 0.35
# The same words throughout: one common word beside the values is enough.
_CLOSE_MATCH = 0.5
# "12 people" against "14 passengers" is one count only in sentences that are much alike.
_OTHER_UNIT_MATCH = 0.6
# Days are many and say little: they need a closer match.
_LEAST_MATCHES = {Kind.WEEKDAY: 0.4, Kind.DATE: 0.35}
# Days that look like a slip need no common word beside them.
_DAY_MATCH = 0.3
_SAME_UNIT = 0.2
_NEAR_WORD = 0.05
_MOST_NEAR = 3
# What looks like a slip of the pen needs little more than the thing counted in common.
_SLIP_MATCH = 0.05
_SLIP = 0.2
# Parts of one sum stand side by side: "four children and three adults".
_JOINED = re.compile(r"[^,;.]{0,30}(?:,|\b(?:and|plus)\b)[^,;.]{0,15}")
# "two goals", "11 goals": the same words must stand around numbers that are far apart.
_FAR_NEAR = 4


def differing_values(a: Reading, b: Reading) -> Iterator[Disagreement]:
    """The numbers, dates, times and weekdays on which two texts disagree."""
    open_a = [value for value in a.values if not _known(a, value, b)]
    open_b = [value for value in b.values if not _known(b, value, a)]

    sorts = Sorts(a, open_a), Sorts(b, open_b)

    def rate(x: InPlace[Value], y: InPlace[Value]) -> Pair[Value] | None:
        return _rate(a, x, b, y, sorts)

    for pair in mutual_best(open_a, open_b, rate):
        it, other = pair.a.it, pair.b.it
        least = _SURE_MATCH if same_form(it, other) else _CLOSE_MATCH
        least = _OTHER_UNIT_MATCH if other_unit(it, other) else least
        sure = pair.match >= least and not (it.vague or other.vague)
        tier = Tier.CONFLICT if sure else Tier.POSSIBLE
        yield Disagreement(it.kind, tier, statement(a, it), statement(b, other), pair.match)


def _known(a: Reading, placed: InPlace[Value], b: Reading) -> bool:
    """Whether text `b` has a value that agrees with this one and is about the same."""
    value = placed.it
    for other in b.values:
        it = other.it
        if not comparable(value, it) or not agree(value, it):
            continue
        if value.kind is not Kind.NUMBER or same_unit(value, it) or placed.near & other.near:
            return True
        if similarity(a, placed.sentence, b, other.sentence) >= _SURE_MATCH:
            return True
    return value.kind is Kind.NUMBER and _adds_up(value, b)


def _adds_up(value: Value, b: Reading) -> bool:
    """Whether two numbers of one sentence add up to this one: "four children and three adults"."""
    numbers = [placed for placed in b.values if placed.it.kind is Kind.NUMBER]
    return any(
        x.sentence == y.sentence
        and x.it.amount + y.it.amount == value.amount
        and _JOINED.fullmatch(b.text, x.it.end, y.it.start)
        for x, y in combinations(numbers, 2)
    )


def _rate(
    a: Reading, x: InPlace[Value], b: Reading, y: InPlace[Value], sorts: tuple[Sorts, Sorts]
) -> Pair[Value] | None:
    value, other = x.it, y.it
    if not comparable(value, other) or agree(value, other) or not one_part_differs(value, other):
        return None
    match = similarity(a, x.sentence, b, y.sentence)
    near = len(x.near & y.near)
    unit = value.kind is not Kind.DATE and same_unit(value, other)
    slip = slipped(value, other)
    slip_of_one = slip and unit and match >= _SLIP_MATCH
    slip_of_day = day_slipped(value, other) and match >= _DAY_MATCH
    one = slip_of_one or slip_of_day or _about_one(x, y, match, near)
    if not (one or sorts[0].alone_with(x, sorts[1], y, match, near)):
        return None
    if apart(a, x, b, y, match):
        return None
    # One of several percentages in a sentence may be any of them.
    crowded = sorts[0].crowded(x) or sorts[1].crowded(y)
    if crowded and match < _CLOSE_MATCH and not _same_side(x, y):
        return None
    if not _one_setting(a, x, b, y, whenever=slip_of_one):
        return None
    score = match + _SAME_UNIT * unit + _NEAR_WORD * min(_MOST_NEAR, near) + _SLIP * slip
    return Pair(x, y, score, match)


def _same_side(x: InPlace[Value], y: InPlace[Value]) -> bool:
    return x.left == y.left != "" or x.right == y.right != ""


def _about_one(x: InPlace[Value], y: InPlace[Value], match: float, near: int) -> bool:
    """Whether the words around two values say that they are the same fact."""
    value, other = x.it, y.it
    if match < _LEAST_MATCHES.get(value.kind, _LEAST_MATCH):
        return False
    if match < _CLOSE_MATCH and other_unit(value, other) and not _beside(x, y):
        return False
    if value.kind is Kind.NUMBER and far_apart(value, other) and near < _FAR_NEAR:
        return False
    unit = value.kind is Kind.NUMBER and same_unit(value, other)
    return near >= (1 if unit or match >= _CLOSE_MATCH else 2)


def _beside(x: InPlace[Value], y: InPlace[Value]) -> bool:
    """Whether what one counts stands beside the other: "340 dead puffins", "430 puffins"."""
    return stem(x.it.unit) in y.near or stem(y.it.unit) in x.near


def _one_setting(
    a: Reading, x: InPlace[Value], b: Reading, y: InPlace[Value], *, whenever: bool
) -> bool:
    first, second = _setting(a, x), _setting(b, y)
    # That one official spoke on Tuesday and another on Wednesday contradicts nothing.
    if x.it.kind is Kind.WEEKDAY and (first.said or second.said):
        return False
    return first.fits(second, whenever=whenever)


def _setting(reading: Reading, placed: InPlace[Value]) -> Setting:
    sentence = reading.sentences[placed.sentence]
    return setting(reading.text, placed.it, sentence.start, sentence.end)
