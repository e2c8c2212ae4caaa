"""The database is the truth and the `.txt` files follow it, after a kill too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.errors import StoreError
from scraper.store import queries
from scraper.store.disk import inside, put
from scraper.store.encode import file_bytes

if TYPE_CHECKING:
    from scraper.store.database import Database
    from scraper.store.disk import Disk


class Outbox:
    """The files still to be written, as the table `outbox` lists them.

    A row is entered with the record, in one transaction; the file is written after that is
    committed; the row goes with the next transaction. Killed between, the next one to open the
    store writes the file again, to the same effect.
    """

    def __init__(self, db: Database, disk: Disk) -> None:
        self._db = db
        self._disk = disk
        self.done: set[tuple[str, str]] = set()

    def forget(self) -> None:
        """Take the rows of finished files out, within a transaction."""
        self._db.run_all(queries.DROP_OUTBOX, self.done)
        self.done.clear()

    def deliver(self) -> None:
        """Write what the table lists, in this process's turn.

        Raises:
            StoreError: a file cannot be written. Its record is safe and its row stays.

        """
        for row in self._db.rows(queries.OUTBOX):
            entry = (str(row["record"]), str(row["stale"]))
            if entry not in self.done:
                self._write(*entry)
                self.done.add(entry)

    def _write(self, record_id: str, stale: str) -> None:
        row = self._db.the(queries.PATH_AND_TEXT, (record_id,))
        path = inside(self._db.folder, row["path"])
        try:
            put(
                self._disk,
                path,
                file_bytes(row["text"]),
                aside=self._db.aside / f"{record_id}.txt",
            )
            if stale and stale != row["path"]:
                self._disk.remove(inside(self._db.folder, stale))
        except OSError as error:
            raise StoreError(
                f"cannot write {path}: {error.strerror or error}; the record itself is filed, and "
                "its file will be written when the store is next opened"
            ) from error
