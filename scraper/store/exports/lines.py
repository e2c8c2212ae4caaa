"""JSON Lines: one record, one line, in UTF-8; no character in it ends a line but the newline."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from scraper.store.exports.aside import finished
from scraper.store.exports.extras import zstd_file
from scraper.store.exports.flat import flat

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scraper.model import Record


def json_line(record: Record) -> str:
    """The line of a record, without its newline.

    Control characters and U+2028 and U+2029, at which some readers would break the line and some
    terminals would obey, are escaped; other characters stand as they are.
    """
    return _UNSAFE.sub(_escape, json.dumps(flat(record), ensure_ascii=False))


def write_jsonl(records: Iterable[Record], path: Path) -> int:
    """Write records as they come, one line each; the answer is their number.

    Raises:
        StoreError: the file cannot be written; what was there is still there.

    """
    count = 0
    with finished(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for count, record in enumerate(records, 1):  # noqa: B007 - the count is the answer
            file.write(json_line(record) + "\n")
    return count


def write_jsonl_zst(records: Iterable[Record], path: Path) -> int:
    """As `write_jsonl`, compressed with Zstandard.

    Raises:
        UsageError: there is no Zstandard: Python before 3.14 without the extra `codecs`.
        StoreError: the file cannot be written; what was there is still there.

    """
    count = 0
    with finished(path) as part, zstd_file(part) as file:
        for count, record in enumerate(records, 1):  # noqa: B007 - the count is the answer
            file.write((json_line(record) + "\n").encode())
    return count


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029]")
