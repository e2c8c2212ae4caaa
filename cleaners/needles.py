"""Which of many literals each line of a text holds, asked of its new words alone.

A literal without a space lies inside one word of any line that holds it; of one with spaces the
longest part does. Full stops and commas count as spaces, or many a word would be new once more.
What a word holds is remembered, since texts are made of the same words: only the others are looked
through.
"""

from __future__ import annotations

from itertools import filterfalse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Needles"]


class Needles:
    """A set of literals ready to be looked for. Literals are lower case and not empty."""

    def __init__(self, literals: Iterable[str]) -> None:
        self._by_part: dict[str, set[str]] = {}
        self._idle: set[str] = set()  # words that hold nothing
        self._holding: dict[str, set[str]] = {}
        for literal in literals:
            part = max(_words(literal), key=len, default="")
            self._by_part.setdefault(part, set()).add(literal)
        self._everywhere = self._by_part.pop("", set())

    def within(self, lines: Sequence[str]) -> list[set[str]]:
        """The literals that each line holds; it has the letter case and quotes of the literals.

        Some that it does not hold may be among them: of those with spaces only the longest part is
        looked for.
        """
        if len(self._idle) + len(self._holding) > MOST_KNOWN:
            self._idle.clear()
            self._holding.clear()
        is_idle = self._idle.__contains__
        telling = [list(filterfalse(is_idle, _words(line))) for line in lines]
        holding = self._holding
        new = self._learn({word for words in telling for word in words if word not in holding})
        found = []
        for words in telling:
            held = set(self._everywhere)
            for word in words:
                held |= holding.get(word) or new.get(word) or _NOTHING
            found.append(held)
        return found

    def _learn(self, words: set[str]) -> dict[str, set[str]]:
        """What each of these words holds, where it holds anything; all of it is remembered."""
        joined = " ".join(words)
        holding: dict[str, set[str]] = {}
        for part in [part for part in self._by_part if part in joined]:
            for word in words:
                if part in word:
                    holding.setdefault(word, set()).update(self._by_part[part])
        for word in words:
            if len(word) <= LONGEST_KNOWN:
                if word in holding:
                    self._holding[word] = holding[word]
                else:
                    self._idle.add(word)
        return holding


def _words(text: str) -> list[str]:
    return text.replace(",", " ").replace(".", " ").split()


_NOTHING: frozenset[str] = frozenset()
LONGEST_KNOWN, MOST_KNOWN = 30, 50_000  # characters of a word, words: some ten megabytes
