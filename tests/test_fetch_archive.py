from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from scraper.errors import StoreCreateError
from scraper.fetch import Archive
from scraper.find import read_warc
from scraper.model import Miss, Page, Reason

if TYPE_CHECKING:
    from pathlib import Path

WHEN = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
TYPE = {"content-type": "text/html; charset=utf-8"}


def page(n: int, body: bytes = b"<p>Ferry", status: int = 200, requested: str = "") -> Page:
    url = f"https://daily.example/{n}"
    return Page(url, body, TYPE, status, requested=requested or url, fetched=WHEN)


def archive(folder: Path) -> Archive:
    return Archive(folder, started=WHEN, software="copydesk/0")


def test_pages_come_back_as_they_were(tmp_path: Path) -> None:
    pages = [page(n, bytes(range(256)) * n) for n in range(1, 4)]
    with archive(tmp_path / "warc") as files:
        places = [files.add(each) for each in pages]
    (file,) = (tmp_path / "warc").iterdir()
    assert {place.file for place in places} == {file.name}
    with file.open("rb") as stream:
        assert list(read_warc(stream)) == pages


def test_a_record_is_read_at_its_place(tmp_path: Path) -> None:
    with archive(tmp_path) as files:
        files.add(page(1))
        place = files.add(page(2))
    whole = (tmp_path / place.file).read_bytes()
    record = whole[place.offset : place.offset + place.length]
    assert list(read_warc(io.BytesIO(record))) == [page(2)]


def test_a_killed_run_leaves_what_it_had(tmp_path: Path) -> None:
    with archive(tmp_path) as files:
        files.add(page(1))
        place = files.add(page(2))
    whole = (tmp_path / place.file).read_bytes()
    first, last = read_warc(io.BytesIO(whole[: place.offset + place.length // 2]))
    assert first == page(1)
    assert isinstance(last, Miss)
    assert last.reason is Reason.TRUNCATED


def test_redirects_and_unchanged_pages_are_noted(tmp_path: Path) -> None:
    with archive(tmp_path) as files:
        files.add(page(1, requested="https://daily.example/old"))
        place = files.add(page(2, b"", status=304))
    with (tmp_path / place.file).open("rb") as stream:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"))
            for record in ArchiveIterator(stream, check_digests="raise")
        ]
    assert records == [
        ("warcinfo", None),
        ("response", "https://daily.example/1"),
        ("metadata", "https://daily.example/1"),
        ("revisit", "https://daily.example/2"),
    ]


def test_how_a_page_was_asked_for_and_what_it_repeats_are_noted(tmp_path: Path) -> None:
    sent = {"user-agent": "copydesk/0 (+desk@a.test)", "accept": "text/html"}
    url = "https://daily.example:8443/a?b=c"
    asked = replace(page(1), url=url, requested=url, sent=sent)
    with archive(tmp_path) as files:
        place = files.add(asked)
        files.add(asked, known=WHEN)
        files.add(replace(asked, status=304, body=b""), known=WHEN)
    found, identity = [], ""
    with (tmp_path / place.file).open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            told = record.rec_headers
            body = record.content_stream().read()
            found.append((record.rec_type, told["WARC-Concurrent-To"], told["WARC-Refers-To-Date"]))
            if record.rec_type == "request":
                http = record.http_headers
                assert http.protocol == "GET"
                assert http.statusline == "/a?b=c HTTP/1.1"
                assert http["host"] == "daily.example:8443"
                assert http["user-agent"] == sent["user-agent"]
            if record.rec_type == "revisit":
                assert body == b""
                assert told["WARC-Refers-To-Target-URI"] == asked.url
            if record.rec_type in {"response", "revisit"}:
                identity = told["WARC-Record-ID"]
            assert found[-1][1] in {None, identity}
    assert [kind for kind, _, _ in found] == [
        "warcinfo",
        *("response", "request"),
        *("revisit", "request"),
        *("revisit", "request"),
    ]
    assert [date for kind, _, date in found if kind == "revisit"] == ["2026-03-04T05:06:07Z"] * 2


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreCreateError, match="file"):
        archive(tmp_path / "file").add(page(1))


def test_what_was_not_fetched_is_not_archived(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="fetched"):
        archive(tmp_path).add(Page("https://daily.example/", b"x"))


@given(st.binary(max_size=500), st.text(max_size=50))
def test_any_body_and_header_come_back(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, value: str
) -> None:
    sent = Page("https://daily.example/", b"." + body, {**TYPE, "x": value}, fetched=WHEN)
    with archive(tmp_path_factory.mktemp("warc")) as files:
        place = files.add(sent)
        (file,) = files.folder.glob(place.file)
    with file.open("rb") as stream:
        (got,) = read_warc(stream)
    assert isinstance(got, Page)
    assert got.body == sent.body
    assert got.headers["content-type"] == TYPE["content-type"]
