"""`copydesk compare`: what copies share, what only one of them tells, and where they contradict."""

from __future__ import annotations

import asyncio
import json
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.cli.colours import print_coloured
from scraper.cli.crawl import is_unreached
from scraper.cli.inputs import gather
from scraper.cli.options import add_fetching, settings_from
from scraper.cli.own_rules import add_rules, rules_of
from scraper.cli.summary import print_misses
from scraper.cli.talk import say
from scraper.copies import copies_of
from scraper.errors import InputError, UsageError
from scraper.model import Article, Link, Miss
from scraper.store import Store
from scraper.stories import compare_json, compare_lines

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from cleaners import Rule
    from scraper.settings import Settings

__all__ = ["register"]

NOTHING_USABLE, NOTHING_REACHABLE = 65, 69
_WIDEST = 100  # columns; longer lines are hard to read


@dataclass(frozen=True, slots=True)
class _Named:
    """A copy as the command line names it: in a store, at a link or in a file."""

    name: str
    place: Article | Link | Path


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "compare",
        description="Compare the first copy with each of the others: the points on which they "
        "disagree, the passages they share, the sentences that only one of them has. Pages are "
        "fetched and cleaned as by crawl; nothing is filed.",
    )
    command.add_argument("input", nargs="+", metavar="URL|FILE|RECORD",
                         help="a copy; RECORD is the id of a record in the store")  # fmt: skip
    command.add_argument("--store", type=Path, metavar="DIR",
                         help="take records, and URLs that are filed, from here")  # fmt: skip
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument("-c", "--config", type=Path, metavar="FILE", help="settings as TOML")
    add_rules(command)
    add_fetching(command)
    command.set_defaults(run=run, refresh=False)


def run(options: argparse.Namespace) -> int:
    """Compare what the command line names."""
    named, bad = _find(options.input, options.store)
    if len(named) + bad < 2:  # noqa: PLR2004 - it takes two to disagree
        raise UsageError("comparing takes two copies or more (see copydesk compare --help)")
    links = [copy.place for copy in named if isinstance(copy.place, Link)]
    copies, misses = _read(named, settings_from(options, links), rules_of(options))
    print_misses(misses)
    if len(copies) < 2:  # noqa: PLR2004 - as above
        if misses and not copies and not bad and all(map(is_unreached, misses)):
            return NOTHING_REACHABLE
        say(f"copydesk: nothing to compare: {len(copies)} of {len(named) + bad} gave an article")
        return NOTHING_USABLE
    if options.json:
        print(json.dumps({**compare_json(copies), "misses": list(map(_miss, misses))}))
    else:
        width = min(_WIDEST, shutil.get_terminal_size().columns)
        print_coloured(compare_lines(copies, width=width))
    return 1 if misses or bad else 0


def _find(names: Iterable[str], folder: Path | None) -> tuple[list[_Named], int]:
    """Where each copy is, and how many are nowhere, which is said.

    Raises:
        StoreError: the store is not there, or cannot be read.

    """
    found: list[_Named] = []
    bad = 0
    with ExitStack() as stack:
        store = stack.enter_context(Store(folder, read_only=True)) if folder else None
        for name in names:
            record = store.record(name) if store else None
            if record is not None:
                article = record.copy.article
                found.append(_Named(f"{record.copy.id}  {article.site}", article))
                continue
            try:
                inputs = gather([name], [])
            except InputError as fault:
                say(f"copydesk: {fault}" + (f", no record in {folder}" if folder else ""))
                bad += 1
                continue
            found += (_Named(link.url, link) for link in inputs.links)
            found += (_Named(str(path), path) for path in inputs.files)
    return found, bad


def _read(
    named: Sequence[_Named], settings: Settings, rules: Sequence[Rule]
) -> tuple[list[tuple[str, str]], list[Miss]]:
    """The names and texts of the copies that could be had, in order, and what could not."""
    wanted = [copy.place for copy in named if not isinstance(copy.place, Article)]
    coming = iter(asyncio.run(copies_of(wanted, settings.fetch, rules=rules)))
    copies, misses = [], []
    for copy in named:
        article = copy.place if isinstance(copy.place, Article) else next(coming)
        if isinstance(article, Miss):
            misses.append(article)
        else:
            copies.append((copy.name, article.text))
    return copies, misses


def _miss(miss: Miss) -> dict[str, object]:
    return {"url": miss.url, "reason": str(miss.reason), "detail": miss.detail}
