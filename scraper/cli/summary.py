"""What a crawl did, in words: stories with their copies, misses with their reasons, totals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scraper.cli.talk import printable, say
from scraper.store import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.model import Miss, Record
    from scraper.pipeline import Summary
    from scraper.store import Store

__all__ = ["print_misses", "print_stories", "print_totals"]

_WIDE = 72


def print_stories(store: Store, ids: Iterable[str]) -> None:
    """The stories of some records, each with its copies, on stdout."""
    for copies in _by_story(store, ids).values():
        first = copies[0].copy.article
        print(printable(first.title or first.text[:_WIDE]))
        for record in copies:
            article = record.copy.article
            cuts = len(article.body.removals)
            agency = f", {article.agency}" if article.agency else ""
            site = printable(article.site or "file")
            print(f"  {record.copy.id}  {site}{agency}: {len(article.text)} characters, "
                  f"{cuts} passages cut")  # fmt: skip
        print()


def print_misses(misses: Sequence[Miss]) -> None:
    """Each URL that gave no article and why, on stderr."""
    for miss in misses:
        detail = f" ({miss.detail})" if miss.detail else ""
        say(f"copydesk: {miss.reason}: {miss.url}{detail}")


def print_totals(store: Store, summary: Summary) -> None:
    """The figures of a run, on stderr."""
    records = [r for r in map(store.record, dict.fromkeys(summary.records)) if r is not None]
    stories = {record.story_id for record in records}
    kinds = Counter(cut.kind for r in records for cut in r.copy.article.body.removals)
    reasons = Counter(miss.reason for miss in summary.misses)
    if kinds:
        say("passages cut: " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    if reasons:
        say("no article: " + ", ".join(f"{why} {count}" for why, count in reasons.most_common()))
    states = summary.states
    changed = f", {states[State.CHANGED]} changed" if states[State.CHANGED] else ""
    say(f"{states[State.NEW]} new, {states[State.KNOWN]} known{changed}, "
        f"{len(summary.misses)} without an article; {_plural(len(stories), 'story', 'stories')} "
        f"in {_plural(len(records), 'copy', 'copies')}; store: {store.folder}")  # fmt: skip


def _by_story(store: Store, ids: Iterable[str]) -> dict[str, list[Record]]:
    stories: dict[str, list[Record]] = {}
    for record in map(store.record, ids):
        if record is not None:
            stories.setdefault(record.story_id, []).append(record)
    return stories


def _plural(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
