"""Which of many literals a text holds, asked of its rare words alone.

A literal without a space lies inside one word of any text that holds it; of one with spaces the
longest part does. Words that were found to hold nothing are remembered, since texts are made of the
same words: only the others are looked through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Needles"]


class Needles:
    """A set of literals ready to be looked for. Literals are lower case and not empty."""

    def __init__(self, literals: Iterable[str]) -> None:
        self._by_part: dict[str, list[str]] = {}
        self._idle: set[str] = set()
        for literal in literals:
            part = max(literal.split(), key=len, default="")
            self._by_part.setdefault(part, []).append(literal)

    def within(self, text: str) -> set[str]:
        """The literals that a text holds; it has the letter case and quotes of the literals.

        Some that it does not hold may be among them: of those with spaces only the longest part is
        looked for.
        """
        words = set(text.split()) - self._idle
        joined = " ".join(words)
        parts = [part for part in self._by_part if part in joined]
        if len(self._idle) > MOST_KNOWN:
            self._idle.clear()
        holding = {word for part in parts for word in words if part in word}
        self._idle.update(word for word in words - holding if len(word) <= LONGEST_KNOWN)
        return {literal for part in parts for literal in self._by_part[part]}


LONGEST_KNOWN, MOST_KNOWN = 30, 50_000  # characters of a word, words: some ten megabytes
