"""A copy often says where it came from: its canonical page, what it is based on, a credit. Pure."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from scraper.domain import registrable_domain
from scraper.find.feeds import clean_link
from scraper.model import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.model import Page

__all__ = ["syndication_links"]

MOST_JSON = 1_000_000  # characters of one block
MOST_VALUES = 10_000  # of one block
LONGEST_CREDIT = 300  # characters; a longer paragraph that says the words is a story's


def syndication_links(page: Page) -> tuple[Link, ...]:
    """The pages on other sites that a page names as the origin of its story, each once.

    Looked at are `rel=canonical`, `og:url`, `isBasedOn` in JSON-LD (schema.org), and the links in
    a short line that says that the story was first published or appeared elsewhere. A home page is
    nobody's origin.
    """
    tree = LexborHTMLParser(page.body.decode("utf-8", "replace"))
    home = _domain(page.url)
    found: dict[str, Link] = {}
    for address in _addresses(tree):
        url = clean_link(address, page.url)
        if url and _domain(url) != home and urlsplit(url).path not in {"", "/"}:
            found.setdefault(url, Link(url, page.url))
    return tuple(found.values())


def _addresses(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("link[rel='canonical' i][href]"):
        yield node.attributes.get("href") or ""
    for node in tree.css("meta[property='og:url' i][content]"):
        yield node.attributes.get("content") or ""
    for node in tree.css("script[type*='ld+json' i]"):
        yield from _based_on(node.text())
    for node in tree.css("p, div, span, em, footer, li"):
        text = node.text()
        if len(text) <= LONGEST_CREDIT and _CREDIT.search(text):
            for anchor in node.css("a[href]"):
                yield anchor.attributes.get("href") or ""


def _based_on(text: str) -> Iterator[str]:
    """Every `isBasedOn` in a block: an address, an object with one, or a list of these."""
    try:
        stack: list[object] = [json.loads(text)] if len(text) <= MOST_JSON else []
    except (ValueError, RecursionError):
        return
    for _ in range(MOST_VALUES):
        if not stack:
            return
        value = stack.pop()
        if isinstance(value, list):
            stack += value
        elif isinstance(value, dict):
            yield from _urls(value.get("isBasedOn"))
            stack += value.values()


def _urls(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            each = each.get("url") or each.get("@id")  # noqa: PLW2901 - the address in it
        if isinstance(each, str):
            yield each


def _domain(url: str) -> str:
    return registrable_domain(urlsplit(url).hostname or "")


_CREDIT = re.compile(
    r"\b(?:(?:originally|first) (?:published|appeared|posted)"
    r"|(?:zuerst|ursprünglich) (?:erschienen|veröffentlicht)"
    r"|(?:publié|paru) (?:à l['’]origine|initialement)"
    r"|publicad[oa] originalmente)\b",
    re.IGNORECASE,
)
