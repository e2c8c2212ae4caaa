"""`copydesk misses`: which URLs gave no article, and why."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from scraper.cli.asking import add_json, add_narrowing, add_store, day, opened
from scraper.cli.records import dump
from scraper.cli.table import print_table
from scraper.cli.talk import say
from scraper.model import Reason

if TYPE_CHECKING:
    import argparse

__all__ = ["register"]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("misses")
    command.add_argument("--reason", choices=[str(reason) for reason in Reason], metavar="REASON",
                         help=f"one of: {', '.join(Reason)}")  # fmt: skip
    add_narrowing(command, by="tried")
    add_store(command)
    add_json(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List the misses, the latest last."""
    reason = Reason(options.reason) if options.reason else None
    with opened(options) as store:
        rows = store.misses(reason=reason, site=options.site, since=options.since)
    if options.json:
        for row in rows:
            times = {"tries": row.tries, "first_at": row.first_at, "last_at": row.last_at}
            print(dump(asdict(row.miss) | times))
    elif rows:
        print_table(
            ("reason", "tries", "last try", "url", "detail"),
            [(r.miss.reason, r.tries, day(r.last_at), r.miss.url, r.miss.detail) for r in rows],
        )
    else:
        say("no misses")
    return 0
