"""What a run did, and who is told of it while it happens."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from scraper.store import RunCounts, State

if TYPE_CHECKING:
    from scraper.model import Article, Miss
    from scraper.store import Filed

__all__ = ["Summary", "Watcher"]


class Watcher(Protocol):
    """Who wants to know what happens while it happens."""

    def known(self, url: str) -> None:
        """A URL was not fetched, because its copy is filed."""

    def missed(self, miss: Miss) -> None:
        """A URL gave no article."""

    def filed(self, article: Article, filed: Filed) -> None:
        """An article was filed."""


@dataclass(slots=True)
class Summary:
    """What a run did. `records` are the ids it filed or found filed, in that order.

    `waiting` is the number of links that are left for the next run.
    """

    states: Counter[State] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    waiting: int = 0

    @property
    def counts(self) -> RunCounts:
        """The counts as the store keeps them."""
        return RunCounts(
            new=self.states[State.NEW],
            known=self.states[State.KNOWN],
            changed=self.states[State.CHANGED],
            missed=len(self.misses),
        )
