"""What is taken from a source is written as it comes, and told row by row to whoever counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from scraper.errors import InputError
from scraper.rows.columns import Columns
from scraper.rows.lines import json_line
from scraper.rows.model import Row
from scraper.rows.tables import Tables
from scraper.store.exports.extras import arrow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from scraper.rows.lines import Lines
    from scraper.rows.model import BadRow, Plan

__all__ = ["JsonLines", "ParquetFile"]


class JsonLines:
    """JSON lines into a stream that is open."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def take(self, source: Lines | Tables, plan: Plan) -> Iterator[Row | BadRow]:
        """Write each good row of a source."""
        for outcome in source.rows(plan):
            if isinstance(outcome, Row):
                self._stream.write(json_line(outcome.fields) + "\n")
            yield outcome


class ParquetFile:
    """A Parquet file, complete when the `with` ends without an error.

    From Parquet, all columns keep their types; from JSON lines, each column gets the type that
    its values have in common. `as_text` names those that had none, once the file is complete.
    """

    def __init__(self, path: Path) -> None:
        """Raises UsageError where the extra `parquet` is missing."""
        self._arrow = arrow()
        self._path = path
        self._writer: Any = None
        self._columns: Columns | None = None
        self.as_text: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._writer is not None:
            self._writer.close()
        if self._columns is not None:
            with self._columns:
                if kind is None:
                    self.as_text = self._columns.write(self._path)

    def take(self, source: Lines | Tables, plan: Plan) -> Iterator[Row | BadRow]:
        """Write the good rows of a source. Raises InputError where they do not fit the others."""
        if isinstance(source, Tables):
            if self._columns is not None:
                raise InputError(f"{source.path}: Parquet after JSON lines; write them one by one")
            for table, outcomes in source.cleaned(plan):
                self._write(table, source)
                yield from outcomes
            return
        if self._writer is not None:
            raise InputError(f"{source.name}: JSON lines after Parquet; write them one by one")
        if self._columns is None:
            self._columns = Columns(self._path.parent, plan)
        for outcome in source.rows(plan):
            if isinstance(outcome, Row):
                self._columns.add(outcome.fields)
            yield outcome

    def _write(self, table: Any, source: Tables) -> None:  # noqa: ANN401 - pyarrow has no types
        if self._writer is None:
            self._writer = self._arrow.parquet.ParquetWriter(
                str(self._path), table.schema, compression="zstd"
            )
        if not self._writer.schema.equals(table.schema):
            raise InputError(f"{source.path}: its columns are not those of the files before it")
        if table.num_rows:
            self._writer.write_table(table)
