"""Two texts are compared for what they share, what only one has, and where they contradict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.stories.differing import differing_values
from scraper.stories.misquoted import misquoted
from scraper.stories.passages import common_passages, word_count
from scraper.stories.reading import Reading, similarity
from scraper.stories.renamed import renamed
from scraper.stories.value import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.stories.disagreement import Disagreement
    from scraper.stories.passages import Passage
    from scraper.stories.sentences import Span

__all__ = ["Comparison", "compare"]

# Two sentences whose stems have this cosine say the same thing in other words.
_RETOLD = 0.3


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two texts share and where they differ. Spans are characters of the text they name.

    `passages` are runs of eight words or more in both; `only_a` and `only_b` the sentences that
    the other text does not tell, in whatever words; `shared_a` and `shared_b` the share (0 to 1)
    of the words that lie in common passages.
    """

    passages: tuple[Passage, ...]
    disagreements: tuple[Disagreement, ...]
    only_a: tuple[Span, ...]
    only_b: tuple[Span, ...]
    shared_a: float
    shared_b: float


def compare(a: str, b: str) -> Comparison:
    """Compare two clean texts, copies of one story or not.

    Disagreements are found in English best: numbers, dates and quotations in digits or quotation
    marks are read in any language, number words in English, days and weekdays in English, German,
    French and Spanish, names in languages that write no common noun with a capital. Texts in two
    languages have nothing in common but what is written alike in both.
    """
    left, right = Reading(a), Reading(b)
    passages = common_passages(a, b)
    return Comparison(
        passages=passages,
        disagreements=tuple(_disagreements(left, right)),
        only_a=tuple(_only(left, right, [passage.a for passage in passages])),
        only_b=tuple(_only(right, left, [passage.b for passage in passages])),
        shared_a=_share(a, passages),
        shared_b=_share(b, passages),
    )


def _disagreements(a: Reading, b: Reading) -> Iterator[Disagreement]:
    """All of them in the order of `a`, none told twice.

    A quotation not where a value inside it tells more, two names not where they are its speakers.
    """
    found = list(misquoted(a, b))
    speakers = {(x.a.span, x.b.span) for x in found if x.kind is Kind.ATTRIBUTION}
    names = (x for x in renamed(a, b) if (x.a.span, x.b.span) not in speakers)
    values = [*differing_values(a, b), *names]
    quoted = [
        x
        for x in found
        if x.kind is Kind.ATTRIBUTION or not any(_inside(value, x) for value in values)
    ]
    yield from sorted([*values, *quoted], key=lambda found: found.a.span.start)


def _inside(value: Disagreement, quotation: Disagreement) -> bool:
    inner, outer = value.a.span, quotation.a.span
    return outer.start <= inner.start and inner.end <= outer.end


def _only(a: Reading, b: Reading, shared: Sequence[Span]) -> Iterator[Span]:
    for at, span in enumerate(a.sentences):
        if any(passage.start < span.end and span.start < passage.end for passage in shared):
            continue
        if not any(similarity(a, at, b, other) >= _RETOLD for other in range(len(b.sentences))):
            yield span


def _share(text: str, passages: Sequence[Passage]) -> float:
    words = word_count(text)
    return min(1.0, sum(passage.words for passage in passages) / words) if words else 0.0
