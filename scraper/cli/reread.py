"""`copydesk reread`: every archived page is read and cleaned again, without the network."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.cli.jobs import add_jobs, readers_for
from scraper.cli.own_rules import add_rules, rules_of
from scraper.cli.progress import Progress
from scraper.cli.summary import print_misses
from scraper.cli.talk import say
from scraper.model import now
from scraper.rereading import reread
from scraper.settings import Settings
from scraper.store import Store, hold

if TYPE_CHECKING:
    import argparse

__all__ = ["register"]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "reread",
        description="Read and clean every page in the store's archive again and file what came "
        "out otherwise than before. Nothing is fetched. Ids of changed records go to stdout.",
    )
    command.add_argument("store", nargs="?", type=Path, default=Settings().store, metavar="STORE",
                         help="the store (default: copydesk-store)")  # fmt: skip
    command.add_argument(
        "-q", "--quiet", action="store_true", help="say nothing but what went wrong"
    )
    add_rules(command)
    add_jobs(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read again, and say what changed; 1 where the archive did not give back a page."""
    with Store(options.store, read_only=True):
        pass  # there is one, or this says so: a wrong name must not create a store
    with Store(options.store) as store, hold(options.store, at=now(), doing="reread"):
        rules = rules_of(options)
        with (
            readers_for(options.jobs, rules) as readers,
            Progress(store.totals().records, quiet=options.quiet) as progress,
        ):
            done = asyncio.run(reread(store, progress, rules, readers=readers))
        for record_id in (*done.changed, *done.new):
            print(record_id)
        print_misses((*done.lost, *done.refused))
        if not options.quiet:
            say(f"{done.pages} pages read again: {len(done.changed)} changed, {len(done.new)} new, "
                f"{len(done.refused)} no article any more, {len(done.lost)} lost; "
                f"{done.unarchived} records did not come from the archive")  # fmt: skip
    return 1 if done.lost else 0
