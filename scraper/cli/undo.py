"""`copydesk undo`: what a rule cut from a record comes back, and no later run cuts it again."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from scraper.cli.asking import add_json, add_store, folder
from scraper.cli.records import dump
from scraper.cli.talk import printable
from scraper.errors import InputError, StoreError
from scraper.store import Store

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from scraper.model import Record

__all__ = ["register"]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("undo")
    command.add_argument("record", metavar="RECORD", help="its id, the start of it, or its URL")
    command.add_argument("rule", metavar="RULE", help="the rule, as `copydesk show` names it")
    add_store(command)
    add_json(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Undo one rule in one record."""
    place = folder(options)
    with _existing(place) as store:
        record = store.record(options.record)
        undone = store.undo(options.record, options.rule)
        if record is None or undone is None:
            raise InputError(f"no record {options.record!r} in {place}")
        if not undone.words:
            raise InputError(_nothing(record, options.rule))
        store.refresh_search()
    if options.json:
        print(dump(asdict(undone)))
    else:
        for words in undone.words:
            print(f"back in {undone.record_id}: {printable(words)}")
    return 0


def _existing(place: Path) -> Store:
    """The store for writing; asking to undo never makes one. Raises StoreError."""
    if not (place / "copydesk.db").exists():
        raise StoreError(f"there is no store at {place}: no copydesk.db in it")
    return Store(place)


def _nothing(record: Record, rule: str) -> str:
    rules = sorted({cut.rule for cut in record.copy.article.body.removals})
    by = f"; what was cut there was cut by {', '.join(rules)}" if rules else ", nor has any other"
    return f"{rule} has cut nothing from {record.copy.id}{by}"
