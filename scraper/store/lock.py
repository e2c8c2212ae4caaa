"""One run at a time in one store; the second is told who holds it. A kill frees the lock."""

from __future__ import annotations

import fcntl
import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scraper.errors import BusyError, StoreCreateError
from scraper.store.encode import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path


@contextmanager
def hold(folder: Path, *, at: datetime, doing: str = "copydesk") -> Iterator[None]:
    """Hold a store for a whole run. `doing` and `at` tell the second one what it waits for.

    Raises:
        BusyError: another process holds it; the message names that process.
        StoreCreateError: the folder or the lock cannot be made.

    """
    path = folder / ".aside" / "run.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreCreateError(f"cannot lock the store {folder}: {error.strerror}") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, _LONGEST, 0).decode(errors="replace").strip()
            raise BusyError(f"the store {folder} is held by {holder or 'another run'}") from None
        os.ftruncate(handle, 0)
        line = f"process {os.getpid()} on {socket.gethostname()} since {stamp(at)}: {doing}"
        os.pwrite(handle, line.encode(errors="replace")[:_LONGEST], 0)
        yield
    finally:
        os.close(handle)


_LONGEST = 500  # bytes
