"""Train the block scorer: `python -m tests.train.train BENCH [--cv]` (needs the `train` extra).

Writes `scraper/read/model.json`. With `--cv` it prints the table of `tests.bench.extraction` for
the tuning folders instead, each page read with a model that never saw its host. The pages of `aeb`
are for measuring and are never read here.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import logging
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from catboost import CatBoostClassifier

from scraper.read.features import COLUMNS
from scraper.read.scorer import scorer_from
from tests.bench.extraction import measure
from tests.train.data import (
    FOLDS,
    fold_of,
    learn_lexicon,
    learnt_apart,
    lessons_of,
    load_samples,
)
from tests.train.network import fit_network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.read.scorer import Scorer
    from tests.train.data import Lesson, Sample

FOLDERS = ("fundus-dev", "wcxb-dev-articles")
TREES = 0.7  # what the trees weigh; half and half makes news worse
VARIANTS = 4  # of each page, for the network; the trees gain nothing from more than one
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


def fit_trees(lessons: Sequence[Lesson]) -> dict[str, Any]:
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
        "leaves": [[round(TREES * leaf * scale, 4) for leaf in tree[2]] for tree in trees],
        "bias": round(TREES * bias, 5),
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


def learn(samples: Sequence[Sample]) -> dict[str, Any]:
    """The whole model, as `model.json` holds it."""
    lexicon = learn_lexicon(samples)
    lessons = lessons_of(samples, learnt_apart(samples), VARIANTS)
    return {
        "version": dt.datetime.now(dt.UTC).date().isoformat(),
        **fit_trees(lessons[: 2 * len(samples)]),
        "network": fit_network(lessons, share=1 - TREES),
        "names": lexicon.names,
        "openings": lexicon.openings,
        "endings": lexicon.endings,
    }


def cross_validate(samples: Sequence[Sample]) -> list[Scorer]:
    """For each fold the model learnt from the others."""
    return [
        scorer_from(learn([sample for sample in samples if sample.fold != fold]))
        for fold in range(FOLDS)
    ]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--cv", action="store_true")
    options = parser.parse_args(arguments)
    samples = load_samples(options.bench, FOLDERS)
    if options.cv:
        logging.disable(logging.CRITICAL)
        scorers = cross_validate(samples)
        for folder in FOLDERS:
            measure(options.bench / folder, lambda truth: scorers[fold_of(truth)])
        return 0
    target = Path(__file__).parents[2] / "scraper" / "read" / "model.json"
    lines = (f"{json.dumps(key)}: {json.dumps(value)}" for key, value in learn(samples).items())
    target.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")
    print(f"{target}: {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
