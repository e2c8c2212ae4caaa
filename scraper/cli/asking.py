"""What all questions to a store share: where it is, how it is opened, how rows are printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scraper.cli.times import since
from scraper.config import read_config
from scraper.settings import Settings
from scraper.store import Store

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

__all__ = ["add_json", "add_narrowing", "add_store", "day", "folder", "opened"]


def add_store(command: argparse.ArgumentParser) -> None:
    """Add the two options that say which store is meant."""
    command.add_argument("--store", type=Path, metavar="DIR",
                         help=f"the store (default: {Settings().store})")  # fmt: skip
    command.add_argument("-c", "--config", type=Path, metavar="FILE",
                         help="the desk.toml that names the store")  # fmt: skip


def add_json(command: argparse.ArgumentParser) -> None:
    """Add the option for programs."""
    command.add_argument("--json", action="store_true", help="one JSON object a line")


def add_narrowing(command: argparse.ArgumentParser, *, by: str) -> None:
    """Add `--site` and `--since`; `by` says which time counts."""
    command.add_argument("--site", metavar="HOST", help="only those of this site")
    command.add_argument("--since", type=since, metavar="TIME",
                         help=f"only those {by} since then: 2026-03-04, 36h, 7d")  # fmt: skip


def folder(options: argparse.Namespace) -> Path:
    """The folder of the store that is meant. Raises ConfigError."""
    if options.store is not None:
        return Path(options.store)
    return (read_config(options.config) if options.config else Settings()).store


def opened(options: argparse.Namespace) -> Store:
    """The store, for reading only, so that a run may go on meanwhile. Raises StoreError."""
    return Store(folder(options), read_only=True)


def day(time: datetime | None) -> str:
    """A time as tables show it: to the minute, UTC."""
    return f"{time:%Y-%m-%d %H:%M}" if time else ""
