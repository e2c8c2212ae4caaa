"""A candidate is a link whose title shares rare words with the story, of about the same time. Pure.

Being a candidate proves nothing; it says what is worth fetching and comparing.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from scraper.model import Link

__all__ = ["Candidate", "candidates", "key_words"]

# Copies of a wire story appear within days; rewrites within a week.
WINDOW = timedelta(days=7)
# Of the weight of the story's title words, the share that a candidate's title must hold.
LEAST = 0.25
LEAST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link worth comparing; `score` (0 to 1) is the share of the title's weight it shares."""

    link: Link
    score: float


def candidates(
    title: str,
    published: datetime | None,
    links: Iterable[Link],
    *,
    window: timedelta = WINDOW,
    least: float = LEAST,
) -> tuple[Candidate, ...]:
    """The links whose titles may tell the story of `title`, the likeliest first.

    Words weigh by their rarity among the links' own titles (inverse document frequency), so that
    what all of a day's headlines share counts for little. A link without a title is no candidate;
    one without a date may be.
    """
    wanted = set(_words(title))
    pool = [(link, set(_words(link.title))) for link in links if link.title]
    seen = Counter(word for _, words in pool for word in words)
    weight = {word: math.log(1 + (1 + len(pool)) / (1 + seen[word])) for word in wanted}
    whole = sum(weight.values())
    if not whole:
        return ()
    found = []
    for link, words in pool:
        shared = wanted & words
        score = sum(weight[word] for word in shared) / whole
        near = (
            published is None or link.published is None or abs(link.published - published) <= window
        )
        if near and score >= least and len(shared) >= min(LEAST_WORDS, len(wanted)):
            found.append(Candidate(link, score))
    return tuple(sorted(found, key=lambda each: -each.score))


def key_words(text: str, *, most: int = 8) -> tuple[str, ...]:
    """The words of a title or text to ask a search engine for: the longest, in their order."""
    words = list(dict.fromkeys(_words(text)))
    kept = set(sorted(words, key=len, reverse=True)[:most])
    return tuple(word for word in words if word in kept)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return [
        word
        for word in _WORD.findall(plain)
        if (len(word) > 2 or word.isdecimal() or not word.isascii()) and word not in _COMMON  # noqa: PLR2004 - shorter Latin words join sentences
    ]


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Words that headlines of English, German, French and Spanish papers share whatever happened.
_COMMON = frozenset(
    """
    about after against all also and are been before but can der des die das den dem ein eine einer
    for from für has have her his how into its las les los mit more nach new not over pour que says
    said says sein sich sind some than that the their them they this une und und von vor was were
    what when where which who why will with you your zum zur del con por una sur dans est
    """.split()  # noqa: SIM905 - a table of words reads best as words
)
