"""A line that stands in several different stories of one site belongs to the site, not the story.

Lines are compared masked: case, digits, punctuation and white space do not count, so that "Updated
14:05" and "Updated 9:41" are one line.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from cleaners.lines import split
from cleaners.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["SiteLines", "mask", "masks"]

LEAST_STORIES = 2  # other stories with the same line
LEAD_STORIES = 4  # for the first sentence of a text, which is far more often the story's own
_SHORTEST = 10  # letters; "Pros" or "Analysis" heads passages of very different stories
_LONGEST = 400  # characters compared
_DIGITS = re.compile(r"\d+")
_NOISE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class SiteLines:
    """In how many *other* stories of the same site each masked line was seen."""

    stories: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """The index of a site's other stories, one text each. Each text counts a line once."""
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(masks(text))
        return cls(counts)

    def is_debris(self, line: str, *, lead: bool = False) -> bool:
        """Whether so many other stories hold this line that it cannot be this story's own."""
        if not self.stories:
            return False
        masked = mask(line)
        least = LEAD_STORIES if lead else LEAST_STORIES
        return bool(masked) and self.stories.get(masked, 0) >= least


def mask(line: str) -> str:
    """A line as the index knows it, or an empty string where it is too short to tell anything."""
    masked = _NOISE.sub(" ", _DIGITS.sub("0", line[:_LONGEST].lower())).strip()
    letters = len(masked) - masked.count(" ") - masked.count("0")
    return masked if letters >= _SHORTEST else ""


def masks(text: str) -> frozenset[str]:
    """The masked lines of one story: what the index stores for it."""
    return frozenset(filter(None, (mask(line.text) for line in split(normalize(text)))))
