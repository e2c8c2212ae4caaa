"""Labelled pages become rows, labels and weights; no lexicon saw the hosts it is used on."""

from __future__ import annotations

import gzip
import json
import math
import random
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from selectolax.lexbor import LexborHTMLParser

from scraper.read.blocks import split_blocks
from scraper.read.charset import decode_bytes
from scraper.read.features import Hints, Lexicon, block_rows
from scraper.read.metadata import read_metadata
from scraper.read.prune import drop_foreign
from scraper.read.said import words_at_end, words_at_start
from tests.train.gaps import gaps
from tests.train.labels import label_blocks
from tests.train.variants import varied

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from scraper.read.blocks import Blocks
    from tests.train.labels import Labels

__all__ = [
    "FOLDS",
    "Lesson",
    "Sample",
    "fold_of",
    "learn_lexicon",
    "learnt_apart",
    "lessons_of",
    "load_samples",
]


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled page. `fold` is the same for all pages of one registered domain."""

    folder: str
    truth: dict[str, Any]
    blocks: Blocks
    hints: Hints
    labels: Labels
    fold: int

    @property
    def content(self) -> NDArray[np.bool_]:
        return np.array(self.labels.content) >= HALF


def load_samples(bench: Path, folders: Sequence[str]) -> list[Sample]:
    """Every page of the folders that has a text block at all."""
    samples = []
    for folder in folders:
        with (bench / folder / "truth.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                truth = json.loads(line)
                body = gzip.decompress((bench / folder / truth["file"]).read_bytes())
                tree = LexborHTMLParser(decode_bytes(body) or "")
                metadata = read_metadata(tree, url=truth["url"] or "")
                blocks = drop_foreign(split_blocks(tree.body))
                hints = Hints(metadata.title, metadata.description, metadata.article_body)
                labels = label_blocks(blocks.texts, truth["text"], truth.get("optional") or ())
                if blocks.texts:
                    samples.append(Sample(folder, truth, blocks, hints, labels, fold_of(truth)))
    return samples


def fold_of(truth: Mapping[str, Any]) -> int:
    """The fold of a page: the same for all pages of a registered domain."""
    site = ".".join((truth["host"] or truth["id"]).split(".")[-2:])
    return zlib.crc32(site.encode()) % FOLDS


def learn_lexicon(samples: Iterable[Sample]) -> Lexicon:
    """Log-odds of content under a class name or at an end of a text, each page counting little.

    Rare ones are left out, and those that say little: words at a start need twenty hosts, since
    with fewer the model learns its own pages (trained on English articles alone and measured on
    news of other languages, F1 rises from .962 to .966). Words at an end need ten, which did better
    than twenty; with them the news F1 of the trees rises by .004, three seeds each, and the
    articles' does not change.
    """
    names, openings, endings = _Odds(), _Odds(), _Odds()
    for sample in samples:
        blocks, host = sample.blocks, sample.truth["host"] or ""
        chains: list[frozenset[str]] = []
        for frame in blocks.frames:
            above = chains[frame.parent] if frame.parent >= 0 else frozenset[str]()
            chains.append(above.union(frame.names))
        page_names, page_openings, page_endings = _Page(), _Page(), _Page()
        for text, at, content in zip(
            blocks.texts, blocks.frame_of, sample.content.tolist(), strict=True
        ):
            page_names.add(chains[at], min(len(text), 200) / 100 + 0.2, content=content)
            page_openings.add(set(words_at_start(text)), 1.0, content=content)
            page_endings.add(set(words_at_end(text)), 1.0, content=content)
        names.add(page_names, host)
        openings.add(page_openings, host)
        endings.add(page_endings, host)
    return Lexicon(names.table(3, 0.3), openings.table(20, 0.7), endings.table(10, 0.7))


class _Page:
    """How often each word of one page stands over content."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.content: Counter[str] = Counter()

    def add(self, found: Iterable[str], weight: float, *, content: bool) -> None:
        for word in found:
            self.seen[word] += weight  # type: ignore[assignment]  # counts may be fractions
            self.content[word] += weight * content  # type: ignore[assignment]


