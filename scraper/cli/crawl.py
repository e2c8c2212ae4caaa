"""`copydesk crawl`: URLs, sources, lists and files in; records in the store, and on a pipe."""

from __future__ import annotations

import asyncio
import sys
from enum import Enum
from typing import TYPE_CHECKING

from cleaners import RULES
from scraper.cli.dry_run import rehearse
from scraper.cli.inputs import Inputs, gather, sources_of
from scraper.cli.jobs import add_jobs, readers_for
from scraper.cli.options import add_settings, settings_from
from scraper.cli.own_rules import rules_of
from scraper.cli.progress import Progress
from scraper.cli.records import record_json
from scraper.cli.summary import print_misses, print_stories, print_totals
from scraper.cli.talk import say
from scraper.cli.times import count, duration, since
from scraper.model import Link, Reason, now
from scraper.pipeline import Limits, Visits, crawl
from scraper.store import Store, hold

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from cleaners import Rule
    from scraper.model import Miss
    from scraper.pipeline import Summary
    from scraper.settings import Settings

__all__ = ["Form", "exit_code", "is_unreached", "register", "report", "run_crawl"]

NOTHING_USABLE, NOTHING_REACHABLE = 65, 69
UNREACHED = frozenset({Reason.TIMEOUT, Reason.CONNECT, Reason.DNS, Reason.TLS, Reason.PROTOCOL})


class Form(Enum):
    """How records are shown on stdout; `FITTING` is a table on a terminal, else JSON lines."""

    FITTING = "fitting"
    TABLE = "table"
    NDJSON = "ndjson"


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "crawl",
        description="Fetch copies from URLs or read them from files, clean them, group them into "
        "stories and file one record per copy. On a pipe, the records are written to stdout as "
        "JSON lines.",
    )
    command.add_argument("input", nargs="*", metavar="URL|FILE|DIR|-",
                         help="what to read; - reads a list of URLs from stdin")  # fmt: skip
    command.add_argument("--source", action="append", default=[], metavar="URL",
                         help="a feed, a sitemap, or a site: fetch what it names")  # fmt: skip
    command.add_argument("--since", type=since, metavar="DATE|AGE", help="of the sources' links, "
                         "those not older: 2026-03-01, 12h, 7d")  # fmt: skip
    command.add_argument("--max-pages", type=count, metavar="N", help="fetch at most so many; the "
                         "rest waits for the next run")  # fmt: skip
    command.add_argument("--max-time", type=duration, metavar="AGE", help="stop fetching after so "
                         "long: 90s, 10m, 2h; the rest waits for the next run")  # fmt: skip
    command.add_argument("--dry-run", action="store_true", help="print what would be fetched; "
                         "fetch nothing but the sources, file nothing")  # fmt: skip
    command.add_argument("-i", "--input-file", action="append", default=[], metavar="FILE",
                         help="a list of URLs or files; # starts a comment")  # fmt: skip
    add_settings(command)
    add_jobs(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Crawl what the command line names, or what an earlier run left waiting."""
    sources = sources_of(options.source)
    named = bool(options.input or options.input_file)
    rest = not named and not sources and is_left(settings_from(options, ()).store)
    inputs = (
        gather(options.input, options.input_file) if named or not (sources or rest) else Inputs()
    )
    settings = settings_from(options, (*inputs.links, *(Link(each.url) for each in sources)))
    visits = Visits(sources, options.since, now=True)
    if options.dry_run:
        return rehearse(inputs, visits, settings)
    limits = Limits(options.max_pages, options.max_time, only_given=named and not sources)
    form = Form.NDJSON if options.ndjson else Form.FITTING
    return run_crawl(
        inputs,
        settings,
        quiet=options.quiet,
        form=form,
        rules=rules_of(options),
        limits=limits,
        visits=visits,
        jobs=options.jobs,
    )


def run_crawl(  # noqa: PLR0913 - what to read, how, and how to show it, all by name
    inputs: Inputs,
    settings: Settings,
    *,
    quiet: bool,
    form: Form = Form.FITTING,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    visits: Visits = Visits(),  # noqa: B008 - frozen
    rules: Sequence[Rule] = RULES,
    jobs: int | None = None,
) -> int:
    """Crawl, report, and say how it went as an exit code."""
    with Store(settings.store) as store, hold(settings.store, at=now(), doing="crawl"):
        total = len(inputs.links) + len(inputs.files)
        with readers_for(jobs, rules) as readers, Progress(total, quiet=quiet) as progress:
            summary = asyncio.run(
                crawl(
                    inputs.links,
                    inputs.pages(),
                    store=store,
                    settings=settings,
                    watcher=progress,
                    limits=limits,
                    visits=visits,
                    rules=rules,
                    readers=readers,
                )
            )
        report(store, summary, quiet=quiet, form=form)
    return 0 if is_idle(summary, visits) else exit_code(summary, bad=inputs.bad)


def is_idle(summary: Summary, visits: Visits) -> bool:
    """Whether sources had nothing new, which is no failure."""
    return bool(visits.sources) and not summary.records and not summary.misses


def report(store: Store, summary: Summary, *, quiet: bool, form: Form = Form.FITTING) -> None:
    """Records to a pipe, stories to a terminal, misses and totals to stderr."""
    ids = list(dict.fromkeys(summary.records))
    if form is Form.FITTING:
        form = Form.TABLE if sys.stdout.isatty() else Form.NDJSON
    if form is Form.NDJSON:
        for record_id in ids:
            record = store.record(record_id)
            if record is not None:
                print(record_json(record))
    elif not quiet:
        print_stories(store, ids)
    print_misses(summary.misses)
    if not quiet:
        print_totals(store, summary)
        if summary.waiting:
            say(f"{summary.waiting} waiting for the next run; copydesk crawl --store "
                f"{store.folder} goes on with them")  # fmt: skip


def exit_code(summary: Summary, *, bad: int = 0) -> int:
    """The documented exit code of a crawl that came to its end."""
    if not summary.records:
        if summary.misses and all(map(is_unreached, summary.misses)):
            return NOTHING_REACHABLE
        return NOTHING_USABLE
    return 1 if summary.misses or bad else 0


def is_left(store: Path) -> bool:
    """Whether an earlier run left links waiting in this store."""
    if not (store / "copydesk.db").is_file():
        return False
    with Store(store, read_only=True) as opened:
        return opened.totals().waiting > 0 or opened.frontier.unfinished() > 0


def is_unreached(miss: Miss) -> bool:
    """Whether a host gave no answer; a file that cannot be read is nobody's silence."""
    return miss.reason in UNREACHED and not miss.url.startswith("file:")
