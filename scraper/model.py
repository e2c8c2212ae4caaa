"""What travels down the line, one frozen type per stage; a failure travels as a `Miss`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaners.model import Cleaned


class Reason(StrEnum):
    """Why a URL gave no article. Stored, counted, printed; `retry` selects by it."""

    TIMEOUT = "timeout"
    CONNECT = "connect"
    DNS = "dns"
    TLS = "tls"
    PROTOCOL = "protocol"
    TRUNCATED = "truncated"
    DECODE = "decode"
    REDIRECT = "redirect"
    TOO_LARGE = "too_large"
    HTTP_STATUS = "http_status"
    RETRY_LATER = "retry_later"
    BLOCKED = "blocked"
    ROBOTS = "robots"
    WRONG_TYPE = "wrong_type"
    ERROR_PAGE = "error_page"
    CONSENT_WALL = "consent_wall"
    BOT_WALL = "bot_wall"
    PAYWALL = "paywall"
    NOT_ARTICLE = "not_article"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Link:
    """A place where a copy may be. `found_in` is the feed, sitemap or list that named it."""

    url: str
    found_in: str = ""
    title: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A place that names links, visited again and again.

    `kind` is `feed`, `sitemap` or `site` (a home page or a whole site), or empty: then the answer
    says what it is. `name` is what the operator calls it. Of one that is not `whole` only copies of
    watched stories are wanted.
    """

    url: str
    kind: str = ""
    name: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One answer as it came: bytes and headers, nothing decoded, nothing judged.

    `url` is where the bytes came from after redirects, `requested` what was asked for. Header
    names are lower case. `fetched` is an aware time, or None where nobody fetched anything. `sent`
    are the headers of the last request, without what is secret or of one visit only.
    """

    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    requested: str = ""
    fetched: datetime | None = None
    sent: Mapping[str, str] = field(default_factory=dict, compare=False)

    @classmethod
    def from_html(
        cls, html: str | bytes, *, url: str = "", fetched: datetime | None = None
    ) -> Self:
        """A page from markup at hand. A `str` is taken as already decoded."""
        if isinstance(html, str):
            headers = {"content-type": "text/html; charset=utf-8"}
            return cls(
                url, html.encode("utf-8", "replace"), headers, requested=url, fetched=fetched
            )
        return cls(url, html, {"content-type": "text/html"}, requested=url, fetched=fetched)

    @classmethod
    def from_text(
        cls, text: str | bytes, *, url: str = "", fetched: datetime | None = None
    ) -> Self:
        """A page from plain text at hand: a dump, a file, another tool's output."""
        headers = {
            "content-type": "text/plain; charset=utf-8" if isinstance(text, str) else "text/plain"
        }
        body = text.encode("utf-8", "replace") if isinstance(text, str) else text
        return cls(url, body, headers, requested=url, fetched=fetched)

    @property
    def content_type(self) -> str:
        """The media type alone, lower case, or an empty string where none was given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def sha256(self) -> str:
        """The hexadecimal SHA-256 of the body: the identity of what was read."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Miss:
    """A URL that gave no article, and why. `retry_at` is set where the site said when to return."""

    url: str
    reason: Reason
    detail: str = ""
    status: int | None = None
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One copy, read and cleaned.

    `byline` holds one person per entry; `published` and `modified` are aware times; `language` is
    an ISO 639-1 code or empty; `agency` is the news agency's usual name or empty. `section` and
    `licence` are the page's own words (a licence is mostly a URL), `free` is what it says of
    `isAccessibleForFree`, `captions` are those of its pictures, which are not in the body.
    `reader` says which extractor gave the body (`blocks`, `trafilatura`, `json-ld`, `noscript` or
    `text`), `reader_why` why another than the usual one was believed, and `confidence` (0 to 1) how
    sure the body is; None where nobody judged it.
    """

    url: str
    body: Cleaned
    title: str = ""
    canonical_url: str = ""
    site: str = ""
    byline: tuple[str, ...] = ()
    agency: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    language: str = ""
    description: str = ""
    fetched: datetime | None = None
    sha256: str = ""
    reader: str = ""
    reader_why: str = ""
    confidence: float | None = None
    section: str = ""
    licence: str = ""
    free: bool | None = None
    captions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The clean text of the body."""
        return self.body.text


@dataclass(frozen=True, slots=True)
class Copy:
    """An article in its place in a story; `similarity` (0 to 1) is what put it there."""

    id: str
    article: Article
    role: str = ""
    similarity: float = 1.0


@dataclass(frozen=True, slots=True)
class Story:
    """Copies that tell the same event. `canonical` is the copy to read, `why` the reason."""

    id: str
    copies: tuple[Copy, ...]
    canonical: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What is filed for one copy: the article, its story and where its text lies in the store."""

    copy: Copy
    story_id: str
    path: str


def site_of(url: str) -> str:
    """The host of a URL without `www.`, as people name a site; empty where there is none.

    >>> site_of("https://www.Daily.example/a")
    'daily.example'
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def now() -> datetime:
    """The aware UTC time, to the second. Only the shell calls it; the core is given times."""
    return datetime.now(UTC).replace(microsecond=0)
