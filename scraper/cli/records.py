"""A record as one JSON object: the form in which `crawl` hands copies to other programs."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaners import Cleaned, Removal
    from scraper.model import Record

__all__ = ["cleaned_json", "dump", "record_json"]


def record_json(record: Record) -> str:
    """One line of JSON, without a newline."""
    copy, article = record.copy, record.copy.article
    return dump(
        {
            "id": copy.id,
            "story_id": record.story_id,
            "url": article.url,
            "canonical_url": article.canonical_url,
            "site": article.site,
            "title": article.title,
            "byline": article.byline,
            "agency": article.agency,
            "published": _time(article.published),
            "modified": _time(article.modified),
            "fetched": _time(article.fetched),
            "language": article.language,
            "description": article.description,
            "role": copy.role,
            "similarity": copy.similarity,
            "section": article.section,
            "licence": article.licence,
            "free": article.free,
            "captions": article.captions,
            "reader": article.reader,
            "reader_why": article.reader_why,
            "confidence": article.confidence,
            "sha256": article.sha256,
            "path": record.path,
            **_body(article.body),
        }
    )


def cleaned_json(cleaned: Cleaned) -> str:
    """A cleaned text with its receipts as one line of JSON, without a newline."""
    return dump({**_body(cleaned), "original": cleaned.original})


def dump(row: Mapping[str, object]) -> str:
    """One line of JSON that no terminal obeys and any UTF-8 file takes. Times are ISO 8601."""
    # Control characters, changes of direction and lone surrogates go as JSON's own escapes.
    return _UNSAFE.sub(_escape, json.dumps(row, ensure_ascii=False, default=_plain))


def _body(cleaned: Cleaned) -> dict[str, object]:
    return {
        "text": cleaned.text,
        "removals": [_removal(cleaned, removal) for removal in cleaned.removals],
        "notes": [_removal(cleaned, note) for note in cleaned.notes],
        "flags": cleaned.flags,
    }


def _removal(cleaned: Cleaned, removal: Removal) -> dict[str, object]:
    return {
        "start": removal.start,
        "end": removal.end,
        "rule": removal.rule,
        "kind": removal.kind,
        "value": removal.value,
        "text": cleaned.cut(removal),
    }


def _time(time: datetime | None) -> str | None:
    return time.isoformat() if time else None


def _plain(value: object) -> object:
    return _time(value) if isinstance(value, datetime) else str(value)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


_UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
