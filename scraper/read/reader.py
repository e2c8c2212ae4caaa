"""A page becomes an article or a miss, and the same page always becomes the same one.

bytes → charset → text ─┬─ HTML: tree → metadata, body ─┬─ clean → verdict → Article | Miss
                        └─ plain text: its own body ────┘
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from cleaners import RULES, Kind, clean, normalize
from cleaners.lines import is_prose
from scraper.language import detect
from scraper.model import Article, Miss, site_of
from scraper.read.above import belongs, filled_in, headline_among, lines_above, names
from scraper.read.agencies import agency_named
from scraper.read.body import read_body
from scraper.read.bylines import split_byline
from scraper.read.charset import decode
from scraper.read.later import later_page
from scraper.read.memory import NOTHING_SEEN, seen_on
from scraper.read.metadata import Metadata, read_metadata
from scraper.read.parse import tame
from scraper.read.signs import signs_of
from scraper.read.titles import names_site
from scraper.read.verdict import judge, judge_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners import Cleaned, Rule, SiteLines
    from scraper.model import Page
    from scraper.read.later import Place
    from scraper.read.memory import Seen, SiteMemory
    from scraper.read.scorer import Scorer

__all__ = ["Context", "Reading", "is_markup", "read", "read_page"]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known besides the page.

    `site_lines` are lines of the site's other stories, `protect` passages to leave alone. `memory`
    is what the site's other pages taught; without one, nothing is learnt from this page either.
    `place` says where this page stands in its article if it is a later one: such a page is read
    for its text, however little it is. `scorer`
    judges blocks instead of the model that comes with the package.
    """

    site_lines: SiteLines | None = None
    protect: Sequence[str] = ()
    rules: Sequence[Rule] = RULES
    memory: SiteMemory | None = None
    place: Place | None = None
    scorer: Scorer | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a page: its article or miss, what its site's memory may learn, what follows.

    `later` is the place of the next page of the same article.
    """

    result: Article | Miss
    seen: Seen = NOTHING_SEEN
    later: Place | None = None


def read(page: Page, context: Context | None = None) -> Article | Miss:
    """The article on a page, cleaned, or the reason why there is none.

    Pure: no clock, no disk, no socket; `page.fetched` is the only time it knows. A page labelled
    as plain text, or one that has no markup, is its own body. Never raises on any bytes.
    """
    return read_page(page, context).result


def read_page(page: Page, context: Context | None = None) -> Reading:
    """As `read`, with what the page says beyond its own article."""
    text = decode(page)
    if isinstance(text, Miss):
        return Reading(text)
    context = context or Context()
    if is_markup(page, text):
        return _read_html(page, text, context)
    return Reading(_read_text(page, text, context))


def _read_html(page: Page, html: str, context: Context) -> Reading:
    html = tame(html)
    tree = LexborHTMLParser(html)
    metadata = read_metadata(tree, url=page.url)
    found = read_body(html, tree, metadata, memory=context.memory, scorer=context.scorer)
    body = _clean(found.text, metadata.title, context)
    above = lines_above(found)
    if names_site(metadata.title, metadata.site) and not belongs(metadata.title, body.text):
        headline = _headline(body.text) or headline_among(above, body.text)
        if headline:
            metadata = replace(metadata, title=headline)
            body = _clean(found.text, headline, context)
    says_article = bool(
        metadata.article_body
        or (metadata.title and metadata.published)
        or names(metadata.title, body.text)
    )
    if not (context.place and body.text):
        signs = signs_of(tree, found, says_article=says_article)
        verdict = judge(signs, body, free=metadata.free)
        if verdict is not None:
            return Reading(Miss(page.url, verdict.reason, verdict.detail, page.status))
    article = _article(page, filled_in(metadata, found), body)
    url = _full_address(article.url, metadata) if _is_amp(tree) else article.url
    article = replace(
        article,
        url=url,
        site=site_of(url),
        reader=found.reader,
        reader_why=found.why,
        confidence=found.confidence,
        captions=tuple(map(_one_line, found.captions)),
    )
    learns = context.memory is not None and found.blocks is not None
    return Reading(
        article,
        seen=seen_on(found.blocks, found.kept) if learns and found.blocks else NOTHING_SEEN,
        later=later_page(tree, url=page.url, canonical=metadata.canonical_url, here=context.place)
        if says_article or context.place
        else None,
    )


def _read_text(page: Page, text: str, context: Context) -> Article | Miss:
    body = _clean(text, "", context)
    verdict = judge_text(text, body)
    if verdict is not None:
        return Miss(page.url, verdict.reason, verdict.detail, page.status)
    title = _headline(body.text)
    if title:
        body = _clean(text, title, context)
    canonical = _LINK.search(page.headers.get("link", ""))
    metadata = Metadata(
        title=title,
        canonical_url=canonical[1] if canonical else "",
        language=page.headers.get("content-language", "").partition("-")[0].strip().lower(),
    )
    return replace(_article(page, metadata, body), reader="text")


def _article(page: Page, metadata: Metadata, body: Cleaned) -> Article:
    noted = (*body.removals, *body.notes)
    tags = (mark.value for mark in noted if mark.kind is Kind.DATELINE)
    agency = metadata.agency or next(filter(None, map(_agency, tags)), "")
    printed = next((mark.value for mark in noted if mark.rule == "byline" and mark.value), "")
    url = _address(page.url, metadata.canonical_url)
    return Article(
        url=url,
        body=body,
        title=_one_line(metadata.title),
        canonical_url=metadata.canonical_url,
        site=site_of(url),
        byline=tuple(map(_one_line, metadata.byline or split_byline(printed))),
        agency=agency,
        published=metadata.published,
        modified=metadata.modified,
        language=detect(body.text) or metadata.language,
        description=_one_line(metadata.description),
        fetched=page.fetched,
        sha256=page.sha256,
        section=_one_line(metadata.section),
        licence=_one_line(metadata.licence),
        free=metadata.free,
    )


def _clean(text: str, title: str, context: Context) -> Cleaned:
    return clean(
        text,
        title=title,
        site_lines=context.site_lines,
        protect=context.protect,
        rules=context.rules,
    )


def _address(url: str, canonical: str) -> str:
    """The copy's public address.

    A host without a name (a mirror, a test server, a saved page) lends a page no identity: there
    the page is known by the address that it gives itself.
    """
    host = urlsplit(url).hostname or ""
    named = host and host != "localhost" and not _NUMERIC.fullmatch(host)
    return canonical if canonical and not named and urlsplit(canonical).path.strip("/") else url


def _is_amp(tree: LexborHTMLParser) -> bool:
    """Whether a page is the light variant of another one; the AMP standard asks for the mark."""
    root = tree.root
    return root is not None and not {"amp", "⚡", "amp4ads"}.isdisjoint(root.attributes)


def _full_address(url: str, metadata: Metadata) -> str:
    """The address of the page that an AMP page stands for, where that is on the same site."""
    canonical = metadata.canonical_url
    here, there = site_of(url), site_of(canonical)
    related = here == there or here.endswith(f".{there}") or there.endswith(f".{here}")
    return canonical if canonical and related and urlsplit(canonical).path.strip("/") else url


def _one_line(text: str) -> str:
    """Metadata as it is filed and printed: normalised, on one line."""
    if text.isascii() and text.isprintable():  # has nothing but spaces to normalise
        return " ".join(text.split())
    return " ".join(normalize(text).split())


def _agency(tag: str) -> str:
    """The agency of a dateline tag: its usual name, or the tag itself where we do not know it."""
    return agency_named(tag) or tag


def _headline(text: str) -> str:
    """The headline of a plain text: a first line that is no sentence, right above one that is."""
    first, _, rest = text.partition("\n\n")
    following = rest.partition("\n\n")[0]
    if not first or is_prose(first) or len(first) > _LONGEST_HEADLINE or first[-1] in ".,;:":
        return ""
    return first if is_prose(following) else ""


def is_markup(page: Page, text: str) -> bool:
    """Whether a page is HTML: by how it begins, or by its tags unless it is labelled as text."""
    if _MARKUP.match(text[:_SNIFFED]):
        return True
    return page.content_type != "text/plain" and "<" in text[:_SNIFFED] and bool(_TAG.search(text))


_NUMERIC = re.compile(r"[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*", re.IGNORECASE)
_LONGEST_HEADLINE = 200  # characters
_SNIFFED = 4096
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:p|div|article|h1|span|br|a)\b[^>]{0,200}>", re.IGNORECASE)
_LINK = re.compile(r"<([^<>\s]{1,2000})>\s*;[^,]*\brel=\"?canonical\b")
