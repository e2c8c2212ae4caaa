"""Words in any script are found once the index is refreshed, and only where they still stand."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.model import Cleaned
from scraper.store import Store
from scraper.store.pairs import pairs_of, question
from tests.store_samples import NOON, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = {
    "bridge": "The harbour bridge reopened on Monday; O’Brien's café served 1,200 buns.",
    "gulls": "Bridge players met. Gulls watched the harbour.",
    "hindi": "हिन्दी में पुल खुला।",
    "japanese": "港の橋が再開した。",
    "chinese": "\u6e2f\u53e3\u5927\u6865\u91cd\u65b0\u5f00\u653e\u3002\u6e2f\u7684\u6865",
    "rare": "\U00030000\U00030001 at the end \u6865",
    "thai": "สะพานท่าเรือเปิดแล้ว",
    "russian": "Мост открыт снова",
    "adlam": "𞤀𞤣𞤤𞤢𞤥 word",
    "newer": "a\U00010570b is a letter of 2021",
    "marked": "na\u00efve piñata",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("search")) as opened:
        for name, text in TEXTS.items():
            opened.file(
                plain(text, url=f"https://a.example/{name}", title=f"About {name}"), story_id="s"
            )
        opened.refresh_search()
        yield opened


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("harbour", ["gulls", "bridge"]),
        ("HARBOUR Bridge", ["gulls", "bridge"]),
        ('"harbour bridge"', ["bridge"]),
        ('"the  Harbour\nbridge" monday', ["bridge"]),
        ("“harbour bridge” gulls", []),
        ("reop*", ["bridge"]),
        ("cafe", ["bridge"]),
        ("o'brien", ["bridge"]),
        ("1,200", ["bridge"]),
        ("naive pinata", ["marked"]),
        ("पुल", ["hindi"]),
        ("橋", ["japanese"]),
        ("橋が 再開", ["japanese"]),
        ("\u5927\u6865", ["chinese"]),
        ("\u6865\u91cd", ["chinese"]),
        ("\u6865\u5927", []),
        ("\u6e2f\u6865", []),
        ("\u6865", ["rare", "chinese"]),
        ("\u5f00", ["chinese"]),
        ("\u653e", ["chinese"]),
        ("\U00030000\U00030001", ["rare"]),
        ("\U00030000\U00030001 \u6865 end", ["rare"]),
        ('"\u653e\u3002\u6e2f"', ["chinese"]),
        ('"\u3002"', []),
        ("ท่าเรือ", ["thai"]),
        ("hindi ท่าเรือ", []),
        ("橋 ท่าเรือ", []),
        ("BUNS橋", []),
        ("МОСТ", ["russian"]),
        ("𞤀𞤣𞤤𞤢𞤥", ["adlam"]),
        ("a\U00010570b", ["newer"]),
        ("a\U00010570b letter", ["newer"]),
        ("about japanese", ["japanese"]),
        ("nowhere", []),
        ("", []),
        ("* \" ' ) ( AND", []),
        ('"', []),
        ('harbour" OR "bridge', []),
        ("title:harbour", []),
        ("NEAR(harbour bridge)", []),
        ("harbour\x00", ["gulls", "bridge"]),
        ("\ud800", []),
    ],
)
def test_what_people_type_is_found(store: Store, typed: str, found: list[str]) -> None:
    assert [hit.url.rpartition("/")[2] for hit in store.search(typed)] == found


def test_a_hit_shows_where(store: Store) -> None:
    (hit,) = store.search("monday")
    assert hit.title == "About bridge"
    assert "Monday" in hit.passage
    assert "\n" not in hit.passage


def test_no_more_than_asked_for(store: Store) -> None:
    assert len(store.search("about", most=3)) == 3
    assert len(store.search('"about" a*', most=2)) == 2


def test_the_index_follows_changes_at_the_next_refresh(tmp_path: Path) -> None:
    article = plain("Gulls came.", url="https://a.example/1")
    with Store(tmp_path) as store:
        store.file(article, story_id="s")
        assert store.search("gulls") == []
        assert store.refresh_search() == 1
        assert store.refresh_search() == 0
        assert len(store.search("gulls")) == 1
        store.file(replace(article, body=Cleaned("Terns came.")), story_id="s")
        store.file(replace(article, body=Cleaned("Terns left.")), story_id="s")
        assert store.search("gulls") == []
        store.end_run(store.start_run(at=NOON), at=NOON)
        assert len(store.search("terns left")) == 1
        assert store.search("gulls") == []


def test_pairs_follow_changes_too(tmp_path: Path) -> None:
    article = plain("橋が再開した。", url="https://a.example/1", title="港")
    with Store(tmp_path) as store:
        store.file(article, story_id="s")
        assert store.search("再開") == []
        store.refresh_search()
        assert [len(store.search(typed)) for typed in ("再開", "港", "閉鎖")] == [1, 1, 0]
        store.file(replace(article, body=Cleaned("橋が閉鎖した。")), story_id="s")
        assert store.search("橋が") == []
        store.refresh_search()
        assert [len(store.search(typed)) for typed in ("再開", "港", "閉鎖", "橋")] == [0, 1, 1, 1]
        store.file(replace(article, body=Cleaned("Closed.")), story_id="s")
        store.refresh_search()
        assert [len(store.search(typed)) for typed in ("閉鎖", "港", "closed")] == [0, 1, 1]


@given(st.text("橋港再ก a", max_size=12), st.text("橋港再ก", min_size=1, max_size=3))
def test_pairs_find_whatever_a_text_holds(text: str, typed: str) -> None:
    with sqlite3.connect(":memory:") as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE t USING fts5 (p, content='', detail=none, tokenize='ascii')"
        )
        connection.execute("INSERT INTO t (rowid, p) VALUES (1, ?)", (pairs_of(text),))
        found = connection.execute("SELECT rowid FROM t WHERE t MATCH ?", (question([typed]),))
        assert found.fetchall() == [(1,)] or typed not in text
    connection.close()
