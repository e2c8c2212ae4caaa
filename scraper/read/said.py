"""What a block says of itself, whatever stands around it: its size, its words, how it ends.

One row a block goes through few Python steps here: a page has a hundred blocks, most of them labels
that share no word with the title and know none of the lexicon.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scraper.read.frames import columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from scraper.read.blocks import Blocks
    from scraper.read.features import Lexicon

__all__ = ["SAID", "Hints", "say", "words_at_end", "words_at_start"]


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page's metadata says of the text: its title, its description, JSON-LD's copy."""

    title: str = ""
    description: str = ""
    body: str = ""


SAID = (
    "chars", "words", "link", "strong", "anchors", "climb", "copies", "ends", "lex_mean", "lex_min",
    "lex_max", "lex_sum", "end_mean", "end_min", "end_max", "end_sum", "title_words",
    "description_words", "is_title", "in_body",
)  # fmt: skip


def say(out: NDArray[np.float32], blocks: Blocks, lexicon: Lexicon, hints: Hints) -> None:
    """Fill `out`, shape (`len(SAID)`, blocks)."""
    texts = blocks.texts
    heads = [text[:NEAR_AN_END].lower() for text in texts]
    copies = Counter(heads)
    begun = [head.split() for head in heads]
    starts = [words[:OPENING] for words in begun]
    ends = [  # most texts are short, and split already
        words[-ENDING:] if len(text) <= NEAR_AN_END else words_at_end(text)
        for text, words in zip(texts, begun, strict=True)
    ]
    out[0] = [len(text) for text in texts]
    out[1] = [text.count(" ") + 1 for text in texts]
    np.minimum(np.array(blocks.links) / out[0], 1.0, out=out[2])
    np.minimum(np.array(blocks.strong) / out[0], 1.0, out=out[3])
    for at in np.flatnonzero(out[0] > LONG_WORDS * out[1]):
        out[0, at], out[1, at] = _said_without_spaces(texts[at], int(out[1, at]))
    out[4] = blocks.anchors
    out[5] = blocks.climbs
    out[6] = [copies[head] for head in heads]
    out[7] = [
        text[-1] in ENDS or (text[-1] in CLOSERS and text[-2:-1] in ENDINGS) for text in texts
    ]
    out[8:12] = columns_of(_lexical(starts, lexicon.openings))
    out[12:16] = columns_of(_lexical(ends, lexicon.endings))
    out[16:19] = columns_of(_named(texts, starts, hints))
    out[19] = _quoted(texts, hints.body)


def words_at_start(text: str) -> list[str]:
    """The words that a text's opening is known by, in lower case."""
    return text[:NEAR_AN_END].lower().split()[:OPENING]


def words_at_end(text: str) -> list[str]:
    """The same of its ending: "read more here", "told Reuters"; a short text is its own ending."""
    return text[-NEAR_AN_END:].lower().split()[-ENDING:]


def _said_without_spaces(text: str, count: int) -> tuple[int, int]:
    """Characters and words of a text with few spaces, as a Latin script would need them.

    Words of a script without spaces have about two characters each, and two characters of Chinese
    or Japanese say as much as four letters. Else it is one very long word.
    """
    if text.isascii():
        return len(text), count
    dense, wide = len(DENSE.findall(text)), len(WIDE.findall(text))
    return len(text) + dense, max(count, wide // 2)


def _lexical(
    ends: Sequence[Sequence[str]], odds: Mapping[str, float]
) -> list[tuple[float, float, float, float]]:
    """Mean, lowest, highest and sum of the odds of the words at one end of each text."""
    rows = []
    look_up = odds.get
    for words in ends:
        known = list(filter(None, map(look_up, words)))  # no odds are 0
        if known:
            total = sum(known)
            rows.append((total / len(known), min(known), max(known), total))
        else:
            rows.append(UNKNOWN)
    return rows


def _named(
    texts: Sequence[str], starts: Sequence[Sequence[str]], hints: Hints
) -> list[tuple[float, float, float]]:
    """The shares of a text's first words in title and description, and whether it is the title."""
    title = _key(hints.title)
    title_words = frozenset(hints.title.lower().split())
    description = frozenset(hints.description.lower().split())
    either = title_words | description
    longest = 2 * len(title) + 20  # of a text that is the title, with all its signs and spaces
    rows = []
    for text, words in zip(texts, starts, strict=True):
        if len(text) >= LONGEST_HEADLINE or either.isdisjoint(words):
            rows.append(UNNAMED)
            continue
        hits = len(title_words.intersection(words))
        rows.append(
            (
                hits / len(words),
                len(description.intersection(words)) / len(words),
                float(_key(text) == title) if hits and len(text) <= longest else 0.0,
            )
        )
    return rows


def _quoted(texts: Sequence[str], body: str) -> Sequence[float] | float:
    """Whether JSON-LD's copy of the text holds a block: 1 or -1, 0 where it cannot be told."""
    body = " ".join(body.split())
    if len(body) <= LEAST_BODY:
        return 0.0
    return [
        (1.0 if text[:40].rstrip() in body else -1.0) if len(text) > ANYWHERE else 0.0
        for text in texts
    ]


def _key(text: str) -> str:
    """Letters and digits alone: what two copies of a headline have in common."""
    return NOT_WORD.sub("", text[:300]).lower()


UNKNOWN, UNNAMED = (0.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0)
OPENING, ENDING = 12, 8  # words
NEAR_AN_END = 80  # characters
LEAST_BODY, ANYWHERE = 200, 12  # characters: of a copy worth asking, of a text found anywhere
LONGEST_HEADLINE = 400  # characters; longer is never a headline or a standfirst
LONG_WORDS = 8  # characters a word, on average
DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
WIDE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
NOT_WORD = re.compile(r"[\W_]+")
CLOSERS, ENDS = frozenset("\"”’»)」』'"), frozenset(".!?。！？…")
ENDINGS = ENDS | CLOSERS
