"""A match must be the best for both sides; what is merely close to many matches none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from scraper.stories.disagreement import Statement
from scraper.stories.reading import It
from scraper.stories.sentences import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scraper.stories.names import Name
    from scraper.stories.reading import InPlace, Reading
    from scraper.stories.value import Value

__all__ = ["Pair", "mutual_best", "statement"]


@dataclass(frozen=True, slots=True)
class Pair(Generic[It]):
    """Two values in their places and how well they match.

    `match` is the cosine of their sentences alone, `score` counts the words beside them too.
    """

    a: InPlace[It]
    b: InPlace[It]
    score: float
    match: float


def mutual_best(
    left: Sequence[InPlace[It]],
    right: Sequence[InPlace[It]],
    rate: Callable[[InPlace[It], InPlace[It]], Pair[It] | None],
) -> list[Pair[It]]:
    """The pairs of which each is the other's best match, in order; the earlier wins a tie."""
    pairs = [pair for x in left for y in right if (pair := rate(x, y)) is not None]
    pairs.sort(key=lambda pair: -pair.score)
    best: list[Pair[It]] = []
    seen_left: set[int] = set()
    seen_right: set[int] = set()
    for pair in pairs:
        x, y = pair.a.it.start, pair.b.it.start
        if x not in seen_left and y not in seen_right:
            best.append(pair)
        seen_left.add(x)
        seen_right.add(y)
    return sorted(best, key=lambda pair: pair.a.it.start)


def statement(reading: Reading, it: Value | Name) -> Statement:
    """A value or a name as a statement of its text."""
    sentence = reading.sentences[reading.sentence_at(it.start)]
    return Statement(it.text, Span(it.start, it.end), sentence)
