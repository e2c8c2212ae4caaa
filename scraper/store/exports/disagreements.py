"""Disagreements as a table for a spreadsheet: one row each, both sentences beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.store.exports.sheets import write_csv

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scraper.store.model import DisagreementRow, Said


def write_disagreements(rows: Iterable[DisagreementRow], path: Path) -> int:
    """Write disagreements as `write_csv` does; the answer is their number.

    Raises:
        StoreError: the file cannot be written; what was there is still there.

    """
    return write_csv(COLUMNS, (_row(row) for row in rows), path)


def _row(row: DisagreementRow) -> tuple[object, ...]:
    match = round(row.match, 3)
    return (row.story_id, row.tier, row.kind, match, *_side(row.a), *_side(row.b))


def _side(said: Said) -> tuple[object, ...]:
    return (
        *(said.record_id, said.site, said.words, said.start, said.end),
        *(said.sentence, said.sentence_start, said.sentence_end, said.url),
    )


_SIDE = (
    *("record", "site", "words", "start", "end"),
    *("sentence", "sentence_start", "sentence_end", "url"),
)
COLUMNS = (
    *("story_id", "tier", "kind", "match"),
    *(f"{side}_{name}" for side in ("a", "b") for name in _SIDE),
)
