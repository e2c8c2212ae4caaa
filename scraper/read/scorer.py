"""How likely each block is to be part of the article: many small trees and a small network.

The model is data (`model.json`, described in `model.md`), made by `tests/train` from labelled
pages. Its trees are oblivious: all nodes of one depth ask the same question, so that a tree is a
handful of comparisons and one look-up for all blocks of a page at once. The network is in
`scraper.read.network`; both were scaled before they were written, so that they are just summed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from scraper.read.features import COLUMNS, Lexicon
from scraper.read.network import unpacked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scraper.read.network import Network

__all__ = ["Scorer", "load_scorer", "scorer_from", "sigmoid"]


@dataclass(frozen=True, slots=True)
class Scorer:
    """Trees of one depth, 8 at most: `column`, `border` (depth, trees), `leaves` (trees, 2^depth).

    A block's leaf in a tree has the bit `d` set where its value in `column[d]` exceeds
    `border[d]`.
    """

    version: str
    lexicon: Lexicon
    column: NDArray[np.intp]
    border: NDArray[np.float32]
    leaves: NDArray[np.float32]
    bias: float
    network: Network

    def logits(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The log-odds of each row, shape (blocks,)."""
        depth, trees = self.column.shape
        by_column = rows.T
        leaf = np.zeros((trees, len(rows)), dtype=np.uint8)
        for column, border in zip(self.column[::-1], self.border[::-1], strict=True):
            # Adding the leaf to itself makes room for one more bit, faster than a shift does.
            leaf += leaf
            leaf |= (by_column.take(column, axis=0) > border[:, None]).view(np.uint8)
        at = leaf + (np.arange(trees) << depth)[:, None]
        total: NDArray[np.float32] = self.leaves.ravel().take(at).sum(axis=0) + np.float32(
            self.bias
        )
        return total + self.network.logits(rows)

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of each row, 0 to 1, shape (blocks,)."""
        return sigmoid(self.logits(rows))


def sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities for log-odds."""
    odds: NDArray[np.float32] = np.float32(1) / (np.float32(1) + np.exp(-np.clip(logits, -30, 30)))
    return odds


@cache
def load_scorer() -> Scorer:
    """The model that comes with the package.

    Raises ValueError where the model was trained for other columns than `features` makes.
    """
    text = files("scraper.read").joinpath("model.json").read_text(encoding="utf-8")
    return scorer_from(json.loads(text))


def scorer_from(model: dict[str, Any]) -> Scorer:
    """The scorer that a decoded `model.json` describes; ValueError where the columns differ."""
    if tuple(model["columns"]) != COLUMNS:
        raise ValueError("model.json was trained for other columns: run `make train`")
    return Scorer(
        version=model["version"],
        lexicon=Lexicon(model["names"], model["openings"], model["endings"]),
        column=np.array(model["column"], dtype=np.intp).T,
        border=np.array(model["border"], dtype=np.float32).T,
        leaves=np.array(model["leaves"], dtype=np.float32),
        bias=float(model["bias"]),
        network=unpacked(model["network"], COLUMNS),
    )
