"""A WARC file, ours or anybody's, is read as pages, one record after the other. Pure but for reads.

Format: WARC 1.0 and 1.1 (ISO 28500), plain or one gzip member per record; `response` and `resource`
records give pages as they were served, `conversion` records (Common Crawl's WET) plain text.
"""

from __future__ import annotations

import gzip
import zlib
from dataclasses import replace
from typing import IO, TYPE_CHECKING, cast

from scraper.coding import CodingError, decode
from scraper.find.dates import read_date
from scraper.model import Miss, Page, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_warc"]

# Larger records are skipped unread: no article is.
MAX_RECORD = 20 * 1024 * 1024
MAX_HEAD = 64 * 1024
OK = 200


def read_warc(stream: IO[bytes], *, max_bytes: int = 10 * 1024 * 1024) -> Iterator[Page | Miss]:
    """The pages in a WARC file, in its order, and a `Miss` for each that cannot be read.

    Records of other kinds (requests, metadata, revisits), other statuses than 200 and other types
    than HTML and plain text are passed over. A file that breaks off, as one does whose writer was
    killed, ends with a `Miss` (`truncated`). `max_bytes` bounds a decoded page.
    """
    start = stream.read(2)
    source = _Source(stream, start)
    plain = gzip.GzipFile(fileobj=cast("IO[bytes]", source)) if start == _GZIP else source
    while True:
        try:
            head = _record_head(cast("IO[bytes]", plain))
            if head is None:
                return
            outcome = _page(cast("IO[bytes]", plain), head, max_bytes)
        except (EOFError, OSError, zlib.error, ValueError) as error:
            yield Miss("", Reason.TRUNCATED, f"the archive breaks off: {error}")
            return
        if outcome is not None:
            yield outcome


class _Source:
    """A stream whose first bytes were read already and are put back."""

    def __init__(self, stream: IO[bytes], start: bytes) -> None:
        self._stream = stream
        self._start = start

    def read(self, size: int = -1) -> bytes:
        start, self._start = self._start, b""
        if not start:
            return self._stream.read(size)
        if 0 <= size < len(start):
            self._start = start[size:]
            return start[:size]
        return start + self._stream.read(size if size < 0 else size - len(start))

    def readline(self, size: int = -1) -> bytes:
        start, self._start = self._start, b""
        return start + self._stream.readline(size)


def _record_head(stream: IO[bytes]) -> dict[str, str] | None:
    """A record's named fields, lower case; None at the end of the file."""
    line = stream.readline(MAX_HEAD)
    while line in {b"\r\n", b"\n"}:
        line = stream.readline(MAX_HEAD)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise ValueError("no WARC record")
    return _fields(iter(lambda: stream.readline(MAX_HEAD), b""))


def _fields(lines: Iterator[bytes]) -> dict[str, str]:
    """Header fields up to the blank line, names lower case, repeated ones joined."""
    fields: dict[str, str] = {}
    for line in lines:
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return fields
        name, _, value = text.partition(":")
        name, value = name.strip().lower(), value.strip()
        fields[name] = f"{fields[name]}, {value}" if name in fields else value
    raise EOFError("in a header")


def _page(stream: IO[bytes], head: dict[str, str], max_bytes: int) -> Page | Miss | None:
    size = int(head["content-length"]) if head.get("content-length", "").isdecimal() else -1
    if size < 0:
        raise ValueError("a record without a length")
    url = head.get("warc-target-uri", "").strip("<>")
    kind = head.get("warc-type", "")
    if kind not in _KINDS or not url.startswith(("http://", "https://")):
        _skip(stream, size)
        return None
    if size > MAX_RECORD:
        _skip(stream, size)
        return Miss(url, Reason.TOO_LARGE, f"a record of {size} bytes")
    block = stream.read(size)
    if len(block) < size:
        raise EOFError("in a record")
    fetched = read_date(head.get("warc-date", ""))
    if kind == "conversion":
        text = {"content-type": "text/plain; charset=utf-8"}
        return Page(url, block, text, requested=url, fetched=fetched)
    if kind == "resource":
        headers = {"content-type": head.get("content-type", "")}
        page = Page(url, block, headers, requested=url, fetched=fetched)
        return page if page.content_type in _TYPES else None
    return _response(url, block, head, max_bytes)


def _response(url: str, block: bytes, head: dict[str, str], max_bytes: int) -> Page | Miss | None:
    """The page in an HTTP message as it was on the wire, or as an archiver tidied it."""
    status_line, _, rest = block.partition(b"\n")
    parts = status_line.split(None, 2)
    if len(parts) < len(("HTTP/1.1", "200")) or not parts[0].startswith(b"HTTP/"):
        return Miss(url, Reason.PROTOCOL, "the archived answer is not HTTP")
    if parts[1] != b"200":
        return None
    raw, body = _split(rest)
    headers = _fields(iter([*raw.splitlines(keepends=True), b"\r\n"]))
    fetched = read_date(head.get("warc-date", ""))
    page = Page(url, b"", headers, requested=url, fetched=fetched)
    return _filled(page, body, max_bytes) if page.content_type in _TYPES | {""} else None


def _filled(page: Page, body: bytes, max_bytes: int) -> Page | Miss:
    """The page with its body decoded, its headers without those that described the coding."""
    url, headers = page.url, dict(page.headers)
    try:
        if "chunked" in headers.pop("transfer-encoding", "").lower():
            body = _unchunked(body)
        body = decode(body, headers.pop("content-encoding", ""), cap=max_bytes)
    except CodingError as error:
        return Miss(url, Reason.DECODE, str(error), OK)
    if len(body) > max_bytes:
        return Miss(url, Reason.TOO_LARGE, f"{len(body)} bytes", OK)
    if not body:
        return Miss(url, Reason.EMPTY, "no bytes", OK)
    headers.pop("content-length", None)
    return replace(page, body=body, headers=headers)


def _split(message: bytes) -> tuple[bytes, bytes]:
    """A message's header lines and its body, whatever ends its lines."""
    ends = [(at, mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := message.find(mark)) >= 0]
    if message.startswith((b"\r\n", b"\n")) or not ends:
        return b"", message.lstrip(b"\r\n")
    at, mark = min(ends)
    return message[:at], message[at + len(mark) :]


def _unchunked(body: bytes) -> bytes:
    """A body without its chunks' frames; one that has none, since an archiver undid them, as is."""
    whole = bytearray()
    rest = body
    while True:
        size, mark, after = rest.partition(b"\r\n")
        try:
            length = int(size.partition(b";")[0].strip() or b"x", 16)
        except ValueError:
            return body
        if not mark or length < 0 or length > len(after):
            return body
        if not length:
            return bytes(whole)
        whole += after[:length]
        rest = after[length:].removeprefix(b"\r\n")


def _skip(stream: IO[bytes], size: int) -> None:
    while size > 0:
        data = stream.read(min(size, 1 << 20))
        if not data:
            raise EOFError("in a record")
        size -= len(data)


_GZIP = b"\x1f\x8b"
_KINDS = frozenset({"response", "resource", "conversion"})
_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
