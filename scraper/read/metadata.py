"""What a page says about its article, each value from the witness that is most often right.

Witnesses are JSON-LD, `meta` elements, microdata and the visible page. Their order was measured
on pages with known values; a witness that contradicts itself (a site's name as a person) is
passed over. Absent values are empty, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from scraper.model import site_of
from scraper.read.agencies import agency_in_credit, agency_named
from scraper.read.bylines import split_byline, unique_names
from scraper.read.dates import parse_date, parse_url_date
from scraper.read.jsonld import find_article
from scraper.read.titles import choose_title
from scraper.read.witnesses import Witnesses

if TYPE_CHECKING:
    from datetime import datetime

    from selectolax.lexbor import LexborHTMLParser

    from scraper.read.jsonld import ArticleNode

__all__ = ["Metadata", "read_metadata"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts about an article.

    `byline` has one name per entry. `published` and `modified` are aware; a date that the page
    gives without a zone is UTC, one without a time is midnight. `language` is an ISO 639-1 code,
    `agency` the usual name of a news agency, `free` what `isAccessibleForFree` says, `licence` what
    the page names as its licence, a URL where there is one. `article_body` is JSON-LD's copy of the
    text, a witness and not the truth: one in five is cut short.
    """

    title: str = ""
    byline: tuple[str, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    language: str = ""
    canonical_url: str = ""
    site: str = ""
    agency: str = ""
    description: str = ""
    section: str = ""
    licence: str = ""
    free: bool | None = None
    article_body: str = ""


def read_metadata(tree: LexborHTMLParser, *, url: str) -> Metadata:
    """The metadata of a parsed page; `url` is where the page came from, or empty."""
    page = Witnesses.of(tree)
    canonical = _canonical(page, url)
    node = find_article(page.blocks, url=canonical or url)
    site = page.meta("og:site_name", "application-name") or site_of(canonical or url)
    body = node.body()
    credited = _credited(page, node)
    return Metadata(
        title=choose_title(
            headings=page.headings,
            headline=node.text("headline", "name"),
            is_news=node.is_news(),
            shared=page.meta("og:title", "twitter:title", "dc.title", "parsely-title"),
            document=page.title,
            site=site,
        ),
        byline=_byline(page, node, site),
        published=_published(page, node, url),
        modified=_first_date(
            node.text("dateModified"),
            page.meta("article:modified_time", "og:updated_time", "last-modified"),
            page.prop("dateModified"),
        ),
        language=_language(page, node),
        canonical_url=canonical,
        site=site,
        agency=next(filter(None, map(agency_named, credited)), "")
        or agency_in_credit(body)
        or agency_in_credit(page.meta("og:description", "description")),
        description=page.meta("og:description", "description", "twitter:description")
        or node.text("description"),
        section=node.text("articleSection") or page.meta("article:section", "parsely-section"),
        licence=node.text("license") or page.link("license") or page.meta(*LICENCE_NAMES),
        free=_free(page, node),
        article_body=body,
    )


def _byline(page: Witnesses, node: ArticleNode, site: str) -> tuple[str, ...]:
    """The names of the first witness that names someone other than the site itself.

    Where only the site is named, the site wrote it; the weakest witness, a class with `author` in
    it, does not overrule that.
    """
    own = {site.casefold(), site_of(page.link("canonical")).casefold()}
    stated = [
        [name for key in ("author", "creator") for name in node.names(key)],
        page.all_meta("author") or page.all_meta("parsely-author") or page.all_meta("dc.creator"),
        page.all_meta("article:author"),
        page.all_meta("sailthru.author") or page.all_meta("byl"),
        page.props.get("author", []),
    ]
    after_site: tuple[str, ...] = ()
    for texts in stated:
        found = unique_names(n for text in texts[:30] for n in split_byline(text, stated=True))
        if any(name.casefold() not in own for name in found):
            return tuple(name for name in found if name.casefold() not in own)
        after_site = after_site or found
    for texts in page.authors[: -1 if after_site else None]:
        for text in texts[:5]:
            found = split_byline(text)
            if any(name.casefold() not in own for name in found):
                return found
    return after_site


def _published(page: Witnesses, node: ArticleNode, url: str) -> datetime | None:
    return _first_date(
        node.text("datePublished"),
        page.meta("article:published_time", "og:article:published_time"),
        page.meta(*PUBLISHED_NAMES),
        page.prop("datePublished"),
        node.text("dateCreated", "uploadDate"),
        *page.times[:3],
    ) or parse_url_date(page.link("canonical") or url)


def _free(page: Witnesses, node: ArticleNode) -> bool | None:
    """`isAccessibleForFree`, or what Facebook's `content_tier` says: free, locked or metered."""
    stated = node.is_free()
    tier = page.meta("article:content_tier").lower()
    return {"free": True, "locked": False}.get(tier) if stated is None else stated


def _first_date(*texts: str) -> datetime | None:
    return next((found for text in texts if text and (found := parse_date(text))), None)


def _credited(page: Witnesses, node: ArticleNode) -> list[str]:
    """Names that may be an agency's: stated sources first, then authors and publishers."""
    keys = ("sourceOrganization", "author", "creator", "contributor", "provider", "publisher")
    names = [name for key in keys for name in node.names(key)]
    for meta in ("source", "news_agency", "article:author", "author", "dc.source", "copyright"):
        names += [part for text in page.all_meta(meta) for part in re.split(r"[,;/&|]", text)]
    names += [part for texts in page.authors for text in texts[:3] for part in split_byline(text)]
    return names


def _language(page: Witnesses, node: ArticleNode) -> str:
    for text in (
        page.lang,
        node.text("inLanguage"),
        page.meta("og:locale", "content-language", "dc.language", "language"),
    ):
        if found := LANGUAGE.match(text.strip()):
            return found[1].lower()
    return ""


def _canonical(page: Witnesses, url: str) -> str:
    for address in (page.link("canonical"), page.meta("og:url")):
        try:
            whole = urljoin(url, address.strip()) if address else ""
            if urlsplit(whole).scheme in {"http", "https"} and urlsplit(whole).hostname:
                return whole
        except ValueError:
            continue
    return ""


PUBLISHED_NAMES = (
    "datepublished", "date", "publishdate", "publish-date", "pubdate", "dc.date.issued", "dc.date",
    "dcterms.date", "dcterms.created", "sailthru.date", "parsely-pub-date", "article.published",
    "published_time", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "last-published",
    "article:published", "publication_date", "originalpublicationdate", "rnews:datepublished",
)  # fmt: skip
LICENCE_NAMES = ("dcterms.license", "dc.license", "license", "licence")
LANGUAGE = re.compile(r"([A-Za-z]{2})(?:$|[-_])")
