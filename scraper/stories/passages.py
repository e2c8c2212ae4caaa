"""Eight words in a row that two sites share are the story: no rule may take them for debris."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.stories.sentences import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Passage", "common_passages", "shared_passages", "word_count"]

# Measured on copies of one story: a passage this long on two sites is story text in 99 % of cases.
_LEAST_WORDS = 8
# An ideograph is about half a word.
_DENSE_PER_WORD = 2
# A chorus repeated through a whole text is not followed to each of its places.
_MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words, case and punctuation aside, at `a` in one text and at `b` in another."""

    a: Span
    b: Span
    words: int


def shared_passages(copies: Iterable[tuple[str, str, str]]) -> dict[str, tuple[Span, ...]]:
    """The passages of each copy that a copy on another site has too, by the copy's id.

    A copy is `(id, site, text)`; the spans are in order and disjoint. Such a passage is protected
    from removal; that a passage is in one copy alone is no reason to remove it.
    """
    texts = [(id_, site, _Words(text)) for id_, site, text in copies]
    sites: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for _, site, words in texts:
        for shingle in words.shingles():
            sites[shingle].add(site)
    return {
        id_: words.spans({at for at, s in enumerate(words.shingles()) if len(sites[s]) > 1})
        for id_, _, words in texts
    }


def common_passages(a: str, b: str) -> tuple[Passage, ...]:
    """The longest runs of eight words or more that two texts share, in the order of `a`.

    No word of `a` is in two of them.
    """
    left, right = _Words(a), _Words(b)
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, shingle in enumerate(right.shingles(left.least)):
        if len(places[shingle]) < _MOST_PLACES:
            places[shingle].append(at)
    found: list[Passage] = []
    done = 0
    for at, shingle in enumerate(left.shingles()):
        if at < done or shingle not in places:
            continue
        start, length = max(
            ((place, _run(left.words, at, right.words, place)) for place in places[shingle]),
            key=lambda run: run[1],
        )
        found.append(Passage(left.span(at, length), right.span(start, length), length))
        done = at + length
    return tuple(found)


def word_count(text: str) -> int:
    """How many words passages are measured in: an ideograph is one."""
    return sum(1 for _ in _WORD.finditer(text))


def _run(a: Sequence[str], at: int, b: Sequence[str], start: int) -> int:
    length = 0
    while at + length < len(a) and start + length < len(b) and a[at + length] == b[start + length]:
        length += 1
    return length


class _Words:
    """The words of a text, folded, each with its place."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self.words = [match[0].casefold() for match in found]
        self._spans = [match.span() for match in found]
        dense = sum(match.lastgroup == "dense" for match in found) * 2 > len(found)
        self.least = _LEAST_WORDS * _DENSE_PER_WORD if dense else _LEAST_WORDS

    def shingles(self, size: int = 0) -> Iterable[tuple[str, ...]]:
        size = size or self.least
        return zip(*(self.words[at:] for at in range(size)), strict=False)

    def span(self, at: int, length: int) -> Span:
        return Span(self._spans[at][0], self._spans[at + length - 1][1])

    def spans(self, starts: set[int]) -> tuple[Span, ...]:
        """The spans of the shingles that start at these words, joined where they touch."""
        found: list[Span] = []
        last = -1
        for at in sorted(starts):
            if found and at <= last:
                found[-1] = Span(found[-1].start, self._spans[at + self.least - 1][1])
            else:
                found.append(self.span(at, self.least))
            last = at + self.least
        return tuple(found)


_WORD = re.compile(
    r"(?P<dense>[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff])"
    r"|(?:(?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff])\w)+"
)
