"""An export is whole or it is not there: it is written aside, made durable, then renamed."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scraper.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def finished(path: Path) -> Iterator[Path]:
    """A name to write to, which becomes `path` at the end; what was at `path` stays until then.

    A killed export leaves a hidden `.NAME.part`, which the next one overwrites.

    Raises:
        StoreError: it cannot be written, or another export is writing the same file.

    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(part, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise _cannot(path, error) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield part
        os.fsync(handle)
        part.replace(path)
    except BlockingIOError:
        raise StoreError(f"another export is writing {path}") from None
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _cannot(path, error) from error
        raise
    finally:
        os.close(handle)


def _cannot(path: Path, error: OSError) -> StoreError:
    return StoreError(f"cannot write {path}: {error.strerror or error}")
