"""Which of many literals a text holds, asked once per different word instead of once per literal.

A literal without a space lies inside one word of any text that holds it; of one with spaces the
longest part does. Words are looked up by their groups of three letters, and those that hold nothing
are remembered, since texts are made of the same words.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Needles"]


class Needles:
    """A set of literals ready to be looked for. Literals are lower case and not empty."""

    def __init__(self, literals: Iterable[str]) -> None:
        self._short: list[str] = []
        self._by_gram: dict[str, list[tuple[str, str]]] = {}
        self._idle: set[str] = set()  # words seen that hold no literal
        parts = {literal: max(literal.split(" "), key=len) for literal in literals}
        common = Counter(gram for part in parts.values() for gram in _grams(part))
        for literal, part in parts.items():
            if len(part) < GRAM:
                self._short.append(literal)
            else:
                gram = min(_grams(part), key=lambda gram: (common[gram], gram))
                self._by_gram.setdefault(gram, []).append((part, literal))

    def within(self, text: str) -> set[str]:
        """The literals that a text holds; it has the letter case and quotes of the literals.

        Some that it does not hold may be among them: of those with spaces only the longest part is
        looked for.
        """
        found = {literal for literal in self._short if literal in text}
        for word in set(text.split()) - self._idle:
            held = self._held(word)
            if held:
                found.update(held)
            elif len(word) <= LONGEST_KNOWN:
                if len(self._idle) >= MOST_KNOWN:
                    self._idle.clear()
                self._idle.add(word)
        return found

    def _held(self, word: str) -> list[str]:
        """The literals that may be held by a text with this word."""
        by_gram = self._by_gram
        return [
            literal
            for gram in _grams(word)
            if gram in by_gram
            for part, literal in by_gram[gram]
            if part in word
        ]


def _grams(word: str) -> list[str]:
    return [word[at : at + GRAM] for at in range(len(word) - GRAM + 1)]


GRAM = 3  # letters
LONGEST_KNOWN, MOST_KNOWN = 30, 50_000  # characters of a word, words: some ten megabytes
