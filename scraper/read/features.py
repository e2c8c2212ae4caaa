"""What each block of a page looks like, as numbers: one row per block, no judgement.

A row holds what the block says of itself, where it stands in the tree and on the page, and some of
the same for its neighbours. The order of the columns is `COLUMNS`; a model knows them by it. They
are filled column by column, since a page has more columns than blocks.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scraper.read.frame import FLAG
from scraper.read.frames import FRAME_COLUMNS, weigh_frames
from scraper.read.said import SAID, Hints, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from scraper.read.blocks import Blocks
    from scraper.read.frames import FrameFacts

__all__ = ["COLUMNS", "Hints", "Lexicon", "block_rows"]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Log-odds of content: of words in class names and ids, and of words at a text's two ends.

    Never changes; two are the same only if they are one object.
    """

    names: Mapping[str, float]
    openings: Mapping[str, float]
    endings: Mapping[str, float]


def block_rows(blocks: Blocks, lexicon: Lexicon, hints: Hints) -> NDArray[np.float32]:
    """The rows of all blocks, shape (blocks, `len(COLUMNS)`), each column contiguous."""
    size = len(blocks.texts)
    out = np.empty((len(COLUMNS), size), dtype=np.float32)
    say(out[SAID_AT], blocks, lexicon, hints)
    chars, words, link = out[0], out[1], out[2]
    linked = chars * link
    good = np.where((words >= PROSE_WORDS) & (link < PROSE_LINK), words * (1 - link), 0.0)
    frame = np.array(blocks.frame_of)
    facts = weigh_frames(blocks.frames, frame, np.array((good, linked, chars)), lexicon)
    _place_in_tree(out[TREE_AT], blocks, facts, frame)
    _compare_groups(out[GROUPS_AT], blocks, np.array((chars, linked, good)))
    _place_on_page(out[PLACE_AT], out, good)
    _look_around(out[WINDOWS_AT], np.array((good, linked, chars)))
    at = NEAR_FROM
    for step, columns in NEAR.items():
        near = out[at : at + len(columns)]
        near[:] = -1.0
        if step > 0:
            near[:, :-step] = out[columns, step:]
        else:
            near[:, -step:] = out[columns, :step]
        at += len(columns)
    return out.T


def _place_in_tree(
    out: NDArray[np.float32], blocks: Blocks, facts: FrameFacts, frame: NDArray[np.intp]
) -> None:
    """`TREE`: the frames that a block lies in."""
    columns, up = facts.columns, facts.parent
    parent = up[frame]
    grand = up[parent]
    own = columns.take(frame, axis=1)
    trunk = facts.trunk[frame]
    frames = [blocks.frames[at] for at in blocks.frame_of]
    out[0] = own[ODDS_SUM] - columns[ODDS_SUM, trunk]
    out[1] = own[DEPTH] - columns[DEPTH, trunk]
    out[2] = np.abs(own[DEPTH] - columns[DEPTH, facts.best])
    out[3] = [TAGS.get(one.tag, 0) for one in frames]
    out[4] = [HEADINGS.get(one.tag, 0) for one in frames]
    flags = np.array([one.flags for one in frames])
    out[5 : 5 + len(FLAG_BITS)] = (flags & FLAG_BITS[:, None]) > 0
    at = 5 + len(FLAG_BITS)
    out[at : at + len(own)] = own
    at += len(own)
    for above, rows in (
        (parent, columns[OF_PARENT]),
        (grand, columns[OF_PARENT]),
        (up[grand], columns[OF_FAR]),
        (facts.branch[frame], columns[OF_BRANCH]),
    ):
        # All numbers are in range; "clip" is the mode that writes without a copy between.
        rows.take(above, axis=1, out=out[at : at + len(rows)], mode="clip")
        at += len(rows)


def _compare_groups(out: NDArray[np.float32], blocks: Blocks, sums: NDArray[np.float32]) -> None:
    """`GROUPS`: blocks whose elements have the same tag and class, and parents of the same."""
    chars, linked, good = sums
    frames = blocks.frames
    whole = max(float(good.sum()), 1.0)
    alike: dict[tuple[str, str], int] = {}
    named: dict[str, int] = {}
    wide, narrow = [], []
    for at in blocks.frame_of:
        own = frames[at]
        up = frames[own.parent].signature if own.parent >= 0 else ""
        narrow.append(alike.setdefault((own.signature, up), len(alike)))
        wide.append(named.setdefault(own.signature, len(named)))
    group, loose = np.array(narrow), np.array(wide)
    out[0] = (np.bincount(group, good) / whole)[group]
    out[1] = np.bincount(group)[group]
    out[2] = (np.bincount(group, linked) / np.maximum(np.bincount(group, chars), 1.0))[group]
    out[3] = (np.bincount(loose, good) / whole)[loose]


