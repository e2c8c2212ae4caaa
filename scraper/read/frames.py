"""Where text lies in the tree: totals under each element, the trunk that holds most of the prose.

A page is a tree of frames (`scraper.read.blocks.Frame`), parents before children. The trunk is the
path from the root along which every frame holds at least half of the page's prose; a branch is the
first frame off it. Related boxes, comments and sidebars are branches of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from scraper.read.blocks import Frame

__all__ = ["FRAME_COLUMNS", "FrameFacts", "weigh_frames"]


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """One row of `FRAME_COLUMNS` per frame, and the frames that a row can be read from."""

    rows: NDArray[np.float32]
    parent: NDArray[np.intp]
    trunk: NDArray[np.intp]
    branch: NDArray[np.intp]
    best: int


FRAME_COLUMNS = (
    "good", "link", "count", "mean", "score", "odds", "lowest", "highest", "odds_sum", "depth",
    "in_best", "body_prop",
)  # fmt: skip


def weigh_frames(  # noqa: PLR0913 - one argument per column
    frames: Sequence[Frame],
    *,
    frame_of: Sequence[int],
    chars: Sequence[float],
    linked: Sequence[float],
    good: Sequence[float],
    odds: Mapping[str, float],
) -> FrameFacts:
    """Weigh every frame. `chars`, `linked` and `good` belong to the blocks in `frame_of`.

    `good` is a block's words of prose; `odds` the log-odds that a name in a class or id marks
    content. `score` passes prose on to parents and, at two fifths, to grandparents, as Readability
    does.
    """
    size = len(frames)
    prose, text, link, count = ([0.0] * size for _ in range(4))
    for at, frame in enumerate(frame_of):
        prose[frame] += good[at]
        text[frame] += chars[at]
        link[frame] += linked[at]
        count[frame] += 1.0
    own = prose.copy()
    score = prose.copy()
    parents = [frame.parent for frame in frames]
    for at in range(size - 1, 0, -1):
        up = parents[at]
        prose[up] += prose[at]
        text[up] += text[at]
        link[up] += link[at]
        count[up] += count[at]
        if own[at]:
            score[up] += own[at]
            if parents[up] >= 0:
                score[parents[up]] += own[at] * 0.4
    best = score.index(max(score))
    whole = max(prose[0], 1.0)
    named, trunk, branch = _inherit(frames, odds, best, prose, whole)
    rows = np.empty((size, len(FRAME_COLUMNS)), dtype=np.float32)
    rows[:, 0] = prose
    rows[:, 0] /= whole
    rows[:, 3] = text
    rows[:, 1] = link
    rows[:, 1] /= np.maximum(rows[:, 3], 1.0)
    rows[:, 2] = count
    rows[:, 3] /= np.maximum(rows[:, 2], 1.0)
    rows[:, 4] = score
    rows[:, 4] /= max(score[best], 1.0)
    rows[:, 5:] = named
    return FrameFacts(
        rows, np.maximum(np.array(parents), 0), np.array(trunk), np.array(branch), best
    )


def _inherit(
    frames: Sequence[Frame], odds: Mapping[str, float], best: int, prose: list[float], whole: float
) -> tuple[list[tuple[float, ...]], list[int], list[int]]:
    """What a frame has from those above it: odds of names, depth, trunk and branch."""
    half = whole / 2
    seen: dict[tuple[str, ...], tuple[float, float, float, float]] = {}
    named: list[tuple[float, ...]] = []
    trunk: list[int] = []
    branch: list[int] = []
    for at, frame in enumerate(frames):
        own = seen.get(frame.names)
        if own is None:
            own = seen[frame.names] = _odds_of(frame.names, odds)
        total, low, high, body = own
        up = frame.parent
        if up < 0:
            named.append((total, low, high, total, 0.0, float(at == best), body))
            trunk.append(at)
            branch.append(at)
            continue
        _, low_up, high_up, sum_up, depth, inside, body_up = named[up]
        named.append((
            total, min(low, low_up), max(high, high_up), total + sum_up, depth + 1.0,
            1.0 if at == best else inside, body or body_up,
        ))  # fmt: skip
        if prose[at] >= half:
            trunk.append(at)
            branch.append(at)
        else:
            trunk.append(trunk[up])
            branch.append(at if trunk[up] == up else branch[up])
    return named, trunk, branch


def _odds_of(
    names: tuple[str, ...], odds: Mapping[str, float]
) -> tuple[float, float, float, float]:
    known = [odds[name] for name in names if name in odds]
    body = float("articlebody" in names or ("article" in names and "body" in names))
    if not known:
        return 0.0, 0.0, 0.0, body
    return sum(known), min(0.0, *known), max(0.0, *known), body
