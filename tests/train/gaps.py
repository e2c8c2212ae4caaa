"""What a page's truth leaves out although it is the article's: such blocks are no lesson.

The truth of WCXB omits tables, code and some lists, as its makers say, and on some pages it ends
before the article does. Learnt from as debris, these teach the model to drop good text; what
leaving them out brings is in `scraper/read/model.md`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scraper.read.blocks import Blocks

__all__ = ["gaps"]


def gaps(blocks: Blocks, content: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which blocks are missing from a truth, of which those marked in `content` are part."""
    inside = np.flatnonzero(content)
    missing = np.zeros(len(content), dtype=bool)
    if len(inside):
        between = np.arange(inside[0], inside[-1])
        missing[[at for at in between if _is_entry(blocks, at)]] = True
    for first, last in _runs(blocks, content):
        missing[first : last + 1] = True
    return missing & ~content


def _is_entry(blocks: Blocks, at: int) -> bool:
    """Whether a block is of a list, a table or code; rows of links are seldom an article's."""
    if 2 * blocks.links[at] >= len(blocks.texts[at]):
        return False
    here = blocks.frame_of[at]
    for _ in range(NEAR):
        if here < 0:
            return False
        if blocks.frames[here].tag in ENTRIES:
            return True
        here = blocks.frames[here].parent
    return False


def _runs(blocks: Blocks, content: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last block of each run of paragraphs that are like those of the truth.

    They stand beside these in one element, are as long, and are several: debris between paragraphs
    comes alone. A run may be broken by a few short blocks, such as headings.
    """
    frames = [blocks.frames[at] for at in blocks.frame_of]
    place = [(frame.parent, frame.tag) for frame in frames]
    long = [len(text.split()) >= WORDS for text in blocks.texts]
    known = Counter(place[at] for at in np.flatnonzero(content) if long[at])
    runs: list[list[int]] = [[]]
    for at, text in enumerate(blocks.texts):
        if content[at]:
            runs.append([])
        elif long[at] and known[place[at]] > 1 and blocks.links[at] < LINKED * len(text):
            if runs[-1] and at - runs[-1][-1] > BREAK:
                runs.append([])
            runs[-1].append(at)
    return [(run[0], run[-1]) for run in runs if len(run) >= SEVERAL]


ENTRIES = frozenset({"li", "dd", "dt", "td", "th", "pre", "code"})
NEAR = 4  # elements up
WORDS, SEVERAL, BREAK, LINKED = 10, 3, 4, 0.3
