"""What is done to a row, and what became of it: its text cleaned, or why that could not be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaners import RULES, clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaners import Cleaned, Rule

__all__ = ["RECEIPTS", "TEXT", "BadRow", "Plan", "Row", "receipts"]

TEXT, RECEIPTS = "text", "removals"  # as in the exports of the store


@dataclass(frozen=True, slots=True)
class Plan:
    """Which field of a row is its text, which its title, and where the receipts go.

    An empty `title_field` means that there is none, an empty `receipts` that none are wanted.
    """

    field: str = TEXT
    title_field: str = ""
    receipts: str = RECEIPTS
    rules: Sequence[Rule] = RULES

    def clean(self, text: str, title: object = "") -> Cleaned:
        """The text of a row, cleaned. A title that is no string is none."""
        return clean(text, title=title if isinstance(title, str) else "", rules=self.rules)


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose text was cleaned. `fields` are all of its fields, the clean text among them.

    `changed` tells whether the text is another one now. Rows are counted from 1, in a file of
    JSON lines by its lines. `fields` is empty where the row was written as part of a table.
    """

    number: int
    cleaned: Cleaned
    changed: bool
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be cleaned and is left out, and why."""

    number: int
    why: str


def receipts(cleaned: Cleaned) -> list[dict[str, object]]:
    """The removals of a text as a row holds them: where, by which rule of which kind, and what.

    `start` and `end` are characters of the normalised text, before anything was cut.
    """
    return [
        {
            "start": removal.start,
            "end": removal.end,
            "rule": removal.rule,
            "kind": str(removal.kind),
            "value": removal.value,
            "text": cleaned.cut(removal),
        }
        for removal in cleaned.removals
    ]