def _place_on_page(
    out: NDArray[np.float32], rows: NDArray[np.float32], good: NDArray[np.float32]
) -> None:
    """`PLACE`: how far along the page and its prose, and how far from headline, heading, prose."""
    size = len(good)
    index = np.arange(size, dtype=np.float32)
    level, is_title = rows[LEVEL], rows[IS_TITLE]
    whole = max(float(good.sum()), 1.0)
    sofar = np.cumsum(good)
    heads = np.flatnonzero((level == 1) | (is_title > 0))
    heads = heads[heads <= np.searchsorted(sofar - good, whole * 0.3)]
    big = good >= BIG_WORDS
    before = np.maximum.accumulate(np.where(big, index, -FAR))
    after = np.minimum.accumulate(np.where(big, index, size + FAR)[::-1])[::-1]
    heading = np.maximum.accumulate(np.where(level > 0, index, -FAR))
    under = np.maximum(heading, 0).astype(np.intp)
    out[0] = index / size
    out[1] = (sofar - good) / whole
    out[2] = 1 - sofar / whole
    out[3] = np.clip(index - heads[-1], -50, 300) if len(heads) else -FAR
    out[4] = np.minimum(index - before, FAR)
    out[5] = np.minimum(after - index, FAR)
    out[6] = index - heading
    out[7] = rows[LEX_MEAN][under]
    out[8] = level[under]


def _look_around(out: NDArray[np.float32], sums: NDArray[np.float32]) -> None:
    """`WINDOWS`: prose and link density of the blocks around."""
    size = sums.shape[1]
    running = np.zeros((3, size + 1))
    np.cumsum(sums, axis=1, out=running[:, 1:])
    index = np.arange(size)
    for at, radius in enumerate(RADII):
        first, last = np.maximum(index - radius, 0), np.minimum(index + radius + 1, size)
        window = running[:, last] - running[:, first]
        out[2 * at] = window[0] / (last - first)
        out[2 * at + 1] = window[1] / np.maximum(window[2], 1.0)


PROSE_WORDS, PROSE_LINK, BIG_WORDS, FAR = 10, 0.35, 20, 99
RADII = (3, 8)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
TAG_LIST = (
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "blockquote", "figcaption", "dt",
    "dd", "pre", "button", "section", "article", "header", "th", "caption", "summary", "ul", "main",
    "address", "form",
)  # fmt: skip
TAGS = {tag: at for at, tag in enumerate(TAG_LIST, start=1)}
USED_FLAGS = (
    "aside", "header", "figure", "li", "table", "blockquote", "article", "main", "hidden",
)  # fmt: skip
FLAG_BITS = np.array([FLAG[name] for name in USED_FLAGS])

EXTRA = (
    "odds_below",
    "off_trunk",
    "best_distance",
    "tag",
    "level",
    *(f"in_{f}" for f in USED_FLAGS),
)
_FRAME_AT = {name: at for at, name in enumerate(FRAME_COLUMNS)}
ODDS_SUM, DEPTH = _FRAME_AT["odds_sum"], _FRAME_AT["depth"]
PARENT = ("good", "link", "count", "mean", "score", "odds")
FAR_UP = ("good", "link", "count", "mean")
BRANCH = ("good", "link", "count", "mean", "odds")
OF_PARENT = [_FRAME_AT[name] for name in PARENT]
OF_FAR = [_FRAME_AT[name] for name in FAR_UP]
OF_BRANCH = [_FRAME_AT[name] for name in BRANCH]
TREE = (
    *EXTRA,
    *(f"own_{name}" for name in FRAME_COLUMNS),
    *(f"parent_{name}" for name in PARENT),
    *(f"grand_{name}" for name in PARENT),
    *(f"far_{name}" for name in FAR_UP),
    *(f"branch_{name}" for name in BRANCH),
)
GROUPS = ("alike_good", "alike_count", "alike_link", "named_good")
PLACE = (
    "position", "prose_before", "prose_after", "from_headline", "since_prose", "until_prose",
    "since_heading", "heading_lex", "heading_level",
)  # fmt: skip
WINDOWS = tuple(f"{name}_{radius}" for radius in RADII for name in ("good", "link"))
_PARTS = (SAID, TREE, GROUPS, PLACE, WINDOWS)
_STARTS = [sum(map(len, _PARTS[:at])) for at in range(len(_PARTS) + 1)]
SAID_AT, TREE_AT, GROUPS_AT, PLACE_AT, WINDOWS_AT = (
    slice(start, stop) for start, stop in itertools.pairwise(_STARTS)
)
NEAR_FROM = _STARTS[-1]
_BASE = tuple(name for part in _PARTS for name in part)
LEVEL, IS_TITLE, LEX_MEAN = (_BASE.index(name) for name in ("level", "is_title", "lex_mean"))
_NEAR_NAMES = {
    -1: ("odds_below", "lex_mean", "alike_good", "climb"),
    1: ("odds_below", "lex_mean", "alike_good", "link"),
    -2: ("odds_below", "lex_mean"),
    2: ("odds_below", "lex_mean", "alike_good"),
}
NEAR = {step: [_BASE.index(name) for name in names] for step, names in _NEAR_NAMES.items()}
COLUMNS = (*_BASE, *(f"{name}{step:+d}" for step, names in _NEAR_NAMES.items() for name in names))
