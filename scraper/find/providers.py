"""What outside indexes are asked, and how their answers and refusals read. Pure.

GDELT DOC 2.0 and Google News are services of others: optional, rate-limited, and free to refuse.
Their parameters, limits and refusals were taken from GDELT's announcement of the API and from what
users of both report; nothing here was tried against the services themselves.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode
from binascii import Error as Base64Error
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from scraper.find.candidates import key_words
from scraper.find.dates import read_date
from scraper.find.feeds import clean_link, plain_title, read_feed
from scraper.find.xml import elements, local_name, text_of
from scraper.model import Link, Miss, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml import etree

    from scraper.model import Page

__all__ = ["GDELT", "GOOGLE_NEWS", "Leads", "Provider"]


@dataclass(frozen=True, slots=True)
class Leads:
    """What an index knows: articles, and outlets that printed one whose address it keeps to itself.

    An outlet's link is its home page, with the title and the time of what it printed.
    """

    links: tuple[Link, ...] = ()
    outlets: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Provider:
    """An index of news at the address `home`, which people call `name`.

    `ask` gives the parameters for a title and a time span, `read` takes the answer. `delay` is the
    least number of seconds between two questions that the service asks for.
    """

    name: str
    home: str
    delay: float
    ask: Callable[[str, datetime, datetime], Mapping[str, str]]
    read: Callable[[Page], Leads | Miss]

    def url(self, title: str, start: datetime, end: datetime) -> str:
        """The question as a URL."""
        return f"{self.home}?{urlencode(self.ask(title, start, end))}"

    def answer(self, page: Page | Miss) -> Leads | Miss:
        """What came of the question; refusals are told in the name of the provider."""
        found = page if isinstance(page, Miss) else self.read(page)
        if not isinstance(found, Miss):
            return found
        said = f"{self.name} refuses: {found.detail}"
        return Miss(found.url, found.reason, said, found.status, found.retry_at)


def _gdelt_question(title: str, start: datetime, end: datetime) -> dict[str, str]:
    """Words of 3 letters or more, all of which an article must hold; times in UTC.

    At most 250 records are served, of the last three months; a question of more than about 250
    characters is refused.
    """
    words = [word for word in map(_without_apostrophe, key_words(title, most=6)) if len(word) > 2]  # noqa: PLR2004 - its rule
    return {
        "query": " ".join(words)[:_LONGEST_QUESTION],
        "mode": "ArtList",
        "format": "json",
        "maxrecords": "250",
        "sort": "DateDesc",
        "startdatetime": start.astimezone(UTC).strftime("%Y%m%d%H%M%S"),
        "enddatetime": end.astimezone(UTC).strftime("%Y%m%d%H%M%S"),
    }


def _gdelt_leads(page: Page) -> Leads | Miss:
    """A refusal comes as a sentence, often with status 200; it is passed on as it stands."""
    text = page.body.decode("utf-8", "replace").strip()
    if not text.startswith("{"):
        later = "limit requests" in text.lower()
        reason = Reason.RETRY_LATER if later else Reason.PROTOCOL
        return Miss(page.url, reason, plain_title(text)[:160] or "an empty answer")
    try:
        articles = json.loads(text, strict=False).get("articles", [])
    except (ValueError, RecursionError) as error:
        return Miss(page.url, Reason.DECODE, f"broken JSON: {error}"[:160])
    links = []
    for article in articles if isinstance(articles, list) else []:
        if isinstance(article, dict) and (url := clean_link(str(article.get("url", "")))):
            seen = _compact_date(str(article.get("seendate", "")))
            links.append(Link(url, page.url, plain_title(str(article.get("title", ""))), seen))
    return Leads(tuple(links))


def _compact_date(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _without_apostrophe(word: str) -> str:
    return re.split("['’]", word)[0]


def _google_question(title: str, start: datetime, end: datetime) -> dict[str, str]:
    """Its `before:` excludes the day itself; `hl`, `gl` and `ceid` choose an edition together."""
    after, before = start.astimezone(UTC).date(), end.astimezone(UTC).date() + timedelta(days=1)
    query = f"{' '.join(key_words(title))} after:{after} before:{before}"
    return {"q": query, "hl": "en-US", "gl": "US", "ceid": "US:en"}


def _google_leads(page: Page) -> Leads | Miss:
    """A feed whose links are Google's own; the article's address is in some of them, in base64.

    From the others one learns the outlet: its name after the title's last dash, its address in
    `source`.
    """
    feed = read_feed(page)
    if isinstance(feed, Miss):
        return Miss(page.url, Reason.RETRY_LATER, feed.detail)
    links, outlets = [], []
    for item in elements(page.body, {"item"}):
        parts = {local_name(child): child for child in item}
        name = text_of(parts.get("source"))
        title = plain_title(text_of(parts.get("title"))).removesuffix(f" - {name}")
        date = read_date(text_of(parts.get("pubdate")))
        if url := _inner_url(text_of(parts.get("link"))):
            links.append(Link(url, page.url, title, date))
        elif home := clean_link(_address(parts.get("source"))):
            outlets.append(Link(home, page.url, title, date))
    return Leads(tuple(links), tuple(outlets))


def _address(source: etree._Element | None) -> str:
    return "" if source is None else source.get("url", "")


def _inner_url(link: str) -> str:
    """The address inside one of Google's older links: a length, then so many characters."""
    token = urlsplit(link).path.rpartition("/")[2]
    try:
        data = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (Base64Error, ValueError):
        return ""
    match = _INNER.search(data)
    return clean_link(match[0].decode("ascii")) if match else ""


_LONGEST_QUESTION = 250
_INNER = re.compile(rb"https?://[\x21-\x7e]{4,}")

GDELT = Provider(
    "GDELT DOC 2.0",
    "https://api.gdeltproject.org/api/v2/doc/doc",
    5.0,
    _gdelt_question,
    _gdelt_leads,
)
GOOGLE_NEWS = Provider(
    "Google News",
    "https://news.google.com/rss/search",
    10.0,
    _google_question,
    _google_leads,
)
