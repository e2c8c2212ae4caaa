"""Which blocks of a page are its article, by aligning them with the true text.

A long block is content as far as its four-word shingles occur in the truth. A short one has to
stand in the truth as a line of its own, or join its neighbour there: "Share" is in many texts.
Where the page repeats a block more often than the truth, the copies furthest from the rest lose.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Labels", "label_blocks", "tokens"]


@dataclass(frozen=True, slots=True)
class Labels:
    """Per block the share of it that is content (0 to 1), and how much the label weighs."""

    content: tuple[float, ...]
    weight: tuple[float, ...]


def label_blocks(texts: Sequence[str], truth: str, optional: Sequence[str] = ()) -> Labels:
    """Label the blocks of a page; `optional` paragraphs weigh less."""
    truth_tokens = tokens(truth)
    joined = f" {' '.join(truth_tokens)} "
    known = set(zip(*(truth_tokens[at:] for at in range(SHINGLE)), strict=False))
    lines = {" ".join(tokens(line)) for line in truth.split("\n")}
    blocks = [tokens(text) for text in texts]
    keys = [" ".join(block) for block in blocks]
    copies = Counter(keys)
    share = [_share(block, known) for block in blocks]
    sure = [at for at, block in enumerate(blocks) if share[at] >= HALF and len(block) >= LONG]
    anchors = [at for at in sure if copies[keys[at]] == 1] or sure
    content = [
        share[at]
        if len(block) >= SHORT
        else float(_stands(at, keys, blocks, joined, lines) and _near(at, anchors) <= CLOSE)
        for at, block in enumerate(blocks)
    ]
    content = [value if value >= HALF else 0.0 for value in content]
    repeated = defaultdict(list)
    for at, key in enumerate(keys):
        if content[at] and copies[key] > 1:
            repeated[key].append(at)
    for key, places in repeated.items():
        places.sort(key=lambda at: _near(at, anchors))
        for at in places[max(1, joined.count(f" {key} ")) :]:
            content[at] = 0.0
    spare = {" ".join(tokens(paragraph)) for paragraph in optional}
    return Labels(tuple(content), tuple(OPTIONAL_WEIGHT if key in spare else 1.0 for key in keys))


def tokens(text: str) -> list[str]:
    """Lower-case words; scripts without spaces give one token per character."""
    found: list[str] = []
    for word in WORD.findall(text.lower()):
        found += list(word) if WIDE.search(word) else [word]
    return found


def _share(block: list[str], known: set[tuple[str, ...]]) -> float:
    if len(block) < SHORT:
        return 0.0
    shingles = list(zip(*(block[at:] for at in range(SHINGLE)), strict=False))
    return sum(shingle in known for shingle in shingles) / len(shingles)


def _stands(
    at: int, keys: list[str], blocks: list[list[str]], joined: str, lines: set[str]
) -> bool:
    key = keys[at]
    if not key or f" {key} " not in joined:
        return False
    before = next((block for block in reversed(blocks[:at]) if block), [])[-3:]
    after = next((block for block in blocks[at + 1 :] if block), [])[:3]
    return (
        key in lines
        or bool(before and f" {' '.join(before)} {key} " in joined)
        or bool(after and f" {key} {' '.join(after)} " in joined)
    )


def _near(at: int, anchors: list[int]) -> int:
    """How many blocks lie between a block and the nearest that is surely content."""
    place = bisect(anchors, at)
    return min((abs(at - other) for other in anchors[max(0, place - 1) : place + 1]), default=10**6)


SHINGLE, SHORT, LONG, CLOSE = 4, 6, 8, 6
HALF, OPTIONAL_WEIGHT = 0.5, 0.3
WORD = re.compile(r"\w+")
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
