"""One connection, one writer at a time; what is committed survives a kill at any moment."""

from __future__ import annotations

import fcntl
import sqlite3
import time
from collections.abc import Mapping
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Self

from scraper.errors import StoreCreateError, StoreError
from scraper.store.migrate import LATEST, migrate, version_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from io import FileIO
    from pathlib import Path

Values = tuple[object, ...] | Mapping[str, object]


class Database:
    """The file `copydesk.db`. Writers of one store take turns by a lock on a file beside it.

    WAL with synchronous NORMAL: a killed process loses nothing that was committed; a power cut may
    lose the last commits but never damages the file.
    """

    def __init__(self, folder: Path, *, read_only: bool) -> None:
        """Open or create it and bring its tables up to date.

        Raises:
            StoreCreateError: there is none and it cannot be created.
            StoreError: there is one and it cannot be read, or it is not ours, or newer than this.

        """
        self.path = folder / "copydesk.db"
        self.folder = folder
        self._depth = 0
        self._turns = 0
        self._lock: FileIO | None = None
        absent = not self.path.exists()
        if read_only and absent:
            raise StoreError(f"there is no store at {folder}: no {self.path.name} in it")
        try:
            if not read_only:
                folder.mkdir(parents=True, exist_ok=True)
                self.aside.mkdir(exist_ok=True)
                self._lock = (self.aside / "lock").open("wb", buffering=0)
            # SQLite does not wait where two processes turn a new file into a WAL database at once.
            with nullcontext() if read_only else self.turn():
                self._connection = self._connect(read_only=read_only)
        except (OSError, sqlite3.Error) as error:
            self._unlock_for_good()
            kind = StoreCreateError if absent else StoreError
            verb = "create" if absent else "open"
            raise kind(f"cannot {verb} the store {folder}: {_said(error)}") from error
        except StoreError as error:
            self._unlock_for_good()
            raise StoreError(f"cannot use the store {self.path}: {error}") from error

    @property
    def aside(self) -> Path:
        """The folder for files that are not finished."""
        return self.folder / ".aside"

    @contextmanager
    def write(self) -> Iterator[Self]:
        """A transaction, alone in the store. Transactions within it are part of it.

        Raises:
            StoreError: it could not be written; nothing of it was.

        """
        if self._depth:
            self._depth += 1
            try:
                yield self
            finally:
                self._depth -= 1
            return
        with self.turn(), self._clear():
            self._connection.execute("BEGIN IMMEDIATE")
            self._depth = 1
            try:
                yield self
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self._depth = 0

    @property
    def writing(self) -> bool:
        """Whether a transaction is open."""
        return self._depth > 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """This process's turn among the writers of this store; turns nest. Raises StoreError."""
        if self._lock is None:
            raise StoreError(f"the store {self.folder} was opened for reading only")
        if self._turns:
            self._turns += 1
        else:
            self._take_turn(self._lock)
            self._turns = 1
        try:
            yield
        finally:
            self._turns -= 1
            if not self._turns:
                fcntl.flock(self._lock, fcntl.LOCK_UN)

    def run(self, sql: str, values: Values = ()) -> int:
        """Execute one statement and give the number of rows it touched. Raises StoreError."""
        with self._clear():
            return self._connection.execute(sql, values).rowcount

    def run_all(self, sql: str, rows: Iterable[Values]) -> None:
        """Execute one statement for each row of values. Raises StoreError."""
        with self._clear():
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, values: Values = ()) -> list[Mapping[str, Any]]:
        """All rows of an answer, by column name. Raises StoreError."""
        with self._clear():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> Mapping[str, Any] | None:
        """The first row of an answer, if there is one. Raises StoreError."""
        with self._clear():
            found: Mapping[str, Any] | None = self._connection.execute(sql, values).fetchone()
            return found

    def the(self, sql: str, values: Values = ()) -> Mapping[str, Any]:
        """The row that must be there. Raises StoreError, as where another program removed it."""
        found = self.row(sql, values)
        if found is None:
            raise StoreError(f"the store {self.path}: a row that was written is gone")
        return found

    def close(self) -> None:
        """Let go of the file. Raises StoreError where the last pages cannot be written."""
        try:
            with self._clear():
                self._connection.close()
        finally:
            self._unlock_for_good()

    def _connect(self, *, read_only: bool) -> sqlite3.Connection:
        mode = "mode=ro" if read_only else "mode=rwc"
        if read_only and not _can_share(self.path):
            mode = "immutable=1"  # nobody can be writing, and SQLite could not make its own files
        uri = f"{self.path.resolve().as_uri()}?{mode}"
        connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            version = version_of(connection)
            if read_only:
                _check_current(version)
            else:
                journal = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
                level = "NORMAL" if journal == "wal" else "FULL"
                connection.execute(f"PRAGMA synchronous = {level}")
                connection.execute("PRAGMA foreign_keys = ON")
                migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _take_turn(self, lock: FileIO) -> None:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise StoreError(
                        f"another process has been writing to {self.folder} for {_PATIENCE} s"
                    ) from None
                time.sleep(_NAP)
            except OSError as error:
                raise StoreError(f"cannot lock {self.folder}: {_said(error)}") from error
            else:
                return

    @contextmanager
    def _clear(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"the store {self.path}: {_said(error)}") from error

    def _unlock_for_good(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _said(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error)


def _check_current(version: int) -> None:
    if version < LATEST:
        raise StoreError("it is of an older version; any crawl into it will bring it up to date")


def _can_share(path: Path) -> bool:
    """Whether SQLite can use its two files beside the database, or make them."""
    if path.with_name(path.name + "-wal").exists():
        return True
    try:
        with (path.parent / ".aside" / "lock").open("ab"):
            return True
    except OSError:
        return False


_PATIENCE = 30  # seconds that a writer waits for its turn
_NAP = 0.005  # seconds
