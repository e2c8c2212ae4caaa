"""Two wordings in order: the frame is what both say in the same words, gaps are what is between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scraper.stories.wording import NAMES, NUMBERS, WORD

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["LEAST_FRAME", "LEAST_OWN", "Held", "hold"]

# With less there is no need to look closer.
LEAST_FRAME = 0.25
LEAST_OWN = 3


@dataclass(frozen=True, slots=True)
class Held:
    """Two wordings held against each other; of two counts, one for each, the smaller is given.

    `words` is how many there are; `frame` the greater of the shares that stand in a pair of words
    that the other has too. A value is a name or a number, and own where the other wording does not
    have it: `own` counts runs of such values, `own_names` those of names. `gaps` counts the gaps
    with own values that stand in the same place of both, `wide` the own values in those that are
    framed alike on both sides. `inside` counts the values that both have in the frame (of these
    `inside_names` are names), `elsewhere` those that they have in different places.
    """

    words: int
    frame: float
    gaps: int
    wide: int
    own: float
    own_names: int
    inside: float
    inside_names: float
    elsewhere: float


def hold(a: array[int], b: array[int], name: float) -> Held | None:
    """What the two have in common; nothing where their frames or own values are next to none.

    `name` is how much a word that is written as a name counts. Each wording has two words or more.
    """
    first, second = np.frombuffer(a, np.uint16), np.frombuffer(b, np.uint16)
    first_pairs, second_pairs = _pairs(first), _pairs(second)
    framed = _framed(first_pairs, second_pairs), _framed(second_pairs, first_pairs)
    frame = max(float(framed[0].mean()), float(framed[1].mean()))
    if frame < LEAST_FRAME:
        return None
    known = _known(first, second), _known(second, first)
    values = _IS_VALUE[first >> _FLAGS], _IS_VALUE[second >> _FLAGS]
    own = values[0] & ~known[0], values[1] & ~known[1]
    own_runs = min(len(_runs(own[0])), len(_runs(own[1])))
    if own_runs < LEAST_OWN:
        return None
    gaps = (
        tuple(_gaps(first, first_pairs, framed[0], own[0])),
        tuple(_gaps(second, second_pairs, framed[1], own[1])),
    )
    first_places, second_places = _in_place(*gaps), _in_place(*gaps[::-1])
    inside, elsewhere = (
        set(first[values[0] & known[0] & place].tolist())
        | set(second[values[1] & known[1] & other].tolist())
        for place, other in ((framed[0], framed[1]), (~framed[0], ~framed[1]))
    )
    inside -= elsewhere
    own_names = min(
        len(_runs(mine & (words & NAMES > 0)))
        for words, mine in zip((first, second), own, strict=True)
    )
    return Held(
        words=min(len(first), len(second)),
        frame=frame,
        gaps=min(first_places[0], second_places[0]),
        wide=min(first_places[1], second_places[1]),
        own=own_runs - (1.0 - name) * own_names,
        own_names=own_names,
        inside=_count(inside, name),
        inside_names=_count({word for word in inside if word & NAMES}, name),
        elsewhere=_count(elsewhere, name),
    )


def _count(values: set[int], name: float) -> float:
    return sum(name if value & NAMES else 1.0 for value in values)


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands before and after a gap, as one number for two words, and the own values in it."""

    before: int
    after: int
    around: tuple[int, int]
    own: int


def _gaps(
    words: NDArray[np.uint16],
    pairs: NDArray[np.uint16],
    framed: NDArray[np.bool_],
    own: NDArray[np.bool_],
) -> Iterator[_Gap]:
    """The gaps of one text that hold a value of its own."""
    for start, end in _runs(~framed):
        values = len(_runs(own[start:end]))
        if values:
            yield _Gap(
                int(pairs[start - 2]) if start > 1 else -1,
                int(pairs[end]) if end < len(pairs) else -1,
                (
                    int(words[start - 1] & WORD) if start else -1,
                    int(words[end] & WORD) if end < len(words) else -1,
                ),
                values,
            )


def _in_place(gaps: tuple[_Gap, ...], others: tuple[_Gap, ...]) -> tuple[int, int]:
    """How many gaps stand where the other text has one; own values in those framed alike twice."""
    before = {gap.before for gap in others} - {-1}
    after = {gap.after for gap in others} - {-1}
    around = {gap.around for gap in others}
    found = [g for g in gaps if g.before in before or g.after in after or g.around in around]
    return len(found), sum(g.own for g in found if g.before in before and g.after in after)


def _pairs(words: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """A number for each two words in a row; one in 65,536 pairs of pairs is mistaken for equal."""
    plain = words & WORD
    pairs: NDArray[np.uint16] = plain[:-1] * np.uint16(40503) + plain[1:]
    return pairs


def _framed(pairs: NDArray[np.uint16], others: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Which words stand in a pair that the other text has too."""
    there = np.zeros(1 << 16, np.bool_)
    there[others] = True
    found = there[pairs]
    framed = np.zeros(len(pairs) + 1, np.bool_)
    framed[:-1] = found
    framed[1:] |= found
    return framed


def _known(words: NDArray[np.uint16], others: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Which words the other text has, wherever it has them."""
    there = np.zeros(WORD + 1, np.bool_)
    there[others & WORD] = True
    known: NDArray[np.bool_] = there[words & WORD]
    return known


def _runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where it is true, from and up to."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


# The two upper bits of a word.
_FLAGS = 14
_IS_VALUE = np.array([bool(flag << _FLAGS & (NAMES | NUMBERS)) for flag in range(4)])
