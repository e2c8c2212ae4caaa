"""The straight line, and nothing else.

    sources ─→ links ─→ frontier ─→ fetch ─┐
       └─────→ links ─→ watched? ─→ fetch ─┼─→ read (clean) ─→ group ─→ file ─→ … ─→ settle
    files, archives ───────────────────────┘        │
                                                    └─→ miss

Every link waits in the store until it is filed or missed, and every article is filed as it comes,
in the story it is closest to; when all are there, the stories are settled and copies move if they
must. A run that is killed keeps what it had filed, and the next one goes on.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cleaners import RULES
from scraper.errors import StoreError
from scraper.fetch import Archive, Fetcher
from scraper.find import canonical_url
from scraper.keeping import ARCHIVE
from scraper.line import Line
from scraper.manners import closed_sites
from scraper.model import Link, Miss, now
from scraper.readers import IN_A_THREAD, ahead
from scraper.settings import VERSION
from scraper.sources import Refreshed, refresh
from scraper.store import Store
from scraper.summary import Summary, Watcher
from scraper.watching import watch, watching_since

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from cleaners import Rule
    from scraper.model import Page, Source
    from scraper.read import Reading
    from scraper.readers import Readers
    from scraper.settings import Settings

__all__ = ["Limits", "Summary", "Visits", "Watcher", "crawl", "preview"]


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop fetching: after so many pages, or so many seconds. What is left waits.

    With `only_given` the links of this call are fetched and nothing else that waits.
    """

    max_pages: int | None = None
    max_seconds: float | None = None
    only_given: bool = False


@dataclass(frozen=True, slots=True)
class Visits:
    """Sources to refresh before fetching; their links from `since` on are fetched.

    With `now` they are visited whether it is time for them or not. Copies of the stories that are
    `watched` are looked for among the links of the sources that are not whole.
    """

    sources: Sequence[Source] = ()
    since: datetime | None = None
    now: bool = False
    watched: Sequence[str] = ()


async def crawl(  # noqa: PLR0913  # each stage's input is an argument; nothing is global
    links: Sequence[Link],
    pages: Iterable[Page | Miss],
    *,
    store: Store,
    settings: Settings,
    watcher: Watcher,
    rules: Sequence[Rule] = RULES,
    readers: Readers = IN_A_THREAD,
    limits: Limits = Limits(),
    visits: Visits = Visits(),
) -> Summary:
    """Fetch, read, clean, group and file; `pages` are already at hand and only read.

    What earlier runs left waiting is fetched, too. Copies that are filed are not fetched again
    unless `settings.refresh`, and then only if they changed. Raises StoreError where the store
    cannot be written; what was filed before stays.
    """
    started = now()
    run = store.start_run(at=started)
    outcome = "failed"
    software = f"copydesk/{VERSION}"
    with Archive(store.folder / ARCHIVE, started=started, software=software) as archive:
        line = Line(store, watcher, rules, archive=archive, readers=readers)
        try:
            await _read(pages, line)
            given = _enter(links, line, store, refresh=settings.refresh)
            only = given if limits.only_given else None
            plan = _Plan(limits, visits, only, refresh=settings.refresh)
            whole = await _fetch(line, store, settings, plan)
            line.clean_again()
            line.settle()
            outcome = "complete" if whole else "stopped"
        except (KeyboardInterrupt, asyncio.CancelledError):
            outcome = "interrupted"
            raise
        finally:
            try:
                store.end_run(run, at=now(), counts=line.summary.counts, outcome=outcome)
            except StoreError:
                if outcome in {"complete", "stopped"}:
                    raise
    return line.summary


