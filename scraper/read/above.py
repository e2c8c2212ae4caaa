"""What a page prints right above its story, for those that say nothing in their metadata."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cleaners import RULES, Where
from cleaners.lines import is_prose
from cleaners.matcher import matcher_of
from scraper.read.bylines import LEAD, split_byline
from scraper.read.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from scraper.read.body import Body
    from scraper.read.metadata import Metadata

__all__ = ["belongs", "filled_in", "headline_among", "lines_above", "names"]

ON_TOP = 3  # blocks
NEAR = 8  # blocks; a headline with its kicker, byline, date and picture
LEAST_WORDS = 3  # in a headline; fewer are a section or a button
LONGEST = 200  # characters
LONGEST_DATE = 120  # characters; with the names, the section and the minutes it takes to read


def lines_above(body: Body) -> tuple[str, ...]:
    """The lines just above the story, the nearest first; none where another reader found it."""
    if body.blocks is None or not body.kept:
        return ()
    first = body.kept[0]
    return tuple(body.blocks.texts[max(0, first - NEAR) : first][::-1])


def filled_in(metadata: Metadata, body: Body) -> Metadata:
    """Metadata with the byline and the dates that the page prints, where it states none.

    Dates are also looked for in the first lines of the story: some pages print them below the
    standfirst.
    """
    above = lines_above(body)
    byline = metadata.byline or byline_among(above)
    published, modified = metadata.published, metadata.modified
    if published is None and body.blocks is not None and body.kept:
        top = body.blocks.texts[body.kept[0] : body.kept[0] + ON_TOP]
        published, updated = dates_among((*above[::-1], *top))
        modified = modified or updated
    return replace(metadata, byline=byline, published=published, modified=modified)


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
    """The persons that the nearest byline names: a line that begins with "By" in any language."""
    matcher = matcher_of(RULES)
    for line in lines:
        hit = matcher.match(line, Where.HEAD)
        if hit is not None and hit.rule.name == "byline" and hit.value:
            return split_byline(hit.value)
        if LEAD.match(line) and (found := split_byline(line)):
            return found
    return ()


def dates_among(lines: Iterable[str]) -> tuple[datetime | None, datetime | None]:
    """When the story was published and modified, by the lines above it, the farthest first.

    A line that only says when it was updated dates nothing else; one may say both.
    """
    published = modified = None
    for line in lines:
        if len(line) > LONGEST_DATE:
            continue
        first, _, second = UPDATED.sub("\n\n", line).partition("\n\n")
        published = published or parse_date(first)
        modified = modified or (parse_date(second) if second else None)
    return published, modified


def _could_name(line: str, text: str) -> bool:
    shared, all_ = _shared(line, text)
    return shared > 0 and 2 * shared >= all_


def _shared(title: str, text: str) -> tuple[int, int]:
    """How many of a title's longer words the text holds, and how many there are."""
    words = {word for word in _WORD.findall(title.lower()) if len(word) >= _TELLING}
    return len(words & set(_WORD.findall(text.lower()))), len(words)


UPDATED = re.compile(
    r"\b(?:last |zuletzt )?(?:updated|modified|edited|revised|reviewed|aktualisiert|geändert"
    r"|mis à jour|actualizado|atualizado|aggiornato|bijgewerkt|güncelleme)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_TELLING = 4  # letters; shorter words are in every text
