"""Between Python's values and columns: whatever the web sent can be stored, offsets stay true."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaners.model import Removal
    from scraper.model import Article


def storable(text: str) -> str:
    """The text with each NUL and lone surrogate as U+FFFD: equally long, and valid UTF-8.

    SQLite's own functions stop at a NUL, and neither SQLite nor a file takes a surrogate.
    """
    return _UNSTORABLE.sub("\ufffd", text)


def storable_article(article: Article) -> Article:
    """The same article with every string storable. Removals keep their places."""
    body = article.body
    return replace(
        article,
        url=storable(article.url),
        title=storable(article.title),
        canonical_url=storable(article.canonical_url),
        site=storable(article.site),
        byline=tuple(map(storable, article.byline)),
        agency=storable(article.agency),
        language=storable(article.language),
        description=storable(article.description),
        sha256=storable(article.sha256),
        reader=storable(article.reader),
        reader_why=storable(article.reader_why),
        section=storable(article.section),
        licence=storable(article.licence),
        captions=tuple(map(storable, article.captions)),
        body=replace(
            body,
            original=storable(body.original),
            removals=tuple(map(_storable_removal, body.removals)),
            notes=tuple(map(_storable_removal, body.notes)),
            flags=tuple(map(storable, body.flags)),
        ),
    )


def stamp(time: datetime | None) -> str:
    """UTC to the second, `2026-10-18T12:00:00Z`, or empty; a time without a zone is UTC.

    Such strings sort as the times do, and SQLite's date functions read them.
    """
    if time is None:
        return ""
    if time.tzinfo is None:
        time = time.replace(tzinfo=UTC)
    try:
        time = time.astimezone(UTC)
    except OverflowError:  # a page may claim the year 1 or 9999, east or west of UTC
        return ""
    return time.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def moment(text: str) -> datetime | None:
    """The aware time that `stamp` wrote, or None for an empty column."""
    return datetime.fromisoformat(text) if text else None


def time_of(text: str) -> datetime:
    """The aware time in a column that is always filled. Raises ValueError where it is empty."""
    return datetime.fromisoformat(text)


def listed(values: tuple[str, ...]) -> str:
    """A column that holds a list, readable by people and by SQLite's JSON functions."""
    return json.dumps(values, ensure_ascii=False)


def values(column: str) -> tuple[str, ...]:
    """The list that `listed` wrote."""
    return tuple(json.loads(column))


def file_bytes(text: str) -> bytes:
    """What the file of a text holds: UTF-8, one newline at the end."""
    return (text.rstrip("\n") + "\n").encode()


def _storable_removal(removal: Removal) -> Removal:
    return replace(removal, rule=storable(removal.rule), value=storable(removal.value))


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
