"""Where text lies in the tree: totals under each element, the trunk that holds most of the prose.

A page is a tree of frames (`scraper.read.blocks.Frame`), numbered in page order, so that all below
a frame are the numbers up to its `end`: totals are differences of running sums. The trunk is the
path from the root along which every frame holds at least half of the page's prose; a branch is the
first frame off it. Related boxes, comments and sidebars are branches of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scraper.read.features import Lexicon
    from scraper.read.frame import Frame

__all__ = ["FRAME_COLUMNS", "FrameFacts", "columns_of", "weigh_frames"]


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """What is known of each frame, and the frames that more can be read from.

    `columns` has the shape (`len(FRAME_COLUMNS)`, frames). `parent`, `trunk` and `branch` are the
    frame above (the root is its own), the last frame of the trunk above or at a frame, and the
    branch it belongs to; `best` is the frame with the highest score.
    """

    columns: NDArray[np.float32]
    parent: NDArray[np.intp]
    trunk: NDArray[np.intp]
    branch: NDArray[np.intp]
    best: int


FRAME_COLUMNS = (
    "good", "link", "count", "mean", "score", "odds", "lowest", "highest", "odds_sum", "body_prop",
    "depth", "in_best",
)  # fmt: skip


def weigh_frames(
    frames: Sequence[Frame],
    frame_of: NDArray[np.intp],
    said: NDArray[np.float32],
    lexicon: Lexicon,
) -> FrameFacts:
    """Weigh every frame.

    `said` has a row each for the words of prose, characters in links and characters of the blocks
    in `frame_of`; `lexicon` knows the odds that a name in a class or id marks content. `score`
    passes prose on to parents and, at two fifths, to grandparents, as Readability does.
    """
    size = len(frames)
    up = np.array([frame.parent for frame in frames])
    end = np.array([frame.end for frame in frames])
    parent = np.maximum(up, 0)
    own = [np.bincount(frame_of, row, size) for row in (*said, np.ones(len(frame_of)))]
    sums = np.zeros((len(own), size + 1))
    np.cumsum(own, axis=1, out=sums[:, 1:])
    prose, linked, chars, count = sums[:, end] - sums[:, :-1]
    passed = np.bincount(parent, own[0] * (up >= 0), size)
    passed_on = np.bincount(parent[parent], own[0] * (up > 0), size)
    score = own[0] + passed + 0.4 * passed_on
    best = int(score.argmax())
    whole = max(float(prose[0]), 1.0)
    columns = np.empty((len(FRAME_COLUMNS), size), dtype=np.float32)
    columns[0] = prose / whole
    columns[1] = linked / np.maximum(chars, 1.0)
    columns[2] = count
    columns[3] = chars / np.maximum(count, 1.0)
    columns[4] = score / max(float(score[best]), 1.0)
    columns[5:10] = columns_of(_inherited(frames, lexicon))
    columns[10] = [frame.depth for frame in frames]
    columns[11] = 0
    columns[11, best : end[best]] = 1
    trunk, branch = _trunk(prose >= whole / 2, up, end)
    return FrameFacts(columns, parent, trunk, branch, best)


def columns_of(rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """Rows of equal length, at least one, as columns; in half the time that `np.array` takes."""
    width = len(rows[0])
    flat = np.fromiter(chain.from_iterable(rows), np.float64, len(rows) * width)
    return flat.reshape(len(rows), width).T


def _trunk(
    heavy: NDArray[np.bool_], up: NDArray[np.intp], end: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The last frame of the trunk above each frame, and its branch."""
    trunk = np.zeros(len(up), dtype=np.intp)
    branch = np.arange(len(up))
    heavy[0] = True
    path = np.flatnonzero(heavy)
    for at in path:
        trunk[at : end[at]] = at
    for at in np.flatnonzero(heavy[up] & ~heavy):
        branch[at : end[at]] = at
    return trunk, branch


def _inherited(
    frames: Sequence[Frame], lexicon: Lexicon
) -> list[tuple[float, float, float, float, float]]:
    """The odds of each frame's names, and the lowest, highest and sum of those above."""
    rows: list[tuple[float, float, float, float, float]] = []
    for frame in frames:
        names = frame.names
        if frame.parent < 0:
            value, lowest, highest, own_body = _odds_of(names, lexicon)
            rows.append((value, lowest, highest, value, own_body))
            continue
        _, low, high, total, body = rows[frame.parent]
        if names:
            value, lowest, highest, own_body = _odds_of(names, lexicon)
            rows.append((
                value,
                min(low, lowest),
                max(high, highest),
                total + value,
                own_body or body,
            ))  # fmt: skip
        else:
            rows.append((0.0, low, high, total, body))
    return rows


@lru_cache(maxsize=8192)
def _odds_of(names: tuple[str, ...], lexicon: Lexicon) -> tuple[float, float, float, float]:
    """Sum, lowest and highest odds of some names, and whether they call it an article's body."""
    odds = lexicon.names
    known = [odds[name] for name in names if name in odds]
    body = float("articlebody" in names or ("article" in names and "body" in names))
    if not known:
        return 0.0, 0.0, 0.0, body
    return sum(known), min(0.0, *known), max(0.0, *known), body
