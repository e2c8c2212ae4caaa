from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.find import read_warc
from scraper.model import Miss, Page, Reason

URL = "https://daily.example/a"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
TEXT = b"<p>The ferry sails again."


def record(block: bytes, kind: str = "response", url: str = URL, version: str = "1.0") -> bytes:
    head = (
        f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2026-03-04T05:06:07.123456Z\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def read(data: bytes) -> list[Page | Miss]:
    return list(read_warc(io.BytesIO(data)))


SAME: dict[str, bytes] = {
    "plain": record(HEAD + b"\r\n" + TEXT),
    "one member each": gzip.compress(record(b"x", "warcinfo"))
    + gzip.compress(record(HEAD + b"\r\n" + TEXT)),
    "one member for all": gzip.compress(record(b"x", "request") + record(HEAD + b"\r\n" + TEXT)),
    "gzip body": record(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(TEXT)),
    "chunked body": record(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n4;x=1\r\n" + TEXT[:4] + b"\r\n"
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(TEXT) - 4, TEXT[4:])
    ),
    "chunks undone by the archiver": record(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + TEXT),
    "bare newlines": record((HEAD + b"\r\n").replace(b"\r\n", b"\n") + TEXT),
    "address in brackets": record(HEAD + b"\r\n" + TEXT, url=f"<{URL}>"),
    "WARC 1.1": record(HEAD + b"\r\n" + TEXT, version="1.1"),
}


@pytest.mark.parametrize("data", SAME.values(), ids=SAME)
def test_every_spelling_gives_the_page(data: bytes) -> None:
    (page,) = read(data)
    assert isinstance(page, Page)
    assert (page.url, page.body, page.content_type) == (URL, TEXT, "text/html")
    assert "content-encoding" not in page.headers
    assert page.fetched is not None
    assert page.fetched.isoformat().startswith("2026-03-04T05:06:07")


def test_text_extracts_are_pages_of_text() -> None:
    (page,) = read(record("Fähre".encode(), "conversion"))
    assert isinstance(page, Page)
    assert page.content_type == "text/plain"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(HEAD + b"\r\n" + TEXT, "revisit"),
        record(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" + TEXT),
        record(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
        record(b"ip", url="dns:daily.example"),
    ],
)
def test_the_rest_is_passed_over(data: bytes) -> None:
    assert read(data) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (record(HEAD + b"\r\n"), Reason.EMPTY),
        (record(b"SSH-2.0\n\n"), Reason.PROTOCOL),
        (record(HEAD + b"Content-Encoding: gzip\r\n\r\n" + TEXT), Reason.DECODE),
        (record(HEAD + b"\r\n" + b" " * 11_000_000), Reason.TOO_LARGE),
        (record(HEAD + b"\r\n" + b" " * 21_000_000), Reason.TOO_LARGE),
        (record(HEAD)[:-20], Reason.TRUNCATED),
        (b"no archive\r\n", Reason.TRUNCATED),
        (gzip.compress(record(HEAD))[:60], Reason.TRUNCATED),
    ],
)
def test_what_cannot_be_read_is_a_miss(data: bytes, reason: Reason) -> None:
    (miss,) = read(data)
    assert isinstance(miss, Miss)
    assert miss.reason is reason


@given(st.binary(max_size=300))
def test_any_bytes_are_survived(data: bytes) -> None:
    for each in (data, record(data), gzip.compress(record(data)) + data):
        for outcome in read(each):
            assert isinstance(outcome, Page | Miss)
