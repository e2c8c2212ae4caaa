"""A second judge beside the trees: a small convolutional network over the blocks in page order.

Trees see a block and what its row says of its neighbours; the network sees its neighbours. The two
err on different pages, and their sum errs on fewer. Evaluated with numpy alone; `tests/train` makes
its numbers.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = ["Network", "Scaling", "packed", "unpacked"]


@dataclass(frozen=True, slots=True)
class Scaling:
    """How a row becomes numbers of one size: logarithms, centred and cut at three deviations.

    All have the shape (columns,); `factor` stretches small values before the logarithm.
    """

    factor: NDArray[np.float32]
    mean: NDArray[np.float32]
    spread: NDArray[np.float32]

    @classmethod
    def of(cls, rows: NDArray[np.float32]) -> Scaling:
        """The scaling under which these rows have mean 0 and deviation 1."""
        factor = np.where(np.quantile(np.abs(rows), 0.99, axis=0) <= SMALL, STRETCH, 1.0)
        said = _logarithms(rows, factor.astype(np.float32))
        return cls(factor.astype(np.float32), said.mean(axis=0), said.std(axis=0) + LEAST_SPREAD)

    def scaled(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Rows, shape (blocks, columns), as numbers from -1.5 to 1.5."""
        said = (_logarithms(rows, self.factor) - self.mean) / (2 * self.spread)
        cut: NDArray[np.float32] = np.clip(said, -1.5, 1.5)
        return cut


@dataclass(frozen=True, slots=True)
class Network:
    """Residual convolutions over a first layer; `tag_at` is the column that numbers the tag.

    `first` has the shape (columns, width), `tags` (tags, width), `start` (width,); each of `layers`
    is (taps, width, width) with a bias (width,) in `biases` and sees every `dilations`-th block;
    `last` has the shape (width,) and `bias` is one number.
    """

    scaling: Scaling
    tag_at: int
    dilations: tuple[int, ...]
    first: NDArray[np.float32]
    tags: NDArray[np.float32]
    start: NDArray[np.float32]
    layers: NDArray[np.float32]
    biases: NDArray[np.float32]
    last: NDArray[np.float32]
    bias: float

    def logits(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the network adds to the log-odds of each row, shape (blocks,)."""
        tag = np.clip(rows[:, self.tag_at].astype(np.intp), 0, len(self.tags) - 1)
        state: NDArray[np.float32] = _product(self.scaling.scaled(rows), self.first)
        state = np.maximum(state + self.tags[tag] + self.start, 0)
        for layer, bias, dilation in zip(self.layers, self.biases, self.dilations, strict=True):
            state = state + np.maximum(_convolved(_normed(state), layer, dilation) + bias, 0)
        total: NDArray[np.float32] = np.einsum("ij,j->i", state, self.last)
        return total + np.float32(self.bias)


def packed(arrays: Iterable[NDArray[np.float32]]) -> str:
    """Numbers as text, half precision: what `unpacked` reads back."""
    halves = [array.astype("<f2").tobytes() for array in arrays]
    return base64.b64encode(b"".join(halves)).decode("ascii")


def unpacked(model: dict[str, Any], columns: Sequence[str]) -> Network:
    """The network that the `network` part of a decoded `model.json` describes."""
    width, taps, tags = model["width"], model["taps"], model["tags"]
    depth, size = len(model["dilations"]), len(columns)
    shapes: list[tuple[int, ...]] = [
        (size, width), (tags, width), (width,), (depth, taps, width, width), (depth, width),
        (width,), (1,),
    ]  # fmt: skip
    numbers = np.frombuffer(base64.b64decode(model["numbers"]), "<f2").astype(np.float32)
    ends = np.cumsum([np.prod(shape, dtype=int) for shape in shapes])
    first, of_tags, start, layers, biases, last, bias = (
        part.reshape(shape)
        for part, shape in zip(np.split(numbers, ends[:-1]), shapes, strict=True)
    )
    scaling = Scaling(
        *(np.array(model[name], dtype=np.float32) for name in ("factor", "mean", "spread"))
    )
    return Network(
        scaling,
        columns.index("tag"),
        tuple(model["dilations"]),
        first=first,
        tags=of_tags,
        start=start,
        layers=layers,
        biases=biases,
        last=last,
        bias=float(bias[0]),
    )


def _logarithms(rows: NDArray[np.float32], factor: NDArray[np.float32]) -> NDArray[np.float32]:
    said: NDArray[np.float32] = np.copysign(np.log1p(np.abs(rows) * factor), rows)
    return said


def _normed(state: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each block's numbers with mean 0 and deviation 1."""
    centred = state - state.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.einsum("ij,ij->i", centred, centred) / centred.shape[1] + NORM_FLOOR)
    normed: NDArray[np.float32] = centred / spread[:, None]
    return normed


def _convolved(
    state: NDArray[np.float32], layer: NDArray[np.float32], dilation: int
) -> NDArray[np.float32]:
    """The sum over a block's neighbours, each by its own weights; outside the page is nothing."""
    taps = len(layer)
    margin = taps // 2 * dilation
    size, width = state.shape
    wide = np.zeros((size + 2 * margin, width), dtype=np.float32)
    wide[margin : margin + size] = state
    total = _product(wide[:size], layer[0])
    for tap in range(1, taps):
        total += _product(wide[tap * dilation : tap * dilation + size], layer[tap])
    return total


def _product(rows: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """`rows @ weights`, so few rows at a time that no library starts threads for it.

    OpenBLAS shares a larger product among threads that wait for one another in a loop: on a busy
    machine 128 rows took 8 ms of CPU instead of a hundredth of that.
    """
    inner, width = weights.shape
    step = max(1, SINGLE // (inner * width))
    total = np.empty((len(rows), width), dtype=np.float32)
    for start in range(0, len(rows), step):
        np.matmul(rows[start : start + step], weights, out=total[start : start + step])
    return total


SMALL, STRETCH = 1.5, 4.0  # shares and logits use more of the logarithm when stretched
LEAST_SPREAD, NORM_FLOOR = 1e-3, 1e-5
SINGLE = 250_000  # multiplications; OpenBLAS takes one thread for up to 262,144
