"""The pages of one article become one text, in their order, each cut with its own receipts.

The first page is the record: its title, byline and dates stand. What a later page says again, and
all of a page that tells nothing new, is a repetition.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaners import Kind, Removal
from cleaners.model import Cleaned
from scraper.read.lines import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from scraper.model import Article

    Spans: TypeAlias = tuple[tuple[int, int], ...]

__all__ = ["joined"]


def joined(first: Article, later: Article) -> Article | None:
    """The article with one more page behind it, or None where that is no page of it.

    It is none where its headline is another one, or where most of its text was there before, as on
    sites that answer any page number with the same page.
    """
    if not later.text or not _same_headline(first.title, later.title):
        return None
    again = tuple(_again(later.body, {squeezed(line) for line in first.text.split(SEAM)}))
    if 2 * sum(cut.end - cut.start for cut in again) >= len(later.text):
        return None
    return replace(
        first,
        body=_behind(first.body, later.body, again),
        captions=tuple(dict.fromkeys((*first.captions, *later.captions))),
    )


def _again(body: Cleaned, told: set[str]) -> Iterator[Removal]:
    """The lines of a later page that stood on an earlier one, each with the blank line it frees.

    That is the one above it, or where nothing of the page stays above, the one below.
    """
    kept = tuple(body.kept())
    lines = [line for line in _lines(body.original) if "".join(_words(body, kept, *line)).strip()]
    stayed = False
    for at, (start, end) in enumerate(lines):
        text = "".join(_words(body, kept, start, end)).strip()
        if len(text) < SHORTEST or squeezed(text) not in told:
            stayed = True
            continue
        low = lines[at - 1][1] if stayed else start
        high = lines[at + 1][0] if not stayed and at + 1 < len(lines) else end
        for begin, stop in _parts(kept, low, high):
            yield Removal(begin, stop, REPEATED, Kind.REPEAT)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split(SEAM):
        yield start, start + len(line)
        start += len(line) + len(SEAM)


def _parts(kept: Spans, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is kept between two places."""
    for begin, stop in kept:
        if max(begin, start) < min(stop, end):
            yield max(begin, start), min(stop, end)


def _words(body: Cleaned, kept: Spans, start: int, end: int) -> Iterator[str]:
    return (body.original[begin:stop] for begin, stop in _parts(kept, start, end))


def _behind(one: Cleaned, other: Cleaned, again: tuple[Removal, ...]) -> Cleaned:
    """Two texts with a blank line between them, the receipts of the second moved along."""
    offset = len(one.original) + len(SEAM)
    cuts = sorted((*other.removals, *again), key=lambda cut: cut.start)
    return Cleaned(
        one.original + SEAM + other.original,
        (*one.removals, *(_moved(cut, offset) for cut in cuts)),
        (*one.notes, *(_moved(note, offset) for note in other.notes)),
        (*one.steps, *other.steps),
        tuple(dict.fromkeys((*one.flags, *other.flags))),
    )


def _moved(mark: Removal, offset: int) -> Removal:
    return replace(mark, start=mark.start + offset, end=mark.end + offset)


def _same_headline(one: str, other: str) -> bool:
    """Whether one headline is the other, but for a page number: "The tide - page 2"."""
    short, long = sorted((squeezed(one), squeezed(other)), key=len)
    return not short or long.startswith(short)


SEAM = "\n\n"
SHORTEST = 40  # characters, as for passages that one page prints twice
REPEATED = "repeated-passage"
