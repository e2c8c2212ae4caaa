"""`copydesk clean`: a filter; a text, a page or rows in, clean text out, receipts on demand."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from cleaners import clean
from scraper.cli.clean_rows import JSONL, PARQUET, form_of, run_rows
from scraper.cli.own_rules import add_rules, rules_of
from scraper.cli.records import cleaned_json
from scraper.cli.talk import printable, say
from scraper.cli.tally import say_kinds
from scraper.errors import InputError, UsageError
from scraper.local import SUFFIXES
from scraper.model import Miss, Page
from scraper.read import Context, read
from scraper.read.charset import decode
from scraper.read.reader import is_markup

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from cleaners import Cleaned, Rule

__all__ = ["register"]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "clean",
        description="Clean one text or HTML page, or every row of JSONL and Parquet files. The "
        "rows are read one after another, so that their number does not matter. A row that is "
        "none is told with its number and left out; the exit code is then 1.",
    )
    command.add_argument("file", metavar="FILE", nargs="+", help="a text or HTML file; or "
                         "rows: .jsonl, .jsonl.gz, .ndjson, .parquet; or - for stdin")  # fmt: skip
    command.add_argument("--format", choices=("text", JSONL, PARQUET), help="what FILE is, "
                         "whatever its name; for stdin, text unless you say jsonl")  # fmt: skip
    add_rules(command)
    text = command.add_argument_group("texts and pages")
    text.add_argument("--title", help="the headline; its repetition goes")
    form = text.add_mutually_exclusive_group()
    form.add_argument("--explain", action="store_true", help="print each removal with its rule")
    form.add_argument("--json", action="store_true", help="print one JSON object")
    rows = command.add_argument_group("rows")
    rows.add_argument("--field", metavar="NAME", help="the field with the text (default: text)")
    rows.add_argument("--title-field", metavar="NAME",
                      help="the field with the headline, if there is one")  # fmt: skip
    receipts = rows.add_mutually_exclusive_group()
    receipts.add_argument("--removals-field", metavar="NAME", help="the new field that says what "
                          "was cut and by which rule (default: removals)")  # fmt: skip
    receipts.add_argument("--no-removals", action="store_true", help="leave that field out")
    rows.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to a .jsonl, "
                      ".jsonl.gz or .parquet file, there once it is complete, instead of JSON "
                      "lines to stdout")  # fmt: skip
    command.add_argument("-q", "--quiet", action="store_true", help="say only what went wrong")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Clean one text or page, or all rows of some files."""
    forms = {options.format or form_of(name) or "text" for name in options.file}
    rows = "text" not in forms
    _refuse(options, _FOR_TEXTS if rows else _FOR_ROWS, "rows" if rows else "a text or a page")
    if rows:
        return run_rows(options)
    if len(options.file) > 1:
        raise UsageError("only files of rows are cleaned together (see copydesk clean --help)")
    return run_text(options)


def run_text(options: argparse.Namespace) -> int:
    """Clean one file or stdin."""
    cleaned = _cleaned(options.file[0], options.title or "", rules_of(options))
    if options.json:
        print(cleaned_json(cleaned))
    elif options.explain:
        _explain(cleaned, quiet=options.quiet)
    elif cleaned.text:
        print(cleaned.text)
    for flag in cleaned.flags:
        say(f"copydesk: flagged: {flag}")
    return 0


def _refuse(options: argparse.Namespace, names: Iterable[str], form: str) -> None:
    """Say of an option that it means nothing here, rather than not to do what it asks."""
    for name in names:
        if getattr(options, name):
            option = name.replace("_", "-")
            raise UsageError(f"--{option} is not for {form} (see copydesk clean --help)")


def _cleaned(name: str, title: str, rules: Sequence[Rule]) -> Cleaned:
    page = Page(name, _bytes(name), _headers(name))
    article = read(page, Context(rules=rules))
    text = decode(page)
    if isinstance(article, Miss) and isinstance(text, str) and not is_markup(page, text):
        # Too short to be a story, but a filter is given lines and words as well.
        cleaned = clean(text, title=title, rules=rules)
        if cleaned.text:
            return cleaned
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


def _explain(cleaned: Cleaned, *, quiet: bool) -> None:
    for removal in cleaned.removals:
        said = printable(cleaned.cut(removal))
        value = f"  [{printable(removal.value)}]" if removal.value else ""
        print(
            f"{removal.start:6} {removal.end:6}  {removal.kind:11} {removal.rule:22} {said}{value}"
        )
    for note in cleaned.notes:
        print(f"{note.start:6} {note.end:6}  {note.kind:11} {note.rule:22} kept: "
              f"{printable(cleaned.cut(note))}")  # fmt: skip
    if not quiet:
        say(f"{len(cleaned.removals)} removals, {len(cleaned.original)} characters before, "
            f"{len(cleaned.text)} after")  # fmt: skip
        say_kinds(Counter(str(removal.kind) for removal in cleaned.removals))


_FOR_TEXTS = ("title", "explain", "json")
_FOR_ROWS = ("field", "title_field", "removals_field", "no_removals", "output")
