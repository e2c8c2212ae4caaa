"""`copydesk find`: other copies of a story, by title and time, kept only if they are copies."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scraper.cli.crawl import (
    Form,
    add_settings,
    exit_code,
    report,
    settings_from,
    sources_of,
)
from scraper.cli.own_rules import rules_of
from scraper.cli.progress import Progress
from scraper.cli.times import count
from scraper.find import GDELT, GOOGLE_NEWS
from scraper.finding import Search, find_copies
from scraper.model import Link, now
from scraper.store import Store, hold

if TYPE_CHECKING:
    import argparse

__all__ = ["register"]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "find",
        description="Look for other copies of a story, in the sources named or else in those that "
        "the store knows; fetch the links whose titles and times fit, and file those that are "
        "copies. Pages that a copy names as its origin are followed.",
    )
    command.add_argument("story", metavar="URL|TEXT",
                         help="an article's URL, a headline, or a passage of 40 words")  # fmt: skip
    command.add_argument("--source", action="append", default=[], metavar="URL",
                         help="a feed, a sitemap, or a site to look in")  # fmt: skip
    command.add_argument("--gdelt", action="store_true", help="ask GDELT DOC 2.0, too")
    command.add_argument("--google-news", action="store_true", help="ask Google News, too; its "
                         "links lead to Google, not to every article")  # fmt: skip
    command.add_argument("--limit", type=count, default=20, metavar="N",
                         help="fetch at most so many candidates (default: 20)")  # fmt: skip
    add_settings(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Find, file and report."""
    sources = sources_of(options.source)
    named = [Link(each.url) for each in sources]
    if "://" in options.story:
        named.append(Link(options.story))
    settings = settings_from(options, named)
    providers = [(options.gdelt, GDELT), (options.google_news, GOOGLE_NEWS)]
    search = Search(
        options.story, sources, tuple(each for on, each in providers if on), options.limit
    )
    with Store(settings.store) as store, hold(settings.store, at=now(), doing="find"):
        with Progress(options.limit, quiet=options.quiet) as progress:
            summary = asyncio.run(
                find_copies(
                    search, store=store, settings=settings, watcher=progress,
                    rules=rules_of(options),
                )
            )  # fmt: skip
        form = Form.NDJSON if options.ndjson else Form.FITTING
        report(store, summary, quiet=options.quiet, form=form)
    return exit_code(summary)
