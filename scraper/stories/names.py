"""A name is a run of capitalised words that its sentence did not force to be capitalised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.stories.calendar import DAY_WORDS
from scraper.stories.folding import bones

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.stories.sentences import Span

__all__ = ["NAMED", "Name", "names"]

# In these languages a capital inside a sentence tells a name; in German, say, it does not.
NAMED = frozenset(
    ("ca", "cs", "da", "en", "es", "fi", "fr", "hu", "id", "it", "nl", "no", "pl", "pt", "ro", "sv")
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name without its titles, at characters `start` up to `end`; `keys` are its folded words."""

    start: int
    end: int
    text: str
    keys: tuple[str, ...]


def names(text: str, spans: Sequence[Span]) -> Iterator[Name]:
    """The names of a text, sentence by sentence, without titles such as President or Mr."""
    inside = _capitalised_inside(text, spans)
    for span in spans:
        for run in _runs(text, span):
            words = _trimmed(run, text, span, inside)
            if words:
                start, end = words[0].start(), words[-1].end()
                parts = [part for word in words for part in word[0].split("-")]
                keys = tuple(bones(part) for part in parts if part.lower() not in _PARTICLES)
                yield Name(start, end, text[start:end], keys)


def _runs(text: str, span: Span) -> Iterator[list[re.Match[str]]]:
    """Runs of capitalised words with nothing but spaces and particles between; titles part them."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text, span.start, span.end):
        joined = bool(run) and text[run[-1].end() : word.start()] == " "
        lower = word[0].lower()
        if joined and lower in _PARTICLES:
            run.append(word)
            continue
        named = _is_capitalised(word[0]) and lower not in _APART
        if run and not (named and joined):
            yield run
            run = []
        if named:
            run.append(word)
    if run:
        yield run


def _trimmed(
    run: list[re.Match[str]], text: str, span: Span, inside: set[str]
) -> list[re.Match[str]]:
    """A run without a last particle and without a first word that any sentence begins with."""
    words = list(run)
    while words and words[-1][0].lower() in _PARTICLES:
        words.pop()
    if not words:
        return []
    first = words[0]
    if (
        not text[span.start : first.start()].strip(" \"'“‘«(")
        and first[0] not in inside
        and (len(words) != _FULL_NAME or first[0].lower() in _OPENERS)
    ):
        words.pop(0)
    return words


def _capitalised_inside(text: str, spans: Sequence[Span]) -> set[str]:
    """The capitalised words that stand somewhere else than at the beginning of a sentence."""
    found: set[str] = set()
    for span in spans:
        for word in _WORD.finditer(text, span.start, span.end):
            before = text[span.start : word.start()].rstrip(" \"'“‘«(")
            if before and before[-1] not in ':“"' and _is_capitalised(word[0]):
                found.add(word[0])
    return found


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() or bool(_ARABIC.match(word))


# At the head of a sentence "Harbourmaster Edda Quill" looks like a name of three words.
_FULL_NAME = 2
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ARABIC = re.compile(r"(?:al|el|as|ash|an|ar|at)-[A-Z]")
_PARTICLES = frozenset(
    (
        *("al", "el", "as", "ash", "an", "ar", "at", "bin", "ibn", "da", "de", "del", "der", "di"),
        *("la", "le", "of", "van", "von", "dos", "du", "ten", "ter"),
    )
)
_OPENERS = frozenset(
    ("the", "a", "an", "in", "on", "at", "but", "and", "for", "as", "after", "when", "while", "it")
) | {
    *("he", "she", "they", "we", "this", "that", "his", "her", "its", "according", "by", "from"),
    *("last", "earlier", "since", "with", "under", "police", "officials", "more", "two", "three"),
}
_TITLES = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "sir",
        "lord",
        "lady",
        "dame",
        "president",
    )
) | {
    *("minister", "prime", "foreign", "finance", "interior", "defence", "defense", "secretary"),
    *("senator", "sen", "rep", "representative", "governor", "gov", "mayor", "judge", "justice"),
    *("general", "gen", "colonel", "col", "captain", "capt", "major", "lieutenant", "lt", "sgt"),
    *("sergeant", "king", "queen", "prince", "princess", "pope", "bishop", "cardinal", "chief"),
    *("chairman", "chairwoman", "director", "spokesman", "spokeswoman", "spokesperson", "i"),
    *("chancellor", "ambassador", "commissioner", "sheriff", "officer", "detective", "the", "a"),
    *("former", "vice", "deputy", "acting", "state", "attorney", "inspector", "first", "corporal"),
}
# Months, days and degrees; May is a name as well.
_NO_NAMES = DAY_WORDS - {"may"} | {"celsius", "fahrenheit"}
_APART = _TITLES | _NO_NAMES
