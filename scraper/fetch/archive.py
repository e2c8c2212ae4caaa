"""Every page that came is kept as it came: one gzip member per WARC record, only ever appended.

Format: WARC 1.1 (ISO 28500:2017). A page is a `response`, one that had not changed a `revisit`, by
its status or by its bytes; the `request` follows, and `metadata` where redirects led to it. A file
belongs to one run; a killed run leaves whole records and at most one cut at the end, which readers
step over. Bodies are kept without their content coding, headers without those that described it.
"""

from __future__ import annotations

import gzip
import hashlib
import os
from base64 import b32encode
from dataclasses import dataclass
from datetime import UTC
from typing import IO, TYPE_CHECKING, Self
from urllib.parse import urlsplit, urlunsplit
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

    def add(self, page: Page, *, known: datetime | None = None) -> Place:
        """Append a page with how it was asked for; the place of its record.

        `known` is when the same page was archived: then only that it had not changed is noted, as
        for status 304.
        """
        if page.fetched is None:
            raise ValueError("only what was fetched is archived")
        date = _date(page.fetched)
        response = _head("response", page, date)
        if page.status != NOT_MODIFIED:
            response["WARC-Payload-Digest"] = _digest(page.body)
        if known is not None or page.status == NOT_MODIFIED:
            same = _SAME_BYTES if page.status != NOT_MODIFIED else _NOT_MODIFIED
            response |= {"WARC-Type": "revisit", "WARC-Profile": same}
            if known is not None:
                refers = {
                    "WARC-Refers-To-Target-URI": page.url,
                    "WARC-Refers-To-Date": _date(known),
                }
                response |= refers
        whole = response["WARC-Type"] == "response"
        place = self._write(response, _message(page) + page.body * whole, date)
        concurrent = {"WARC-Concurrent-To": response["WARC-Record-ID"]}
        if page.sent:
            self._write(_head("request", page, date) | concurrent, _question(page), date)
        if page.requested and page.requested != page.url:
            about = _head("metadata", page, date) | concurrent
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
        about = _head("warcinfo", None, date) | {"WARC-Filename": self._name}
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


def _head(kind: str, page: Page | None, date: str) -> dict[str, str]:
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid4()}>",
        "WARC-Date": date,
        "Content-Type": _TYPES.get(kind, "application/warc-fields"),
    }
    return fields | {"WARC-Target-URI": page.url} if page is not None else fields


def _date(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _record(fields: Mapping[str, str], block: bytes) -> bytes:
    lines = [f"{name}: {_one_line(value)}" for name, value in fields.items()]
    head = "\r\n".join(["WARC/1.1", *lines, f"Content-Length: {len(block)}"])
    return gzip.compress(head.encode() + b"\r\n\r\n" + block + b"\r\n\r\n", LEVEL, mtime=0)


def _question(page: Page) -> bytes:
    """What was asked, as an HTTP message."""
    parts = urlsplit(page.url)
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    lines = [f"GET {target} HTTP/1.1", f"host: {parts.netloc.rpartition('@')[2]}"]
    lines += [f"{name}: {_one_line(value)}" for name, value in page.sent.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def _message(page: Page) -> bytes:
    """The answer as an HTTP message, up to the body."""
    lines = [f"{name}: {_one_line(value)}" for name, value in page.headers.items()]
    if page.status != NOT_MODIFIED:
        lines.append(f"content-length: {len(page.body)}")
    head = "\r\n".join([f"HTTP/1.1 {page.status} {_REASONS.get(page.status, '')}", *lines])
    return head.encode() + b"\r\n\r\n"


def _digest(body: bytes) -> str:
    return "sha1:" + b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode("ascii")


def _one_line(value: str) -> str:
    return " ".join(value.split())


_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_SAME_BYTES = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_TYPES = {
    "response": "application/http; msgtype=response",
    "request": "application/http; msgtype=request",
}
_REASONS = {200: "OK", NOT_MODIFIED: "Not Modified"}
