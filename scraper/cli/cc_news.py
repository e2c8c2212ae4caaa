"""`copydesk cc-news`: where the news of some days lie in Common Crawl's archives."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scraper.cli.options import add_fetching, settings_from
from scraper.cli.summary import print_misses
from scraper.cli.talk import say
from scraper.cli.times import since
from scraper.fetch import SITEMAP, Fetcher
from scraper.find import COMMON_CRAWL, archives_of, cc_news_paths
from scraper.model import Link, Miss, now

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from scraper.settings import FetchSettings

__all__ = ["register"]

NOTHING_USABLE = 65


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "cc-news",
        help="list Common Crawl's news archives of some days",
        description="Print the URLs of the archives (WARC, about 1 GB each) in which Common Crawl "
        "keeps the news of a span of time. Download what you need, then: copydesk crawl "
        "FILE.warc.gz, or copydesk find TEXT --archive FILE.warc.gz",
    )
    command.add_argument("--since", type=since, required=True, metavar="TIME",
                         help="first day or time: 2026-03-04, 36h, 7d")  # fmt: skip
    command.add_argument("--until", type=since, metavar="TIME", help="last one (default: now)")
    command.add_argument("--mirror", default=COMMON_CRAWL, metavar="URL",
                         help=f"where the archives lie (default: {COMMON_CRAWL})")  # fmt: skip
    add_fetching(command)
    command.set_defaults(run=run, config=None, store=None, refresh=False)


def run(options: argparse.Namespace) -> int:
    """Print one URL a line; 1 where a month's list is missing, 65 where all are."""
    home = options.mirror.rstrip("/") + "/"
    end = options.until or now()
    settings = settings_from(options, [Link(home)])
    found, misses = asyncio.run(_look(options.since, end, home, settings.fetch))
    for url in found:
        print(url)
    print_misses(misses)
    if not found:
        say("no archive of that time")
        return NOTHING_USABLE
    return 1 if misses else 0


async def _look(
    start: datetime, end: datetime, home: str, settings: FetchSettings
) -> tuple[list[str], list[Miss]]:
    found: list[str] = []
    misses: list[Miss] = []
    async with Fetcher(settings) as fetcher:
        for url in cc_news_paths(start, end, home=home):
            page = await fetcher.fetch(Link(url), want=SITEMAP)
            files = page if isinstance(page, Miss) else archives_of(page, start, end, home=home)
            if isinstance(files, Miss):
                misses.append(files)
            else:
                found += files
    return found, misses
