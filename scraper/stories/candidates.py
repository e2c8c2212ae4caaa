"""Only copies that share key terms are ever compared; this index finds them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from scraper.stories.hashing import counted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scraper.stories.model import Fingerprint

__all__ = ["Candidates"]

# Two shared key terms of twenty find a mate for 99.7 % of rewrites.
_LEAST_SHARED = 2
# A name on everybody's lips fills its posting list; the latest copies stand for the rest.
_LONGEST_POSTING = 500
_MOST_CANDIDATES = 100


class Candidates:
    """Numbered fingerprints by language and key term.

    A text too short to tell its language is compared with those of every language.
    """

    def __init__(self) -> None:
        self._postings: dict[str, defaultdict[int, array[int]]] = {}

    def add(self, number: int, copy: Fingerprint) -> None:
        postings = self._postings.setdefault(copy.language, defaultdict(_none))
        for key in copy.keys:
            postings[key].append(number)

    def remove(self, number: int, copy: Fingerprint) -> None:
        """Forget a number that was added with this copy."""
        postings = self._postings[copy.language]
        for key in copy.keys:
            postings[key].remove(number)
            if not postings[key]:
                del postings[key]

    def near(self, copy: Fingerprint) -> list[int]:
        """At most 100 numbers that share two key terms or more, in order.

        Where there are more, those that share most terms, and of these the heaviest. `copy` itself
        is among them where it has been added.
        """
        languages = (copy.language, "") if copy.language else sorted(self._postings)
        shelves = [self._postings[x] for x in languages if x in self._postings]
        postings = [
            shelf.get(key, _NOBODY)[-_LONGEST_POSTING:] for shelf in shelves for key in copy.keys
        ]
        found = np.frombuffer(b"".join(postings), np.uint32)
        numbers, counts = counted(found)
        near = numbers[counts >= min(_LEAST_SHARED, len(copy.keys))]
        if len(near) > _MOST_CANDIDATES:
            weights = list(copy.weights[: len(copy.keys)]) * len(shelves)
            near = _best(near, found, np.repeat(weights, list(map(len, postings))))
        kept: list[int] = near.tolist()
        return kept


def _best(
    near: NDArray[np.uint32], found: NDArray[np.uint32], weights: NDArray[np.float64]
) -> NDArray[np.uint32]:
    """The hundred of some numbers that were found most often, then with the greatest weights."""
    inside = np.isin(found, near)
    places = np.searchsorted(near, found[inside])
    order = np.lexsort((np.bincount(places, weights[inside]), np.bincount(places)))
    return np.sort(near[order[-_MOST_CANDIDATES:]])


def _none() -> array[int]:
    return array("I")


_NOBODY = _none()
