"""What a crawl did, in words: stories with their copies, misses with their reasons, totals."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from scraper.cli.talk import printable, say
from scraper.store import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.model import Miss, Record
    from scraper.pipeline import Summary
    from scraper.store import DisagreementRow, Store

__all__ = ["print_misses", "print_stories", "print_totals"]

_WIDE = 72
_MOST_POINTS = 6  # disagreements that a story shows


def print_stories(store: Store, ids: Iterable[str]) -> None:
    """The stories of some records on stdout: copies with their roles, then the disagreements.

    A star marks the copy to read, if it is among them.
    """
    for story_id, copies in _by_story(store, ids).items():
        story = store.story(story_id)
        first = copies[0].copy.article
        print(printable((story.title if story else "") or first.title or first.text[:_WIDE]))
        for record in copies:
            is_canonical = story is not None and record.copy.id == story.canonical
            print(printable(f"{'*' if is_canonical else ' ':>3} {_line(record)}"))
        _print_disagreements(store.relations.disagreements(story_id))
        print()


def _line(record: Record) -> str:
    copy, article = record.copy, record.copy.article
    agency = f", {article.agency}" if article.agency else ""
    return (
        f"{copy.id}  {copy.role:10}  {article.site or 'file'}{agency}: "
        f"{len(article.text)} characters, {len(article.body.removals)} passages cut"
    )


def _print_disagreements(rows: Iterable[DisagreementRow]) -> None:
    """Each point once, whoever repeats it, with the sites on either side."""
    points: dict[tuple[str, ...], tuple[dict[str, None], dict[str, None]]] = {}
    for row in rows:
        point = (row.tier, row.kind, row.a.words, row.b.words)
        left, right = points.setdefault(point, ({}, {}))
        left[row.a.site or row.a.record_id] = right[row.b.site or row.b.record_id] = None
    for (tier, kind, a, b), (left, right) in islice(points.items(), _MOST_POINTS):
        says = "differ" if tier == "conflict" else "may differ"
        print(printable(f"    {says} on a {kind}: {a} ({_sites(left)}) / {b} ({_sites(right)})"))
    if len(points) > _MOST_POINTS:
        print(f"    and on {len(points) - _MOST_POINTS} more")


def _sites(sites: Iterable[str]) -> str:
    first, *others = sites
    return f"{first} and {len(others)} more" if others else first


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
