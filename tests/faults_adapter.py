"""Runs our fetching against one case of an outside fault server and prints one RESULT line.

python -m tests.faults_adapter URL [URL]          one case, as its runner calls it
python -m tests.faults_adapter robots ORIGIN      may /page/ of the origin be asked for?
python -m tests.faults_adapter sitemap ORIGIN     which pages do the origin's sitemaps list?
"""

from __future__ import annotations

import asyncio
import json
import sys

from scraper import read
from scraper.fetch import FEED, PAGE, SITEMAP, Fetcher
from scraper.find import SitemapWalk, read_feed
from scraper.model import Link, Miss, Page, Reason
from scraper.settings import FetchSettings

# The server is "the site" at these two addresses; every other loopback address is internal.
SETTINGS = FetchSettings(delay=0, allow_internal=("127.0.0.1", "::1"))


async def case(urls: list[str]) -> dict[str, object]:
    async with Fetcher(SETTINGS) as fetcher:
        feed = "/feed-" in urls[0]
        outcomes = [await fetcher.fetch(Link(url), want=FEED if feed else PAGE) for url in urls]
    outcome = outcomes[-1]
    if isinstance(outcome, Miss):
        return missed(outcome)
    if feed:
        found = read_feed(outcome)
        if isinstance(found, Miss):
            return missed(found)
        return took("\n".join(f"{link.url} {link.title}" for link in found.links), len(found.links))
    texts = []
    for article in (read(page) for page in outcomes if isinstance(page, Page)):
        if isinstance(article, Miss):
            return missed(article, reason=COARSER.get(article.reason, ""))
        texts.append(f"{article.title}\n{article.text}")
    return took("\n".join(texts))


async def robots(origin: str) -> dict[str, object]:
    async with Fetcher(SETTINGS) as fetcher:
        outcome = await fetcher.fetch(Link(f"{origin}/page/"))
    return missed(outcome) if isinstance(outcome, Miss) else took("")


async def sitemap(origin: str) -> dict[str, object]:
    async with Fetcher(SETTINGS) as fetcher:
        walk = SitemapWalk(await fetcher.sitemaps(origin) or (f"{origin}/sitemap.xml",))
        links: list[Link] = []
        while (asked := walk.next()) is not None:
            links += walk.take(asked, await fetcher.fetch(asked, want=SITEMAP))
    return took("\n".join(link.url for link in links), len(links))


def missed(miss: Miss, *, reason: str = "") -> dict[str, object]:
    return {
        "outcome": "miss",
        "reason": reason or str(miss.reason),
        "status": miss.status,
        "err": miss.detail,
    }


# The runner knows one reason for a page with bytes but no article where we tell five apart; what it
# calls empty is an answer without bytes.
COARSER = dict.fromkeys(
    (Reason.ERROR_PAGE, Reason.BOT_WALL, Reason.PAYWALL, Reason.CONSENT_WALL, Reason.EMPTY),
    "not_article",
)


def took(text: str, count: int = 0) -> dict[str, object]:
    return {"outcome": "ok", "reason": "", "text": text, "text_len": len(text), "n": count}


def main(arguments: list[str]) -> None:
    if arguments[0] in {"robots", "sitemap"}:
        work = robots if arguments[0] == "robots" else sitemap
        result = asyncio.run(work(arguments[1]))
    else:
        result = asyncio.run(case(arguments))
    print("RESULT " + json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])
