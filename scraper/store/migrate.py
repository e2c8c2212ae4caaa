"""A store is brought up to date one numbered step at a time, each step whole or not at all."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from typing import TYPE_CHECKING

from scraper.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION = 1668247673  # "copy" in ASCII, as the first migration sets it


def version_of(connection: sqlite3.Connection) -> int:
    """How many migrations a database has had; 0 for an empty file.

    Raises:
        StoreError: the database belongs to another program, or to a newer copydesk.
        sqlite3.Error: the file is not a database.

    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and owner != APPLICATION:
        raise StoreError("it is a database of another program")
    if version > LATEST:
        raise StoreError(
            f"it was written by a newer copydesk (store version {version}, this one knows up to "
            f"{LATEST}); upgrade copydesk"
        )
    return version


def migrate(connection: sqlite3.Connection, *, to: int | None = None) -> None:
    """Apply the migrations that are missing. `to` stops early, for tests of older stores."""
    for number, script in _migrations():
        if number > (LATEST if to is None else to):
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version_of(connection) < number:  # another process may have been faster
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _migrations() -> Iterator[tuple[int, str]]:
    folder = files("scraper.store.sql")
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql")):
        yield int(name.partition("_")[0]), folder.joinpath(name).read_text(encoding="utf-8")


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


LATEST = max(number for number, _ in _migrations())
