"""No removal covers a passage that a person put back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaners.model import Cleaned, Removal


def protect(body: Cleaned, passages: Iterable[str]) -> Cleaned:
    """The text with these passages kept wherever they stand in it.

    A removal that covers more than the passage still cuts the rest, with the white space that it
    would have cut on the far side, so that paragraphs stay apart.
    """
    for passage in filter(None, map(str.strip, passages)):
        body = replace(
            body,
            removals=tuple(
                piece for cut in body.removals for piece in _without(body.original, cut, passage)
            ),
        )
    return body


def _without(original: str, cut: Removal, passage: str) -> Iterator[Removal]:
    """What is left of a removal: itself, or the pieces around each place of the passage."""
    start = cut.start
    while (at := original.find(passage, start, cut.end)) >= 0:
        yield from _piece(original, replace(cut, start=start, end=at), cut)
        start = at + len(passage)
    if start == cut.start:
        yield cut
    else:
        yield from _piece(original, replace(cut, start=start), cut)


def _piece(original: str, piece: Removal, whole: Removal) -> Iterator[Removal]:
    words = original[piece.start : piece.end]
    if not words.strip():
        return
    start, end = piece.start, piece.end
    if piece.start != whole.start and original[whole.end - 1].isspace():
        start += len(words) - len(words.lstrip())
    if piece.end != whole.end and original[whole.start].isspace():
        end -= len(words) - len(words.rstrip())
    yield replace(piece, start=start, end=end)
