"""Train the block scorer: `python -m tests.train.train BENCH [--cv]` (needs the `train` extra).

Writes `scraper/read/model.json`. With `--cv` it prints the figures of host-wise cross-validation
instead. The pages of `aeb` are for measuring and are never read here.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from catboost import CatBoostClassifier

from scraper.read.features import COLUMNS
from scraper.read.lines import join_blocks
from scraper.read.scorer import scorer_from
from tests.bench.metrics import score
from tests.train.data import FOLDS, learn_lexicon, learnt_apart, lessons_of, load_samples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scraper.read.scorer import Scorer
    from tests.train.data import Lesson, Sample

FOLDERS = ("fundus-dev", "wcxb-dev-articles")
SETTINGS = {
    "iterations": 250,
    "depth": 6,
    "learning_rate": 0.1,
    "l2_leaf_reg": 6,
    "rsm": 0.3,
    "border_count": 64,
    "random_seed": 1,
    "thread_count": 2,
    "verbose": 0,
    "allow_writing_files": False,
}


def fit(lessons: Sequence[Lesson]) -> dict[str, Any]:
    """Fit the trees and write them as plain lists, oblivious tree by oblivious tree."""
    model = CatBoostClassifier(**SETTINGS)
    model.fit(
        np.concatenate([lesson.rows for lesson in lessons]),
        np.concatenate([lesson.content for lesson in lessons]).astype(int),
        sample_weight=np.concatenate([lesson.weights for lesson in lessons]),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        exported = json.loads(path.read_text(encoding="utf-8"))
    trees = [_padded(tree) for tree in exported["oblivious_trees"]]
    scale, (bias,) = exported["scale_and_bias"]
    return {
        "columns": COLUMNS,
        "column": [tree[0] for tree in trees],
        "border": [tree[1] for tree in trees],
        "leaves": [[round(leaf * scale, 4) for leaf in tree[2]] for tree in trees],
        "bias": round(bias, 5),
    }


def _padded(tree: dict[str, Any]) -> tuple[list[int], list[float], list[float]]:
    """A tree of full depth: missing levels ask what no value exceeds."""
    depth = SETTINGS["depth"]
    assert isinstance(depth, int)
    splits = tree["splits"] or []
    missing = depth - len(splits)
    return (
        [split["float_feature_index"] for split in splits] + [0] * missing,
        [float(f"{split['border']:.6g}") for split in splits] + [3e38] * missing,
        tree["leaf_values"] * 2**missing,
    )


def scorer_of(lessons: Sequence[Lesson]) -> Scorer:
    """A scorer fit to these lessons, without a lexicon."""
    return scorer_from({**fit(lessons), "version": "", "names": {}, "words": {}})


def cross_validate(samples: Sequence[Sample]) -> list[NDArray[np.float32]]:
    """The probabilities of each page's blocks, from a model that never saw its host."""
    lessons = lessons_of(samples, learnt_apart(samples))
    out = [np.zeros(0, np.float32)] * len(samples)
    for fold in range(FOLDS):
        scorer = scorer_of([lesson for lesson in lessons if lesson.fold != fold])
        for at, lesson in enumerate(lessons[: len(samples)]):
            if lesson.fold == fold:
                out[at] = scorer.probabilities(lesson.rows)
    return out


def report(samples: Sequence[Sample], probabilities: Sequence[NDArray[np.float32]]) -> None:
    """Print the figures of the blocks alone, without a second opinion."""
    for folder in FOLDERS:
        for threshold in (0.4, 0.5, 0.6):
            found = {
                sample.truth["id"]: join_blocks(
                    sample.blocks,
                    tuple(np.flatnonzero(values > threshold).tolist()),
                    title=sample.hints.title,
                )[0]
                for sample, values in zip(samples, probabilities, strict=True)
                if sample.folder == folder
            }
            truths = [sample.truth for sample in samples if sample.folder == folder]
            print(folder, threshold, score(truths, found))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--cv", action="store_true")
    parser.add_argument("--keep", type=Path, help="write the cross-validated probabilities here")
    options = parser.parse_args(arguments)
    samples = load_samples(options.bench, FOLDERS)
    if options.cv:
        probabilities = cross_validate(samples)
        report(samples, probabilities)
        if options.keep:
            np.savez(options.keep, *probabilities)
        return 0
    lexicon = learn_lexicon(samples)
    lessons = lessons_of(samples, learnt_apart(samples))
    model = {
        "version": dt.datetime.now(dt.UTC).date().isoformat(),
        **fit(lessons),
        "names": lexicon.names,
        "words": lexicon.words,
    }
    target = Path(__file__).parents[2] / "scraper" / "read" / "model.json"
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in model.items())
    target.write_text(f"{{{lines}}}\n", encoding="utf-8")
    print(f"{target}: {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
