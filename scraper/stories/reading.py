"""For comparing, a text is its sentences as vectors and its values with the words around them."""

from __future__ import annotations

import math
import re
from bisect import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from scraper.language import detect, stop_words
from scraper.stories.folding import bones, stem
from scraper.stories.names import NAMED, Name, names
from scraper.stories.sentences import sentences
from scraper.stories.value import Kind, Value
from scraper.stories.values import values
from scraper.stories.weights import weights
from scraper.stories.words import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.stories.sentences import Span

__all__ = ["InPlace", "It", "Reading", "similarity"]

It = TypeVar("It", Value, Name)

# What is left of "fire" is what is left of Wray: of common words only longer bones tell a name.
_LEAST_BONES = 3
# Words on each side that tell what a value is about.
_NEAR = 8


@dataclass(frozen=True, slots=True)
class InPlace(Generic[It]):
    """A value or a name in its sentence; `near` are the stems around it, stop words left out.

    `left` and `right` are the stems of the very next word, nearest first, or of two where that is
    a stop word.
    """

    it: It
    sentence: int
    near: frozenset[str]
    left: str
    right: str


class Reading:
    """One text, read for comparing. Everything is worked out from the text alone."""

    def __init__(self, text: str, language: str = "") -> None:
        self.text = text
        self.language = detect(text) or language
        self._stop = stop_words(self.language)
        self.sentences: tuple[Span, ...] = sentences(text)
        self._starts = [span.start for span in self.sentences]
        told = _DATELINE.match(text)
        found = [value for value in values(text, told.end() if told else 0) if self._inside(value)]
        self.values = [self._placed(value) for value in found]
        named = self.language in NAMED or not self.language
        self.names = [
            self._placed(x)
            for x in (names(text, self.sentences) if named else ())
            if (not told or x.start >= told.end()) and not self._clocked(x, found)
        ]
        self.bones = frozenset(
            folded
            for word in _PART.findall(text)
            if len(folded := bones(word)) >= _LEAST_BONES or not word.islower()
        )
        self.vectors = [self._vector(span, found) for span in self.sentences]

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that a place is in, or of the one before it."""
        return max(0, bisect(self._starts, place) - 1)

    def _clocked(self, name: Name, found: Sequence[Value]) -> bool:
        """Whether it is the end of a clock time: "10AM PT"."""
        return any(x.kind is Kind.TIME and x.start < name.start <= x.end for x in found)

    def _inside(self, value: Value) -> bool:
        at = self.sentence_at(value.start)
        return bool(self.sentences) and value.end <= self.sentences[at].end

    def _vector(self, span: Span, found: Sequence[Value]) -> dict[str, float]:
        """The stems of a sentence by idf, its values taken out, scaled to length 1."""
        text = list(span.of(self.text))
        for value in found:
            if span.start <= value.start < span.end:
                start, end = value.start - span.start, value.end - span.start
                text[start:end] = " " * (end - start)
        table = weights(self.language)
        vector = {stem(word): table.idf(word) for word in terms("".join(text))}
        length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        return {word: weight / length for word, weight in vector.items()}

    def _placed(self, it: It) -> InPlace[It]:
        at = self.sentence_at(it.start)
        span = self.sentences[at]
        before: list[str] = _WORD.findall(self.text[span.start : it.start])
        rest = _SAID_BY.sub("", self.text[it.end : span.end])
        after: list[str] = _WORD.findall(rest)
        around = [*before[-_NEAR:], *after[:_NEAR]]
        near = frozenset(
            stem(word) for word in around if len(word) > 1 and word.lower() not in self._stop
        )
        return InPlace(it, at, near, self._beside(before[::-1]), self._beside(after))

    def _beside(self, words: Sequence[str]) -> str:
        """The stem of the first of some words; if it is a stop word, of the next one too."""
        few = words[: 1 + (words[0].lower() in self._stop)] if words else ()
        return " ".join(stem(word) for word in few)


def similarity(a: Reading, at: int, b: Reading, other: int) -> float:
    """The cosine of two sentences, their values taken out."""
    many = b.vectors[other]
    return sum(weight * many.get(word, 0.0) for word, weight in a.vectors[at].items())


# "LINDMOUTH, 3 March (Northwire) —" is when it was written, not when it happened.
_DATELINE = re.compile(
    r"\W{0,3}(?:[A-ZÀ-Þ]{3,}[^\n—–]{0,60}?|[A-ZÀ-Þ][^\n—–.]{0,60}?\([^()\n]{2,40}\))"
    r"\s?(?:[—–]|-{1,2})\s"
)
# Everything that an office says has the office in common.
_SAID_BY = re.compile(
    r",\s(?:according\sto\s[^,]*|[^,]{3,60}\s(?:said|says|announced|reported|confirmed)\b.*)$",
    re.DOTALL,
)
_PART = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
