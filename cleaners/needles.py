"""Which of many literals a text holds, asked of its new words alone.

A literal without a space lies inside one word of any text that holds it; of one with spaces the
longest part does. Full stops and commas count as spaces, or many a word would be new once more.
What a word holds is remembered, since texts are made of the same words: only the others are looked
through.
"""

from __future__ import annotations

from itertools import filterfalse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Needles"]


class Needles:
    """A set of literals ready to be looked for. Literals are lower case and not empty."""

    def __init__(self, literals: Iterable[str]) -> None:
        self._by_part: dict[str, set[str]] = {}
        self._idle: set[str] = set()  # words that hold nothing
        self._holding: dict[str, frozenset[str]] = {}
        for literal in literals:
            part = max(_words(literal), key=len, default="")
            self._by_part.setdefault(part, set()).add(literal)

    def within(self, text: str) -> set[str]:
        """The literals that a text holds; it has the letter case and quotes of the literals.

        Some that it does not hold may be among them: of those with spaces only the longest part is
        looked for.
        """
        found: set[str] = set()
        new: list[str] = []
        for word in set(filterfalse(self._idle.__contains__, _words(text))):
            held = self._holding.get(word)
            if held is None:
                new.append(word)
            else:
                found |= held
        return found.union(*self._learn(new), self._by_part.get("", ()))

    def _learn(self, words: list[str]) -> list[frozenset[str]]:
        """What each of these words holds, where it holds anything; all of it is remembered."""
        if len(self._idle) + len(self._holding) > MOST_KNOWN:
            self._idle.clear()
            self._holding.clear()
        joined = " ".join(words)
        parts = [part for part in self._by_part if part in joined]
        holding: dict[str, set[str]] = {}
        for part in parts:
            for word in words:
                if part in word:
                    holding.setdefault(word, set()).update(self._by_part[part])
        short = [word for word in words if len(word) <= LONGEST_KNOWN]
        self._idle.update(word for word in short if word not in holding)
        learnt = {word: frozenset(held) for word, held in holding.items()}
        self._holding.update((word, learnt[word]) for word in short if word in learnt)
        return list(learnt.values())


def _words(text: str) -> list[str]:
    return text.replace(",", " ").replace(".", " ").split()


LONGEST_KNOWN, MOST_KNOWN = 30, 50_000  # characters of a word, words: some ten megabytes
