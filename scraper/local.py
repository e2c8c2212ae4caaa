"""Files and folders as input: a saved page or the text of a dump is as good as a fetched page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.errors import InputError
from scraper.find import read_warc
from scraper.model import Miss, Page, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ARCHIVES", "SUFFIXES", "files_in", "is_archive", "is_file", "page_in", "pages_in"]

SUFFIXES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}
ARCHIVES = (".warc", ".warc.gz")
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
        if (file.suffix.lower() in SUFFIXES or is_archive(file)) and file.is_file():
            found = True
            yield file
    if not found:
        kinds = ", ".join((*SUFFIXES, *ARCHIVES))
        raise InputError(f"{path}: no pages or texts in this folder (looked for {kinds})")


def is_file(name: str) -> bool:
    """Whether a file has this name; a name that no file can have is none's."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def is_archive(file: Path) -> bool:
    """Whether a file is a web archive (WARC), by its name."""
    return file.name.lower().endswith(ARCHIVES)


def pages_in(file: Path) -> Iterator[Page | Miss]:
    """The pages in a file: one in a saved page or a text, any number in a web archive."""
    if not is_archive(file):
        yield page_in(file)
        return
    url = file.resolve().as_uri()
    try:
        with file.open("rb") as stream:
            for page in read_warc(stream):
                yield page if page.url else replace(page, url=url)
    except OSError as error:
        yield Miss(url, Reason.CONNECT, f"cannot read: {error.strerror}")


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
