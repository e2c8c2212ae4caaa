"""`copydesk crawl`: URLs, sources, lists and files in; records in the store, and on a pipe."""

from __future__ import annotations

import argparse
import asyncio
import sys
from dataclasses import dataclass, replace
from enum import Enum
from ipaddress import ip_address
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaners import RULES
from scraper.cli.dry_run import rehearse
from scraper.cli.jobs import add_jobs, readers_for
from scraper.cli.own_rules import add_rules, rules_of
from scraper.cli.progress import Progress
from scraper.cli.records import record_json
from scraper.cli.summary import print_misses, print_stories, print_totals
from scraper.cli.talk import say
from scraper.cli.times import count, duration, since
from scraper.config import read_config
from scraper.errors import InputError
from scraper.find import read_url_list
from scraper.local import files_in, is_file, pages_in
from scraper.model import Link, Reason, Source, now
from scraper.pipeline import Limits, Visits, crawl
from scraper.settings import Settings
from scraper.store import Store, hold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaners import Rule
    from scraper.model import Miss, Page
    from scraper.pipeline import Summary

__all__ = [
    "Form",
    "Inputs",
    "add_fetching",
    "exit_code",
    "gather",
    "is_unreached",
    "register",
    "report",
    "run_crawl",
    "settings_from",
]

NOTHING_USABLE, NOTHING_REACHABLE = 65, 69
UNREACHED = frozenset({Reason.TIMEOUT, Reason.CONNECT, Reason.DNS, Reason.TLS, Reason.PROTOCOL})


class Form(Enum):
    """How records are shown on stdout; `FITTING` is a table on a terminal, else JSON lines."""

    FITTING = "fitting"
    TABLE = "table"
    NDJSON = "ndjson"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What to read: links to fetch, files at hand, and how many bad lines the lists had."""

    links: tuple[Link, ...] = ()
    files: tuple[Path, ...] = ()
    bad: int = 0

    def pages(self) -> Iterator[Page | Miss]:
        """The pages at hand, one at a time."""
        return chain.from_iterable(map(pages_in, self.files))


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "crawl",
        help="fetch or read copies, clean them, group them and file them",
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


def add_settings(command: argparse.ArgumentParser) -> None:
    """Add the options that end up in the settings, and those about output."""
    command.add_argument("--store", type=Path, metavar="DIR", help="where records are filed "
                         "(default: copydesk-store)")  # fmt: skip
    command.add_argument("-c", "--config", type=Path, metavar="FILE", help="settings as TOML")
    add_rules(command)
    command.add_argument("--refresh", action="store_true", help="fetch filed copies again")
    add_fetching(command)
    command.add_argument("--ndjson", action="store_true", help="JSON lines on a terminal, too")
    command.add_argument(
        "-q", "--quiet", action="store_true", help="say nothing but what went wrong"
    )


def add_fetching(command: argparse.ArgumentParser) -> None:
    """Add the options that say how to fetch."""
    command.add_argument("--delay", type=_seconds, metavar="S", help="least seconds between two "
                         "requests to one site (default: 1)")  # fmt: skip
    command.add_argument("--deadline", type=_seconds, metavar="S",
                         help="most seconds for one URL (default: 30)")  # fmt: skip
    command.add_argument(
        "--contact", metavar="URL|EMAIL", help="who runs this crawler; sites see it"
    )
    command.add_argument("--allow-internal", action="append", default=[], metavar="HOST",
                         help="an internal host that may be fetched; loopback hosts that you "
                         "name as input are allowed anyway")  # fmt: skip


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


def gather(inputs: Iterable[str], lists: Iterable[str]) -> Inputs:
    """What the arguments name. Bad arguments and bad lines of a list are said and left out.

    Raises InputError where nothing is left; its message is the last fault.
    """
    links: dict[str, Link] = {}
    files: dict[Path, None] = {}
    faults: list[InputError] = []
    bad = 0
    for name, is_list in (*((n, n == "-") for n in inputs), *((n, True) for n in lists)):
        try:
            found = _listed(name) if is_list else _named(name)
        except InputError as fault:
            faults.append(fault)
            continue
        links |= {link.url: link for link in found.links}
        files |= dict.fromkeys(found.files)
        bad += found.bad
    if not links and not files:
        faults = faults or [
            InputError("nothing to read: no URL, file or folder (see copydesk crawl --help)")
        ]
        last = faults.pop()
        _say_all(faults)
        raise last
    _say_all(faults)
    return Inputs(tuple(links.values()), tuple(files), bad + len(faults))


def sources_of(urls: Iterable[str]) -> tuple[Source, ...]:
    """The sources that the command line names. Raises InputError where one is no URL."""
    found = []
    for url in urls:
        listed = read_url_list(url)
        if listed.bad or not listed.links:
            raise InputError(f"{url}: {listed.bad[0].why if listed.bad else 'not a URL'}")
        found.append(Source(listed.links[0].url))
    return tuple(found)


def is_left(store: Path) -> bool:
    """Whether an earlier run left links waiting in this store."""
    if not (store / "copydesk.db").is_file():
        return False
    with Store(store, read_only=True) as opened:
        return opened.totals().waiting > 0 or opened.frontier.unfinished() > 0


def settings_from(options: argparse.Namespace, links: Iterable[Link]) -> Settings:
    """The settings of a run: the configuration file, then the command line's own words."""
    settings = read_config(options.config) if options.config else Settings()
    fetch = settings.fetch
    given = {
        name: getattr(options, name)
        for name in ("delay", "deadline", "contact")
        if getattr(options, name) is not None
    }
    allowed = (*fetch.allow_internal, *options.allow_internal, *_loopback_hosts(links))
    return replace(
        settings,
        store=options.store or settings.store,
        refresh=options.refresh or settings.refresh,
        fetch=replace(fetch, **given, allow_internal=tuple(dict.fromkeys(allowed))),
    )


