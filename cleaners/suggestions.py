"""A line that many stories share and no rule knows may be debris; whether it is, a person decides.

The texts are read twice. The first reading counts the stories of each line in a table of fixed
size, where some lines share a place and so may seem more frequent than they are, never rarer. The
second counts exactly, but only lines whose place is busy enough. Memory is bounded by the two
tables, however many texts there are: 20 MB for the first, and for the second a fixed number of
lines with a fixed number of stories and sites each.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from cleaners.lines import is_prose, split
from cleaners.matcher import Matcher
from cleaners.rules import RULES
from cleaners.site_lines import mask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cleaners.model import Rule

__all__ = ["MOST_TOLD", "Suggested", "Suggestion", "Text", "suggest"]

MOST_TOLD = 50  # stories and sites that are remembered of one line; more are not told apart


@dataclass(frozen=True, slots=True)
class Text:
    """One clean text, the story it belongs to and the site it is from."""

    story: str
    site: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A frequent line, as it was first met, and where it stands.

    `stories` and the length of `sites` are at most `MOST_TOLD`; `copies` are all texts with it.
    """

    line: str
    sites: tuple[str, ...]
    stories: int
    copies: int


@dataclass(frozen=True, slots=True)
class Suggested:
    """The frequent lines, those of most sites and then of most stories first.

    `fewest` is the number of stories below which lines were not looked at: 2, unless there were
    too many of them to be counted.
    """

    lines: tuple[Suggestion, ...]
    fewest: int


def suggest(
    texts: Callable[[], Iterable[Text]],
    *,
    least: int = 3,
    rules: Sequence[Rule] = RULES,
    most: int = 20_000,
) -> Suggested:
    """The lines that stand in at least so many stories, or in several stories and on so many sites.

    A line of one story is the story's own, however many sites print it; a sentence is only
    suggested for its stories, not for its sites. Lines are compared masked, as in the index of a
    site's lines. Lines that some rule would cut as a whole, were they somewhere else in the text,
    are known and left out. `least` is at most `MOST_TOLD`; `texts` is called twice; `most` bounds
    the lines that are counted.
    """
    sieve = _Sieve()
    for text in texts():
        story = _hash(text.story)
        for masked in _masked(text.text):
            sieve.add(_hash(masked), story)
    fewest = sieve.fewest(most)
    seen: dict[int, _Seen] = {}
    for text in texts():
        for masked, line in _masked(text.text).items():
            key = _hash(masked)
            if sieve.count(key) >= fewest and (key in seen or len(seen) < most):
                seen.setdefault(key, _Seen(line)).add(text)
    matcher = Matcher(rules)
    found = [
        entry.told()
        for entry in seen.values()
        if entry.is_frequent(least) and not _is_known(entry.line, matcher)
    ]
    found.sort(key=lambda it: (-len(it.sites), -it.stories, -it.copies, it.line))
    return Suggested(tuple(found), fewest)


class _Sieve:
    """How many stories, at most, hold a line: counted by place, one byte each."""

    def __init__(self) -> None:
        self._counts = bytearray(_PLACES)
        self._last = array("I", bytes(array("I").itemsize * _PLACES))

    def add(self, key: int, story: int) -> None:
        """Note that a story holds a line. Copies of a story that follow each other count once."""
        place, mark = key % _PLACES, story % _MARKS + 1
        if self._last[place] != mark:
            self._last[place] = mark
            self._counts[place] = min(self._counts[place] + 1, _FULL)

    def count(self, key: int) -> int:
        """The stories of a line, or more."""
        return self._counts[key % _PLACES]

    def fewest(self, most: int) -> int:
        """The least count, from 2 on, that no more than so many places have."""
        places = Counter(self._counts)
        left = sum(places.values()) - places[0] - places[1]
        fewest = _FEWEST
        while left > most and fewest < _FULL:
            left -= places[fewest]
            fewest += 1
        return fewest


@dataclass(slots=True)
class _Seen:
    """A line that is being counted."""

    line: str
    copies: int = 0
    stories: set[int] = field(default_factory=set)
    sites: dict[str, None] = field(default_factory=dict)

    def add(self, text: Text) -> None:
        self.copies += 1
        if len(self.stories) < MOST_TOLD:
            self.stories.add(_hash(text.story))
        if len(self.sites) < MOST_TOLD:
            self.sites[text.site] = None

    def is_frequent(self, least: int) -> bool:
        stories = len(self.stories)
        if stories >= least:
            return True
        return stories >= _FEWEST and len(self.sites) >= least and not is_prose(self.line)

    def told(self) -> Suggestion:
        return Suggestion(self.line, tuple(sorted(self.sites)), len(self.stories), self.copies)


def _masked(text: str) -> dict[str, str]:
    """The lines of a text, each once, by their masks."""
    lines: dict[str, str] = {}
    for line in split(text):
        masked = mask(line.text)
        if masked:
            lines.setdefault(masked, line.text)
    return lines


def _is_known(line: str, matcher: Matcher) -> bool:
    return any(not hit.partial(line) for hit in matcher.hits(line))


def _hash(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest)


_FEWEST = 2  # stories
_PLACES = 2**22  # of one byte for the count and four for the last story
_MARKS = 2**32 - 1
_FULL = 255
