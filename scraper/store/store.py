"""One folder holds it all; what `file` and `miss` have acknowledged is never lost."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from scraper.model import now, site_of
from scraper.store import queries
from scraper.store.database import Database
from scraper.store.disk import Disk
from scraper.store.encode import stamp, storable
from scraper.store.filing import Place, file_article, move
from scraper.store.model import RunCounts
from scraper.store.outbox import Outbox
from scraper.store.rows import fingerprint_of, miss_of, record_of, run_of, story_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from scraper.model import Article, Miss, Reason, Record
    from scraper.store.model import Filed, Fingerprint, MissRow, RunRow, StoryRow


class Store:
    """A folder with `copydesk.db` and `texts/<story>/<copy>.txt`; a context manager.

    Every method that writes is one transaction, or part of the `batch` around it. Use one Store
    from one thread.
    """

    def __init__(
        self,
        folder: Path,
        *,
        read_only: bool = False,
        disk: Disk | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        """Open a store, or create it unless `read_only`.

        Raises:
            StoreCreateError: there is none and it cannot be created.
            StoreError: there is one that cannot be used; or none, and `read_only`.

        """
        self.folder = folder
        self._clock = clock
        self._run: int | None = None
        self._db = Database(folder, read_only=read_only)
        self._read_only = read_only
        self._outbox = Outbox(self._db, disk or Disk())
        if not read_only:
            try:
                self._catch_up()
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Finish and let go. Raises StoreError where that cannot be written."""
        try:
            if not self._read_only:
                with self._db.write():
                    self._outbox.forget()
        finally:
            self._db.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make all that is written within one transaction: faster, and acknowledged at its end.

        Raises:
            StoreError: nothing of it was written; or all was but the `.txt` files, which follow.

        """
        with self._db.turn():
            outermost = not self._db.writing
            with self._db.write():
                if outermost:
                    self._outbox.forget()
                yield
            if outermost:
                self._outbox.deliver()

    def known(self, url: str) -> bool:
        """Whether there is a record whose URL, requested URL or canonical URL is this one."""
        return self._db.row(queries.RECORD_OF_URL, (storable(url),)) is not None

    def file(  # noqa: PLR0913 - a copy's place has this many sides, all but one optional
        self,
        article: Article,
        *,
        story_id: str,
        requested: str = "",
        role: str = "",
        similarity: float = 1.0,
        fingerprint: str = "",
    ) -> Filed:
        """File a copy: its record, its removals and its `.txt`; forget that its URL was a miss.

        A copy that is known stays in the story it is in, whatever `story_id` says: see `place`.
        `fingerprint` is kept for the grouper.
        """
        place = Place(
            story_id=story_id,
            role=role,
            similarity=similarity,
            requested=requested,
            fingerprint=fingerprint,
            at=stamp(self._clock()),
            run=self._run,
        )
        with self.batch():
            return file_article(self._db, article, place)

    def place(
        self, record_id: str, *, story_id: str, role: str = "", similarity: float = 1.0
    ) -> str:
        """Put a copy into a story; its `.txt` moves along. The answer is its new path.

        A story without copies is gone. Raises KeyError where there is no such record.
        """
        place = Place(
            story_id=story_id,
            role=role,
            similarity=similarity,
            requested="",
            fingerprint="",
            at=stamp(self._clock()),
            run=self._run,
        )
        with self.batch():
            return move(self._db, record_id, place)

    def set_canonical(
        self, story_id: str, record_id: str, *, why: str = "", title: str = ""
    ) -> None:
        """Say which copy of a story is the one to read, why, and what the story is called."""
        record = self.record(record_id)
        name = title or (record.copy.article.title if record else "")
        with self.batch():
            self._db.run(
                queries.SET_CANONICAL,
                (record_id, storable(why), storable(name), storable(story_id)),
            )

    def miss(self, miss: Miss, *, at: datetime) -> None:
        """Note that a URL gave no article; one row per URL, with the number of tries."""
        url = storable(miss.url)
        with self.batch():
            self._db.run(
                queries.ADD_MISS,
                {
                    "url": url,
                    "site": site_of(url),
                    "reason": miss.reason,
                    "detail": storable(miss.detail),
                    "status": miss.status,
                    "retry_at": stamp(miss.retry_at),
                    "at": stamp(at),
                },
            )

    def start_run(self, *, at: datetime) -> int:
        """Begin a run; what is filed from now on is filed in it. The answer is its number."""
        with self.batch():
            self._db.run(queries.START_RUN, (stamp(at),))
            self._run = run = int(self._db.the(queries.LAST_RUN)["id"])
        return run

    def end_run(
        self, run: int, *, at: datetime, counts: RunCounts | None = None, outcome: str = ""
    ) -> None:
        """End a run with its counts and a word on how it went."""
        of = counts or RunCounts()
        with self.batch():
            self._db.run(
                queries.END_RUN,
                (stamp(at), storable(outcome), of.new, of.known, of.changed, of.missed, run),
            )
        self._run = None

    def runs(self) -> list[RunRow]:
        """Every run, oldest first."""
        return [run_of(row) for row in self._db.rows(queries.RUNS)]

    def fingerprints(self, *, since: datetime | None = None) -> Iterator[Fingerprint]:
        """The fingerprints of records changed or published at or after `since`, oldest first."""
        for row in self._paged(queries.FINGERPRINTS, {"since": stamp(since)}):
            yield fingerprint_of(row)

    def records(
        self, *, story: str | None = None, site: str | None = None, since: datetime | None = None
    ) -> Iterator[Record]:
        """Records in the order of filing, in constant memory; `since` by their last change."""
        where, values = _where(story=story, site=site, changed=since)
        sql = queries.RECORDS_AFTER.format(where=" AND ".join(("number > :after", *where)))
        for row in self._paged(sql, values):
            yield self._full(row)

    def record(self, id_or_url: str) -> Record | None:
        """The record with this id, the beginning of its id (four digits or more), or this URL."""
        name = storable(id_or_url)
        row = self._db.row(queries.RECORD_FULL, (name,))
        if row is None and (alias := self._db.row(queries.RECORD_OF_URL, (name,))):
            row = self._db.row(queries.RECORD_FULL, (alias["record"],))
        if row is None and len(name) >= _BEGINNING:
            alike = self._db.rows(queries.RECORDS_LIKE, (name, name + "g"))  # g follows all digits
            if len(alike) == 1:
                row = self._db.row(queries.RECORD_FULL, (alike[0]["id"],))
        return self._full(row) if row else None

    def stories(self, *, site: str | None = None, since: datetime | None = None) -> list[StoryRow]:
        """Stories in the order of their first filing, counting the copies that are asked for."""
        where, values = _where(site=site, changed=since)
        sql = queries.STORIES.format(where=" AND ".join(where) or "true")
        return [story_of(row) for row in self._db.rows(sql, values)]

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

    def _paged(self, sql: str, values: dict[str, object]) -> Iterator[Mapping[str, Any]]:
        """Rows a page at a time, so that records may be written between any two of them."""
        after = 0
        while rows := self._db.rows(sql, values | {"after": after, "most": _PAGE}):
            yield from rows
            after = rows[-1]["number"]

    def _full(self, row: Mapping[str, Any]) -> Record:
        key = (row["id"],)
        return record_of(
            row, self._db.rows(queries.REMOVALS, key), self._db.rows(queries.NOTES, key)
        )

    def _catch_up(self) -> None:
        if self._db.row(queries.OUTBOX):
            with self._db.turn():
                self._outbox.deliver()
                with self._db.write():
                    self._outbox.forget()


def _where(**conditions: str | datetime | None) -> tuple[list[str], dict[str, object]]:
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


_PAGE = 200  # records read at a time
_BEGINNING = 4  # digits
