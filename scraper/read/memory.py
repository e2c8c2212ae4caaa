"""What a site's pages have in common, learnt page by page without labels: a value, never global.

A line that stands on several pages of a site is the site's, not the story's; an element whose text
was kept on other pages is likely to hold the story again. Both only shift the odds of a block.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from scraper.read.lines import squeezed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from scraper.read.blocks import Blocks

__all__ = ["SiteMemory"]


@dataclass(frozen=True, slots=True)
class SiteMemory:
    """`lines` counts the pages on which a line stood; `kept` and `seen` the characters per element.

    `SiteMemory()` knows nothing. A run keeps one per site and replaces it after each page.
    """

    pages: int = 0
    lines: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)

    def learned(self, blocks: Blocks, kept: Sequence[int]) -> SiteMemory:
        """The memory after one more page, of which the blocks `kept` were taken as the body.

        A page that tells a story already seen (more than half of its kept lines are known) adds
        nothing: its paragraphs recur because the story does.
        """
        keys = [_key(text) for text in blocks.texts]
        if self.pages and sum(keys[at] in self.lines for at in kept) * 2 > len(kept):
            return self
        lines, held, seen = dict(self.lines), dict(self.kept), dict(self.seen)
        for key in dict.fromkeys(keys):
            if key in lines or len(lines) < MAX_LINES:
                lines[key] = lines.get(key, 0) + 1
        chosen = frozenset(kept)
        for at, text in enumerate(blocks.texts):
            element = _element(blocks, at)
            if element in seen or len(seen) < MAX_ELEMENTS:
                seen[element] = seen.get(element, 0) + len(text)
                held[element] = held.get(element, 0) + (len(text) if at in chosen else 0)
        return SiteMemory(self.pages + 1, lines, held, seen)

    def evidence(self, blocks: Blocks, likely: NDArray[np.float32]) -> NDArray[np.float32]:
        """What to add to the log-odds of each block, given its probability so far."""
        shift = np.zeros(len(blocks.texts), dtype=np.float32)
        if not self.pages:
            return shift
        recurs = np.array([_key(text) in self.lines for text in blocks.texts])
        sizes = np.array([len(text) for text in blocks.texts]) * likely
        if (sizes * recurs).sum() * 2 < sizes.sum():  # else the story itself was seen before
            shift[recurs] -= RECURRING
        for at in range(len(shift) if self.pages >= FEW_PAGES else 0):
            element = _element(blocks, at)
            seen = self.seen.get(element, 0)
            if seen > LEAST_SEEN:
                share = (self.kept[element] + LEAST_SEEN) / (seen + 2 * LEAST_SEEN)
                shift[at] += ELEMENT * math.log(share / (1 - share))
        return shift


def _key(text: str) -> str:
    return squeezed(text[:160])


def _element(blocks: Blocks, at: int) -> str:
    """An element's tag and classes with its parent's: what a site's template gives its parts."""
    own = blocks.frames[blocks.frame_of[at]]
    up = blocks.frames[own.parent].signature if own.parent >= 0 else ""
    return f"{up}>{own.signature}"


MAX_LINES, MAX_ELEMENTS = 20_000, 2_000
LEAST_SEEN, FEW_PAGES = 100, 3  # characters; pages before an element's record counts
RECURRING, ELEMENT = 3.0, 0.5  # log-odds; measured on sites with several labelled pages
