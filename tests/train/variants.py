"""A page as another site would print it: the same labels, a shorter story, fewer boxes around it.

The tuning pages are few and most of their stories long; news is short, and sites differ in what
they put around it. Each page is therefore learnt from a second time with a run of its paragraphs
and some of its other elements taken out (trained on English articles alone and measured on news of
other languages, leak falls from .031 to .028 and log-loss from .108 to .102).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.train.labels import Labels

if TYPE_CHECKING:
    import random

    from tests.train.data import Sample

__all__ = ["varied"]


def varied(sample: Sample, dice: random.Random) -> tuple[Sample, list[int]]:
    """The sample with some of its blocks, and the places that these had."""
    gone = _paragraphs(sample, dice) | _boxes(sample, dice)
    kept = [at for at in range(len(sample.blocks.texts)) if at not in gone]
    labels = sample.labels
    fewer = Labels(
        tuple(labels.content[at] for at in kept), tuple(labels.weight[at] for at in kept)
    )
    return replace(sample, blocks=sample.blocks.only(kept), labels=fewer), kept


def _paragraphs(sample: Sample, dice: random.Random) -> set[int]:
    """A run of the story, its opening never."""
    content = sample.content
    prose = [at for at, text in enumerate(sample.blocks.texts) if content[at] and len(text) > PROSE]
    if len(prose) <= FEW or dice.random() > OFTEN:
        return set()
    left = max(FEW - 1, int(len(prose) * dice.uniform(*LEFT)))
    first = dice.randrange(1, left + 1)
    run = prose[first : first + len(prose) - left]
    return set(range(run[0], run[-1] + 1)) if run else set()


def _boxes(sample: Sample, dice: random.Random) -> set[int]:
    """The blocks of some elements that hold nothing of the story."""
    blocks, content = sample.blocks, sample.content
    gone: set[int] = set()
    for at, frame in enumerate(blocks.frames):
        if frame.depth >= SHALLOW and dice.random() < SELDOM:
            inside = [i for i, own in enumerate(blocks.frame_of) if at <= own < frame.end]
            if not content[inside].any():
                gone.update(inside)
    return gone


PROSE, FEW, SHALLOW = 80, 4, 3  # characters, paragraphs, depth of an element
OFTEN, SELDOM, LEFT = 0.7, 0.04, (0.15, 0.8)  # chances, and shares of the paragraphs
