"""`copydesk clean` on JSON lines and Parquet: row by row, whatever the size of the corpus."""

from __future__ import annotations

import gzip
import io
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

from scraper.cli.own_rules import rules_of
from scraper.cli.talk import say
from scraper.cli.tally import Tally
from scraper.errors import InputError, UsageError
from scraper.rows import RECEIPTS, TEXT, BadRow, JsonLines, Lines, ParquetFile, Plan, Tables
from scraper.store.exports.aside import finished

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

__all__ = ["JSONL", "PARQUET", "form_of", "run_rows"]

JSONL, PARQUET = "jsonl", "parquet"


def form_of(name: str) -> str:
    """The form of the rows that a file's name promises, or an empty string."""
    name = name.lower().removesuffix(".gz")
    return next((form for suffix, form in _FORMS.items() if name.endswith(suffix)), "")


def run_rows(options: argparse.Namespace) -> int:
    """Clean all rows of all files, and say how it went."""
    if options.output is not None and not form_of(options.output.name):
        raise UsageError(f"{options.output}: -o takes {', '.join(_FORMS)} or .jsonl.gz")
    plan = Plan(
        field=options.field or TEXT,
        title_field=options.title_field or "",
        receipts="" if options.no_removals else options.removals_field or RECEIPTS,
        rules=rules_of(options),
    )
    run = _Run(plan, quiet=options.quiet)
    with _output(options.output) as out:
        for name in options.file:
            run.clean(name, options.format or form_of(name), out)
        if not run.tally.rows:
            raise InputError("nothing usable: not one row could be cleaned")
    if isinstance(out, ParquetFile) and out.as_text:
        names = ", ".join(out.as_text)
        say(f"copydesk: columns of several types, each value written as JSON: {names}")
    run.finish()
    return 1 if run.tally.bad else 0


class _Run:
    """One pass over some files, and what came of it."""

    def __init__(self, plan: Plan, *, quiet: bool) -> None:
        self.tally = Tally()
        self._plan = plan
        self._quiet = quiet
        self._titled = not plan.title_field

    def clean(self, name: str, form: str, out: JsonLines | ParquetFile) -> None:
        """Clean a file; one that cannot be read costs itself."""
        try:
            with _source(name, form) as source:
                for outcome in out.take(source, self._plan):
                    if isinstance(outcome, BadRow):
                        say(f"copydesk: {_shown(name)}: row {outcome.number}: {outcome.why}")
                        self.tally.bad += 1
                        continue
                    self.tally.add(outcome.cleaned, changed=outcome.changed)
                    self._titled |= form == PARQUET or self._plan.title_field in outcome.fields
                    for flag in () if self._quiet else outcome.cleaned.flags:
                        say(f"copydesk: {_shown(name)}: row {outcome.number}: flagged: {flag}")
        except InputError as fault:
            say(f"copydesk: {fault}")
            self.tally.bad += 1

    def finish(self) -> None:
        """Sum up."""
        if not self._titled:
            say(f"copydesk: no row has a field {self._plan.title_field!r}")
        if not self._quiet:
            self.tally.say()


@contextmanager
def _source(name: str, form: str) -> Iterator[Lines | Tables]:
    if form == PARQUET:
        if name == "-":
            raise InputError("stdin: Parquet is read from files only")
        yield Tables(Path(name))
        return
    if name == "-":
        yield Lines(sys.stdin.buffer)
        return
    with _opened(name) as file:
        packed = name.lower().endswith(".gz")
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=file)) if packed else file
        yield Lines(stream, name)


def _opened(name: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise InputError(f"{name}: cannot read: {error.strerror}") from error


@contextmanager
def _output(path: Path | None) -> Iterator[JsonLines | ParquetFile]:
    """Where the rows go: stdout, or a file that is there only once it is complete."""
    if path is None:
        yield JsonLines(sys.stdout)
        return
    with finished(path) as part, ExitStack() as stack:
        if form_of(path.name) == PARQUET:
            yield stack.enter_context(ParquetFile(part))
        else:
            yield JsonLines(stack.enter_context(_text_file(part, path.name)))


@contextmanager
def _text_file(part: Path, name: str) -> Iterator[TextIO]:
    with part.open("wb") as file:
        if not name.lower().endswith(".gz"):
            with io.TextIOWrapper(file, encoding="utf-8", newline="\n") as text:
                yield text
            return
        # No name and no time inside, so that the same rows are the same bytes.
        with (
            gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed,
            io.TextIOWrapper(packed, encoding="utf-8", newline="\n") as text,
        ):
            yield text


def _shown(name: str) -> str:
    return "stdin" if name == "-" else name


_FORMS = {".jsonl": JSONL, ".ndjson": JSONL, ".parquet": PARQUET}
