"""Where copies of a story may be: sources and indexes are asked, nothing is judged.

sources ─→ links ───────────────────────────────────────────────────────┐
indexes ─┬─→ links ─────────────────────────────────────────────────────┼─→ links
         └─→ outlets whose titles fit ─→ their feeds and news sitemaps ─┘
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.fetch import FEED
from scraper.find import candidates
from scraper.model import Link, Miss, Source, now
from scraper.visiting import visit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from scraper.fetch import Fetcher
    from scraper.find import Provider

__all__ = ["WINDOW", "leads"]

WINDOW = timedelta(days=7)  # copies of a wire story appear within days, rewrites within a week
MOST_OUTLETS = 10  # that are looked at because an index says that they printed the story


async def leads(
    title: str,
    when: datetime | None,
    sources: Sequence[Source],
    providers: Sequence[Provider],
    fetcher: Fetcher,
) -> tuple[list[Link], list[Miss]]:
    """What sources list and indexes know around a time, and which of them did not answer.

    Without a time, indexes are asked for the weeks around now.
    """
    since = when - WINDOW if when else None
    middle = when or now()
    links: list[Link] = []
    misses: list[Miss] = []
    outlets: list[Link] = []
    for provider in providers:
        url = provider.url(title, middle - WINDOW, middle + WINDOW)
        fetcher.slow_to(url, provider.delay)
        found = provider.answer(await fetcher.fetch(Link(url), want=FEED))
        if isinstance(found, Miss):
            misses.append(found)
        else:
            links += found.links
            outlets += found.outlets
    likely = candidates(title, when, outlets, window=WINDOW)
    homes = list(dict.fromkeys(each.link.url for each in likely))[:MOST_OUTLETS]
    for source in (*sources, *(Source(home, "site") for home in homes)):
        visited = await visit(source, fetcher, since=since)
        links += visited.links
        misses += [visited.miss] if visited.miss else []
    return links, misses
