"""A sitemap lists pages or further sitemaps; a walk over them ends, whatever they list. Pure.

The walk does no fetching: it says what to fetch next and is handed what came.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.domain import registrable_domain
from scraper.find.dates import read_date
from scraper.find.feeds import clean_link, plain_title, read_feed
from scraper.find.xml import elements, local_name, text_of
from scraper.model import Link, Miss, Page, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lxml import etree

__all__ = ["Sitemap", "SitemapWalk", "read_sitemap"]

# The protocol's own limit for one file (sitemaps.org).
MAX_URLS = 50_000
# An index of indexes is against the protocol, yet used; deeper there is nothing but traps.
MAX_DEPTH = 3
MAX_FILES = 50


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Pages and further sitemaps that one file lists; `published` of the latter is `lastmod`."""

    links: tuple[Link, ...] = ()
    sitemaps: tuple[Link, ...] = ()


def read_sitemap(page: Page) -> Sitemap | Miss:
    """The sitemap in `page`: a URL set, an index, a news sitemap, a feed, or plain lines.

    At most 50,000 URLs are read, and only such as belong to the file's own site: the protocol
    forbids others, and they are how one site could send a reader to another's door.
    """
    body = page.body.lstrip()
    if not body:
        return Miss(page.url, Reason.EMPTY, "no bytes", page.status)
    if page.content_type == "text/plain" and not body.startswith((b"<", b"\xef\xbb\xbf<")):
        lines = body.decode("utf-8", "replace").splitlines()[:MAX_URLS]
        return Sitemap(_own(page.url, (Link(line.strip(), page.url) for line in lines)))
    links: list[Link] = []
    sitemaps: list[Link] = []
    known = False
    for element in elements(body, _ENTRIES, parts=_ROOTS):
        name = local_name(element)
        known = True
        if name in _ROOTS:
            continue
        target = sitemaps if name == "sitemap" else links
        if link := _entry(element, page.url):
            target.append(link)
        if len(links) + len(sitemaps) >= MAX_URLS:
            break
    if known:
        return Sitemap(_own(page.url, links), _own(page.url, sitemaps))
    feed = read_feed(page)
    if isinstance(feed, Miss):
        return Miss(page.url, Reason.WRONG_TYPE, "no sitemap")
    return Sitemap(_own(page.url, feed.links))


class SitemapWalk:
    """Visits the sitemaps of one site, the freshest first, each once, within bounds.

    >>> walk = SitemapWalk(["https://daily.example/sitemap.xml"])
    >>> walk.next().url
    'https://daily.example/sitemap.xml'

    `since` leaves out sitemaps and pages that say they are older.
    """

    def __init__(self, roots: Iterable[str], *, since: datetime | None = None) -> None:
        self._since = since
        self._seen: set[str] = set()
        self._heap: list[tuple[float, int, int, Link]] = []
        self._depths: dict[str, int] = {}
        self._files = 0
        self._given: set[str] = set()
        for root in roots:
            if url := clean_link(root):
                self._add(Link(url), depth=0)

    def next(self) -> Link | None:
        """The sitemap to fetch next, or None when the walk is over."""
        if not self._heap or self._files >= MAX_FILES or len(self._given) >= MAX_URLS:
            return None
        _, _, depth, link = heapq.heappop(self._heap)
        self._files += 1
        self._depths[link.url] = depth
        return link

    def take(self, asked: Link, found: Page | Sitemap | Miss) -> tuple[Link, ...]:
        """The pages that the sitemap, read or as it came, lists and that were not given before."""
        if isinstance(found, Page):
            found = read_sitemap(found)
        if isinstance(found, Miss):
            return ()
        depth = self._depths.get(asked.url, 0) + 1
        for sitemap in found.sitemaps:
            if depth < MAX_DEPTH and not self._is_old(sitemap):
                self._add(sitemap, depth=depth)
        new = []
        for link in found.links:
            if link.url not in self._given and not self._is_old(link):
                if len(self._given) >= MAX_URLS:
                    break
                self._given.add(link.url)
                new.append(link)
        return tuple(new)

    def _is_old(self, link: Link) -> bool:
        if self._since is None or link.published is None:
            return False
        return link.published < self._since

    def _add(self, link: Link, *, depth: int) -> None:
        if link.url in self._seen or len(self._seen) >= MAX_URLS:
            return
        self._seen.add(link.url)
        freshness = -link.published.timestamp() if link.published else 0.0
        news = "news" in link.url.rpartition("/")[2].lower()
        order = float("-inf") if news else freshness
        heapq.heappush(self._heap, (order, len(self._seen), depth, link))


def _entry(element: etree._Element, base: str) -> Link | None:
    parts: dict[str, str] = {}
    for child in element.iter():
        name = local_name(child)
        if name in _PARTS and name not in parts:
            parts[name] = text_of(child)
    url = clean_link(parts.get("loc", ""))
    if not url:
        return None
    date = read_date(parts.get("publication_date", "") or parts.get("lastmod", ""))
    return Link(url, base, plain_title(parts.get("title", "")), date)


def _own(base: str, links: Iterable[Link]) -> tuple[Link, ...]:
    home = registrable_domain(urlsplit(base).hostname or "")
    kept: dict[str, Link] = {}
    for link in links:
        url = clean_link(link.url)
        if url and registrable_domain(urlsplit(url).hostname or "") == home:
            kept.setdefault(url, link)
    return tuple(kept.values())


_ENTRIES = frozenset({"url", "sitemap"})
_ROOTS = frozenset({"urlset", "sitemapindex"})
_PARTS = frozenset({"loc", "lastmod", "publication_date", "title"})
