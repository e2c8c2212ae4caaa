"""Parquet with one typed, flat schema, so that pandas, DuckDB and `datasets` load it as it is."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from scraper.store.encode import moment
from scraper.store.exports.aside import finished
from scraper.store.exports.extras import arrow
from scraper.store.exports.flat import flat

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scraper.model import Record


def write_parquet(records: Iterable[Record], path: Path) -> int:
    """Write records, a thousand to a row group; the answer is their number.

    The columns are those of `flat`, with `published`, `modified` and `fetched` as UTC timestamps.

    Raises:
        UsageError: the extra `parquet` is not installed.
        StoreError: the file cannot be written; what was there is still there.

    """
    pyarrow = arrow()
    schema = _schema(pyarrow)
    coming, count = iter(records), 0
    with (
        finished(path) as part,
        pyarrow.parquet.ParquetWriter(str(part), schema, compression="zstd") as writer,
    ):
        while rows := [_typed(flat(record)) for record in islice(coming, _ROW_GROUP)]:
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
            count += len(rows)
    return count


def _typed(row: dict[str, object]) -> dict[str, object]:
    return row | {name: moment(str(row[name] or "")) for name in _TIMES}


def _schema(pyarrow: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    string, number = pyarrow.string(), pyarrow.int64()
    span = dict.fromkeys(("rule", "kind", "value", "text"), string)
    spans = pyarrow.list_(pyarrow.struct({"start": number, "end": number} | span))
    special = {
        "similarity": pyarrow.float64(),
        "byline": pyarrow.list_(string),
        "confidence": pyarrow.float64(),
        "free": pyarrow.bool_(),
        "captions": pyarrow.list_(string),
        "flags": pyarrow.list_(string),
        "removals": spans,
        "notes": spans,
        **{name: pyarrow.timestamp("us", tz="UTC") for name in _TIMES},
    }
    return pyarrow.schema([(name, special.get(name, string)) for name in COLUMNS])


_ROW_GROUP = 1_000
_TIMES = ("published", "modified", "fetched")
COLUMNS = (
    *("text", "id", "url", "story_id", "date", "language", "title", "site", "byline", "agency"),
    *("description", "canonical_url", "published", "modified", "fetched", "role", "similarity"),
    *("sha256", "reader", "reader_why", "confidence", "section", "licence", "free", "captions"),
    *("path", "flags", "removals", "notes"),
)
