"""Where two copies contradict each other, both sentences are shown and none is called right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.stories.sentences import Span
    from scraper.stories.value import Kind

__all__ = ["Disagreement", "Statement", "Tier"]


class Tier(StrEnum):
    """How sure it is that two statements are about the same thing and cannot both be exact.

    `conflict`: the sentences match and neither text knows the other's value. `possible`: the match
    is weaker, or one of them calls its number rough.
    """

    CONFLICT = "conflict"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one copy says: the words, their place, and the place of their sentence in the text."""

    words: str
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two statements that contradict each other; `match` is the cosine of the two sentences."""

    kind: Kind
    tier: Tier
    a: Statement
    b: Statement
    match: float
