"""JSON Lines: one object, one line; a line that is none costs itself, however long it is."""

from __future__ import annotations

import base64
import json
import re
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, BinaryIO

from scraper.rows.model import BadRow, Row, receipts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scraper.rows.model import Plan

__all__ = ["Lines", "json_line"]

LONGEST = 50 * 2**20  # bytes; the longest that a page may have, too


@dataclass(frozen=True, slots=True)
class Lines:
    """JSON lines in a stream, which is read once and line by line. Blank lines are no rows."""

    stream: BinaryIO
    name: str = "stdin"

    def rows(self, plan: Plan) -> Iterator[Row | BadRow]:
        """Each line cleaned, in constant memory. Where a stream breaks off, the rows end."""
        for number, line in self._lines():
            if isinstance(line, str):
                yield BadRow(number, line)
            elif line.strip():
                yield _cleaned(number, line, plan)

    def _lines(self) -> Iterator[tuple[int, bytes | str]]:
        """The lines by number, or what is wrong with one."""
        number = 0
        while True:
            number += 1
            try:
                line = self.stream.readline(LONGEST + 1)
                if len(line) <= LONGEST:
                    if not line:
                        return
                    yield number, line.removeprefix(_MARK) if number == 1 else line
                    continue
                while line and not line.endswith(b"\n"):
                    line = self.stream.readline(LONGEST)
            except (OSError, EOFError, zlib.error) as error:
                yield number, f"cannot read on: {error}"
                return
            yield number, f"longer than {LONGEST // 2**20} MiB"


def json_line(fields: Mapping[str, object]) -> str:
    """A row as one line of JSON, without its newline, fit for any terminal and any UTF-8 reader.

    Times are ISO 8601, bytes Base64; whatever else JSON does not know is written as text.
    """
    return _UNSAFE.sub(_escape, json.dumps(fields, ensure_ascii=False, default=_plain))


def _cleaned(number: int, line: bytes, plan: Plan) -> Row | BadRow:
    try:
        fields = json.loads(line.decode())
    except UnicodeDecodeError:
        return BadRow(number, "not UTF-8")
    except (ValueError, RecursionError) as error:
        return BadRow(number, f"not JSON: {error}")
    if why := _wrong(fields, plan):
        return BadRow(number, why)
    text = fields[plan.field]
    cleaned = plan.clean(text, fields.get(plan.title_field))
    fields[plan.field] = cleaned.text
    if plan.receipts:
        fields[plan.receipts] = receipts(cleaned)
    return Row(number, cleaned, cleaned.text != text, fields)


def _wrong(fields: object, plan: Plan) -> str:
    if not isinstance(fields, dict):
        return "not a JSON object"
    if plan.field not in fields:
        return f"no field {plan.field!r}"
    if not isinstance(fields[plan.field], str):
        return f"field {plan.field!r} is not a string"
    if plan.receipts in fields:
        return f"there is a field {plan.receipts!r} already; call the new one otherwise"
    return ""


def _plain(value: object) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return str(value)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


_MARK = b"\xef\xbb\xbf"
# What a terminal might obey, what some readers take for the end of a line, what UTF-8 cannot hold.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
