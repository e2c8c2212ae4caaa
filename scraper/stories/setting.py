"""Two numbers are of one thing only if they are of one time and tell of one fate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.stories.folding import stem

if TYPE_CHECKING:
    from scraper.stories.value import Value

__all__ = ["Setting", "setting"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the clause around a value says of it: another time than now, and what befell people.

    `then` is "past" (last year, a month ago), "part" (at half-time), "span" (this season, so
    far) or "rate" (a year), or empty; `fate` one of the table below, or empty; `said` that it may
    be when somebody spoke.
    """

    then: str
    fate: str
    said: bool

    def fits(self, other: Setting, *, whenever: bool = False) -> bool:
        """Whether both may be about one thing: no two fates, and the same time, if that counts."""
        if self.fate and other.fate and self.fate != other.fate:
            return False
        return whenever or self.then == other.then


def setting(text: str, value: Value, start: int, end: int) -> Setting:
    """The setting of a value in its sentence, which is `start` to `end` of `text`."""
    before = _CLAUSE.split(text[start : value.start])[-1]
    after = _CLAUSE.split(text[value.end : end])[0]
    clause = f"{before} {after}".lower()
    then = next((name for name, cue in _THEN if cue.search(clause)), "")
    words = [
        *((at, word) for at, word in enumerate(_WORD.findall(before)[::-1])),
        *((at, word) for at, word in enumerate(_WORD.findall(after))),
    ]
    fates = (_FATES.get(stem(word), "") for _, word in sorted(words, key=lambda near: near[0]))
    return Setting(then, next(filter(None, fates), ""), _SAID.search(clause) is not None)


_SAID = re.compile(
    r"\b(?:said|says|told|announced|denied|reported|confirmed|stated|added|according|tweeted|wrote)\b"
)
_CLAUSE = re.compile(r"[,;:—–()“”\"]\s|\s(?:and|but|while|where|whereas|with)\s")
_WORD = re.compile(r"[^\W\d_]+")
# News happens "last week", which is no other time than now; what is compared with is further back.
_THEN = tuple(
    (name, re.compile(rf"\b(?:{cue})\b"))
    for name, cue in (
        (
            "past",
            (
                r"(?:last|previous|past)\s(?:year|season|decade|century)|previously"
                r"|(?:month|year|season|decade)s?\s(?:ago|earlier|before)"
            ),
        ),
        ("part", r"half-?\s?time|(?:first|second)\s(?:half|leg|set)|the\s(?:interval|break)"),
        ("span", r"(?:this|per|each|every)\sseason|so\sfar\sthis"),
        (
            "rate",
            r"(?<!for\s)(?:an?|per|each|every)\s(?:day|week|month|year)(?!\s(?:ago|earlier|before|later))",
        ),
        ("rate", r"annual(?:ly)?"),
    )
)
_FATES = {
    stem(word): fate
    for fate, words in (
        ("dead", "killed killing kill dead die died dying death deaths bodies lives drowned"),
        ("hurt", "injured injuring injuries hurt wounded"),
        ("missing", "missing unaccounted"),
        ("held", "arrested arrest arrests detained custody charged"),
        ("saved", "rescued rescue saved survived survivors evacuated"),
    )
    for word in words.split()
}
