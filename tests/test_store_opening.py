"""What can be opened is; what cannot is said in one line and left as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scraper.errors import StoreCreateError, StoreError
from scraper.store import Filed, State, Store
from tests.store_samples import NOON, article, plain, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def _sql(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def _garbage(path: Path) -> None:
    path.write_bytes(b"Not a database at all. " * 99)


def _foreign(path: Path) -> None:
    _sql(path, "CREATE TABLE other (x)")


def _newer(path: Path) -> None:
    with Store(path.parent) as store:
        store.file(article(), story_id="s1")
    _sql(path, "PRAGMA user_version = 9999")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store", clock=lambda: NOON) as opened:
        yield opened


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    with pytest.raises(StoreCreateError, match=r"cannot create the store .*file") as raised:
        Store(tmp_path / "file" / "store")
    assert "\n" not in str(raised.value)
    assert raised.value.code == 73


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_garbage, "not a database"),
        (Path.mkdir, "unable to open"),
        (_foreign, "another program"),
        (_newer, "newer copydesk"),
    ],
)
def test_what_is_no_store_of_ours_is_said_and_left_alone(
    tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    path = tmp_path / "copydesk.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError, match=said) as raised:
        Store(tmp_path)
    assert "\n" not in str(raised.value)
    assert raised.value.code == 74
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_store_opened_for_reading_is_not_created_nor_written(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"):
        Store(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()
    with Store(tmp_path) as store:
        filed = store.file(article(), story_id="s1")
    with Store(tmp_path, read_only=True) as store:
        assert store.known(article().url)
        with pytest.raises(StoreError, match="reading only"):
            store.place(filed.record_id, story_id="s2")


def test_an_empty_database_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "copydesk.db").touch()
    with Store(tmp_path) as store:
        assert store.file(article(), story_id="s1").state is State.NEW


def test_two_open_stores_take_turns(tmp_path: Path) -> None:
    with Store(tmp_path) as one, Store(tmp_path) as two:
        first = one.file(article(), story_id="s1")
        assert two.file(article(), story_id="s1") == Filed(
            first.record_id, State.KNOWN, first.path, "s1"
        )
        two.file(plain("B.", url="b.txt"), story_id="s1")
        assert len(list(one.records())) == 2
    assert len(texts(tmp_path)) == 2


def test_the_database_is_in_wal_mode_and_names_its_owner(store: Store) -> None:
    store.file(article(), story_id="s1")
    with closing(sqlite3.connect(store.folder / "copydesk.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA application_id").fetchone()[0].to_bytes(4) == b"copy"
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