async def preview(
    links: Sequence[Link], *, settings: Settings, visits: Visits = Visits()
) -> Refreshed:
    """What `crawl` would fetch now: only the sources are asked, and nothing is written."""
    with TemporaryDirectory() as nowhere:
        exists = (settings.store / "copydesk.db").is_file()
        folder = settings.store if exists else Path(nowhere)
        with Store(folder, read_only=exists) as store:
            found = Refreshed()
            if visits.sources:
                closed = closed_sites(store, now=now())
                async with Fetcher(settings.fetch, closed=closed) as fetcher:
                    found = await refresh(
                        visits.sources,
                        fetcher=fetcher,
                        store=store,
                        since=visits.since,
                        now=now(),
                        again=settings.refresh,
                        keep=False,
                    )
            once: dict[str, Link] = {}
            for link in (*links, *found.links):
                key = canonical_url(link.url)
                if settings.refresh or not (store.known(link.url) or store.known(key)):
                    once.setdefault(key, link)
            return replace(found, links=tuple(once.values()))


async def _read(pages: Iterable[Page | Miss], line: Line) -> None:
    """File the pages at hand in their order, however many of them are read at once."""

    async def alone(page: Page | Miss) -> Reading | None:
        return None if isinstance(page, Miss) else await line.reading.alone(page)

    async with aclosing(ahead(pages, alone, depth=line.reading.depth)) as stream:
        async for page, reading in stream:
            await line.take(page, alone=reading)


def _enter(links: Iterable[Link], line: Line, store: Store, *, refresh: bool) -> set[str]:
    """Let the links wait whose copies are not filed; of two spellings of one URL the first.

    Gives their URLs.
    """
    once: dict[str, Link] = {}
    for link in links:
        once.setdefault(canonical_url(link.url), link)
    wanted = [link for link in once.values() if refresh or not line.skip(link)]
    store.frontier.add(wanted, at=now(), again=True)
    return {link.url for link in wanted}


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to fetch: with `only` these URLs and no others."""

    limits: Limits
    visits: Visits
    only: set[str] | None
    refresh: bool


async def _fetch(line: Line, store: Store, settings: Settings, plan: _Plan) -> bool:
    """Fetch what waits, that which the sources name included; whether it came to its end."""
    visits, limits = plan.visits, plan.limits
    if not visits.sources and not (store.frontier.waiting() if plan.only is None else plan.only):
        return True
    known = line.validators if plan.refresh else None
    listed: tuple[Link, ...] = ()
    try:
        closed = closed_sites(store, now=now())
        async with (
            Fetcher(settings.fetch, closed=closed) as fetcher,
            asyncio.timeout(limits.max_seconds) as clock,
        ):
            if visits.sources:
                found = await refresh(
                    visits.sources,
                    fetcher=fetcher,
                    store=store,
                    since=visits.since,
                    watching_since=watching_since(visits.watched, store),
                    again=plan.refresh,
                    now=now(),
                    early=visits.now,
                )
                line.missed(found.misses)
                listed = found.listed
            queue = _queue(line, store, plan)

            async def more(url: str) -> Page | Miss:
                return await fetcher.fetch(Link(url))

            async with aclosing(fetcher.stream(queue, known=known)) as stream:
                async for link, page in stream:
                    await line.arrived(link, page, more=more)
            await watch(visits.watched, listed, fetcher=fetcher, line=line, store=store)
    except TimeoutError:
        if not clock.expired():
            raise
    store.frontier.release()
    line.summary.waiting = store.frontier.waiting()
    return not line.summary.waiting if plan.only is None else not clock.expired()


def _queue(line: Line, store: Store, plan: _Plan) -> Iterator[Link]:
    """The links that wait, as they are asked for; each is taken, and no copy twice."""
    most = plan.limits.max_pages
    seen: set[str] = set()
    while most is None or len(seen) < most:
        taken = store.frontier.take(_AT_ONCE if most is None else min(_AT_ONCE, most - len(seen)))
        if not taken:
            return
        for link in taken:
            if plan.only is not None and link.url not in plan.only:
                continue  # it waits again when this run ends
            key = canonical_url(link.url)
            if key in seen or (not plan.refresh and line.skip(link)):
                store.frontier.drop(link.url)
            else:
                seen.add(key)
                yield link


_AT_ONCE = 200
