from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.read.features import COLUMNS
from scraper.read.network import packed
from scraper.read.scorer import load_scorer, scorer_from, sigmoid
from tests.train.labels import label_blocks

# A network of width 1 that adds half a point to every block.
NETWORK: dict[str, Any] = {
    "width": 1,
    "taps": 1,
    "tags": 1,
    "dilations": [],
    "factor": [1.0] * len(COLUMNS),
    "mean": [0.0] * len(COLUMNS),
    "spread": [1.0] * len(COLUMNS),
    "numbers": packed([np.zeros(len(COLUMNS) + 3, np.float32), np.array([0.5], np.float32)]),
}
# Two trees of depth two over the first two columns: 0.1 and 0.2 as weights of the four leaves.
MODEL: dict[str, Any] = {
    "version": "test",
    "columns": list(COLUMNS),
    "column": [[0, 1], [1, 1]],
    "border": [[10.0, 0.5], [0.5, 2.5]],
    "leaves": [[0.0, 1.0, 2.0, 3.0], [0.0, 10.0, 20.0, 30.0]],
    "bias": 0.25,
    "network": NETWORK,
    "names": {},
    "openings": {},
    "endings": {},
}


def rows(*pairs: tuple[float, float]) -> np.ndarray[Any, np.dtype[np.float32]]:
    out = np.zeros((len(pairs), len(COLUMNS)), dtype=np.float32)
    out[:, :2] = pairs
    return out


def test_a_leaf_is_found_by_its_bits() -> None:
    logits = scorer_from(MODEL).logits(rows((0, 0), (11, 0), (0, 1), (11, 3)))
    assert logits.tolist() == [0.75, 1.75, 12.75, 33.75]


def test_a_border_itself_is_not_above() -> None:
    assert scorer_from(MODEL).logits(rows((10, 0.5))).tolist() == [0.75]


def test_a_model_for_other_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="make train"):
        scorer_from({**MODEL, "columns": ["chars"]})


def test_the_packaged_model_is_small_and_whole() -> None:
    scorer = load_scorer()
    depth, trees = scorer.column.shape
    assert scorer.leaves.shape == (trees, 2**depth)
    assert scorer.border.shape == (depth, trees)
    assert scorer.version
    model = files("scraper.read").joinpath("model.json")
    assert len(model.read_bytes()) <= 1_000_000
    assert json.loads(model.read_text(encoding="utf-8"))["columns"] == list(COLUMNS)


@given(st.lists(st.floats(-1e6, 1e6, width=32), min_size=1))
def test_probabilities_keep_the_order_of_log_odds(values: list[float]) -> None:
    odds = np.sort(np.array(values, dtype=np.float32))
    likely = sigmoid(odds)
    assert ((likely >= 0) & (likely <= 1)).all()
    assert (np.diff(likely) >= 0).all()


TRUTH = "The ferry came in late because of the fog.\n\nWhy so late\n\nNobody aboard was surprised."


@pytest.mark.parametrize(
    ("texts", "content"),
    [
        (["The ferry came in late because of the fog.", "Share"], [1.0, 0.0]),
        (["The ferry came in late because of the fog.", "Why so late"], [1.0, 1.0]),
        (["The ferry came in late because of the fog.", "late"], [1.0, 0.0]),
        (["Read our terms of use before you write to us, please."], [0.0]),
        (
            ["The ferry came in late because of the fog.", "x", "x", "x", "x", "x", "x", "x",
             "Why so late"],
            [1.0, *[0.0] * 8],
        ),
        (["The ferry came in late because of the fog."] * 2, [1.0, 0.0]),
    ],
)  # fmt: skip
def test_blocks_are_labelled_by_the_truth(texts: list[str], content: list[float]) -> None:
    assert list(label_blocks(texts, TRUTH).content) == content
