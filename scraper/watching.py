"""A story that is watched is looked for in every run, and no page is fetched twice for it.

    desk ────→ stories ─→ the copy to compare with ─┬─→ candidates ─→ fetch ─→ a copy? ─→ file
    sources ─→ links ───────────────────────────────┘

What was compared once and let go is remembered, and so is the copy that a headline stands for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.find import canonical_url
from scraper.finding import look_among
from scraper.leads import WINDOW
from scraper.model import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from scraper.fetch import Fetcher
    from scraper.line import Line
    from scraper.model import Link, Record
    from scraper.store import Store

__all__ = ["watch", "watching_since"]


async def watch(
    stories: Iterable[str], links: Sequence[Link], *, fetcher: Fetcher, line: Line, store: Store
) -> None:
    """File the copies of each story that are among the links, and the story where it is a URL.

    Raises StoreError; a story whose page cannot be read is a miss, and is tried again next time.
    """
    for story in stories:
        record = _record(story, store)
        found = await look_among(
            story,
            links,
            seed=record.copy.article if record else None,
            passed=store.watches.let_go(story),
            fetcher=fetcher,
            line=line,
        )
        if record is None and found.seed is not None and found.seed.url:
            record = line.record(found.seed.url)
        store.watches.looked(
            story, at=now(), record_id=record.copy.id if record else None, let_go=found.let_go
        )


def watching_since(stories: Iterable[str], store: Store) -> datetime | None:
    """The time before which no copy of any of the stories can be; None where that is not known."""
    records = [_record(story, store) for story in stories]
    times = [record.copy.article.published if record else None for record in records]
    known = [time for time in times if time is not None]
    return min(known) - WINDOW if known and len(known) == len(times) else None


def _record(story: str, store: Store) -> Record | None:
    """The record that a story's copies are compared with: what it was the last time, or its own."""
    record_id = store.watches.record(story)
    if record_id is None and "://" not in story:
        return None
    return store.record(record_id or story) or store.record(canonical_url(story))
