"""Kept blocks become plain text: headings, items, quotes and rows as lines, nothing said twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.read.frame import FLAG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.read.blocks import Blocks

__all__ = ["join_blocks", "squeezed"]


def join_blocks(
    blocks: Blocks, kept: Sequence[int], *, title: str
) -> tuple[str, tuple[str, ...], tuple[int, ...]]:
    """The text of the kept blocks, the captions among them, and the blocks that stayed.

    The headline goes, and a pull quote that repeats a sentence of another kept block. Captions are
    set apart unless there is nothing else: those of all pictures from shortly above the story to
    its end, whether they were kept or not.
    """
    captions = _captions(blocks, kept)
    if not captions.issuperset(kept):
        kept = [at for at in kept if at not in captions]
    texts = blocks.texts
    headline = squeezed(title)
    longest = 2 * len(title) + 20
    repeated = _repeated(blocks, kept)
    kept = tuple(
        at
        for at in kept
        if at not in repeated
        and not (headline and len(texts[at]) < longest and squeezed(texts[at]) == headline)
    )
    parts: list[str] = []
    for before, at in zip((-1, *kept), kept, strict=False):
        text, joint = _line(blocks, before, at)
        parts += [joint if parts else "", text]
    shown = dict.fromkeys(texts[at] for at in sorted(captions.difference(kept)))
    return "".join(parts), tuple(shown), kept


def squeezed(text: str) -> str:
    """Letters and digits alone, in lower case: what two copies of a sentence have in common."""
    return NOT_WORD.sub("", text).lower()


def _captions(blocks: Blocks, kept: Sequence[int]) -> set[int]:
    if not kept:
        return set()
    within = range(max(0, kept[0] - ABOVE), kept[-1] + 1)
    return {at for at in within if _is_caption(blocks, at)}


def _is_caption(blocks: Blocks, at: int) -> bool:
    """Whether a block is in a `figcaption`, or in an element that is called a caption."""
    here = blocks.frame_of[at]
    for _ in range(NEAR):
        if here < 0:
            return False
        frame = blocks.frames[here]
        if frame.tag == "figcaption" or not CAPTION.isdisjoint(frame.names):
            return True
        here = frame.parent
    return False


def _repeated(blocks: Blocks, kept: Sequence[int]) -> set[int]:
    """Kept blocks that stand word for word in another one: quotes set apart, double paragraphs."""
    keys = {at: blocks.texts[at].lower().strip(QUOTES) for at in kept}
    seen: set[str] = set()
    found = set()
    quotes = MOST_QUOTES
    for at, key in keys.items():
        if len(key) < MIN_REPEAT:
            continue
        if key in seen:
            found.add(at)
            continue
        seen.add(key)
        if quotes and _is_set_apart(blocks, at):
            quotes -= 1
            if any(key in other for other in keys.values() if len(other) > len(key)):
                found.add(at)
    return found


def _is_set_apart(blocks: Blocks, at: int) -> bool:
    """Whether a block is in a quote, a box or a figure, or in an element that is called a quote."""
    frame = blocks.frames[blocks.frame_of[at]]
    above = blocks.frames[frame.parent].names if frame.parent >= 0 else ()
    return bool(frame.flags & SET_APART) or not QUOTE.isdisjoint((*frame.names, *above))


def _line(blocks: Blocks, before: int, at: int) -> tuple[str, str]:
    """A block's text, marked as an item where it is one, and what joins it to the one before."""
    text = blocks.texts[at]
    frame = blocks.frames[blocks.frame_of[at]]
    last = blocks.frames[blocks.frame_of[before]] if before >= 0 else None
    together = last is not None and last.parent == frame.parent
    if frame.tag in CELLS:
        return text, " | " if together and last is not None and last.tag in CELLS else "\n\n"
    if frame.tag == "li":
        joint = "\n" if together and last is not None and last.tag == "li" else "\n\n"
        # The walk holds a run of short links as one block with a line for each item.
        return "- " + text.replace("\n", "\n- "), joint
    return text, "\n\n"


MIN_REPEAT = 30
MOST_QUOTES = 300  # are compared with all other blocks, which a hostile page has many of
ABOVE = 8  # blocks; the picture between the headline and the story
NEAR = 3  # elements; a paragraph in a box in the caption
CAPTION = frozenset({"caption", "captions", "figcaption", "bildunterschrift", "legende", "legend"})
SET_APART = FLAG["blockquote"] | FLAG["aside"] | FLAG["figure"]
QUOTE = frozenset({"quote", "pullquote", "pull", "zitat", "citation", "cita", "citazione"})
CELLS = frozenset({"td", "th"})
QUOTES = " ,\"'“”„‟«»‹›‘’‚「」『』.…"
NOT_WORD = re.compile(r"[\W_]+")
