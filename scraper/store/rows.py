"""A row becomes a frozen type here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaners.model import Cleaned, Kind, Removal
from scraper.model import Article, Copy, Miss, Reason, Record
from scraper.store.encode import listed, moment, stamp, time_of, values
from scraper.store.model import FingerprintRow, MissRow, RunCounts, RunRow, StoryRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Row = Mapping[str, Any]


def record_of(row: Row, removals: Iterable[Row], notes: Iterable[Row]) -> Record:
    """A record with all that was cut from it; equal to what was filed but for time below 1 s."""
    article = Article(
        url=row["url"],
        body=Cleaned(
            original=row["original"],
            removals=tuple(map(removal_of, removals)),
            notes=tuple(map(removal_of, notes)),
            flags=values(row["flags"]),
        ),
        title=row["title"],
        canonical_url=row["canonical_url"],
        site=row["site"],
        byline=values(row["byline"]),
        agency=row["agency"],
        published=moment(row["published"]),
        modified=moment(row["modified"]),
        language=row["language"],
        description=row["description"],
        fetched=moment(row["fetched"]),
        sha256=row["sha256"],
        reader=row["reader"],
        reader_why=row["reader_why"],
        confidence=row["confidence"],
        section=row["section"],
        licence=row["licence"],
        free=None if row["free"] is None else bool(row["free"]),
        captions=values(row["captions"]),
    )
    copy = Copy(row["id"], article, role=row["role"], similarity=row["similarity"])
    return Record(copy, story_id=row["story"], path=row["path"])


def columns_of(article: Article) -> dict[str, object]:
    """The columns of a storable article, as the queries name them."""
    return {
        "site": article.site,
        "title": article.title,
        "byline": listed(article.byline),
        "agency": article.agency,
        "published": stamp(article.published),
        "modified": stamp(article.modified),
        "fetched": stamp(article.fetched),
        "language": article.language,
        "description": article.description,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "sha256": article.sha256,
        "reader": article.reader,
        "reader_why": article.reader_why,
        "confidence": article.confidence,
        "section": article.section,
        "licence": article.licence,
        "free": article.free,
        "captions": listed(article.captions),
        "flags": listed(article.body.flags),
        "text": article.text,
        "original": article.body.original,
    }


def removal_of(row: Row) -> Removal:
    """A removal or a note."""
    return Removal(row["start"], row["end"], row["rule"], Kind(row["kind"]), row["value"])


def miss_of(row: Row) -> MissRow:
    """A miss with its history."""
    miss = Miss(
        row["url"], Reason(row["reason"]), row["detail"], row["status"], moment(row["retry_at"])
    )
    return MissRow(miss, row["tries"], time_of(row["first_at"]), time_of(row["last_at"]))


def story_of(row: Row) -> StoryRow:
    """A story with its copies counted."""
    return StoryRow(
        id=row["id"],
        title=row["title"],
        canonical=row["canonical"],
        why=row["why"],
        folder=row["folder"],
        copies=row["copies"],
        sites=row["sites"],
        first=moment(row["first"]),
        last=moment(row["last"]),
    )


def fingerprint_of(row: Row) -> FingerprintRow:
    """A fingerprint with its record and story."""
    return FingerprintRow(row["id"], row["story"], row["fingerprint"])


def run_of(row: Row) -> RunRow:
    """A run with its counts."""
    counts = RunCounts(row["new"], row["known"], row["changed"], row["missed"])
    return RunRow(row["id"], time_of(row["started"]), moment(row["ended"]), row["outcome"], counts)
