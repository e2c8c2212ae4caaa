"""The figures of an extraction, always computed the same way.

Shingle precision and recall are those of the article extraction benchmark (multisets of four-word
shingles, averaged over pages); word F1 is the mean over pages; leak is the share of the output's
words that are not in the truth, loss the share of the truth's words that are not in the output.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import mean
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Figures", "score"]


@dataclass(frozen=True, slots=True)
class Figures:
    """All between 0 and 1; `failed` is the share of pages with a word F1 below one half."""

    shingle_f1: float
    precision: float
    recall: float
    word_f1: float
    leak: float
    loss: float
    failed: float

    def __str__(self) -> str:
        return (
            f"F1 {self.shingle_f1:.4f}  P {self.precision:.4f}  R {self.recall:.4f}  "
            f"word {self.word_f1:.4f}  leak {self.leak:.4f}  loss {self.loss:.4f}  "
            f"failed {self.failed:.4f}"
        )


def score(truths: Sequence[Mapping[str, Any]], texts: Mapping[str, str]) -> Figures:
    """The figures over all pages; a page without a text counts as empty."""
    shingled, worded, leaks, losses = [], [], [], []
    for truth in truths:
        true, found = truth["text"], texts.get(truth["id"]) or ""
        shingled.append(_overlap(_shingles(found), _shingles(true)))
        here = Counter(WORD.findall(found.lower()))
        there = Counter(WORD.findall(true.lower()))
        spare = Counter(WORD.findall(" ".join(truth.get("optional") or []).lower()))
        worded.append(_f1(*_overlap(here, there)))
        leaks.append((here - there - spare).total() / max(1, here.total()))
        losses.append((there - here - spare).total() / max(1, there.total()))
    precision = mean(precision for precision, _ in shingled)
    recall = mean(recall for _, recall in shingled)
    return Figures(
        _f1(precision, recall), precision, recall, mean(worded), mean(leaks), mean(losses),
        mean(value < HALF for value in worded),
    )  # fmt: skip


def _shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    if 0 < len(words) < size:
        return Counter([tuple(words)])
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def _overlap(found: Counter[Any], true: Counter[Any]) -> tuple[float, float]:
    """Precision and recall of one page; two empty sides agree."""
    both = (found & true).total()
    precision = both / found.total() if found else float(not true)
    return precision, both / true.total() if true else float(not found)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


HALF = 0.5
WORD = re.compile(r"\w+")
