"""The body of an article: the blocks that are likely content, unless other witnesses know better.

Each block gets a probability; those above `CONTENT` are the body. How sure the page is as a whole
decides whether anyone else is asked: trafilatura, and JSON-LD's copy of the text. Where they bear
out much more text than the blocks do, theirs is taken, and `Body` says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from scraper.read.blocks import Blocks, split_blocks
from scraper.read.features import Hints, block_rows
from scraper.read.lines import join_blocks
from scraper.read.parse import tame
from scraper.read.prune import drop_foreign
from scraper.read.scorer import load_scorer, sigmoid

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from scraper.read.memory import SiteMemory
    from scraper.read.metadata import Metadata
    from scraper.read.scorer import Scorer

__all__ = ["Body", "read_body"]


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an article and how it was found.

    `text` has one paragraph per block, separated by blank lines; list items and table rows are
    lines. `reader` is `blocks`, `trafilatura`, `json-ld` or `noscript`, `why` the reason in a few
    words. `confidence` runs from 0 to 1: one less the doubtful share of the text (on pages with
    known text, a shingle F1 of .98 above 0.95 and of .74 below 0.8). `captions` are captions and
    credits of pictures; `lacking` is how much of the rest can be expected to be text as well, as a
    share of the text; `blocks` and `kept` are what `SiteMemory.learned` wants, `visible` are all
    blocks that the page shows.
    """

    text: str
    reader: str
    confidence: float
    why: str = ""
    captions: tuple[str, ...] = ()
    blocks: Blocks | None = None
    kept: tuple[int, ...] = ()
    visible: Blocks = field(default_factory=Blocks)
    lacking: float = 0.0


def read_body(
    html: str,
    tree: LexborHTMLParser,
    metadata: Metadata,
    *,
    memory: SiteMemory | None = None,
    scorer: Scorer | None = None,
) -> Body:
    """The body of a page. `tree` is `html` parsed; `memory` what the site's other pages taught.

    `scorer` judges the blocks, by default the model that comes with the package. Never raises for
    any markup; a page without text has an empty body with confidence 0.
    """
    judge = _Judge(scorer or load_scorer(), metadata, memory)
    visible = split_blocks(tree.body)
    body = replace(judge.body(visible), visible=visible)
    if len(body.text) < LEAST_TEXT:
        hidden = judge.body(split_blocks(tree.body, everything=True))
        if len(hidden.text) > max(LEAST_TEXT, 2 * len(body.text)):
            why = "the page shows next to nothing without scripts"
            body = replace(hidden, reader="noscript", why=why, visible=visible)
    if len(body.text) >= LEAST_TEXT and (body.confidence >= SURE or body.lacking < LACKING):
        return body
    return _second_opinion(html, metadata, body)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Whoever tells content from the rest, with what it knows besides the blocks."""

    scorer: Scorer
    metadata: Metadata
    memory: SiteMemory | None

    def body(self, blocks: Blocks) -> Body:
        """The likely ones of these blocks."""
        blocks = drop_foreign(blocks)
        if not blocks.texts:
            return Body("", "blocks", 0.0, "no text", (), blocks)
        metadata = self.metadata
        hints = Hints(metadata.title, metadata.description, metadata.article_body)
        logits = self.scorer.logits(block_rows(blocks, self.scorer.lexicon, hints))
        if self.memory is not None:
            logits += self.memory.evidence(blocks, sigmoid(logits))
        likely = sigmoid(logits)
        sizes = np.array([len(text) for text in blocks.texts])
        expected = float((likely * sizes).sum())
        doubt = float((np.minimum(likely, 1 - likely) * sizes).sum())
        kept = tuple(np.flatnonzero(likely > CONTENT).tolist())
        text, captions, kept = join_blocks(blocks, kept, title=metadata.title)
        confidence = max(0.0, 1 - doubt / max(expected, 1.0)) if text else 0.0
        rest = float((likely * sizes)[likely <= CONTENT].sum())
        return Body(
            text, "blocks", round(confidence, 3), "", captions, blocks, kept,
            lacking=rest / max(len(text), 1),
        )  # fmt: skip


def _second_opinion(html: str, metadata: Metadata, body: Body) -> Body:
    """Whoever bears out much more text than a doubtful body; else the body as it is."""
    other = ""
    blocks = body.blocks
    if len(html) <= MAX_SECOND and blocks is not None and len(blocks.frames) <= MAX_FRAMES:
        # Importing trafilatura takes a tenth of a second or more, and most pages do not need it.
        from trafilatura import extract  # noqa: PLC0415 - as above

        other = extract(tame(html), include_comments=False) or ""
    if len(other) > max(MUCH_MORE * len(body.text), LEAST_TEXT):
        return replace(body, text=other, reader="trafilatura", why="it finds much more text")
    stated = TAG.sub(" ", metadata.article_body).strip()
    if len(stated) > max(2 * MUCH_MORE * len(body.text), LEAST_TEXT):
        paragraphs = (" ".join(line.split()) for line in stated.splitlines())
        text = "\n\n".join(filter(None, paragraphs))
        return replace(body, text=text, reader="json-ld", why="the page shows only a part of it")
    return body


CONTENT = 0.7  # cross-validated: at .6 news F1 is the same, articles +.001; leak .019 and .039
SURE = 0.7  # few of the tuning articles lie below; asking for more made news worse
LACKING = 0.3  # cross-validated: one doubtful page of 16 is below, and nobody finds more there
MUCH_MORE = 1.4  # cross-validated: shingle F1 +.002; taking a much shorter text instead loses
LEAST_TEXT = 200  # characters
MAX_SECOND, MAX_FRAMES = 3_000_000, 4_000  # characters, elements: more costs seconds
TAG = re.compile(r"<[^<>]{0,300}>")
