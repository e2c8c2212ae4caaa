"""Rows in columns that fit the terminal; on a pipe nothing is cut short."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from scraper.cli.talk import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["lay_out", "print_table", "width"]


def print_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table on stdout, its last column cut where the terminal ends."""
    for line in lay_out(heads, rows, wide=width()):
        print(line)


def width() -> int | None:
    """The cells of a line of the terminal on stdout, or None where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def lay_out(
    heads: Sequence[str], rows: Sequence[Sequence[object]], *, wide: int | None = None
) -> Iterator[str]:
    """The lines of a table, harmless to any terminal; at most `wide` cells each.

    All columns but the last are as wide as their widest cell.
    """
    table = [tuple(_cell(value) for value in row) for row in (heads, *rows)]
    widths = [max(map(cell_len, column)) for column in list(zip(*table, strict=True))[:-1]]
    for row in table:
        cells = [set_cell_size(cell, size) for cell, size in zip(row[:-1], widths, strict=True)]
        line = "  ".join((*cells, row[-1])).rstrip()
        if wide is not None and cell_len(line) > wide:
            line = set_cell_size(line, wide - 1).rstrip() + "…"
        yield line


def _cell(value: object) -> str:
    return " ".join(printable("" if value is None else str(value)).split())