class _Odds:
    """The same over all pages, one page counting at most three."""

    def __init__(self) -> None:
        self.seen: defaultdict[str, float] = defaultdict(float)
        self.content: defaultdict[str, float] = defaultdict(float)
        self.hosts: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, page: _Page, host: str) -> None:
        for word, seen in page.seen.items():
            count = min(seen, 3.0)
            self.seen[word] += count
            self.content[word] += count * page.content[word] / seen
            self.hosts[word].add(host)

    def table(self, least_hosts: int, least_odds: float) -> dict[str, float]:
        odds = {
            word: round(_logit((self.content[word] + 4 * PRIOR) / (seen + 4)) - _logit(PRIOR), 2)
            for word, seen in self.seen.items()
            if len(self.hosts[word]) >= least_hosts
        }
        return {word: value for word, value in sorted(odds.items()) if abs(value) > least_odds}


def learnt_apart(samples: Sequence[Sample]) -> list[Lexicon]:
    """For each fold a lexicon learnt from the others."""
    return [
        learn_lexicon(sample for sample in samples if sample.fold != fold) for fold in range(FOLDS)
    ]


def lessons_of(
    samples: Sequence[Sample], lexicons: Sequence[Lexicon], variants: int
) -> list[Lesson]:
    """Lessons of each page: first all pages as they are, then all varied, so many times.

    A varied page comes with half of the lexicon, another half for each: what a site of another make
    looks like.
    """
    dice = random.Random(1)  # noqa: S311 - a training run has no secrets
    plain = [Lesson.of(sample, lexicons[sample.fold]) for sample in samples]
    return plain + [
        _vague(sample, lexicons[sample.fold], dice) for _ in range(variants) for sample in samples
    ]


def _vague(sample: Sample, lexicon: Lexicon, dice: random.Random) -> Lesson:
    other, kept = varied(sample, dice)
    names, openings, endings = (
        {word: odds for word, odds in table.items() if dice.random() < HALF}
        for table in (lexicon.names, lexicon.openings, lexicon.endings)
    )
    lesson = Lesson.of(other, Lexicon(names, openings, endings))
    return replace(lesson, weights=weights_of(sample)[kept])


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learnt from a page: rows and labels of its blocks, and how much each weighs."""

    fold: int
    rows: NDArray[np.float32]
    content: NDArray[np.bool_]
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, sample: Sample, lexicon: Lexicon) -> Lesson:
        rows = block_rows(sample.blocks, lexicon, sample.hints)
        return cls(sample.fold, rows, sample.content, weights_of(sample))


def weights_of(sample: Sample) -> NDArray[np.float64]:
    """Long blocks weigh more, long articles less, news pages eight times, unsure labels half.

    Where the truth has a gap of its own (`tests.train.gaps`), blocks say nothing and weigh nothing.
    """
    sizes = np.array([len(text) for text in sample.blocks.texts])
    words = np.array([len(text.split()) for text in sample.blocks.texts])
    words = np.where(words > 2, words, np.maximum(1, sizes / 5))
    share = np.array(sample.labels.content)
    weight = np.sqrt(words + 2) * np.array(sample.labels.weight)
    weight /= np.sqrt((sizes * sample.content).sum() / 6 + 50)
    weight *= np.where((share > 0) & (share < SURE), 0.5, 1.0)
    if sample.folder in WITH_GAPS:
        weight[gaps(sample.blocks, sample.content)] = 0.0
    result: NDArray[np.float64] = weight * NEWS_WEIGHT.get(sample.folder, 1.0)
    return result


def _logit(share: float) -> float:
    return math.log(share / (1 - share))


FOLDS = 5
HALF, SURE, PRIOR = 0.5, 0.8, 0.35
WITH_GAPS = frozenset({"wcxb-dev-articles"})
NEWS_WEIGHT = {"fundus-dev": 8.0}
