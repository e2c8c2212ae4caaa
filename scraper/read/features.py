"""What each block of a page looks like, as numbers: one row per block, no judgement.

A row holds what the block says of itself, where it stands in the tree and on the page, and some of
the same for its neighbours. The order of the columns is `COLUMNS`; a model knows them by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scraper.read.blocks import FLAG
from scraper.read.frames import FRAME_COLUMNS, weigh_frames

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from scraper.read.blocks import Blocks
    from scraper.read.frames import FrameFacts

__all__ = ["COLUMNS", "Hints", "Lexicon", "block_rows"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Log-odds of content: of the words in class names and ids, and of the words of a text."""

    names: Mapping[str, float]
    words: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page's metadata says of the text: its title, its description, JSON-LD's copy."""

    title: str = ""
    description: str = ""
    body: str = ""


def block_rows(blocks: Blocks, lexicon: Lexicon, hints: Hints) -> NDArray[np.float32]:
    """The rows of all blocks, shape (blocks, `len(COLUMNS)`)."""
    said = np.array(_said(blocks, lexicon.words, hints), dtype=np.float32)
    chars, words, link = said[:, 0], said[:, 1], said[:, 2]
    linked = chars * link
    good = np.where((words >= PROSE_WORDS) & (link < PROSE_LINK), words * (1 - link), 0.0)
    facts = weigh_frames(
        blocks.frames,
        frame_of=blocks.frame_of,
        chars=chars.tolist(),
        linked=linked.tolist(),
        good=good.tolist(),
        odds=lexicon.names,
    )
    frame = np.array(blocks.frame_of)
    tree, kinship = _in_tree(blocks, facts, frame)
    groups = _in_groups(blocks, chars, linked, good)
    place = _on_page(said, tree[:, LEVEL], good)
    around = _windows(chars, linked, good)
    rows = np.hstack((said, tree, kinship, groups, place, around))
    return np.hstack((rows, *(_shifted(rows[:, NEAR[step]], step) for step in NEAR)))


def _said(blocks: Blocks, odds: Mapping[str, float], hints: Hints) -> list[tuple[float, ...]]:
    """What the blocks say of themselves: `SAID`, row by row."""
    title, body = _key(hints.title), " ".join(hints.body.split())
    title_words = frozenset(hints.title.lower().split())
    description = frozenset(hints.description.lower().split())
    has_body = float(len(body) > LEAST_BODY)
    keys = [text[:80].lower() for text in blocks.texts]
    copies: dict[str, int] = {}
    for key in keys:
        copies[key] = copies.get(key, 0) + 1
    rows: list[tuple[float, ...]] = []
    for text, key, linked, anchors in zip(
        blocks.texts, keys, blocks.links, blocks.anchors, strict=True
    ):
        size = len(text)
        count = text.count(" ") + 1
        if size > 8 * count:  # a script without spaces, or a very long word
            count = max(count, int(len(WIDE.findall(text)) / 2))
        starts = key.split()[:12]
        known = [odds[word] for word in starts if word in odds]
        last = text[-2:].rstrip(CLOSERS)[-1:]
        in_title = in_description = same = 0.0
        if size < 400:  # noqa: PLR2004 - longer is never a headline or a standfirst
            hits = len(title_words.intersection(starts))
            in_title = hits / len(starts)
            if description:
                in_description = len(description.intersection(starts)) / len(starts)
            if hits:
                same = float(_key(text) == title)
        in_body = 0.0
        if has_body and size > 12:  # noqa: PLR2004 - shorter is found anywhere
            in_body = 1.0 if text[:40].rstrip() in body else -1.0
        mean = low = high = total = 0.0
        if known:
            total, low, high = sum(known), min(known), max(known)
            mean = total / len(known)
        rows.append((
            size, count, min(linked / size, 1.0), anchors, float(bool(last) and last in ENDS),
            mean, low, high, total, in_title, in_description, same, has_body, in_body,
            copies[key],
        ))  # fmt: skip
    return rows


def _in_tree(
    blocks: Blocks, facts: FrameFacts, frame: NDArray[np.intp]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """`TREE` and `KINSHIP`: the frames of a block, and whether its neighbours share them."""
    rows, up = facts.rows, facts.parent
    parent, branch, trunk = up[frame], facts.branch[frame], facts.trunk[frame]
    grand = up[parent]
    own, out = rows[frame], rows[parent]
    flags = np.array([frame.flags for frame in blocks.frames])[frame]
    tags = [blocks.frames[at].tag for at in blocks.frame_of]
    extra = np.empty((len(frame), len(EXTRA)), dtype=np.float32)
    extra[:, 0] = own[:, ODDS_SUM] - rows[trunk, ODDS_SUM]
    extra[:, 1] = own[:, DEPTH] - rows[trunk, DEPTH]
    extra[:, 2] = np.abs(own[:, DEPTH] - rows[facts.best, DEPTH])
    extra[:, 3] = [TAGS.get(tag, 0) for tag in tags]
    extra[:, 4] = [HEADINGS.get(tag, 0) for tag in tags]
    extra[:, 5:] = (flags[:, None] & FLAG_BITS) > 0
    kin = np.zeros((len(frame), len(KINSHIP)), dtype=np.float32)
    for at, group in enumerate((parent, branch)):
        kin[1:, at] = kin[:-1, at + 2] = group[1:] == group[:-1]
    tree = np.hstack((
        extra, own, out[:, OF_PARENT], rows[grand][:, OF_PARENT], rows[up[grand]][:, OF_FAR],
        rows[branch][:, OF_BRANCH],
    ))  # fmt: skip
    return tree, kin


def _in_groups(
    blocks: Blocks,
    chars: NDArray[np.float32],
    linked: NDArray[np.float32],
    good: NDArray[np.float32],
) -> NDArray[np.float32]:
    """`GROUPS`: blocks whose elements have the same tag and class, and parents of the same."""
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
    group = np.array(narrow)
    prose = np.bincount(group, good) / whole
    links = np.bincount(group, linked) / np.maximum(np.bincount(group, chars), 1.0)
    columns = (prose[group], np.bincount(group)[group], links[group])
    loose = np.array(wide)
    return np.column_stack((*columns, (np.bincount(loose, good) / whole)[loose])).astype(np.float32)


def _on_page(
    said: NDArray[np.float32], level: NDArray[np.float32], good: NDArray[np.float32]
) -> NDArray[np.float32]:
    """`PLACE`: how far along the page and its prose, and how far from headline, heading, prose."""
    size = len(good)
    index = np.arange(size, dtype=np.float32)
    whole = max(float(good.sum()), 1.0)
    sofar = np.cumsum(good)
    heads = np.flatnonzero((level == 1) | (said[:, SAID.index("is_title")] > 0))
    heads = heads[heads <= np.searchsorted(sofar - good, whole * 0.3)]
    big = good >= BIG_WORDS
    before = np.maximum.accumulate(np.where(big, index, -FAR))
    after = np.minimum.accumulate(np.where(big, index, size + FAR)[::-1])[::-1]
    heading = np.maximum.accumulate(np.where(level > 0, index, -FAR))
    under = np.maximum(heading, 0).astype(np.intp)
    return np.column_stack((
        index / size, (sofar - good) / whole, 1 - sofar / whole,
        np.clip(index - heads[-1], -50, 300) if len(heads) else np.full(size, -FAR),
        np.minimum(index - before, FAR), np.minimum(after - index, FAR), index - heading,
        said[under, SAID.index("lex_mean")], level[under],
    )).astype(np.float32)  # fmt: skip


def _windows(
    chars: NDArray[np.float32], linked: NDArray[np.float32], good: NDArray[np.float32]
) -> NDArray[np.float32]:
    """`WINDOWS`: prose and link density of the blocks around."""
    size = len(chars)
    sums = np.zeros((size + 1, 3))
    np.cumsum(np.column_stack((good, linked, chars)), axis=0, out=sums[1:])
    columns = []
    index = np.arange(size)
    for radius in RADII:
        first, last = np.maximum(index - radius, 0), np.minimum(index + radius + 1, size)
        window = sums[last] - sums[first]
        columns += [window[:, 0] / (last - first), window[:, 1] / np.maximum(window[:, 2], 1.0)]
    return np.column_stack(columns).astype(np.float32)


def _shifted(rows: NDArray[np.float32], step: int) -> NDArray[np.float32]:
    """The rows of the blocks `step` further on; -1 where there is none."""
    out = np.full_like(rows, -1.0)
    if step > 0:
        out[:-step] = rows[step:]
    else:
        out[-step:] = rows[:step]
    return out


def _squeezed(text: str) -> str:
    return NOT_WORD.sub("", text).lower()


def _key(text: str) -> str:
    return _squeezed(text[:300])


PROSE_WORDS, PROSE_LINK, BIG_WORDS, LEAST_BODY, FAR = 10, 0.35, 20, 200, 99
RADII = (3, 8)
WIDE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
NOT_WORD = re.compile(r"[\W_]+")
CLOSERS, ENDS = "\"”’»)」』'", ".!?。！？…"
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

SAID = (
    "chars", "words", "link", "anchors", "ends", "lex_mean", "lex_min", "lex_max", "lex_sum",
    "title_words", "description_words", "is_title", "has_body", "in_body", "copies",
)  # fmt: skip
EXTRA = (
    "odds_below",
    "off_trunk",
    "best_distance",
    "tag",
    "level",
    *(f"in_{f}" for f in USED_FLAGS),
)
LEVEL = EXTRA.index("level")
_AT = {name: at for at, name in enumerate(FRAME_COLUMNS)}
ODDS_SUM, DEPTH = _AT["odds_sum"], _AT["depth"]
PARENT = ("good", "link", "count", "mean", "score", "odds")
BRANCH = ("good", "link", "count", "mean", "odds")
OF_PARENT = [_AT[name] for name in PARENT]
OF_FAR = [_AT[name] for name in ("good", "link", "count", "mean")]
OF_BRANCH = [_AT[name] for name in BRANCH]
TREE = (
    *EXTRA,
    *(f"own_{name}" for name in FRAME_COLUMNS),
    *(f"parent_{name}" for name in PARENT),
    *(f"grand_{name}" for name in PARENT),
    *(f"far_{name}" for name in ("good", "link", "count", "mean")),
    *(f"branch_{name}" for name in BRANCH),
)
KINSHIP = ("parent_before", "branch_before", "parent_after", "branch_after")
GROUPS = ("alike_good", "alike_count", "alike_link", "named_good")
PLACE = (
    "position", "prose_before", "prose_after", "from_headline", "since_prose", "until_prose",
    "since_heading", "heading_lex", "heading_level",
)  # fmt: skip
WINDOWS = tuple(f"{name}_{radius}" for radius in RADII for name in ("good", "link"))
_BASE = (*SAID, *TREE, *KINSHIP, *GROUPS, *PLACE, *WINDOWS)
_NEAR_NAMES = {
    -1: ("odds_below", "lex_mean", "alike_good", "link", "words", "ends"),
    1: ("odds_below", "lex_mean", "alike_good", "link", "words", "level"),
    -2: ("odds_below", "lex_mean"),
    2: ("odds_below", "lex_mean", "alike_good"),
}
NEAR = {step: [_BASE.index(name) for name in names] for step, names in _NEAR_NAMES.items()}
COLUMNS = (*_BASE, *(f"{name}{step:+d}" for step, names in _NEAR_NAMES.items() for name in names))
