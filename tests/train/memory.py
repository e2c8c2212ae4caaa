"""Does knowing a site's other pages help? `python -m tests.train.memory BENCH`.

Blocks are judged by models that never saw the page's host (needs the `train` extra). Only pages of
hosts with several labelled pages count; each host's pages come in random order, the memory learns
from what was kept of them, and the figures are those of the second and later pages, the mean over
`SHUFFLES` orders, with the worst and the best of them.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

import numpy as np

from scraper.model import site_of
from scraper.read.body import CONTENT
from scraper.read.features import block_rows
from scraper.read.lines import join_blocks
from scraper.read.memory import SiteMemory, seen_on
from scraper.read.scorer import sigmoid
from tests.bench.metrics import score
from tests.train.data import load_samples
from tests.train.train import FOLDERS, cross_validate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from scraper.read.scorer import Scorer
    from tests.bench.metrics import Figures
    from tests.train.data import Sample

    Read = Callable[[Sample, NDArray[np.float32], SiteMemory], tuple[str, SiteMemory]]

SHUFFLES = 20


def read_alone(
    sample: Sample, likely: NDArray[np.float32], memory: SiteMemory
) -> tuple[str, SiteMemory]:
    return _kept(sample, likely)[0], memory


def read_with_memory(
    sample: Sample, likely: NDArray[np.float32], memory: SiteMemory
) -> tuple[str, SiteMemory]:
    text, kept = _kept(sample, sigmoid(_logits(likely) + memory.evidence(sample.blocks, likely)))
    return text, memory.learned(seen_on(sample.blocks, kept))


WAYS: dict[str, Read] = {"alone": read_alone, "memory": read_with_memory}


def _kept(sample: Sample, likely: NDArray[np.float32]) -> tuple[str, tuple[int, ...]]:
    kept = tuple(np.flatnonzero(likely > CONTENT).tolist())
    text, _, kept = join_blocks(sample.blocks, kept, title=sample.hints.title)
    return text, kept


def _likely(sample: Sample, scorer: Scorer) -> NDArray[np.float32]:
    return scorer.probabilities(block_rows(sample.blocks, scorer.lexicon, sample.hints))


def _logits(likely: NDArray[np.float32]) -> NDArray[np.float32]:
    bounded = np.clip(likely, 1e-6, 1 - 1e-6)
    logits: NDArray[np.float32] = np.log(bounded / (1 - bounded)).astype(np.float32)
    return logits


def measure(sites: Sequence[Sequence[tuple[Sample, NDArray[np.float32]]]]) -> None:
    """Print a row for each way of reading."""
    for name, way in WAYS.items():
        rounds = []
        for seed in range(SHUFFLES):
            dice = random.Random(seed)  # noqa: S311 - an experiment has no secrets
            truths, texts = [], {}
            for pages in sites:
                memory = SiteMemory()
                for at, (sample, likely) in enumerate(dice.sample(pages, len(pages))):
                    text, memory = way(sample, likely, memory)
                    if at:
                        truths.append(sample.truth)
                        texts[sample.truth["id"]] = text
            rounds.append(score(truths, texts))
        print(f"  {name:12} {_line(rounds)}", flush=True)


def _line(rounds: Sequence[Figures]) -> str:
    f1 = [figures.shingle_f1 for figures in rounds]
    return (
        f"F1 {mean(f1):.4f} ({min(f1):.4f} to {max(f1):.4f})"
        f"  P {mean(f.precision for f in rounds):.4f}  R {mean(f.recall for f in rounds):.4f}"
        f"  leak {mean(f.leak for f in rounds):.4f}  loss {mean(f.loss for f in rounds):.4f}"
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    options = parser.parse_args(arguments)
    samples = load_samples(options.bench, FOLDERS)
    scorers = cross_validate(samples)
    probabilities = [_likely(sample, scorers[sample.fold]) for sample in samples]
    for folder in FOLDERS:
        sites = defaultdict(list)
        for sample, likely in zip(samples, probabilities, strict=True):
            if sample.folder == folder:
                sites[site_of(f"https://{sample.truth['host']}/")].append((sample, likely))
        several = [pages for pages in sites.values() if len(pages) > 1]
        print(f"{folder}: {sum(map(len, several))} pages of {len(several)} hosts")
        measure(several)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
