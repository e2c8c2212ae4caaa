"""One open store: its database, its files, its clock, and the run that is going on."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from scraper.store import queries
from scraper.store.database import Database
from scraper.store.encode import stamp
from scraper.store.outbox import Outbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from scraper.store.disk import Disk


class Session:
    """What the rooms of a store share. `run` is the run in progress, or None."""

    def __init__(
        self, folder: Path, *, read_only: bool, disk: Disk, clock: Callable[[], datetime]
    ) -> None:
        """Open or create the store and write the files that a kill left unwritten.

        Raises:
            StoreCreateError: there is no store and none can be created.
            StoreError: there is one that cannot be used; or none, and `read_only`.

        """
        self.folder = folder
        self.run: int | None = None
        self.read_only = read_only
        self.db = Database(folder, read_only=read_only)
        self._clock = clock
        self._outbox = Outbox(self.db, disk)
        if not read_only:
            try:
                self._catch_up()
            except BaseException:
                self.db.close()
                raise

    @contextmanager
    def batch(self) -> Iterator[Database]:
        """A transaction, or a part of the one around it; the files follow its commit.

        Raises:
            StoreError: nothing of it was written; or all was but the `.txt` files, which follow.

        """
        with self.db.turn():
            outermost = not self.db.writing
            with self.db.write():
                if outermost:
                    self._outbox.forget()
                yield self.db
            if outermost:
                self._outbox.deliver()

    def now(self) -> str:
        """The time, as a column holds it."""
        return stamp(self._clock())

    def paged(
        self, sql: str, values: Mapping[str, object], *, most: int = 200
    ) -> Iterator[Mapping[str, Any]]:
        """Rows, `most` at a time, so that the store may be written between any two of them.

        The statement takes `:after` and `:most` and gives an ascending column `number`.
        """
        after = 0
        while rows := self.db.rows(sql, {**values, "after": after, "most": most}):
            yield from rows
            after = rows[-1]["number"]

    def close(self) -> None:
        """Finish and let go. Raises StoreError where that cannot be written."""
        try:
            if not self.read_only and self._outbox.done:
                with self.db.write():
                    self._outbox.forget()
        finally:
            self.db.close()

    def _catch_up(self) -> None:
        if self.db.row(queries.OUTBOX):
            with self.db.turn():
                self._outbox.deliver()
                with self.db.write():
                    self._outbox.forget()
