"""`copydesk init`: a commented desk.toml to start from; a file that is there is never touched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scraper.cli.talk import say
from scraper.config import EXAMPLE
from scraper.errors import StoreError, UsageError

if TYPE_CHECKING:
    import argparse

__all__ = ["register"]

FILE = Path("desk.toml")


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("init")
    command.add_argument("file", nargs="?", type=Path, default=FILE, metavar="FILE",
                         help=f"where to (default: {FILE})")  # fmt: skip
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the example."""
    file: Path = options.file
    try:
        with file.open("x", encoding="utf-8", newline="\n") as example:
            example.write(EXAMPLE)
    except FileExistsError:
        raise UsageError(f"{file} is there already; it is left as it is") from None
    except OSError as error:
        raise StoreError(f"cannot write {file}: {error.strerror}") from error
    say(f"{file} written: put your sources in, then: copydesk check -c {file}")
    return 0
