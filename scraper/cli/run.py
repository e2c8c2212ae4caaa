"""`copydesk run`: one cycle for cron; quiet when all is well, else one line and an exit code."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.cli.crawl import NOTHING_REACHABLE, UNREACHED
from scraper.cli.exporting import FORMATS, Narrowing
from scraper.cli.journal import Journal
from scraper.cli.metrics import write_metrics
from scraper.cli.outcome import Outcome, line_of
from scraper.cli.own_rules import add_rules, rules_of
from scraper.cli.signals import Stop, run_until_told, terminating
from scraper.cli.talk import say
from scraper.cli.times import duration, since
from scraper.config import read_desk
from scraper.errors import BusyError, ConfigError, CopydeskError, StoreError
from scraper.fetch import ping
from scraper.model import now
from scraper.pipeline import Limits, Visits, crawl
from scraper.store import Store, hold

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from cleaners import Rule
    from scraper.config import Desk
    from scraper.pipeline import Summary

__all__ = ["register"]

PING = "COPYDESK_PING_URL"
TROUBLE, BUG, BUSY, INTERRUPTED = 1, 70, BusyError.code, 130


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "run",
        description="Visit the sources that are due, fetch what is new, file it and write the "
        "exports. Says nothing when all is well. One run at a time holds the store; a second one "
        f"ends with {BUSY}. SIGTERM and SIGINT let the page in hand be filed; the exit code is "
        f"then {INTERRUPTED}. The URL in {PING} is asked for after the run, with /fail where it "
        "failed.",
    )
    command.add_argument("-c", "--config", type=Path, default=Path("desk.toml"), metavar="FILE",
                         help="default: desk.toml")  # fmt: skip
    command.add_argument("--since", type=since, metavar="TIME",
                         help="only links not older than this: 2026-03-04, 36h, 7d")  # fmt: skip
    command.add_argument("--max-time", type=duration, metavar="TIME",
                         help="fetch no longer than this (20m); the rest waits")  # fmt: skip
    command.add_argument("--now", action="store_true", help="visit sources that are not due, too")
    command.add_argument("--metrics", type=Path, metavar="FILE",
                         help="write figures for Prometheus there")  # fmt: skip
    command.add_argument("--log-json", action="store_true",
                         help="each event as a JSON object on stderr")  # fmt: skip
    command.add_argument("-v", "--verbose", action="store_true",
                         help="say the summary even if all is well")  # fmt: skip
    add_rules(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run one cycle and tell everybody how it went."""
    cycle = _Cycle(options)
    with terminating():
        try:
            cycle.go()
        except CopydeskError as error:
            cycle.ended(error.code, errors=tuple(map(str, error.args)))
        except KeyboardInterrupt:
            cycle.ended(INTERRUPTED, errors=("interrupted; what was filed stays",))
        except OSError as error:
            cycle.ended(StoreError.code, errors=(f"cannot go on: {error}",))
        except BaseException:
            cycle.ended(BUG, errors=("a bug",))
            cycle.tell_machines()
            raise
        cycle.tell_machines()
    cycle.tell_people()
    return cycle.outcome.code


