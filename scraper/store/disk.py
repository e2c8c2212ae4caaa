"""A file is written aside, made durable, then renamed: nobody ever sees half of one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scraper.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path


class Disk:
    """Everything that is done to files beside the database. Tests hand in one that fails.

    Without `durable` it does not wait for the disk, which for a bulk import is three times faster;
    after a power cut, not after a kill, `Store.mend` then brings back what is missing.
    """

    def __init__(self, *, durable: bool = True) -> None:
        self._durable = durable

    def write(self, path: Path, data: bytes) -> None:
        """Write a file and, if durable, wait until it is on the disk.

        Raises:
            OSError: what the system says: no space left, read-only, an I/O error.

        """
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            if self._durable:
                os.fsync(file.fileno())

    def rename(self, source: Path, target: Path) -> None:
        """Put a file in its place at once, making the folder if need be. Raises OSError."""
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Remove a file if it is there, and its folder if that leaves it empty. Raises OSError."""
        path.unlink(missing_ok=True)
        with suppress(OSError):  # not empty, or gone already
            path.parent.rmdir()


def put(disk: Disk, path: Path, data: bytes, *, aside: Path) -> None:
    """Make `path` hold exactly `data`, or leave it as it was. Raises OSError.

    `aside` is a name in a folder of the same file system that nobody else uses meanwhile.
    """
    try:
        disk.write(aside, data)
        disk.rename(aside, path)
    except OSError:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def inside(folder: Path, relative: str) -> Path:
    """The path below `folder`.

    Raises:
        StoreError: it leads elsewhere, which only another program can have written.

    """
    path = PurePosixPath(relative)
    if path.is_absolute() or ".." in path.parts or not path.parts or "\0" in relative:
        raise StoreError(f"the store {folder} names a file outside of it: {relative!r}")
    return folder / path
