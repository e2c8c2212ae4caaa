"""What the store answers with: frozen rows, nothing of SQL in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from cleaners.model import Removal
    from scraper.model import Miss


class State(StrEnum):
    """What filing an article did to the store. `KNOWN` means that nothing changed."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Filed:
    """The answer to filing: which record it is, what happened, and where it lies.

    `story_id` is the story the record is in, which for a known record is the one it was in
    before; `path` is that of the `.txt`, relative to the store's folder.
    """

    record_id: str
    state: State
    path: str
    story_id: str


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as it is filed. `canonical` is the record to read, `folder` lies below `texts/`.

    `first` and `last` are of the copies that say when they were published; where none does, of
    their fetching.
    """

    id: str
    title: str
    canonical: str
    why: str
    folder: str
    copies: int
    sites: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class MissRow:
    """A URL that gave no article, how often it was tried, and between which times."""

    miss: Miss
    tries: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class FingerprintRow:
    """What the grouper needs of a record that is already filed."""

    record_id: str
    story_id: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Totals:
    """How much of everything a store holds; `waiting` are links still to be fetched."""

    records: int
    stories: int
    sites: int
    removals: int
    misses: int
    waiting: int


@dataclass(frozen=True, slots=True)
class RunCounts:
    """How many copies a run filed, found filed, refiled, and how many URLs gave none."""

    new: int = 0
    known: int = 0
    changed: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run. `ended` is None while it runs, and for ever if it was killed."""

    id: int
    started: datetime
    ended: datetime | None
    outcome: str
    counts: RunCounts


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A feed, sitemap or site; `etag` and `last_modified` go into the next conditional request.

    `failures` counts those in a row; `links` are those of the last answer that listed any, `new`
    those of the last answer. `interval`
    is how many seconds to leave it alone after `checked`.
    """

    url: str
    kind: str = ""
    checked: datetime | None = None
    outcome: str = ""
    failures: int = 0
    etag: str = ""
    last_modified: str = ""
    links: int = 0
    new: int = 0
    interval: int = 0


@dataclass(frozen=True, slots=True)
class PageRow:
    """A raw page. `size` is in bytes, `place` and `length` are bytes in the `archive` file."""

    url: str
    requested: str
    fetched: datetime | None
    status: int
    content_type: str
    size: int
    sha256: str
    archive: str
    place: int
    length: int


@dataclass(frozen=True, slots=True)
class Version:
    """What a record said until its page was edited."""

    until: datetime
    fetched: datetime | None
    modified: datetime | None
    sha256: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """The role of a record in its story, and the evidence for it.

    `source` is the record that it most likely comes from, empty for the original. `inside` is the
    share (0 to 1) of its wording that the source has, `around` that of the source's wording that
    it has, `quotes` that of their quotations in common; `why` says it in words.
    """

    record_id: str
    role: str
    source: str
    inside: float
    around: float
    quotes: float
    why: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says: the words in dispute and their sentence, as characters of its text.

    `site` and `url` are the record's; they are filled in by the store.
    """

    record_id: str
    words: str
    start: int
    end: int
    sentence: str
    sentence_start: int
    sentence_end: int
    site: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class DisagreementRow:
    """Two records of a story contradict each other; `match` is how alike their sentences are.

    `tier` is `conflict` or `possible`; `kind` says what sort of statement is in dispute.
    """

    story_id: str
    tier: str
    kind: str
    match: float
    a: Said
    b: Said


@dataclass(frozen=True, slots=True)
class Undone:
    """What a rule had cut from a record and is back in it: the removals, and their words."""

    record_id: str
    rule: str
    removals: tuple[Removal, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that holds what was searched, and a passage of it."""

    record_id: str
    story_id: str
    site: str
    title: str
    url: str
    published: datetime | None
    passage: str


@dataclass(frozen=True, slots=True)
class YieldAlarm:
    """A site that suddenly gives little: characters per page lately, and usually."""

    site: str
    pages: int
    articles: int
    chars_per_page: int
    usual: int


@dataclass(frozen=True, slots=True)
class Mended:
    """Texts that were written anew since they were missing or altered, and files of no record."""

    written: tuple[str, ...]
    strays: tuple[str, ...]
