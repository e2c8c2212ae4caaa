"""The copy to read is chosen, never mixed, and the reason is kept beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scraper.model import Story
from scraper.stories.comparison import compare
from scraper.stories.roles import relations
from scraper.stories.words import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.model import Copy
    from scraper.stories.disagreement import Disagreement
    from scraper.stories.roles import Relation

__all__ = ["Arrangement", "Contradiction", "arrange", "contradictions"]

# Copies within this share of the longest are as complete as it.
_AS_COMPLETE = 0.97


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A story with the role of each copy, and the evidence for the roles in the same order."""

    story: Story
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two copies of a story, by id, and one point on which they disagree."""

    a: str
    b: str
    point: Disagreement


def arrange(story_id: str, copies: Sequence[Copy]) -> Arrangement:
    """Give each copy its role and choose the copy to read. Raises ValueError without copies.

    The canonical copy names an agency, if one does; of these it is the most complete after
    cleaning; of those that are equally complete, within 3 %, the earliest.
    """
    if not copies:
        raise ValueError(f"story {story_id} has no copies")
    related = relations(copies)
    canonical, why = _canonical(copies)
    placed = tuple(
        replace(copy, role=str(relation.role))
        for copy, relation in zip(copies, related, strict=True)
    )
    return Arrangement(Story(story_id, placed, canonical, why), related)


def contradictions(story: Story) -> Iterator[Contradiction]:
    """Where the canonical copy and each other copy of a story contradict each other.

    About 30 ms a copy. A copy with the canonical copy's very words is not compared.
    """
    canonical = next(copy for copy in story.copies if copy.id == story.canonical)
    text = canonical.article.text
    for copy in story.copies:
        if copy.id != canonical.id and copy.article.text != text:
            for point in compare(text, copy.article.text).disagreements:
                yield Contradiction(canonical.id, copy.id, point)


def _canonical(copies: Sequence[Copy]) -> tuple[str, str]:
    if len(copies) == 1:
        return copies[0].id, "the only copy"
    named = [copy for copy in copies if copy.article.agency]
    words = {copy.id: len(terms(copy.article.text)) for copy in named or copies}
    longest = max(words.values())
    complete = [copy for copy in named or copies if words[copy.id] >= _AS_COMPLETE * longest]
    chosen = min(complete, key=_age)
    reasons = [f"names {chosen.article.agency}"] if named else []
    if len(complete) < len(words):
        reasons.append(f"the most complete of {len(words)}")
    if len(complete) > 1:
        first = "the earliest" if chosen.article.published else "one"
        reasons.append(f"{first} of {len(complete)} equally complete")
    return chosen.id, "; ".join(reasons)


def _age(copy: Copy) -> tuple[bool, float, str]:
    published = copy.article.published
    return published is None, published.timestamp() if published else 0.0, copy.id
