"""A record as one JSON object: the form in which `crawl` hands copies to other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from cleaners import Cleaned, Removal
    from scraper.model import Record

__all__ = ["cleaned_json", "record_json"]


def record_json(record: Record) -> str:
    """One line of JSON, without a newline."""
    copy, article = record.copy, record.copy.article
    return _dump(
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
            "sha256": article.sha256,
            "path": record.path,
            **_body(article.body),
        }
    )


def cleaned_json(cleaned: Cleaned) -> str:
    """A cleaned text with its receipts as one line of JSON, without a newline."""
    return _dump({**_body(cleaned), "original": cleaned.original})


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


def _dump(row: dict[str, object]) -> str:
    # Lone surrogates cannot be written as UTF-8; JSON's own escapes carry them.
    text = json.dumps(row, ensure_ascii=False)
    return text if text.isprintable() or _encodable(text) else json.dumps(row)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
