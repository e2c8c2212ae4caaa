"""One record is one flat row, with the names that loaders of text corpora expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.store.encode import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cleaners.model import Removal
    from scraper.model import Record


def flat(record: Record) -> dict[str, object]:
    """The row of a record, ready for JSON. Times are UTC strings, None where none is known.

    `free` and `confidence` are None where nobody said. `date` is when it was published, or else
    fetched. `start` and `end` of a removal are characters of the normalised original; its `text`
    is what stood there.
    """
    copy, article = record.copy, record.copy.article
    return {
        "text": article.text,
        "id": copy.id,
        "url": article.url,
        "story_id": record.story_id,
        "date": _time(article.published or article.fetched),
        "language": article.language,
        "title": article.title,
        "site": article.site,
        "byline": list(article.byline),
        "agency": article.agency,
        "description": article.description,
        "canonical_url": article.canonical_url,
        "published": _time(article.published),
        "modified": _time(article.modified),
        "fetched": _time(article.fetched),
        "role": copy.role,
        "similarity": copy.similarity,
        "sha256": article.sha256,
        "reader": article.reader,
        "reader_why": article.reader_why,
        "confidence": article.confidence,
        "section": article.section,
        "licence": article.licence,
        "free": article.free,
        "captions": list(article.captions),
        "path": record.path,
        "flags": list(article.body.flags),
        "removals": _spans(record, article.body.removals),
        "notes": _spans(record, article.body.notes),
    }


def _time(time: datetime | None) -> str | None:
    return stamp(time) or None


def _spans(record: Record, spans: Iterable[Removal]) -> list[dict[str, object]]:
    body = record.copy.article.body
    return [
        {
            "start": span.start,
            "end": span.end,
            "rule": span.rule,
            "kind": str(span.kind),
            "value": span.value,
            "text": body.cut(span),
        }
        for span in spans
    ]
