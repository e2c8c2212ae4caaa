"""One copy, one id: the same copy always gets the same id, two copies never share one."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.model import site_of
from scraper.store.encode import stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from scraper.model import Article


def own_canonical(article: Article) -> str:
    """The canonical URL if it can name this copy, else an empty string.

    A syndicated copy names another outlet's page as canonical, and a careless site its home page
    on every article: either would file different copies as one.
    """
    canonical, site = article.canonical_url, site_of(article.canonical_url)
    if not site or urlsplit(canonical).path in {"", "/"}:
        return ""
    home = site_of(article.url)
    related = not home or site == home or site.endswith("." + home) or home.endswith("." + site)
    return canonical if related else ""


def names(article: Article) -> tuple[str, ...]:
    """What may name this storable copy, best first: canonical URL, URL or path, page, text."""
    candidates = (
        own_canonical(article),
        article.url,
        f"sha256:{article.sha256}" if article.sha256 else "",
        f"text:{hashlib.sha256(article.body.original.encode()).hexdigest()}",
    )
    return tuple(name for name in candidates if name)


def short_id(name: str, taken: Callable[[str], bool]) -> str:
    """Twelve hexadecimal digits of the name's SHA-256, more where another record has those.

    At 100,000 records two share 48 bits with a probability of 2 in 100,000.
    """
    digest = hashlib.sha256(name.encode()).hexdigest()
    return next(
        (digest[:size] for size in range(_DIGITS, len(digest)) if not taken(digest[:size])), digest
    )


def digest_of(article: Article) -> str:
    """The identity of what a reader of the record sees; two equal digests need no new filing.

    The raw page and the time of fetching are left out: adverts change with every fetch. So is the
    confidence, which moves with the page around the story.
    """
    body = article.body
    seen = (
        (article.title, article.byline, article.agency, article.language, article.description),
        (stamp(article.published), stamp(article.modified), article.canonical_url, article.site),
        body.original,
        [(cut.start, cut.end, cut.rule, cut.kind, cut.value) for cut in body.removals],
        [(note.start, note.end, note.rule, note.kind, note.value) for note in body.notes],
        body.flags,
        (article.section, article.licence, article.free, article.captions),
        (article.reader, article.reader_why),
    )
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


_DIGITS = 12