def is_unreached(miss: Miss) -> bool:
    """Whether a host gave no answer; a file that cannot be read is nobody's silence."""
    return miss.reason in UNREACHED and not miss.url.startswith("file:")


def _say_all(faults: Iterable[InputError]) -> None:
    for fault in faults:
        say(f"copydesk: {fault}")


def _named(name: str) -> Inputs:
    """What one argument names: a URL, a file or a folder."""
    if not _is_url(name):
        return Inputs(files=tuple(files_in(Path(name))))
    listed = read_url_list(name)
    if listed.bad:
        raise InputError(f"{name}: {listed.bad[0].why}")
    return Inputs(listed.links)


def _listed(name: str) -> Inputs:
    """What a list names, line by line; its bad lines are said with their numbers."""
    where = "stdin" if name == "-" else name
    try:
        body = sys.stdin.buffer.read() if name == "-" else Path(where).read_bytes()
    except OSError as error:
        raise InputError(f"{where}: cannot read: {error.strerror}") from error
    lines = body.decode("utf-8", "replace").splitlines()
    files, rest = [], []
    for line in lines:
        path = line.strip()
        if path and not path.startswith("#") and "://" not in path and is_file(path):
            files.append(Path(path))
            rest.append("")  # keeps the line numbers
        else:
            rest.append(line)
    listed = read_url_list("\n".join(rest), found_in=where)
    for line in listed.bad:
        say(f"copydesk: {where}: {line}")
    if not listed.links and not files:
        raise InputError(f"{where}: no usable URL in this list")
    return Inputs(listed.links, tuple(files), len(listed.bad))


def _is_url(name: str) -> bool:
    return "://" in name or (name.partition(":")[0] in {"http", "https"} and ":" in name)


def _loopback_hosts(links: Iterable[Link]) -> Iterator[str]:
    for link in links:
        host = urlsplit(link.url).hostname or ""
        try:
            loopback = host == "localhost" or ip_address(host).is_loopback
        except ValueError:
            loopback = False
        if loopback:
            yield host


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= _LONGEST:
        raise argparse.ArgumentTypeError(f"not a number of seconds from 0 to {_LONGEST}: {text!r}")
    return seconds


_LONGEST = 86_400  # seconds; a day
