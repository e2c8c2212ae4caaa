"""Rows of JSON become columns: each gets the type that all of its values have.

The rows wait in a file of their own until the last has come, since only then the types are known.
A column whose values have no type in common, or one that Parquet cannot hold, is written as text,
each value as JSON.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from scraper.rows.lines import json_line
from scraper.rows.tables import ROWS_AT_ONCE, receipts_type
from scraper.store.exports.extras import arrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from scraper.rows.model import Plan

__all__ = ["Columns"]


class Columns:
    """Rows on their way into a Parquet file; a context manager. Needs the extra `parquet`."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        """Keep the waiting rows in a nameless file in this folder."""
        self._arrow = arrow()
        self._known = {plan.field: self._arrow.string()}
        if plan.receipts:
            self._known[plan.receipts] = receipts_type(self._arrow)
        self._types: dict[str, Any] = {}
        self._fresh: list[Mapping[str, object]] = []
        self._waiting = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._waiting.close()

    def add(self, fields: Mapping[str, object]) -> None:
        """Take a row."""
        self._fresh.append(fields)
        self._waiting.write(json_line(fields).encode() + b"\n")
        if len(self._fresh) == ROWS_AT_ONCE:
            self._learn()

    def write(self, path: Path) -> tuple[str, ...]:
        """Write all rows, and name the columns that had to become text."""
        self._learn()
        misfit: str | None = ""
        while misfit is not None:
            misfit = self._try(path)
            if misfit is not None:
                self._types[misfit] = None
        return tuple(name for name, kind in self._types.items() if kind is None)

    def _learn(self) -> None:
        """Widen the types by the rows that have come since the last time."""
        names = dict.fromkeys(name for fields in self._fresh for name in fields)
        for name in names:
            values = [fields.get(name) for fields in self._fresh]
            self._types[name] = self._known.get(name) or self._wider(name, values)
        self._fresh = []

    def _wider(self, name: str, values: list[object]) -> Any:  # noqa: ANN401 - pyarrow has no types
        """The type of a column that holds these values as well; None where there is none."""
        pyarrow = self._arrow
        before = self._types.get(name, pyarrow.null())
        with suppress(pyarrow.ArrowException, ValueError, OverflowError):
            now = pyarrow.array(values).type
            if before is not None and "struct<>" not in str(now):
                schemas = [pyarrow.schema([("it", kind)]) for kind in (before, now)]
                return pyarrow.unify_schemas(schemas, promote_options="permissive").field(0).type
        return None

    def _try(self, path: Path) -> str | None:
        """Write all rows; the answer is the name of a column with a value not of its type."""
        pyarrow = self._arrow
        string = pyarrow.string()
        kinds = {
            name: string if kind is None or kind == pyarrow.null() else kind
            for name, kind in self._types.items()
        }
        schema = pyarrow.schema(list(kinds.items()))
        with pyarrow.parquet.ParquetWriter(str(path), schema, compression="zstd") as writer:
            for rows in self._batches():
                columns = []
                for name, kind in kinds.items():
                    values = [fields.get(name) for fields in rows]
                    if self._types[name] is None:
                        values = [None if value is None else json.dumps(value) for value in values]
                    try:
                        columns.append(pyarrow.array(values, kind))
                    except (pyarrow.ArrowException, ValueError, OverflowError):
                        return name
                writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema))
        return None

    def _batches(self) -> Iterator[list[dict[str, object]]]:
        self._waiting.seek(0)
        rows = map(json.loads, self._waiting)
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            yield batch
