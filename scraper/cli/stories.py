"""`copydesk stories`: which stories are filed, the oldest first."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from scraper.cli.asking import add_json, add_narrowing, add_store, day, opened
from scraper.cli.records import dump
from scraper.cli.table import print_table
from scraper.cli.talk import say

if TYPE_CHECKING:
    import argparse

    from scraper.store import StoryRow

__all__ = ["register"]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("stories")
    add_narrowing(command, by="with copies filed or changed")
    add_store(command)
    add_json(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List the stories."""
    with opened(options) as store:
        rows = store.stories(site=options.site, since=options.since)
    if options.json:
        for row in rows:
            print(dump(asdict(row)))
    elif rows:
        print_table(
            ("story", "copies", "sites", "latest", "title"),
            [(row.id, row.copies, row.sites, day(row.last), _name(row)) for row in rows],
        )
    else:
        say("no stories")
    return 0


def _name(row: StoryRow) -> str:
    """What a story is called, or where its first copy has no title, how its first words go."""
    return row.title or row.folder.rpartition("--")[0].replace("-", " ")
