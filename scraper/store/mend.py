"""Every record has its text on the disk, letter for letter; what else lies there is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.store import queries
from scraper.store.disk import inside
from scraper.store.encode import file_bytes
from scraper.store.model import Mended

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.store.session import Session


def mend(session: Session) -> Mended:
    """Write the texts that are missing or were altered, and list the files of no record.

    Strays are left alone: someone put them there. Raises StoreError where writing fails.
    """
    written = []
    for row in session.paged(queries.TEXTS, {}):
        if _held(inside(session.folder, row["path"])) != file_bytes(row["text"]):
            with session.batch() as db:
                db.run(queries.ADD_OUTBOX, (row["id"], ""))
            written.append(str(row["path"]))
    return Mended(tuple(written), tuple(_strays(session)))


def check(session: Session) -> list[str]:
    """One line for each thing that is wrong; empty for a sound store. Changes nothing."""
    found = [
        str(row["quick_check"])
        for row in session.db.rows(queries.INTEGRITY)
        if row["quick_check"] != "ok"
    ]
    found += [
        f"a row of {row['table']} points to nothing in {row['parent']}"
        for row in session.db.rows(queries.FOREIGN_KEYS)
    ]
    found += [
        f"{row['path']} is missing or altered"
        for row in session.paged(queries.TEXTS, {})
        if _size(inside(session.folder, row["path"])) != len(file_bytes(row["text"]))
    ]
    return found


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _held(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _strays(session: Session) -> Iterator[str]:
    for path in sorted((session.folder / "texts").rglob("*")):
        name = path.relative_to(session.folder).as_posix()
        if not path.is_dir() and session.db.row(queries.PATH, (name,)) is None:
            yield name
