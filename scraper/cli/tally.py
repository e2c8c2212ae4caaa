"""What cleaning did to many texts, in a few lines for people, on stderr."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.cli.talk import say

if TYPE_CHECKING:
    from cleaners import Cleaned

__all__ = ["Tally", "say_kinds"]


@dataclass(slots=True)
class Tally:
    """Counts of rows, characters and cuts. Characters are those of the normalised texts."""

    rows: int = 0
    bad: int = 0
    changed: int = 0
    before: int = 0
    after: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)

    def add(self, cleaned: Cleaned, *, changed: bool) -> None:
        """Count a text."""
        self.rows += 1
        self.changed += changed
        self.before += len(cleaned.original)
        self.after += len(cleaned.text)
        self.kinds.update(str(removal.kind) for removal in cleaned.removals)
        self.flags.update(cleaned.flags)

    def say(self) -> None:
        """Tell it all."""
        bad = f", {self.bad} bad" if self.bad else ""
        say(f"rows: {self.rows} cleaned, {self.changed} changed{bad}")
        say(f"characters: {self.before} before, {self.after} after")
        say_kinds(self.kinds)
        if self.flags:
            say("flagged: " + _told(self.flags))


def say_kinds(kinds: Counter[str]) -> None:
    """How many passages of each kind were cut, the most frequent first."""
    if kinds:
        say("passages cut: " + _told(kinds))


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())
