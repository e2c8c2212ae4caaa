"""A source is visited when it is due, and what a visit found is written at once.

Links and what makes the next visit cheap go into the store in one transaction: a kill loses none.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.domain import registrable_domain
from scraper.find import canonical_url, next_interval
from scraper.find import since as not_before
from scraper.store import SourceRow
from scraper.visiting import visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from scraper.fetch import Fetcher
    from scraper.model import Link, Miss, Source
    from scraper.store import Store
    from scraper.visiting import Found

__all__ = ["Refreshed", "refresh"]

MOST_VISITS = 32  # at once, each to another site


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The links that are new, why sources failed, and how many sources had not changed."""

    links: tuple[Link, ...] = ()
    misses: tuple[Miss, ...] = ()
    unchanged: int = 0


async def refresh(  # noqa: PLR0913 - the tools, the times and two choices, all by name
    sources: Sequence[Source],
    *,
    fetcher: Fetcher,
    store: Store,
    since: datetime | None,
    now: datetime,
    early: bool = False,
    keep: bool = True,
) -> Refreshed:
    """Visit the sources that are due, and let the links that are new wait in the frontier.

    A link is new if its copy is not filed, nor missed a short time ago. Links older than `since`
    are left out. `early` visits sources that are not due, too; without `keep` the store is left as
    it is, and the sources are read as if for the first time.
    """
    due = [source for source in sources if early or not keep or _is_due(store, source, now)]
    found: dict[str, Found] = {}
    room = asyncio.Semaphore(MOST_VISITS)

    async def in_turn(queue: Iterable[Source]) -> None:
        async with room:
            for source in queue:
                result = await visit(source, fetcher, since=since, store=store if keep else None)
                result.links = list(_new(result.links, store, since=since, now=now))
                if keep:
                    _write(source, result, store, now)
                found[source.url] = result

    try:
        async with asyncio.TaskGroup() as group:
            for queue in _by_site(due).values():
                group.create_task(in_turn(queue))
    except ExceptionGroup as several:  # the store fails all visits alike; callers know its error
        raise several.exceptions[0] from several
    links: dict[str, Link] = {}
    for source in due:
        for link in found[source.url].links:
            links.setdefault(canonical_url(link.url), link)
    results = [found[source.url] for source in due]
    return Refreshed(
        tuple(links.values()),
        tuple(each.miss for each in results if each.miss),
        sum(each.unchanged > 0 and each.unchanged == each.answers for each in results),
    )


def _write(source: Source, found: Found, store: Store, now: datetime) -> None:
    """What a visit found, and when the next one is due, in one transaction."""
    last = store.sources.get(source.url)
    with store.batch():
        new = store.frontier.add(found.links, at=now)
        for row in found.rows.values():
            store.sources.put(row)
        known = store.sources.get(source.url) or SourceRow(source.url)
        interval = next_interval(
            timedelta(seconds=last.interval) if last and last.interval else None,
            new,
            missed=found.miss is not None,
        )
        if found.miss and found.miss.retry_at:
            interval = max(interval, found.miss.retry_at - now)
        store.sources.put(
            replace(
                known,
                kind=known.kind if source.url in found.rows else found.kind,
                checked=now,
                outcome=found.miss.reason if found.miss else "ok",
                failures=(last.failures if last else 0) + 1 if found.miss else 0,
                links=len(found.links),
                new=new,
                interval=int(interval.total_seconds()),
            )
        )


def _new(
    links: Iterable[Link], store: Store, *, since: datetime | None, now: datetime
) -> Iterator[Link]:
    """The links whose copies are neither filed nor missed a short time ago; none twice."""
    seen: set[str] = set()
    for link in not_before(links, since):
        key = canonical_url(link.url)
        if key in seen or store.known(key) or not store.frontier.is_due(link.url, at=now):
            continue
        seen.add(key)
        yield link


def _is_due(store: Store, source: Source, now: datetime) -> bool:
    row = store.sources.get(source.url)
    if row is None or row.checked is None or row.checked > now:
        return True
    return now >= row.checked + timedelta(seconds=row.interval)


def _by_site(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """One queue per site: a site is asked one thing at a time anyway."""
    queues: dict[str, list[Source]] = {}
    for source in sources:
        site = registrable_domain(urlsplit(source.url).hostname or "")
        queues.setdefault(site, []).append(source)
    return queues
