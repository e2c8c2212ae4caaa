"""The options that commands share, and the settings that they come to."""

from __future__ import annotations

import argparse
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.cli.own_rules import add_rules
from scraper.config import read_config
from scraper.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.model import Link

__all__ = ["add_fetching", "add_settings", "settings_from"]


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
                         help="most seconds for one URL (default: 27)")  # fmt: skip
    command.add_argument(
        "--contact", metavar="URL|EMAIL", help="who runs this crawler; sites see it"
    )
    command.add_argument("--allow-internal", action="append", default=[], metavar="HOST",
                         help="an internal host that may be fetched; loopback hosts that you "
                         "name as input are allowed anyway")  # fmt: skip


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
