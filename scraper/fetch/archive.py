"""Every page that came is kept as it came: one gzip member per WARC record, only ever appended.

Format: WARC 1.1 (ISO 28500:2017). A file belongs to one run; a killed run leaves whole records and
at most one cut at the end, which readers step over. Bodies are kept without their content coding,
headers without those that described it.
"""

from __future__ import annotations

import gzip
import hashlib
import os
from base64 import b32encode
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Self
from uuid import uuid4

from scraper.errors import StoreCreateError, StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from scraper.model import Page

__all__ = ["Archive", "Place"]

# The size that the International Internet Preservation Consortium recommends, 1 GB.
MAX_FILE = 1_000_000_000
LEVEL = 6
NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies: the file's name in the archive folder, offset and length in bytes."""

    file: str
    offset: int
    length: int


class Archive:
    """Writes pages into WARC files in `folder`, named after the time the run `started`.

    Use as a context manager. Raises `StoreCreateError` or `StoreError` where it cannot write.
    """

    def __init__(self, folder: Path, *, started: datetime, software: str) -> None:
        self.folder = folder
        self._stem = f"copydesk-{started:%Y%m%dT%H%M%SZ}-{os.getpid()}"
        self._software = software
        self._file: IO[bytes] | None = None
        self._name = ""
        self._number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def add(self, page: Page) -> Place:
        """Append a page, or for status 304 the note that it was unchanged; its record's place.

        A page that redirects led to is followed by a record that says what was asked for.
        """
        if page.fetched is None:
            raise ValueError("only what was fetched is archived")
        date = f"{page.fetched:%Y-%m-%dT%H:%M:%SZ}"
        identity = f"<urn:uuid:{uuid4()}>"
        unchanged = page.status == NOT_MODIFIED
        message = _message(page)
        fields = {
            "WARC-Type": "revisit" if unchanged else "response",
            "WARC-Record-ID": identity,
            "WARC-Date": date,
            "WARC-Target-URI": page.url,
            "WARC-Payload-Digest": _digest(page.body),
            "Content-Type": "application/http; msgtype=response",
        }
        if unchanged:
            fields["WARC-Profile"] = _UNCHANGED
            del fields["WARC-Payload-Digest"]
        place = self._write(fields, message, date)
        if page.requested and page.requested != page.url:
            about = {
                "WARC-Type": "metadata",
                "WARC-Record-ID": f"<urn:uuid:{uuid4()}>",
                "WARC-Date": date,
                "WARC-Target-URI": page.url,
                "WARC-Concurrent-To": identity,
                "Content-Type": "application/warc-fields",
            }
            self._write(about, f"via: {page.requested}\r\n".encode(), date)
        return place

    def close(self) -> None:
        """Finish the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(self, fields: Mapping[str, str], block: bytes, date: str) -> Place:
        try:
            file = self._open(date)
            offset = file.tell()
            file.write(_record(fields, block))
            file.flush()
            return Place(self._name, offset, file.tell() - offset)
        except OSError as error:
            name = self.folder / self._name
            raise StoreError(f"cannot write the archive {name}: {error}") from error

    def _open(self, date: str) -> IO[bytes]:
        if self._file is not None and self._file.tell() < MAX_FILE:
            return self._file
        self.close()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._file = self._new_file()
        except OSError as error:
            raise StoreCreateError(f"cannot create the archive: {error}") from error
        about = {
            "WARC-Type": "warcinfo",
            "WARC-Record-ID": f"<urn:uuid:{uuid4()}>",
            "WARC-Date": date,
            "WARC-Filename": self._name,
            "Content-Type": "application/warc-fields",
        }
        text = f"software: {self._software}\r\nformat: WARC File Format 1.1\r\n"
        self._file.write(_record(about, text.encode()))
        return self._file

    def _new_file(self) -> IO[bytes]:
        """The next file whose name is free: another run may have begun in the same second."""
        while True:
            self._number += 1
            self._name = f"{self._stem}-{self._number:05}.warc.gz"
            try:
                return (self.folder / self._name).open("xb")
            except FileExistsError:
                continue


def _record(fields: Mapping[str, str], block: bytes) -> bytes:
    lines = [f"{name}: {_one_line(value)}" for name, value in fields.items()]
    head = "\r\n".join(["WARC/1.1", *lines, f"Content-Length: {len(block)}"])
    return gzip.compress(head.encode() + b"\r\n\r\n" + block + b"\r\n\r\n", LEVEL, mtime=0)


def _message(page: Page) -> bytes:
    """The answer as an HTTP message."""
    lines = [f"{name}: {_one_line(value)}" for name, value in page.headers.items()]
    if page.status != NOT_MODIFIED:
        lines.append(f"content-length: {len(page.body)}")
    head = "\r\n".join([f"HTTP/1.1 {page.status} {_REASONS.get(page.status, '')}", *lines])
    return head.encode() + b"\r\n\r\n" + page.body


def _digest(body: bytes) -> str:
    return "sha1:" + b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode("ascii")


def _one_line(value: str) -> str:
    return " ".join(value.split())


_UNCHANGED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_REASONS = {200: "OK", NOT_MODIFIED: "Not Modified"}
