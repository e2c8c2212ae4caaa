"""Copies are fetched and read as a crawl would, in the order asked for, and nothing is filed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.fetch import Fetcher
from scraper.local import page_in
from scraper.model import Link, Miss
from scraper.read import Context, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners import Rule
    from scraper.model import Article, Page
    from scraper.settings import FetchSettings

__all__ = ["copies_of"]


async def copies_of(
    places: Sequence[Link | Path], settings: FetchSettings, *, rules: Sequence[Rule]
) -> list[Article | Miss]:
    """The article at each link or in each file, in the same order, or why there is none."""
    found: dict[Link | Path, Article | Miss] = {}
    context = Context(rules=rules)
    for place in places:
        if isinstance(place, Path):
            found[place] = _read(page_in(place), context)
    links = [place for place in dict.fromkeys(places) if isinstance(place, Link)]
    if links:
        async with Fetcher(settings) as fetcher:
            async for link, page in fetcher.stream(links):
                found[link] = await asyncio.to_thread(_read, page, context)
    return [found[place] for place in places]


def _read(page: Page | Miss, context: Context) -> Article | Miss:
    return page if isinstance(page, Miss) else read(page, context)
