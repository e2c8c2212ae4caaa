"""Records, stories, misses and runs as they are filed; nothing here writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.model import Kind
from scraper.store import queries
from scraper.store.encode import moment, stamp, storable, time_of
from scraper.store.filing import id_of
from scraper.store.model import Totals, Version
from scraper.store.rows import fingerprint_of, miss_of, record_of, run_of, story_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from typing import Any

    from scraper.model import Article, Reason, Record
    from scraper.store.model import FingerprintRow, MissRow, RunRow, StoryRow
    from scraper.store.session import Session


class Reading:
    """The questions that people and later stages ask of a store."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._db = session.db

    def known(self, url: str) -> bool:
        """Whether there is a record whose URL, requested URL or canonical URL is this one."""
        return self._db.row(queries.RECORD_OF_URL, (storable(url),)) is not None

    def id_of(self, article: Article) -> str:
        """The id that this article's record has, or would get if it were filed now."""
        return id_of(self._db, article)

    def record(self, id_or_url: str) -> Record | None:
        """The record with this id, the beginning of its id (four digits or more), or this URL."""
        name = storable(id_or_url)
        row = self._db.row(queries.RECORD, (name,))
        if row is None and (alias := self._db.row(queries.RECORD_OF_URL, (name,))):
            row = self._db.row(queries.RECORD, (alias["record"],))
        if row is None and len(name) >= _BEGINNING:
            alike = self._db.rows(queries.RECORDS_LIKE, (name, name + "g"))  # g follows all digits
            if len(alike) == 1:
                row = self._db.row(queries.RECORD, (alike[0]["id"],))
        return self._full(row) if row else None

    def records(
        self, *, story: str | None = None, site: str | None = None, since: datetime | None = None
    ) -> Iterator[Record]:
        """Records in the order of filing, in constant memory; `since` by their last change."""
        where, values = _where(story=story, site=site, changed=since)
        sql = queries.RECORDS_AFTER.format(where=" AND ".join(("number > :after", *where)))
        for row in self._session.paged(sql, values):
            yield self._full(row)

    def stories(self, *, site: str | None = None, since: datetime | None = None) -> list[StoryRow]:
        """Stories in the order of their first filing, counting the copies that are asked for."""
        where, values = _where(site=site, changed=since)
        sql = queries.STORIES.format(where=" AND ".join(where) or "true")
        return [story_of(row) for row in self._db.rows(sql, values)]

    def story(self, name: str) -> StoryRow | None:
        """The story with this id or the beginning of its id, or that holds this record or URL."""
        name = storable(name)
        record = self.record(name)
        sql = queries.STORIES.format(where=queries.STORY_NAMED)
        values = {"name": name, "holds": record.story_id if record else name}
        rows = self._db.rows(sql, values)
        exact = [row for row in rows if row["id"] in {name, values["holds"]}]
        chosen = exact or (rows if len(rows) == 1 else [])
        return story_of(chosen[0]) if chosen else None

    def totals(self) -> Totals:
        """How much of everything there is."""
        return Totals(**dict(self._db.the(queries.TOTALS)))

    def cuts(self, *, story: str | None = None, site: str | None = None) -> dict[Kind, int]:
        """How many removals of each kind the records have, the most frequent kind first."""
        where, values = _where(story=story, site=site)
        sql = queries.CUTS.format(where=" AND ".join(where) or "true")
        return {Kind(row["kind"]): row["cuts"] for row in self._db.rows(sql, values)}

    def misses(
        self,
        *,
        reason: Reason | None = None,
        site: str | None = None,
        since: datetime | None = None,
    ) -> list[MissRow]:
        """Misses, the latest last; `since` by the last try."""
        where, values = _where(reason=reason, site=site, last_at=since)
        sql = queries.MISSES.format(where=" AND ".join(where) or "true")
        return [miss_of(row) for row in self._db.rows(sql, values)]

    def fingerprints(self, *, since: datetime | None = None) -> Iterator[FingerprintRow]:
        """The fingerprints of records changed or published at or after `since`, oldest first."""
        for row in self._session.paged(queries.FINGERPRINTS, {"since": stamp(since)}, most=_MANY):
            yield fingerprint_of(row)

    def versions(self, record_id: str) -> list[Version]:
        """What a record said before its page was edited, oldest first."""
        return [
            Version(
                until=time_of(row["until"]),
                fetched=moment(row["fetched"]),
                modified=moment(row["modified"]),
                sha256=row["sha256"],
                title=row["title"],
                text=row["text"],
            )
            for row in self._db.rows(queries.VERSIONS, (storable(record_id),))
        ]

    def runs(self) -> list[RunRow]:
        """Every run, oldest first."""
        return [run_of(row) for row in self._db.rows(queries.RUNS)]

    def _full(self, row: Mapping[str, Any]) -> Record:
        key = (row["id"],)
        return record_of(
            row, self._db.rows(queries.REMOVALS, key), self._db.rows(queries.NOTES, key)
        )


def _where(**conditions: str | datetime | None) -> tuple[list[str], dict[str, object]]:
    """One clause per column that is asked for: equal to a string, or at or after a time."""
    clauses: list[str] = []
    values: dict[str, object] = {}
    for column, value in conditions.items():
        if isinstance(value, str):
            clauses.append(f"{column} = :{column}")
            values[column] = storable(value)
        elif value is not None:
            clauses.append(f"{column} >= :{column}")
            values[column] = stamp(value)
    return clauses, values


_MANY = 5_000  # fingerprints read at a time
_BEGINNING = 4  # digits
