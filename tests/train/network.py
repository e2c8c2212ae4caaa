"""Fit the network of `scraper.read.network` (needs torch, of the `train` extra).

Pages are whole sequences here. Each is learnt from as it is and in several variants; noise that is
the same for all blocks of a page stands for the ways in which other sites differ.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from scraper.read.features import COLUMNS, TAGS
from scraper.read.network import Scaling, packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.train.data import Lesson

__all__ = ["fit_network"]

WIDTH, TAPS, DILATIONS = 64, 5, (1, 2, 4)
EPOCHS, PAGES, RATE, DECAY = 20, 24, 4e-3, 1e-2
NOISE, DROPPED_INPUT, DROPPED = 0.25, 0.1, 0.3
LONGEST = 1500  # blocks of a page
SOFT = 0.01  # no label is surer than this
TAG = COLUMNS.index("tag")
TAG_COUNT = len(TAGS) + 1


class _Net(nn.Module):
    """The same sums as `Network.logits`, over a batch of padded pages."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(len(COLUMNS) + TAG_COUNT, WIDTH)
        self.layers = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, TAPS, padding=TAPS // 2 * step, dilation=step)
            for step in DILATIONS
        )
        self.norm = nn.LayerNorm(WIDTH, elementwise_affine=False)
        self.last = nn.Linear(WIDTH, 1)

    def forward(self, rows: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        mask = real[..., None]
        noise = NOISE * torch.randn(len(rows), 1, len(COLUMNS))
        rows = torch.cat((rows[..., : len(COLUMNS)] + noise, rows[..., len(COLUMNS) :]), dim=-1)
        state = torch.relu(self.first(nn.functional.dropout(rows, DROPPED_INPUT))) * mask
        for layer in self.layers:
            seen = (self.norm(state) * mask).transpose(1, 2)
            added = torch.relu(layer(seen).transpose(1, 2))
            state = (state + nn.functional.dropout(added, DROPPED)) * mask
        out: torch.Tensor = self.last(state).squeeze(-1)
        return out


def fit_network(lessons: Sequence[Lesson], *, share: float, seed: int = 3) -> dict[str, Any]:
    """Fit, and write as `unpacked` wants it; `share` is what the network's logits weigh."""
    torch.manual_seed(seed)
    torch.set_num_threads(2)
    dice = random.Random(seed)  # noqa: S311 - a training run has no secrets
    scaling = Scaling.of(np.concatenate([lesson.rows for lesson in lessons]))
    pages = [_page(lesson, scaling) for lesson in lessons]
    scale = PAGES * float(np.mean([page[2].sum() for page in pages]))
    net = _Net()
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(pages) // PAGES + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        for rows, content, weights, real in _batches(pages, dice):
            loss = nn.functional.binary_cross_entropy_with_logits(
                net(rows, real), content * (1 - 2 * SOFT) + SOFT, weights, reduction="sum"
            )
            optimizer.zero_grad()
            (loss / scale).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return _written(net, scaling, share)


def _page(lesson: Lesson, scaling: Scaling) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows = lesson.rows[:LONGEST]
    tags = np.eye(TAG_COUNT)[np.clip(rows[:, TAG].astype(int), 0, TAG_COUNT - 1)]
    whole = np.concatenate((scaling.scaled(rows), tags), axis=1, dtype=np.float32)
    return whole, lesson.content[:LONGEST], lesson.weights[:LONGEST]


def _batches(
    pages: Sequence[tuple[np.ndarray, np.ndarray, np.ndarray]], dice: random.Random
) -> Iterator[tuple[torch.Tensor, ...]]:
    """Pages of about one length together, padded; with a mask of what is real."""
    order = sorted(range(len(pages)), key=lambda at: len(pages[at][0]) + dice.random() * 20)
    groups = [order[at : at + PAGES] for at in range(0, len(order), PAGES)]
    dice.shuffle(groups)
    for group in groups:
        longest = max(len(pages[at][0]) for at in group)
        batch = [
            np.zeros((len(group), longest, *part.shape[1:]), np.float32) for part in pages[group[0]]
        ]
        real = np.zeros((len(group), longest), np.float32)
        for place, at in enumerate(group):
            for whole, part in zip(batch, pages[at], strict=True):
                whole[place, : len(part)] = part
            real[place, : len(pages[at][0])] = 1
        yield tuple(map(torch.from_numpy, (*batch, real)))


def _written(net: _Net, scaling: Scaling, share: float) -> dict[str, Any]:
    state = {name: value.numpy() for name, value in net.state_dict().items()}
    first = state["first.weight"].T
    layers = [state[f"layers.{at}.weight"].transpose(2, 1, 0) for at in range(len(DILATIONS))]
    arrays = (
        first[: len(COLUMNS)], first[len(COLUMNS) :], state["first.bias"], np.stack(layers),
        np.stack([state[f"layers.{at}.bias"] for at in range(len(DILATIONS))]),
        share * state["last.weight"], share * state["last.bias"],
    )  # fmt: skip
    return {
        "width": WIDTH,
        "taps": TAPS,
        "tags": TAG_COUNT,
        "dilations": DILATIONS,
        **{
            name: [float(f"{value:.5g}") for value in getattr(scaling, name)]
            for name in ("factor", "mean", "spread")
        },
        "numbers": packed(arrays),
    }
