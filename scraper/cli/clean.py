"""`copydesk clean`: a filter; a text or a page in, its clean text out, receipts on demand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cleaners import clean
from scraper.cli.own_rules import add_rules, rules_of
from scraper.cli.records import cleaned_json
from scraper.cli.talk import printable, say
from scraper.errors import InputError
from scraper.local import SUFFIXES
from scraper.model import Miss, Page
from scraper.read import Context, read

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from cleaners import Cleaned, Rule

__all__ = ["register"]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("clean", help="clean one text or HTML page")
    command.add_argument("file", metavar="FILE", help="a text or HTML file, or - for stdin")
    command.add_argument("--title", default="", help="the headline; its repetition goes")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--explain", action="store_true", help="print each removal with its rule")
    form.add_argument("--json", action="store_true", help="print one JSON object")
    add_rules(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Clean one file or stdin."""
    cleaned = _cleaned(options.file, options.title, rules_of(options))
    if options.json:
        print(cleaned_json(cleaned))
    elif options.explain:
        _explain(cleaned)
    elif cleaned.text:
        print(cleaned.text)
    for flag in cleaned.flags:
        say(f"copydesk: flagged: {flag}")
    return 0


def _cleaned(name: str, title: str, rules: Sequence[Rule]) -> Cleaned:
    article = read(Page(name, _bytes(name), _headers(name)), Context(rules=rules))
    if not isinstance(article, Miss):
        # A filter keeps the headline of a plain text: the text is all that its reader gets.
        if article.reader == "text":
            return clean(article.body.original, title=title, rules=rules)
        return article.body
    raise InputError(f"{name}: no article in it: {article.reason} ({article.detail})")


def _headers(name: str) -> dict[str, str]:
    kind = SUFFIXES.get(Path(name).suffix.lower(), "")
    return {"content-type": kind} if kind else {}


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot read: {error.strerror}") from error


def _explain(cleaned: Cleaned) -> None:
    for removal in cleaned.removals:
        said = printable(cleaned.cut(removal))
        value = f"  [{printable(removal.value)}]" if removal.value else ""
        print(
            f"{removal.start:6} {removal.end:6}  {removal.kind:11} {removal.rule:22} {said}{value}"
        )
    for note in cleaned.notes:
        print(f"{note.start:6} {note.end:6}  {note.kind:11} {note.rule:22} kept: "
              f"{printable(cleaned.cut(note))}")  # fmt: skip
    say(f"{len(cleaned.removals)} removals, {len(cleaned.original)} characters before, "
        f"{len(cleaned.text)} after")  # fmt: skip
