"""What a page prints right above its story, for those that say nothing in their metadata."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners import RULES, Where
from cleaners.lines import is_prose
from cleaners.matcher import matcher_of
from scraper.read.bylines import split_byline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.read.body import Body

__all__ = ["belongs", "byline_among", "headline_among", "lines_above", "names"]

NEAR = 8  # blocks; a headline with its kicker, byline, date and picture
LEAST_WORDS = 3  # in a headline; fewer are a section or a button
LONGEST = 200  # characters


def lines_above(body: Body) -> tuple[str, ...]:
    """The lines just above the story, the nearest first; none where another reader found it."""
    if body.blocks is None or not body.kept:
        return ()
    first = body.kept[0]
    return tuple(body.blocks.texts[max(0, first - NEAR) : first][::-1])


def belongs(title: str, text: str) -> bool:
    """Whether a title is a headline of this text and not just the name of the site.

    Most of its longer words must occur in the text.
    """
    shared, all_ = _shared(title, text)
    return not all_ or 2 * shared > all_


def names(title: str, text: str) -> bool:
    """Whether a title surely is a headline of this text: it has words to tell, and they do."""
    shared, all_ = _shared(title, text)
    return shared >= LEAST_WORDS and 2 * shared > all_


def headline_among(lines: Iterable[str], text: str) -> str:
    """The nearest line that can be this text's headline, or an empty string."""
    matcher = matcher_of(RULES)
    for line in lines:
        if (
            len(line) <= LONGEST
            and len(_WORD.findall(line)) >= LEAST_WORDS
            and not is_prose(line)
            and matcher.match(line, Where.HEAD) is None
            and _could_name(line, text)
        ):
            return line
    return ""


def byline_among(lines: Iterable[str]) -> tuple[str, ...]:
    """The persons that the nearest byline names."""
    matcher = matcher_of(RULES)
    for line in lines:
        hit = matcher.match(line, Where.HEAD)
        if hit is not None and hit.rule.name == "byline" and hit.value:
            return split_byline(hit.value)
    return ()


def _could_name(line: str, text: str) -> bool:
    shared, all_ = _shared(line, text)
    return shared > 0 and 2 * shared >= all_


def _shared(title: str, text: str) -> tuple[int, int]:
    """How many of a title's longer words the text holds, and how many there are."""
    words = {word for word in _WORD.findall(title.lower()) if len(word) >= _TELLING}
    return len(words & set(_WORD.findall(text.lower()))), len(words)


_WORD = re.compile(r"\w+")
_TELLING = 4  # letters; shorter words are in every text
