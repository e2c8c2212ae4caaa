"""Parquet: a thousand rows at a time; every column but the text leaves as it came, type and all."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from scraper.errors import InputError
from scraper.rows.model import BadRow, Row, receipts
from scraper.store.exports.extras import arrow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.rows.model import Plan

__all__ = ["Tables", "receipts_type"]

ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Tables:
    """A Parquet file. Reading it needs the extra `parquet`.

    Raises InputError where the file is none, or has no column of strings of the plan's name.
    """

    path: Path

    def rows(self, plan: Plan) -> Iterator[Row | BadRow]:
        """Each row cleaned, with fields that JSON can hold but for times, bytes and decimals."""
        for table, outcomes in self.cleaned(plan):
            fields = iter(self._fields(table))
            for outcome in outcomes:
                yield (
                    replace(outcome, fields=next(fields)) if isinstance(outcome, Row) else outcome
                )

    def cleaned(self, plan: Plan) -> Iterator[tuple[Any, list[Row | BadRow]]]:
        """Tables of cleaned rows, and what became of every row that was read for each.

        The tables hold the good rows; a file that breaks off ends in a bad row.
        """
        pyarrow = arrow()
        with _opened(pyarrow, self.path) as file:
            schema = file.schema_arrow
            self._check(pyarrow, schema, plan)
            number = 0
            batches = file.iter_batches(batch_size=ROWS_AT_ONCE)
            while True:
                try:
                    batch = next(batches, None)
                except (OSError, pyarrow.ArrowException) as error:
                    bad = BadRow(number + 1, f"cannot read on: {error}")
                    nothing = pyarrow.RecordBatch.from_pylist([], schema)
                    yield _table(pyarrow, nothing, [], plan), [bad]
                    return
                if batch is None:
                    return
                outcomes = list(_outcomes(batch, number, plan))
                yield _table(pyarrow, batch, outcomes, plan), outcomes
                number += batch.num_rows

    def _check(self, pyarrow: Any, schema: Any, plan: Plan) -> None:  # noqa: ANN401 - no types
        for name in filter(None, (plan.field, plan.title_field)):
            times = schema.names.count(name)
            if times != 1:
                known = ", ".join(dict.fromkeys(schema.names))
                said = "no column" if not times else f"{times} columns"
                raise InputError(f"{self.path}: {said} {name!r} (it has: {known})")
            kind = schema.field(name).type
            if pyarrow.types.is_dictionary(kind):
                kind = kind.value_type
            if str(kind) not in _STRINGS:
                raise InputError(f"{self.path}: column {name!r} holds {kind}, not strings")
        if plan.receipts in schema.names:
            raise InputError(
                f"{self.path}: there is a column {plan.receipts!r} already; call the new one "
                "otherwise"
            )

    def _fields(self, table: Any) -> list[dict[str, object]]:  # noqa: ANN401 - no types
        """The rows as Python has them; it knows no nanoseconds."""
        pyarrow = arrow()
        for at, field in enumerate(table.schema):
            kind = _in_microseconds(pyarrow, field.type)
            if kind is not None:
                table = table.set_column(at, field.name, table.column(at).cast(kind, safe=False))
        try:
            rows: list[dict[str, object]] = table.to_pylist()
        except (ValueError, KeyError) as error:  # a time zone that is none, nested nanoseconds
            raise InputError(f"{self.path}: no JSON can be made of it: {error}") from error
        return rows


def receipts_type(pyarrow: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    """The type of the column of receipts: the same as in an export of the store."""
    strings = dict.fromkeys(("rule", "kind", "value", "text"), pyarrow.string())
    numbers = dict.fromkeys(("start", "end"), pyarrow.int64())
    return pyarrow.list_(pyarrow.struct(numbers | strings))


@contextmanager
def _opened(pyarrow: Any, path: Path) -> Iterator[Any]:  # noqa: ANN401 - no types
    try:
        file = pyarrow.parquet.ParquetFile(str(path))
    except (OSError, pyarrow.ArrowException) as error:
        said = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: cannot read: {said}") from error
    with file:
        yield file


def _outcomes(batch: Any, before: int, plan: Plan) -> Iterator[Row | BadRow]:  # noqa: ANN401
    texts = batch.column(batch.schema.get_field_index(plan.field))
    titles = (
        batch.column(batch.schema.get_field_index(plan.title_field)) if plan.title_field else None
    )
    for at in range(batch.num_rows):
        number = before + at + 1
        try:
            text = texts[at].as_py()
            title = titles[at].as_py() if titles is not None else ""
        except UnicodeDecodeError:
            yield BadRow(number, "not UTF-8")
            continue
        if text is None:
            yield BadRow(number, f"field {plan.field!r} is not a string")
            continue
        cleaned = plan.clean(text, title)
        yield Row(number, cleaned, cleaned.text != text)


def _table(pyarrow: Any, batch: Any, outcomes: list[Row | BadRow], plan: Plan) -> Any:  # noqa: ANN401
    """The good rows of a batch, their text replaced and their receipts beside it."""
    good = [outcome for outcome in outcomes if isinstance(outcome, Row)]
    mask = pyarrow.array([isinstance(outcome, Row) for outcome in outcomes], pyarrow.bool_())
    table = pyarrow.Table.from_batches([batch]).filter(mask)
    at = table.schema.get_field_index(plan.field)
    field = table.schema.field(at)
    texts = pyarrow.array([row.cleaned.text for row in good], field.type)
    table = table.set_column(at, field, texts)
    if plan.receipts:
        kind = receipts_type(pyarrow)
        column = pyarrow.array([receipts(row.cleaned) for row in good], kind)
        table = table.append_column(pyarrow.field(plan.receipts, kind), column)
    return table


def _in_microseconds(pyarrow: Any, kind: Any) -> Any:  # noqa: ANN401 - no types
    """The coarser type of a time in nanoseconds; None where it is none."""
    types = pyarrow.types
    if types.is_timestamp(kind) and kind.unit == "ns":
        return pyarrow.timestamp("us", kind.tz)
    if types.is_time64(kind) and kind.unit == "ns":
        return pyarrow.time64("us")
    if types.is_duration(kind) and kind.unit == "ns":
        return pyarrow.duration("us")
    return None


_STRINGS = frozenset({"string", "large_string", "string_view"})
