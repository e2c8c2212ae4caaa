"""One vector is compared with many at once; which of two comes first changes no digit."""

from __future__ import annotations

from itertools import accumulate, chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scraper.stories.model import Fingerprint

__all__ = ["Vectors", "cosine"]

# As many terms as a fingerprint has at most.
_WIDTH = 150
# Terms that are alike in the last bits of their ids count as one: one pair of copies in two hundred
# has such terms, and its cosine is off by some thousandths, in whatever order they come.
_PLACES = 1 << 22
# Sums of products are exact to more digits than these, in whatever order they are added up.
_DIGITS = 9
# Rows compared at a time, some 10 MB of numbers.
_ROWS = 4096


def cosine(a: Fingerprint, b: Fingerprint) -> float:
    """The cosine of two texts' vectors, 0 to 1, rounded as that of many."""
    weight_of = dict(zip(a.terms, a.weights, strict=True))
    products = (
        weight * weight_of[term]
        for term, weight in zip(b.terms, b.weights, strict=True)
        if term in weight_of
    )
    return round(sum(products), _DIGITS)


class Vectors:
    """The vectors of numbered copies, as rows of terms and rows of weights; 1.2 kB a copy.

    Numbers are small, since they are the rows' places, and may be given again once they are free.
    """

    def __init__(self) -> None:
        self._terms = np.zeros((64, _WIDTH), np.int32)
        self._weights = np.zeros((64, _WIDTH), np.float32)
        # All zeros between two calls; the system lends its 32 MB as they are first written to.
        self._dense = np.zeros(_PLACES)

    def put(self, number: int, copy: Fingerprint) -> None:
        """Keep the vector of a copy under its number."""
        if number >= len(self._terms):
            more = ((0, max(number + 1 - len(self._terms), len(self._terms) // 2)), (0, 0))
            self._terms = np.pad(self._terms, more)
            self._weights = np.pad(self._weights, more)
        size = len(copy.terms)
        terms, weights = self._terms[number], self._weights[number]
        terms[:size] = np.frombuffer(copy.terms, np.uint32) & (_PLACES - 1)
        weights[:size] = copy.weights
        weights[size:] = 0.0

    def cosines(self, number: int, others: Sequence[int]) -> list[float]:
        """The cosines of one copy with some others."""
        found: list[float] = np.round(self._dots([number], others), _DIGITS).tolist()
        return found

    def sums(self, one: Sequence[int], groups: Sequence[Sequence[int]]) -> list[float]:
        """The sums of the cosines between all copies of one group and all of each other one."""
        dots = self._dots(one, list(chain.from_iterable(groups)))
        starts = list(accumulate(map(len, groups[:-1]), initial=0))
        found: list[float] = np.round(np.add.reduceat(dots, starts), _DIGITS).tolist()
        return found

    def _dots(self, one: Sequence[int], others: Sequence[int]) -> NDArray[np.float64]:
        """The dot products of the summed vector of one group with each of some others."""
        terms = self._terms[one]
        np.add.at(self._dense, terms, self._weights[one])
        found = np.empty(len(others))
        for start in range(0, len(others), _ROWS):
            rows = others[start : start + _ROWS]
            dense = self._dense[self._terms[rows]]
            np.einsum("ij,ij->i", dense, self._weights[rows], out=found[start : start + _ROWS])
        self._dense[terms] = 0.0
        return found
