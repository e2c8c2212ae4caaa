"""A feed is a list of links with titles and dates; what it cannot be read as is a `Miss`. Pure."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from scraper.domain import registrable_domain
from scraper.find.broken_feeds import read_broken
from scraper.find.dates import read_date
from scraper.find.xml import BrokenXMLError, elements, local_name, text_of
from scraper.model import Link, Miss, Reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from lxml import etree

    from scraper.model import Page

__all__ = ["Feed", "clean_link", "plain_title", "read_feed"]

# A feed is the latest of a site; the longest ones in use hold a few thousand entries.
MAX_ENTRIES = 10_000
MAX_URL = 2_048
MAX_TITLE = 500
DEEPEST_JSON = 64


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's links in its own order, and how many of its entries were adverts for other sites."""

    links: tuple[Link, ...]
    title: str = ""
    adverts: int = 0


def read_feed(page: Page) -> Feed | Miss:
    """The feed in `page`: RSS 0.9 to 2.0 (RDF included), Atom, or JSON Feed 1.0 and 1.1.

    The entries' links are absolute http URLs. Where most entries belong to the feed's own site (or
    to the site that it names as its own), the others are adverts and left out; a feed of many
    sites keeps all. A `Miss` says why a page is no feed: `empty`, `wrong_type`, `decode`.
    """
    body = page.body.lstrip(_BLANK)
    if not body:
        return Miss(page.url, Reason.EMPTY, "no bytes", page.status)
    if body[:1] in b"{[":
        return _json_feed(page, body)
    if _HTML.match(body[:1024]):
        return Miss(page.url, Reason.WRONG_TYPE, "an HTML page where a feed was expected")
    if b"<" not in body[:1024] and b"\0" not in body[:4]:
        return Miss(page.url, Reason.WRONG_TYPE, "neither XML nor JSON")
    return _xml_feed(page, body)


def clean_link(url: str, base: str = "") -> str:
    """`url` made absolute, or nothing where it is no http URL of reasonable length."""
    try:
        absolute = urljoin(base, url.strip()).partition("#")[0]
        parts = urlsplit(absolute)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        return ""
    if not usable or len(absolute) > MAX_URL or not absolute.isprintable() or " " in absolute:
        return ""
    return absolute


def plain_title(text: str) -> str:
    """A title as people read it: no markup, no control characters, one line."""
    text = _TAG.sub(" ", html.unescape(text[: 4 * MAX_TITLE]))
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:MAX_TITLE]


def _xml_feed(page: Page, body: bytes) -> Feed | Miss:
    """The fast way; what is no XML goes to feedparser, and what it makes nothing of is repaired."""
    try:
        return _well_formed(page, body, strict=True)
    except BrokenXMLError:
        rough = read_broken(body, page.headers.get("content-type", ""))
    links = [link for entry in rough.entries if (link := _link(entry, page.url, page.url))]
    if links:
        return _feed(page, links, plain_title(rough.title), clean_link(rough.home, page.url))
    return _well_formed(page, body, strict=False)


def _well_formed(page: Page, body: bytes, *, strict: bool) -> Feed | Miss:
    charset = _CHARSET.search(page.headers.get("content-type", ""))
    links: list[Link] = []
    title = home = ""
    known = False
    told = charset[1] if charset else ""
    for element in elements(body, _ENTRIES, parts=_PARTS, charset=told, strict=strict):
        name = local_name(element)
        if name in _ENTRIES:
            known = True
            if link := _entry(element, page.url):
                links.append(link)
            if len(links) >= MAX_ENTRIES:
                break
        elif name in _ROOTS:
            known = True
        elif (parent := element.getparent()) is not None and local_name(parent) in _CHANNELS:
            if name == "title":
                title = title or plain_title(text_of(element))
            elif element.get("rel", "alternate") == "alternate":
                home = home or element.get("href", "") or text_of(element)
    if not known:
        return Miss(page.url, Reason.WRONG_TYPE, "XML, but no feed")
    return _feed(page, links, title, clean_link(home, page.url))


def _entry(element: etree._Element, base: str) -> Link | None:
    parts: dict[str, str] = {}
    for child in element:
        name = local_name(child)
        value = text_of(child)
        if name == "link":
            relation = child.get("rel", "alternate")
            value = (child.get("href", "") or value) if relation == "alternate" else ""
        if value:
            parts.setdefault(name, value)
    return _link(parts, urljoin(base, element.get(_XML_BASE, "")), base)


def _link(parts: Mapping[str, str], base: str, found_in: str) -> Link | None:
    """The link of an entry, given as element names and texts; its address may hang on `base`."""
    for name in _LINKS:
        value = parts.get(name, "")
        if name in _IDENTITIES and not value.startswith(("http://", "https://")):
            continue  # an identity is an address only where it looks like one
        if value and (url := clean_link(value, base)):
            return Link(url, found_in, plain_title(parts.get("title", "")), _published(parts))
    return None


def _published(parts: Mapping[str, str]) -> datetime | None:
    for name in _DATES:
        if name in parts and (date := read_date(parts[name])):
            return date
    return None


def _json_feed(page: Page, body: bytes) -> Feed | Miss:
    try:
        whole = json.loads(body)
    except (ValueError, RecursionError) as error:
        return Miss(page.url, Reason.DECODE, f"broken JSON: {error}"[:200])
    items = whole.get("items") if isinstance(whole, dict) else None
    if not isinstance(items, list) or "jsonfeed" not in str(whole.get("version", "")):
        return Miss(page.url, Reason.WRONG_TYPE, "JSON, but no feed")
    links = []
    for item in items[:MAX_ENTRIES]:
        if not isinstance(item, dict):
            continue
        parts = {name: value for name, value in item.items() if isinstance(value, str)}
        url = next(
            (url for name in _JSON_LINKS if (url := clean_link(parts.get(name, ""), page.url))), ""
        )
        if url:
            date = read_date(parts.get("date_published", "") or parts.get("date_modified", ""))
            links.append(Link(url, page.url, plain_title(parts.get("title", "")), date))
    home = whole.get("home_page_url")
    title = plain_title(str(whole.get("title", "")))
    return _feed(page, links, title, clean_link(home if isinstance(home, str) else "", page.url))


def _feed(page: Page, links: list[Link], title: str, home: str) -> Feed:
    own = {_domain(page.url), _domain(home)} - {""}
    at_home = [link for link in links if _domain(link.url) in own]
    kept = at_home if 2 * len(at_home) > len(links) else links
    once: dict[str, Link] = {}
    for link in kept:
        once.setdefault(link.url, link)
    once.pop(page.url, None)  # an entry that leads back to the feed leads nowhere
    return Feed(tuple(once.values()), title, len(links) - len(kept))


def _domain(url: str) -> str:
    return registrable_domain(urlsplit(url).hostname or "") if url else ""


_BLANK = b" \t\r\n\x0b\x0c"
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.-]{1,40})", re.IGNORECASE)
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ENTRIES = frozenset({"item", "entry"})
_CHANNELS = frozenset({"channel", "feed"})
_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
_PARTS = _ROOTS | {"title", "link"}
# What is most surely the article's own address comes first (feedburner's original link).
_LINKS = ("origlink", "link", "guid", "id")
_IDENTITIES = frozenset({"guid", "id"})
_JSON_LINKS = ("url", "external_url", "id")
_DATES = ("pubdate", "published", "date", "issued", "updated", "modified", "created")
