"""A source is asked whether it changed, and believed about its links.

source ─→ feed ────────────────────────────┐
       ─→ sitemap ─→ … ─→ sitemap ─────────┼─→ links
       ─→ site ─→ its feeds, its sitemaps ─┘

What has not changed is not sent again: of a home page and of an index of sitemaps the store knows
what they named, and that is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from scraper.domain import registrable_domain
from scraper.fetch import FEED, SITEMAP, Known
from scraper.find import COMMON_FEEDS, Sitemap, SitemapWalk, find_feeds, read_feed, read_sitemap
from scraper.model import Link, Miss, Page, Reason
from scraper.store import SourceRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from scraper.fetch import Fetcher, Want
    from scraper.model import Source
    from scraper.store import Store

__all__ = ["Found", "visit"]

NOT_MODIFIED = 304
MOST_FEEDS = 10  # of one site; some announce one per tag
INDEX = "index"  # a sitemap of sitemaps


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
            await self._site(url, await self._ask(url, FEED, "site"))
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
            if isinstance(page, Miss):
                miss = miss or page
                continue
            if page.status != NOT_MODIFIED:
                listed = read_sitemap(page)
                if isinstance(listed, Miss):
                    miss = miss or listed
                    continue
                self._note(asked.url, page, INDEX if listed.sitemaps else "sitemap")
            else:
                listed = Sitemap(sitemaps=self._listed_before(asked.url))
            self.found.links += walk.take(asked, listed)
            good = True
        self.found.miss = None if good else miss
        return good

    async def _site(self, url: str, home: Page | Miss) -> None:
        """Ask a site for the feeds that its home page names and the sitemaps that robots.txt does.

        Where it names none, for those that most sites have.
        """
        feeds = self._feeds_of(url, home) if isinstance(home, Page) else []
        sitemaps = await self._fetcher.sitemaps(url)
        good = [await self._feed(feed) for feed in feeds]
        if sitemaps:
            good.append(await self._sitemaps(sitemaps))
        if not any(good) and isinstance(home, Page):
            if home.status == NOT_MODIFIED:  # what it named before is gone
                await self._site(url, await self._ask(url, FEED, "site", whole=True))
                return
            for path in COMMON_FEEDS:
                if await self._feed(urljoin(url, path)):
                    good.append(True)
                    break
        failure = home if isinstance(home, Miss) else Miss(url, Reason.WRONG_TYPE, _NOTHING_NAMED)
        self.found.miss = None if any(good) else failure

    def _feeds_of(self, url: str, home: Page) -> list[str]:
        """The feeds that a home page names, or named before where it has not changed."""
        if home.status == NOT_MODIFIED:
            return [row.url for row in self._found_before(url) if row.kind == "feed"]
        feeds = [link.url for link in find_feeds(home) if "comments" not in link.url.lower()]
        feeds = feeds[:MOST_FEEDS]
        # Of feeds that lie elsewhere nobody would know later whose they are.
        away = any(_site_of(feed) != _site_of(url) for feed in feeds)
        self._note(url, home, "site", whole=away)
        return feeds

    def _listed_before(self, url: str) -> tuple[Link, ...]:
        """The sitemaps of its site, those that an unchanged index listed among them."""
        row = self._store.sources.get(url) if self._store else None
        if row is None or row.kind != INDEX:
            return ()
        return tuple(
            Link(row.url) for row in self._found_before(url) if row.kind in {"sitemap", INDEX}
        )

    def _found_before(self, url: str) -> list[SourceRow]:
        """What earlier visits found on the site of `url`, rather than what the operator named."""
        rows = self._store.sources.all() if self._store else []
        return [row for row in rows if not row.interval and _site_of(row.url) == _site_of(url)]

    async def _ask(self, url: str, want: Want, kind: str, *, whole: bool = False) -> Page | Miss:
        row = self._store.sources.get(url) if self._store else None
        known = None
        kinds = {kind, INDEX} if kind == "sitemap" else {kind}
        if row is not None and row.kind in kinds and not whole and (row.etag or row.last_modified):
            known = Known(row.etag, row.last_modified)
        page = await self._fetcher.fetch(Link(url), want=want, known=known)
        if isinstance(page, Page) and kind != "site":
            self.found.answers += 1
            self.found.unchanged += page.status == NOT_MODIFIED
        return page

    def _note(self, url: str, page: Page, kind: str, *, whole: bool = False) -> None:
        """Remember a file that was read, and its version unless it shall be sent `whole` again."""
        version = Known() if whole else Known.of(page)
        self.found.rows[url] = SourceRow(
            url,
            kind,
            page.fetched,
            outcome="ok",
            etag=version.etag,
            last_modified=version.last_modified,
        )


def _site_of(url: str) -> str:
    return registrable_domain(urlsplit(url).hostname or "")


def _guess(url: str) -> str:
    """A compressed file can only be a sitemap; whatever else it is, its answer will say."""
    return "sitemap" if urlsplit(url).path.lower().endswith(".gz") else ""


_NOTHING_NAMED = "no feed and no sitemap: the home page and robots.txt name none that can be read"
