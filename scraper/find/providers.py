"""What outside indexes are asked, and how their answers and refusals read. Pure.

GDELT DOC 2.0 and Google News are services of others: optional, rate-limited, and free to refuse.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from scraper.find.candidates import key_words
from scraper.find.feeds import clean_link, plain_title, read_feed
from scraper.model import Link, Miss, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from scraper.model import Page

__all__ = ["GDELT", "GOOGLE_NEWS", "Provider", "cc_news_paths"]


@dataclass(frozen=True, slots=True)
class Provider:
    """An index of news. `ask` makes the URL for a title and a time span, `read` takes the answer.

    `delay` is the least number of seconds between two questions that the service asks for;
    `name` names it in messages.
    """

    name: str
    delay: float
    ask: Callable[[str, datetime, datetime], str]
    read: Callable[[Page], tuple[Link, ...] | Miss]


def cc_news_paths(start: datetime, end: datetime) -> tuple[str, ...]:
    """The lists of Common Crawl's news archives (WARC), one per month from `start` to `end`."""
    months = []
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        months.append(
            f"https://data.commoncrawl.org/crawl-data/CC-NEWS/{year}/{month:02}/warc.paths.gz"
        )
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 - months
    return tuple(months)


def _gdelt_url(title: str, start: datetime, end: datetime) -> str:
    """GDELT wants 3 letters or more per word, UTC times, and serves the last three months."""
    words = [word for word in key_words(title, most=6) if len(word) >= 3]  # noqa: PLR2004 - its rule
    return "https://api.gdeltproject.org/api/v2/doc/doc?" + urlencode(
        {
            "query": " ".join(words),
            "mode": "ArtList",
            "format": "json",
            "maxrecords": "250",
            "sort": "DateDesc",
            "startdatetime": start.astimezone(UTC).strftime("%Y%m%d%H%M%S"),
            "enddatetime": end.astimezone(UTC).strftime("%Y%m%d%H%M%S"),
        }
    )


def _gdelt_links(page: Page) -> tuple[Link, ...] | Miss:
    """Refusals come as a sentence with status 200; it is passed on as it stands."""
    text = page.body.decode("utf-8", "replace").strip()
    if not text.startswith("{"):
        return Miss(page.url, Reason.RETRY_LATER, f"GDELT refuses: {plain_title(text)[:160]}")
    try:
        articles = json.loads(text, strict=False).get("articles", [])
    except (ValueError, RecursionError) as error:
        return Miss(page.url, Reason.DECODE, f"GDELT's answer is broken JSON: {error}"[:200])
    links = []
    for article in articles if isinstance(articles, list) else []:
        if isinstance(article, dict) and (url := clean_link(str(article.get("url", "")))):
            seen = _compact_date(str(article.get("seendate", "")))
            links.append(Link(url, page.url, plain_title(str(article.get("title", ""))), seen))
    return tuple(links)


def _compact_date(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _google_url(title: str, start: datetime, end: datetime) -> str:
    """Google News RSS; its `before:` excludes the day itself."""
    after, before = start.astimezone(UTC).date(), end.astimezone(UTC).date() + timedelta(days=1)
    query = f"{' '.join(key_words(title))} after:{after} before:{before}"
    return "https://news.google.com/rss/search?" + urlencode(
        {"q": query, "hl": "en-US", "gl": "US", "ceid": "US:en"}
    )


def _google_links(page: Page) -> tuple[Link, ...] | Miss:
    """Its links are Google's own and lead to the article only in a browser.

    So they serve to learn who printed the story: a title, a time, and, after the last dash, the
    outlet's name.
    """
    feed = read_feed(page)
    if isinstance(feed, Miss):
        return Miss(page.url, Reason.RETRY_LATER, f"Google News refuses: {feed.detail}")
    return feed.links


GDELT = Provider("GDELT DOC 2.0", 5.0, _gdelt_url, _gdelt_links)
GOOGLE_NEWS = Provider("Google News", 10.0, _google_url, _google_links)
