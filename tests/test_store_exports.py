"""Exports are whole or not there, say what the store says, and run nothing anywhere."""

from __future__ import annotations

import csv
import json
import os
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.model import Cleaned
from scraper.errors import StoreError
from scraper.store import Store
from scraper.store.encode import storable
from scraper.store.exports import (
    flat,
    json_line,
    write_csv,
    write_jsonl,
    write_jsonl_zst,
    write_parquet,
    write_stories,
    write_tree,
)
from scraper.store.exports.parquet import COLUMNS
from scraper.store.exports.sheets import cell
from tests.naughty import NAUGHTY
from tests.store_samples import NOON, article, plain, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.model import Record


@pytest.fixture(scope="module")
def naughty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store in which every string of every record is trouble."""
    with Store(tmp_path_factory.mktemp("naughty"), clock=lambda: NOON) as store:
        for number, text in enumerate(NAUGHTY):
            store.file(
                article(
                    f"https://a.example/{number}?{text}",
                    title=text,
                    body=replace(article().body, original=article().body.original + text),
                    byline=(text, text),
                    agency=text,
                    site=text,
                    description=text,
                ),
                story_id=text or "none",
                role=text,
            )
        store.refresh_search()
        yield store


def test_every_naughty_string_comes_back_from_the_store(naughty: Store) -> None:
    records = list(naughty.records())
    assert [record.copy.article.title for record in records] == list(map(storable, NAUGHTY))
    assert [record.copy.role for record in records] == list(map(storable, NAUGHTY))
    for record, text in zip(records, map(storable, NAUGHTY), strict=True):
        assert record.copy.article.byline == (text, text)
        assert naughty.record(record.copy.article.url) == record


def test_every_naughty_text_lies_in_its_own_file_below_the_store(naughty: Store) -> None:
    held = texts(naughty.folder)
    assert len(held) == len(NAUGHTY)
    for record in naughty.records():
        assert held[record.path] == record.copy.article.text.rstrip("\n") + "\n"
    assert sorted(path.name for path in naughty.folder.iterdir()) == [
        ".aside",
        "copydesk.db",
        "copydesk.db-shm",
        "copydesk.db-wal",
        "texts",
    ]
    assert {path.name for path in (naughty.folder / ".aside").iterdir()} == {"lock"}


@pytest.mark.parametrize("typed", NAUGHTY)
def test_no_naughty_string_breaks_the_search(naughty: Store, typed: str) -> None:
    for hit in naughty.search(typed, most=3):
        assert naughty.record(hit.record_id) is not None


def test_json_lines_say_what_the_store_says(naughty: Store, tmp_path: Path) -> None:
    path = tmp_path / "new" / "out.jsonl"
    assert write_jsonl(naughty.records(), path) == len(NAUGHTY)
    lines = path.read_bytes().decode().splitlines()  # at every line end that Unicode knows
    assert [json.loads(line) for line in lines] == list(map(flat, naughty.records()))
    assert os.listdir(path.parent) == ["out.jsonl"]  # noqa: PTH208 - hidden names included


def test_a_line_holds_no_character_that_a_terminal_obeys(naughty: Store) -> None:
    for record in naughty.records():
        assert not [char for char in json_line(record) if ord(char) < 32 or 127 <= ord(char) < 160]


def test_a_flat_row_has_text_first_and_words_of_each_removal(tmp_path: Path) -> None:
    with Store(tmp_path, clock=lambda: NOON) as store:
        filed = store.file(article(), story_id="s1", role="lead")
        row = flat(next(store.records()))
    assert tuple(row) == COLUMNS
    assert row["text"] == article().text
    assert row["id"] == filed.record_id
    assert row["date"] == "2026-10-18T12:00:00Z"
    assert row["removals"] == [
        {
            "start": len(article().text),
            "end": len(article().body.original),
            "rule": "letter",
            "kind": "subscribe",
            "value": "harbour",
            "text": "Sign up for our harbour letter!",
        }
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+x", "'+x"),
        ("-x", "'-x"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (" =x", "' =x"),
        ("\n=x", "'\n=x"),
        ("＝x", "'＝x"),
        ("-5", "-5"),
        ("+1.5", "+1.5"),
        (-5, "-5"),
        ("-5+cmd", "'-5+cmd"),
        ("a=1", "a=1"),
        ("", ""),
        (None, ""),
        ("a\x00b", "a\ufffdb"),
    ],
)
def test_no_cell_is_a_formula(value: object, expected: str) -> None:
    assert cell(value) == expected


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_no_text_at_all_is_a_formula(text: str) -> None:
    escaped = cell(text)
    assert escaped.removeprefix("'") == storable(text).removeprefix("'")
    try:
        float(escaped.replace(",", "."))
    except ValueError:
        assert escaped.lstrip()[:1] not in tuple("=+-@")


def test_a_sheet_comes_back_cell_by_cell(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    rows = [(text, text) for text in NAUGHTY]
    assert write_csv(("one", "=two"), rows, path) == len(rows)
    with path.open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.reader(file))
    assert read == [["one", "'=two"], *([cell(text), cell(text)] for text in NAUGHTY)]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_tree_is_that_of_the_store(naughty: Store, tmp_path: Path) -> None:
    assert write_tree(naughty.records(), tmp_path / "tree") == len(NAUGHTY)
    (tmp_path / "tree").rename(tmp_path / "texts")
    assert texts(tmp_path) == texts(naughty.folder)


def test_one_text_per_story_is_the_one_to_read(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        for number, text in enumerate(["Short.", "The longest.", "Longer."]):
            store.file(plain(text, url=f"https://a.example/{number}", title="T"), story_id="s1")
        store.file(plain("Other.", url="https://a.example/x", title="X"), story_id="s2")
        stories = ["s1", "s2"]
        assert write_stories(store, stories, tmp_path / "a") == 2
        assert _read(tmp_path / "a") == {"t--s1.txt": "The longest.\n", "x--s2.txt": "Other.\n"}
        third = store.record("https://a.example/2")
        assert third is not None
        store.set_canonical("s1", third.copy.id)
        assert write_stories(store, ["s1"], tmp_path / "b") == 1
        assert _read(tmp_path / "b") == {"t--s1.txt": "Longer.\n"}


def test_an_export_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("before")

    def failing() -> Iterator[Record]:
        with Store(tmp_path / "store") as store:
            store.file(article(), story_id="s1")
            yield from store.records()
        raise StoreError("the disk is gone")

    with pytest.raises(StoreError, match="gone"):
        write_jsonl(failing(), path)
    assert path.read_text() == "before"
    assert {each.name for each in tmp_path.iterdir()} == {"out.jsonl", "store"}


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for write in (write_jsonl, write_tree):
        with pytest.raises(StoreError, match="cannot write"):
            write(iter(()), tmp_path / "file" / "out")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match="cannot write"):
        write_jsonl(iter(()), tmp_path / "folder")


def test_two_exports_to_one_file_do_not_mix(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"

    def meanwhile() -> Iterator[Record]:
        with pytest.raises(StoreError, match="another export"):
            write_jsonl(iter(()), path)
        yield from ()

    assert write_jsonl(meanwhile(), path) == 0
    assert path.read_text() == ""


def test_parquet_says_what_the_store_says(naughty: Store, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra 'parquet' is not installed")
    path = tmp_path / "out.parquet"
    assert write_parquet(naughty.records(), path) == len(NAUGHTY)
    rows = parquet.read_table(path).to_pylist()
    for row, record in zip(rows, naughty.records(), strict=True):
        article = record.copy.article
        times = {"published": article.published, "modified": article.modified}
        assert row == flat(record) | times | {"fetched": article.fetched}


def test_compressed_lines_are_the_lines(naughty: Store, tmp_path: Path) -> None:
    zstd = _zstd()
    path = tmp_path / "out.jsonl.zst"
    assert write_jsonl_zst(naughty.records(), path) == len(NAUGHTY)
    with zstd.open(path, "rb") as file:
        lines = file.read().decode().splitlines()
    assert lines == list(map(json_line, naughty.records()))


def test_an_empty_parquet_file_has_its_columns(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra 'parquet' is not installed")
    path = tmp_path / "out.parquet"
    assert write_parquet(iter(()), path) == 0
    assert tuple(parquet.read_schema(path).names) == COLUMNS


def test_a_text_that_is_only_white_space_ends_in_one_newline(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        filed = store.file(replace(article(), body=Cleaned("\n\n")), story_id="s1")
        assert texts(tmp_path) == {filed.path: "\n"}


def _read(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def _zstd() -> Any:
    with suppress(ImportError):
        return import_module("compression.zstd")
    return pytest.importorskip("backports.zstd", reason="the extra 'codecs' is not installed")
