"""A page says where its feeds are; that is believed, within its own site or not. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from scraper.find.feeds import clean_link, plain_title
from scraper.model import Link

if TYPE_CHECKING:
    from scraper.model import Page

__all__ = ["COMMON_FEEDS", "find_feeds"]

# Where feeds lie when a page does not say it, the commonest first.
COMMON_FEEDS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")

MAX_FEEDS = 50


def find_feeds(page: Page) -> tuple[Link, ...]:
    """The feeds that an HTML page announces with `<link rel="alternate">`, in its order.

    Comment feeds come last: they hold no articles. Each feed is given once.
    """
    tree = LexborHTMLParser(page.body.decode("utf-8", "replace"))
    base_node = tree.css_first("base[href]")
    base = clean_link(base_node.attributes.get("href") or "", page.url) if base_node else ""
    found: dict[str, Link] = {}
    for node in tree.css("link[rel][href][type]"):
        told = node.attributes
        kind = (told.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" not in (told.get("rel") or "").lower().split() or kind not in _KINDS:
            continue
        if url := clean_link(told.get("href") or "", base or page.url):
            title = plain_title(told.get("title") or "")
            found.setdefault(url, Link(url, page.url, title))
    ordered = sorted(found.values(), key=lambda link: "comments" in link.url.lower())
    return tuple(ordered[:MAX_FEEDS])


_KINDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"}) | {
    "application/feed+json",
    "application/json",
    "text/xml",
}
