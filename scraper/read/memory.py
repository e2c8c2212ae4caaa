"""What a site's pages have in common, learnt page by page without labels: a value, never global.

A line that stood on another page of the site and was no part of that page's story is the site's:
here it loses its odds, from the second page on. A line that once was part of a story never does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from scraper.read.lines import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from scraper.read.blocks import Blocks

__all__ = ["NOTHING_SEEN", "Seen", "SiteMemory", "seen_on"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What one page teaches: the keys of the lines that were its story, and of those left out."""

    told: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()


NOTHING_SEEN = Seen()


def seen_on(blocks: Blocks, kept: Sequence[int]) -> Seen:
    """What a page teaches of whose blocks those with the numbers `kept` are the story.

    A long line that is left out teaches nothing: it may be the beginning of another story, which
    is that story's own.
    """
    keys = _keys(blocks.texts)
    told = frozenset(keys[at] for at in kept)
    short = (key for key, text in zip(keys, blocks.texts, strict=True) if len(text) <= SHORT)
    return Seen(told, frozenset(short) - told)


@dataclass(frozen=True, slots=True)
class SiteMemory:
    """The same of all pages of a site that were read so far, bounded to `MOST` lines each.

    `SiteMemory()` knows nothing. A run keeps one per site and replaces it after each page.
    """

    told: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()

    def learned(self, seen: Seen) -> SiteMemory:
        """The memory after one more page.

        A page that tells a story already seen (more than half of its lines are known as told)
        teaches nothing: what it leaves out may be what another reading of that story kept.
        """
        if not seen.told or 2 * len(seen.told & self.told) > len(seen.told):
            return self
        if len(self.told) > MOST or len(self.left) > MOST:
            return self
        return SiteMemory(self.told | seen.told, self.left | seen.left)

    def doubts(self, seen: Seen) -> bool:
        """Whether a page of the site would be read otherwise if this were known."""
        return not self.left.isdisjoint(seen.told - self.told)

    def evidence(self, blocks: Blocks, likely: NDArray[np.float32]) -> NDArray[np.float32]:
        """What to add to the log-odds of each block, given its probability so far.

        Nothing where most of what is likely to be the story was seen before: there it is the same
        story again, or a page that was misread.
        """
        shift = np.zeros(len(blocks.texts), dtype=np.float32)
        if not self.left:
            return shift
        recurs = np.array(
            [key in self.left and key not in self.told for key in _keys(blocks.texts)], dtype=bool
        )
        sizes = np.array([len(text) for text in blocks.texts]) * likely
        if (sizes * recurs).sum() * 2 < sizes.sum():
            shift[recurs] -= RECURRING
        return shift


def _keys(texts: Iterable[str]) -> list[int]:
    """A number for each line, the same in every process; two lines in 4 billion share one."""
    keys = (squeezed(text[:LONGEST]).encode() for text in texts)
    return [crc32(key) << 8 | len(key) & 0xFF for key in keys]


MOST = 4_000  # lines; a site shows some dozens on each page, and a page adds few new ones
SHORT = 80  # characters; labels, offers and headings of boxes, but no teaser's text
LONGEST = 160  # characters; more of a line tells no more
RECURRING = 3.0  # log-odds: measured by tests/train/memory.py, 1.5 and 6 do the same
