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
from scraper.model import Miss, Reason
from scraper.store import SourceRow
from scraper.visiting import visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from scraper.fetch import Fetcher
    from scraper.model import Link, Source
    from scraper.store import Store
    from scraper.visiting import Found

__all__ = ["Refreshed", "refresh"]

MOST_VISITS = 32  # at once, each to another site


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The links that are new, why sources failed, and how many sources had not changed.

    `listed` is all that the sources name of which copies of watched stories are wanted, only.
    """

    links: tuple[Link, ...] = ()
    misses: tuple[Miss, ...] = ()
    unchanged: int = 0
    listed: tuple[Link, ...] = ()


async def refresh(  # noqa: PLR0913 - the tools, the times and two choices, all by name
    sources: Sequence[Source],
    *,
    fetcher: Fetcher,
    store: Store,
    since: datetime | None,
    now: datetime,
    watching_since: datetime | None = None,
    again: bool = False,
    early: bool = False,
    keep: bool = True,
) -> Refreshed:
    """Visit the sources that are due, and let the links that are new wait in the frontier.

    A link is new if its copy is not filed, nor missed a short time ago; with `again` what is filed
    counts as new, and sources are read whether they changed or not. Links older than `since`
    are left out. A source that is not whole lets none wait; it is read whether it changed or not,
    since other stories may be watched by now, back to `watching_since`. `early` visits sources that
    are not due, too; without `keep` the store is left as it is, and the sources are read as if for
    the first time.
    """
    due = [source for source in sources if early or not keep or _is_due(store, source, now)]
    found: dict[str, Found] = {}
    room = asyncio.Semaphore(MOST_VISITS)

    async def in_turn(queue: Iterable[Source]) -> None:
        async with room:
            for source in queue:
                if source.whole:
                    known = store if keep and not again else None
                    result = await visit(source, fetcher, since=since, store=known)
                else:
                    result = await visit(source, fetcher, since=watching_since)
                result.miss = result.miss or _silence(source, result, store)
                result.listed = len(result.links)
                result.links = (
                    list(_new(result.links, store, since=since, now=now, again=again))
                    if source.whole
                    else list(not_before(result.links, watching_since))
                )
                if keep:
                    _write(source, result, store, now)
                found[source.url] = result

    try:
        async with asyncio.TaskGroup() as group:
            for queue in _by_site(due).values():
                group.create_task(in_turn(queue))
    except ExceptionGroup as several:  # the store fails all visits alike; callers know its error
        raise several.exceptions[0] from several
    results = [found[source.url] for source in due]
    return Refreshed(
        _once(found[source.url] for source in due if source.whole),
        tuple(each.miss for each in results if each.miss),
        sum(each.unchanged > 0 and each.unchanged == each.answers for each in results),
        _once(found[source.url] for source in due if not source.whole),
    )


def _silence(source: Source, found: Found, store: Store) -> Miss | None:
    """A feed that listed something and was read again, and lists nothing: its site has changed."""
    last = store.sources.get(source.url)
    if found.kind != "feed" or found.links or found.unchanged or last is None or not last.links:
        return None
    return Miss(source.url, Reason.EMPTY, f"lists nothing; it listed {last.links} links before")


def _once(results: Iterable[Found]) -> tuple[Link, ...]:
    """The links of visits; of two spellings of one URL the first."""
    links: dict[str, Link] = {}
    for result in results:
        for link in result.links:
            links.setdefault(canonical_url(link.url), link)
    return tuple(links.values())


def _write(source: Source, found: Found, store: Store, now: datetime) -> None:
    """What a visit found, and when the next one is due, in one transaction."""
    last = store.sources.get(source.url)
    with store.batch():
        if source.whole:
            filed = {link for link in found.links if _is_filed(store, link)}
            new = store.frontier.add((each for each in found.links if each not in filed), at=now)
            store.frontier.add(filed, at=now, again=True)
        else:
            new = _later(found.links, last.checked if last else None)
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
                links=found.listed or (last.links if last else 0),
                new=new,
                interval=int(interval.total_seconds()),
            )
        )


def _later(links: Iterable[Link], checked: datetime | None) -> int:
    """How many links are of after the last visit; one without a date may be of any time."""
    return sum(
        checked is None or (link.published is not None and link.published > checked)
        for link in links
    )


def _new(
    links: Iterable[Link], store: Store, *, since: datetime | None, now: datetime, again: bool
) -> Iterator[Link]:
    """The links whose copies are neither filed (unless `again`) nor missed lately; none twice."""
    seen: set[str] = set()
    for link in not_before(links, since):
        key = canonical_url(link.url)
        filed = _is_filed(store, link)
        if key in seen or (filed and not again):
            continue
        if not filed and not store.frontier.is_due(link.url, at=now):
            continue
        seen.add(key)
        yield link


def _is_filed(store: Store, link: Link) -> bool:
    return store.known(link.url) or store.known(canonical_url(link.url))


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
