"""`copydesk find`: other copies of a story, by title and time, kept only if they are copies."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.cli.crawl import Form, exit_code, report
from scraper.cli.inputs import Inputs, sources_of
from scraper.cli.options import add_settings, settings_from
from scraper.cli.own_rules import rules_of
from scraper.cli.progress import Progress
from scraper.cli.times import count
from scraper.config import read_desk
from scraper.find import GDELT, GOOGLE_NEWS
from scraper.finding import Search, find_copies
from scraper.local import files_in
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
    command.add_argument("--sources", type=Path, metavar="desk.toml", help="look in the sources "
                         "of this file, with its settings unless -c names others")  # fmt: skip
    command.add_argument("--archive", action="append", default=[], metavar="FILE", help="look in "
                         "this web archive (WARC), too; see copydesk cc-news")  # fmt: skip
    command.add_argument("--gdelt", action="store_true", help="ask GDELT DOC 2.0, too")
    command.add_argument("--google-news", action="store_true", help="ask Google News, too, "
                         "and look at the outlets that it names")  # fmt: skip
    command.add_argument("--limit", type=count, default=20, metavar="N",
                         help="fetch at most so many candidates (default: 20)")  # fmt: skip
    add_settings(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Find, file and report."""
    sources = sources_of(options.source)
    if options.sources:
        sources += read_desk(options.sources).sources
        options.config = options.config or options.sources
    archives = [file for name in options.archive for file in files_in(Path(name))]
    named = [Link(each.url) for each in sources]
    if "://" in options.story:
        named.append(Link(options.story))
    settings = settings_from(options, named)
    providers = [(options.gdelt, GDELT), (options.google_news, GOOGLE_NEWS)]
    search = Search(
        options.story,
        sources,
        tuple(each for on, each in providers if on),
        Inputs(files=tuple(archives)).pages() if archives else (),
        options.limit,
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
