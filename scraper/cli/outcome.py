"""How a run went, once, for all who are told: people, programs and monitoring."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.store import RunCounts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from scraper.model import Miss, Reason
    from scraper.store import Totals, YieldAlarm

__all__ = ["Outcome", "line_of"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did. `code` is its exit code; `waiting` links are left for the next one.

    `misses` count the pages; sources that gave nothing are in `failed`, watched stories whose page
    cannot be read in `unread`. `errors` are the exports
    that could not be written, or what ended the run early. `totals` are the store's.
    """

    started: datetime
    ended: datetime
    code: int = 0
    counts: RunCounts = field(default_factory=RunCounts)
    misses: Counter[Reason] = field(default_factory=Counter)
    sources: int = 0
    failed: tuple[Miss, ...] = ()
    unread: tuple[Miss, ...] = ()
    alarms: tuple[YieldAlarm, ...] = ()
    errors: tuple[str, ...] = ()
    waiting: int = 0
    totals: Totals | None = None


def line_of(outcome: Outcome) -> str:
    """The run in one line, troubles first."""
    counts = outcome.counts
    missed = sum(outcome.misses.values())
    parts = [*outcome.errors]
    if outcome.failed:
        failed = _named(outcome.failed)
        parts.append(f"{len(outcome.failed)} of {outcome.sources} sources failed: {failed}")
    if outcome.unread:
        parts.append(f"watched, but cannot be read: {_named(outcome.unread)}")
    if outcome.alarms:
        low = ", ".join(
            f"{alarm.site} ({alarm.chars_per_page} letters a page, usually {alarm.usual})"
            for alarm in outcome.alarms
        )
        parts.append(f"little text from {low}")
    parts.append(
        f"{counts.new} new, {counts.known} known, {counts.changed} changed, "
        f"{missed} without an article"
    )
    if outcome.waiting:
        parts.append(f"{outcome.waiting} links wait for the next run")
    return "; ".join(parts)


def _named(misses: Iterable[Miss]) -> str:
    return ", ".join(f"{miss.url} ({miss.reason}: {miss.detail})" for miss in misses)
