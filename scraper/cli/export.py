"""`copydesk export`: records for other programs; the file is whole, or what was there stays."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.cli.asking import add_narrowing, add_store, folder, opened
from scraper.cli.exporting import FORMATS, Narrowing
from scraper.cli.talk import say
from scraper.errors import InputError, UsageError
from scraper.settings import is_of_store
from scraper.store.exports import json_line

if TYPE_CHECKING:
    from scraper.store import Store

__all__ = ["register"]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    formats = "\n".join(f"  {name:10} {form.what}" for name, form in FORMATS.items())
    command = commands.add_parser(
        "export",
        description=f"Write what is filed for other programs.\n\nformats:\n{formats}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("-f", "--format", required=True, choices=FORMATS, metavar="FORMAT",
                         help=f"one of: {', '.join(FORMATS)}")  # fmt: skip
    command.add_argument("-o", "--output", required=True, metavar="PATH",
                         help="a file; for txt and stories a folder; - for stdout")  # fmt: skip
    command.add_argument("--story", metavar="STORY", help="only this story: its id, the start of "
                         "it, or a record or URL in it")  # fmt: skip
    add_narrowing(command, by="filed or changed")
    add_store(command)
    command.add_argument("-q", "--quiet", action="store_true", help="say only what went wrong")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Export what is wanted."""
    to_stdout = options.output == "-"
    if to_stdout and options.format != "jsonl":
        raise UsageError(f"{options.format} cannot be written to stdout; name a path")
    if not to_stdout and is_of_store(Path(options.output), folder(options)):
        raise UsageError(f"{options.output} is the store's own; name another place")
    with opened(options) as store:
        narrowing = Narrowing(_story(store, options.story), options.site, options.since)
        if to_stdout:
            for record in narrowing.records(store):
                print(json_line(record))
            return 0
        form = FORMATS[options.format]
        count = form.write(store, narrowing, Path(options.output))
    if not options.quiet:
        say(f"{count} {form.unit[count != 1]} written to {options.output}")
    return 0


def _story(store: Store, name: str | None) -> str | None:
    """The full id of the story that is named. Raises InputError."""
    if name is None:
        return None
    story = store.story(name)
    if story is None:
        raise InputError(f"no story {name!r} in {store.folder}")
    return story.id