@dataclass
class _Cycle:
    """One run from its lock to its last word."""

    options: argparse.Namespace
    stop: Stop = field(default_factory=Stop)

    def __post_init__(self) -> None:
        start = now()
        self.outcome = Outcome(start, start)
        self.journal = Journal(self.stop, (), written=self.options.log_json)

    def ended(self, code: int, *, errors: tuple[str, ...] = ()) -> None:
        """Note how it ended."""
        said = (*self.outcome.errors, *errors)
        self.outcome = replace(self.outcome, ended=now(), code=code, errors=said)

    def go(self) -> None:
        """Crawl and export. Raises CopydeskError where that cannot be done at all."""
        config = self.options.config
        desk = read_desk(config)
        if not desk.sources:
            raise ConfigError(f"{config}: no sources; name feeds, sitemaps or sites in [sources]")
        rules = rules_of(self.options)
        urls = frozenset(source.url for source in desk.sources)
        watched = frozenset(story for story in desk.watched if "://" in story)
        self.journal = Journal(self.stop, urls, written=self.options.log_json)
        self.outcome = replace(self.outcome, sources=len(urls))
        folder = desk.settings.store
        with (
            hold(folder, at=self.outcome.started, doing=f"copydesk run -c {config}"),
            Store(folder) as store,
        ):
            self.journal.say("start", store=folder, sources=len(urls))
            summary = self._crawl(desk, store, rules)
            self._look_back(store, summary, urls, watched)
            if summary is None:
                raise KeyboardInterrupt
            faults = list(self._export(desk, store))
            for fault in faults:
                self.journal.say("export_failed", error=str(fault))
            self.ended(
                faults[0].code if faults else self._code(summary),
                errors=tuple(map(str, faults)),
            )

    def _crawl(self, desk: Desk, store: Store, rules: Sequence[Rule]) -> Summary | None:
        with terminating():
            return run_until_told(
                lambda: crawl(
                    (),
                    (),
                    store=store,
                    settings=desk.settings,
                    watcher=self.journal,
                    rules=rules,
                    limits=Limits(max_seconds=self.options.max_time),
                    visits=Visits(desk.sources, self.options.since, self.options.now, desk.watched),
                ),
                self.stop,
            )

    def _look_back(
        self,
        store: Store,
        summary: Summary | None,
        urls: frozenset[str],
        watched: frozenset[str],
    ) -> None:
        """What the run did, as far as the store and the summary can say."""
        last = store.runs()[-1]
        misses = summary.misses if summary else []
        failed = tuple(miss for miss in misses if miss.url in urls)
        unread = tuple(miss for miss in misses if miss.url in watched - urls)
        pages = Counter(miss.reason for miss in misses if miss.url not in urls | watched)
        self.outcome = replace(
            self.outcome,
            counts=last.counts,
            misses=pages,
            failed=failed,
            unread=unread,
            alarms=tuple(store.sites.alarms(last.id)),
            waiting=store.frontier.waiting(),
            totals=store.totals(),
        )

    def _export(self, desk: Desk, store: Store) -> Iterator[CopydeskError]:
        """Write every export; one that fails does not keep the others from being written."""
        for export in desk.exports:
            try:
                count = FORMATS[export.format].write(store, Narrowing(), export.path)
            except CopydeskError as error:
                yield error
            else:
                self.journal.say("exported", path=export.path, count=count)

    def _code(self, summary: Summary) -> int:
        """What the run comes to, its exports being written."""
        failed = self.outcome.failed
        unreached = all(miss.reason in UNREACHED for miss in failed)
        if len(failed) == self.outcome.sources and unreached and not summary.records:
            return NOTHING_REACHABLE
        return TROUBLE if failed or self.outcome.unread or self.outcome.alarms else 0

    def tell_machines(self) -> None:
        """Write the figures and ping; a run that was not one does neither."""
        code = self.outcome.code
        if code == BUSY:
            return
        if self.options.metrics:
            try:
                write_metrics(self.outcome, self.options.metrics)
            except StoreError as error:
                self.ended(code or error.code, errors=(str(error),))
        url = os.environ.get(PING, "")
        if url and code != INTERRUPTED:
            fault = ping(url, success=self.outcome.code in {0, TROUBLE})
            if fault:
                self.journal.say("ping_failed", error=fault)
                if not self.options.log_json:
                    say(f"copydesk: the ping went wrong, the run did not: {fault}")

    def tell_people(self) -> None:
        """One line where there is something to say, or somebody who asked."""
        outcome = self.outcome
        facts = {
            "code": outcome.code,
            "errors": outcome.errors,
            "failed": [miss.url for miss in outcome.failed],
            "unread": [miss.url for miss in outcome.unread],
            "alarms": [alarm.site for alarm in outcome.alarms],
            "misses": outcome.misses,
            "waiting": outcome.waiting,
        }
        counts = outcome.counts
        self.journal.say("end", new=counts.new, known=counts.known, changed=counts.changed, **facts)
        if self.options.log_json:
            return
        ran = outcome.totals is not None
        if not ran:
            for error in outcome.errors:
                say(f"copydesk: {error}")
        elif outcome.code or self.options.verbose or sys.stderr.isatty():
            say(f"copydesk: {line_of(outcome)}")
