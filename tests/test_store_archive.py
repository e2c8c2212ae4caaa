"""Sources and pages come back as they were noted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.model import Page
from scraper.store import PageRow, SourceRow, Store
from tests.store_samples import NOON

if TYPE_CHECKING:
    from pathlib import Path


def test_a_source_is_kept_as_it_was_last(tmp_path: Path) -> None:
    source = SourceRow("https://a.example/feed", "feed", NOON, "ok", 0, '"e"', "Sun", 9, 3)
    with Store(tmp_path) as store:
        assert store.sources.get(source.url) is None
        store.sources.put(replace(source, failures=4))
        store.sources.put(source)
        store.sources.put(SourceRow("https://b.example/feed"))
        assert store.sources.get(source.url) == source
        assert store.sources.all() == [source, SourceRow("https://b.example/feed")]


def test_a_page_is_noted_once_with_its_place(tmp_path: Path) -> None:
    page = Page(
        "https://a.example/1",
        b"<p>One",
        {"content-type": "text/html; charset=utf-8"},
        requested="https://a.example/one",
        fetched=NOON,
    )
    row = PageRow(
        url=page.url,
        requested=page.requested,
        fetched=NOON,
        status=200,
        content_type="text/html",
        size=6,
        sha256=page.sha256,
        archive="pages/1.warc.gz",
        place=12,
        length=34,
    )
    with Store(tmp_path) as store:
        for _ in range(2):
            store.pages.add(page, archive="pages/1.warc.gz", place=12, length=34)
        store.pages.add(replace(page, body=b"<p>Two"))
        assert store.pages.of(page.sha256) == [row]
        assert [each.size for each in store.pages.of(page.url)] == [6, 6]
