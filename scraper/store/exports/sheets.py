"""A table for a spreadsheet: whatever the web wrote into a cell, no program runs it."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from scraper.store.encode import storable
from scraper.store.exports.aside import finished

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]], path: Path) -> int:
    """Write rows as CSV (RFC 4180) in UTF-8 with a byte order mark, as spreadsheets want it.

    Raises:
        StoreError: the file cannot be written; what was there is still there.

    """
    count = 0
    with finished(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow([cell(column) for column in columns])
        for count, row in enumerate(rows, 1):  # noqa: B007 - the count is the answer
            sheet.writerow([cell(value) for value in row])
    return count


def cell(value: object) -> str:
    """The text of a cell, behind an apostrophe where a spreadsheet would take it for a formula.

    After OWASP's "CSV Injection": `= + - @`, tab and return, the wide forms too, and white space
    does not hide them. A plain number is no formula.
    """
    text = storable("" if value is None else str(value))
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


_FORMULA = re.compile(r"[\t\r]|\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
