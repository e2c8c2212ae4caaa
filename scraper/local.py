"""Files and folders as input: a saved page or the text of a dump is as good as a fetched page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scraper.errors import InputError
from scraper.model import Miss, Page, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SUFFIXES", "files_in", "is_file", "page_in"]

SUFFIXES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}
LARGEST = 50 * 1024 * 1024  # bytes; a story is a thousandth of that


def files_in(path: Path) -> Iterator[Path]:
    """The pages and texts at a path: the file itself, or all below a folder, sorted by name.

    Raises InputError where there is nothing at that path or nothing readable below it.
    """
    try:
        is_there = path.is_file()
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:  # a name that no file can have
        raise InputError(f"{path}: {_said(error)}") from error
    if is_there:
        yield path
        return
    if not is_folder:
        raise InputError(f"{path}: no such file or folder")
    found = False
    for file in sorted(path.rglob("*")):
        if file.suffix.lower() in SUFFIXES and file.is_file():
            found = True
            yield file
    if not found:
        kinds = ", ".join(SUFFIXES)
        raise InputError(f"{path}: no pages or texts in this folder (looked for {kinds})")


def is_file(name: str) -> bool:
    """Whether a file has this name; a name that no file can have is none's."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def page_in(file: Path) -> Page | Miss:
    """The page in a file, or why it cannot be read. Its URL is the `file:` URL of its full path."""
    url = file.resolve().as_uri()
    try:
        if file.stat().st_size > LARGEST:
            return Miss(url, Reason.TOO_LARGE, f"more than {LARGEST // 2**20} MiB")
        body = file.read_bytes()
    except OSError as error:
        return Miss(url, Reason.CONNECT, f"cannot read: {error.strerror}")
    kind = SUFFIXES.get(file.suffix.lower(), "")
    return Page(url, body, {"content-type": kind} if kind else {}, requested=url)


def _said(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
