"""Texts that are missing or altered come back; what is not ours is named and left alone."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from scraper.errors import StoreError
from scraper.store import Mended, Store
from tests.store_samples import article, plain, texts

if TYPE_CHECKING:
    from pathlib import Path


def test_a_whole_tree_comes_back(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.file(article(), story_id="s1")
        two = store.file(plain("B.", url="b.txt"), story_id="s2")
        before = texts(tmp_path)
        assert store.mend() == Mended((), ())
        assert store.check() == []
        shutil.rmtree(tmp_path / "texts")
        assert len(store.check()) == 2
        assert set(store.mend().written) == set(before)
        (tmp_path / two.path).write_text("B, altered.\n")
        assert store.check() == [f"{two.path} is missing or altered"]
        stray = tmp_path / "texts" / "mine.txt"
        stray.write_text("Mine.")
        assert store.mend() == Mended((two.path,), ("texts/mine.txt",))
        stray.unlink()
        assert texts(tmp_path) == before


def test_a_row_that_points_to_nothing_is_named(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.file(article(), story_id="s1")
        with closing(sqlite3.connect(tmp_path / "copydesk.db")) as connection:
            connection.execute("DELETE FROM stories")
            connection.commit()
        assert sorted(store.check()) == [
            f"a row of {table} points to nothing in stories" for table in ("records", "unsettled")
        ]


def test_a_path_that_leads_out_of_the_store_is_refused(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        store.file(article(), story_id="s1")
    with closing(sqlite3.connect(tmp_path / "store" / "copydesk.db")) as connection:
        connection.execute("UPDATE records SET path = 'texts/../../out.txt'")
        connection.commit()
    with Store(tmp_path / "store") as store, pytest.raises(StoreError, match="outside"):
        store.mend()
    assert not (tmp_path / "out.txt").exists()
