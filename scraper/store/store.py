"""One folder holds it all; what `file` and `miss` have acknowledged is never lost."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from scraper.model import now, site_of
from scraper.store import queries, search
from scraper.store.archive import Pages, Sources
from scraper.store.disk import Disk
from scraper.store.encode import stamp, storable
from scraper.store.filing import Place, file_article, move
from scraper.store.frontier import Frontier
from scraper.store.mend import check, mend
from scraper.store.model import RunCounts
from scraper.store.reading import Reading
from scraper.store.relations import Relations
from scraper.store.session import Session
from scraper.store.sites import ANSWERED, Sites, tally
from scraper.store.undo import restore, undo
from scraper.store.watches import Watches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from scraper.model import Article, Miss
    from scraper.store.model import Filed, Hit, Mended, Undone


class Store(Reading):
    """A folder with `copydesk.db` and `texts/<story>/<copy>.txt`; a context manager.

    Every method that writes is one transaction, or part of the `batch` around it. Use one Store
    from one thread. Its rooms: `frontier`, `sources`, `pages`, `sites`, `relations`,
    `watches`.
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
        super().__init__(Session(folder, read_only=read_only, disk=disk or Disk(), clock=clock))
        self.folder = folder
        self.frontier = Frontier(self._session)
        self.sources = Sources(self._session)
        self.pages = Pages(self._session)
        self.sites = Sites(self._session)
        self.relations = Relations(self._session)
        self.watches = Watches(self._session)

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
        self._session.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make all that is written within one transaction: faster, and acknowledged at its end.

        Raises:
            StoreError: nothing of it was written; or all was but the `.txt` files, which follow.

        """
        with self._session.batch():
            yield

    def file(  # noqa: PLR0913 - a copy's place has this many sides, all but one optional
        self,
        article: Article,
        *,
        story_id: str,
        requested: str = "",
        role: str = "",
        similarity: float = 1.0,
        fingerprint: str = "",
        aliases: Sequence[str] = (),
    ) -> Filed:
        """File a copy: its record, its removals and its `.txt`; forget that its URL was a miss.

        A copy that is known stays in the story it is in, whatever `story_id` says: see `place`.
        `fingerprint` is kept for the grouper; `aliases` are further URLs by which it is known.
        """
        place = Place(
            story_id=story_id,
            role=role,
            similarity=similarity,
            requested=requested,
            fingerprint=fingerprint,
            at=self._session.now(),
            run=self._session.run,
            aliases=tuple(map(storable, aliases)),
        )
        with self._session.batch() as db:
            return file_article(db, article, place)

    def place(
        self, record_id: str, *, story_id: str, role: str = "", similarity: float = 1.0
    ) -> str:
        """Put a copy into a story; its `.txt` moves along. The answer is its new path.

        A story without copies is gone. Raises KeyError where there is no such record.
        """
        with self._session.batch() as db:
            return move(db, record_id, story_id=story_id, role=role, similarity=similarity)

    def set_canonical(
        self, story_id: str, record_id: str, *, why: str = "", title: str = ""
    ) -> None:
        """Say which copy of a story is the one to read, why, and what the story is called.

        It is called as that copy is unless `title` says otherwise.
        """
        values = {
            "story": storable(story_id),
            "record": record_id,
            "why": storable(why),
            "title": storable(title),
        }
        with self._session.batch() as db:
            db.run(queries.SET_CANONICAL, values)

    def miss(self, miss: Miss, *, at: datetime) -> None:
        """Note that a URL gave no article; one row per URL, with the number of tries."""
        url = storable(miss.url)
        site = site_of(url)
        values = {
            "url": url,
            "site": site,
            "reason": miss.reason,
            "detail": storable(miss.detail),
            "status": miss.status,
            "retry_at": stamp(miss.retry_at),
            "at": stamp(at),
        }
        with self._session.batch() as db:
            first = db.row(queries.MISS, (url,)) is None
            db.run(queries.ADD_MISS, values)
            db.run(queries.DROP_LINK, (url,))
            if first and miss.reason in ANSWERED:
                tally(db, self._session.run, site, article=None)

    def undo(self, id_or_url: str, rule: str) -> Undone | None:
        """Put back all that a rule cut from a record, and keep it there from then on.

        None where there is no such record; nothing restored where the rule cut nothing.
        """
        record = self.record(id_or_url)
        return None if record is None else undo(self._session, record, rule)

    def restore(self, record_id: str, passages: Iterable[tuple[str, str]]) -> None:
        """Put passages of a record back, and keep them there from then on.

        A passage is the rule that cut it and its words, as they stand in the original. Raises
        KeyError where there is no such record.
        """
        record = self.record(record_id)
        if record is None:
            raise KeyError(record_id)
        restore(self._session, record, passages)

    def start_run(self, *, at: datetime) -> int:
        """Begin a run, and give its number; what a killed one had taken waits again."""
        with self._session.batch() as db:
            db.run(queries.START_RUN, (stamp(at),))
            self.frontier.release()
            self._session.run = run = int(db.the(queries.LAST_RUN)["id"])
        return run

    def end_run(
        self, run: int, *, at: datetime, counts: RunCounts | None = None, outcome: str = ""
    ) -> None:
        """End a run with its counts and a word on how it went; refresh the search index."""
        of = counts or RunCounts()
        with self._session.batch() as db:
            db.run(
                queries.END_RUN,
                (stamp(at), storable(outcome), of.new, of.known, of.changed, of.missed, run),
            )
        self._session.run = None
        self.sites.forget_lines()
        self.refresh_search()

    def refresh_search(self) -> int:
        """Make what was filed or changed findable, and give the number of records entered."""
        return search.refresh(self._session)

    def search(self, words: str, *, most: int = 20) -> list[Hit]:
        """The newest records with all of these words, as of the last `refresh_search`.

        Words may be `begun*`; `"quoted passages"` must stand in the title or text as they are,
        but for case and spaces.
        """
        return search.search(self._session, words, most=most)

    def check(self) -> list[str]:
        """What is wrong, one line each: pages of the database, and texts missing or of wrong size.

        Nothing is changed; `mend` brings texts back.
        """
        return check(self._session)

    def mend(self) -> Mended:
        """Write every text that is missing or was altered; name the files of no record."""
        return mend(self._session)
