from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.read.features import COLUMNS
from scraper.read.network import Scaling, packed, unpacked
from scraper.read.scorer import load_scorer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scraper.read.network import Network

CHARS = COLUMNS.index("chars")
REACH = 14  # blocks on either side: two taps at distances of 1, 2 and 4


def pages(blocks: int, seed: int = 1) -> NDArray[np.float32]:
    dice = np.random.default_rng(seed)
    return dice.normal(size=(blocks, len(COLUMNS))).astype(np.float32) * 10


def looking_back() -> Network:
    """A network that says of a block how much longer the one before it is."""
    width, columns = 2, len(COLUMNS)
    first = np.zeros((columns, width), np.float32)
    first[CHARS] = (2.0, 0.0)  # scaled numbers are halved
    layers = np.zeros((1, 3, width, width), np.float32)
    layers[0, 0, 0, 0] = 1.0
    last = np.array([0.0, 0.0], np.float32)
    arrays: list[NDArray[np.float32]] = [
        first, np.zeros((1, width), np.float32), np.zeros(width, np.float32), layers,
        np.zeros((1, width), np.float32), last + np.float32(1.0), np.array([-0.5], np.float32),
    ]  # fmt: skip
    model: dict[str, Any] = {
        "width": width,
        "taps": 3,
        "tags": 1,
        "dilations": [1],
        "factor": [1.0] * columns,
        "mean": [0.0] * columns,
        "spread": [1.0] * columns,
        "numbers": packed(arrays),
    }
    return unpacked(model, COLUMNS)


def test_a_block_is_judged_by_the_one_before_it() -> None:
    rows = np.zeros((3, len(COLUMNS)), np.float32)
    rows[:, CHARS] = (np.e - 1, 0.0, 0.0)  # whose logarithm, one added, is 1
    # The first has its own 1; the second sees the first with mean 0 and deviation 1: as 1 again.
    assert network_says(rows) == pytest.approx([0.5, 0.5, -0.5], abs=1e-3)


def network_says(rows: NDArray[np.float32]) -> list[float]:
    said: list[float] = looking_back().logits(rows).tolist()
    return said


def test_blocks_out_of_reach_change_nothing() -> None:
    network = load_scorer().network
    rows = pages(40)
    other = rows.copy()
    other[0] = 0
    one, two = network.logits(rows), network.logits(other)
    assert not np.allclose(one[1], two[1])
    assert np.allclose(one[REACH + 1 :], two[REACH + 1 :], atol=1e-4)


@given(st.integers(1, 30), st.floats(-1e6, 1e6, width=32))
def test_any_numbers_give_finite_ones(blocks: int, value: float) -> None:
    rows = np.full((blocks, len(COLUMNS)), value, np.float32)
    said = load_scorer().network.logits(rows)
    assert said.shape == (blocks,)
    assert np.isfinite(said).all()


def test_scaled_numbers_have_one_size() -> None:
    rows = np.abs(pages(500)) * np.logspace(-3, 4, len(COLUMNS), dtype=np.float32)
    scaled = Scaling.of(rows).scaled(rows)
    assert np.abs(scaled).max() <= 1.5
    assert np.abs(scaled.mean(axis=0)).max() < 0.05


def test_packed_numbers_are_read_back_in_half_precision() -> None:
    network = load_scorer().network
    arrays = (
        network.first, network.tags, network.start, network.layers, network.biases, network.last,
        np.array([network.bias], np.float32),
    )  # fmt: skip
    model: dict[str, Any] = {
        "width": network.first.shape[1],
        "taps": network.layers.shape[1],
        "tags": len(network.tags),
        "dilations": network.dilations,
        "factor": network.scaling.factor,
        "mean": network.scaling.mean,
        "spread": network.scaling.spread,
        "numbers": packed(arrays),
    }
    rows = pages(20)
    assert np.array_equal(unpacked(model, COLUMNS).logits(rows), network.logits(rows))
