"""A source is visited when it is due, asked whether it changed, and believed about its links.

    source ─→ feed ────────────────────────────┐
           ─→ sitemap ─→ … ─→ sitemap ─────────┼─→ links ─→ new ones ─→ frontier
           ─→ site ─→ its feeds, its sitemaps ─┘

What a visit found and what makes the next one cheap are written at once: a kill loses no link.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from scraper.domain import registrable_domain
from scraper.fetch import FEED, SITEMAP, Known
from scraper.find import (
    COMMON_FEEDS,
    SitemapWalk,
    canonical_url,
    find_feeds,
    next_interval,
    read_feed,
    read_sitemap,
)
from scraper.find import since as not_before
from scraper.model import Link, Miss, Page, Reason
from scraper.store import SourceRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from scraper.fetch import Fetcher, Want
    from scraper.model import Source
    from scraper.store import Store

__all__ = ["Found", "Refreshed", "refresh", "visit"]

NOT_MODIFIED = 304
MOST_FEEDS = 10  # of one site; some announce one per tag
MOST_VISITS = 32  # at once, each to another site
INDEX = "index"  # a sitemap of sitemaps: always read whole, for what it lists may have changed


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The links that are new, why sources failed, and how many sources had not changed.

    `listed` is all that the sources name of which copies of watched stories are wanted, only.
    """

    links: tuple[Link, ...] = ()
    misses: tuple[Miss, ...] = ()
    unchanged: int = 0
    listed: tuple[Link, ...] = ()


@dataclass(slots=True)
class Found:
    """What one visit found: links, and a row for each file that was asked for.

    `kind` is what the source turned out to be; `listed` is how many links there were before the
    known and the old ones were left out.
    """

    kind: str = ""
    listed: int = 0
    links: list[Link] = field(default_factory=list)
    rows: dict[str, SourceRow] = field(default_factory=dict)
    miss: Miss | None = None
    answers: int = 0
    unchanged: int = 0


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


async def visit(
    source: Source, fetcher: Fetcher, *, since: datetime | None = None, store: Store | None = None
) -> Found:
    """What a source lists now; with a `store`, nothing of what has not changed since last time."""
    row = store.sources.get(source.url) if store else None
    tour = _Visit(fetcher, store, since)
    await tour.go(source.url, source.kind or (row.kind if row else "") or _guess(source.url))
    return tour.found


class _Visit:
    """One visit to one source; every file is asked for once."""

    def __init__(self, fetcher: Fetcher, store: Store | None, since: datetime | None) -> None:
        self.found = Found()
        self._fetcher = fetcher
        self._store = store
        self._since = since

    async def go(self, url: str, kind: str) -> None:
        """Visit a source of a kind, or of one that is still to be found out."""
        self.found.kind = kind
        if kind in {"sitemap", INDEX}:
            await self._sitemaps([url])
        elif kind == "site":
            await self._site(url, await self._ask(url, FEED, "site", whole=True))
        elif kind == "feed":
            await self._feed(url)
        else:
            await self._anything(url)

    async def _anything(self, url: str) -> None:
        page = await self._ask(url, FEED, "", whole=True)
        if isinstance(page, Miss):
            self.found.miss = page
            return
        feed = read_feed(page)
        if not isinstance(feed, Miss):
            self.found.kind = "feed"
            self.found.links += feed.links
            self._note(url, page, "feed")
        elif not isinstance(read_sitemap(page), Miss) and b"<html" not in page.body[:1024].lower():
            self.found.kind = "sitemap"
            await self._sitemaps([url])
        else:
            self.found.kind = "site"
            await self._site(url, page)

    async def _feed(self, url: str) -> bool:
        """Read a feed; whether it is one, or has not changed."""
        page = await self._ask(url, FEED, "feed")
        if isinstance(page, Miss) or page.status == NOT_MODIFIED:
            self.found.miss = page if isinstance(page, Miss) else None
            return self.found.miss is None
        feed = read_feed(page)
        if isinstance(feed, Miss):
            self.found.miss = feed
            return False
        self._note(url, page, "feed")
        self.found.links += feed.links
        return True

    async def _sitemaps(self, roots: Sequence[str]) -> bool:
        """Walk over sitemaps; whether any of them was one, or had not changed."""
        walk = SitemapWalk(roots, since=self._since)
        good = False
        miss: Miss | None = None
        while (asked := walk.next()) is not None:
            page = await self._ask(asked.url, SITEMAP, "sitemap")
            links = walk.take(asked, page)
            if isinstance(page, Miss):
                miss = miss or page
                continue
            if page.status != NOT_MODIFIED:
                listed = read_sitemap(page)
                if isinstance(listed, Miss):
                    miss = miss or listed
                    continue
                self._note(asked.url, page, INDEX if listed.sitemaps else "sitemap")
            good = True
            self.found.links += links
        self.found.miss = None if good else miss
        return good

    async def _site(self, url: str, home: Page | Miss) -> None:
        """Ask a site for the feeds that its home page names and the sitemaps that robots.txt does.

        Where it names none, for those that most sites have.
        """
        feeds = [link.url for link in find_feeds(home)] if isinstance(home, Page) else []
        feeds = [feed for feed in feeds if "comments" not in feed.lower()][:MOST_FEEDS]
        sitemaps = await self._fetcher.sitemaps(url)
        good = [await self._feed(feed) for feed in feeds]
        if sitemaps:
            good.append(await self._sitemaps(sitemaps))
        if not any(good) and isinstance(home, Page):
            for path in COMMON_FEEDS:
                if await self._feed(urljoin(url, path)):
                    good.append(True)
                    break
        failure = home if isinstance(home, Miss) else Miss(url, Reason.WRONG_TYPE, _NOTHING_NAMED)
        self.found.miss = None if any(good) else failure

    async def _ask(self, url: str, want: Want, kind: str, *, whole: bool = False) -> Page | Miss:
        row = self._store.sources.get(url) if self._store else None
        known = None
        if row is not None and row.kind == kind and not whole and (row.etag or row.last_modified):
            known = Known(row.etag, row.last_modified)
        page = await self._fetcher.fetch(Link(url), want=want, known=known)
        if isinstance(page, Page) and kind != "site":
            self.found.answers += 1
            self.found.unchanged += page.status == NOT_MODIFIED
        return page

    def _note(self, url: str, page: Page, kind: str) -> None:
        """Remember the version of a file that was read."""
        version = Known.of(page) if kind != INDEX else Known()
        self.found.rows[url] = SourceRow(
            url,
            kind,
            page.fetched,
            outcome="ok",
            etag=version.etag,
            last_modified=version.last_modified,
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


def _guess(url: str) -> str:
    """A compressed file can only be a sitemap; whatever else it is, its answer will say."""
    return "sitemap" if urlsplit(url).path.lower().endswith(".gz") else ""


_NOTHING_NAMED = "no feed and no sitemap: the home page and robots.txt name none that can be read"
