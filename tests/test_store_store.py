"""What is filed comes back, filing twice changes nothing, and moving moves the text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from cleaners.model import Cleaned
from scraper.model import Miss, Reason
from scraper.store import State, Store
from tests.store_samples import NOON, article, plain, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _dump(store: Store) -> list[str]:
    with closing(sqlite3.connect(store.folder / "copydesk.db")) as connection:
        return [line for line in connection.iterdump() if '"outbox"' not in line]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store", clock=lambda: NOON) as opened:
        yield opened


def test_a_record_comes_back_as_it_was_filed(store: Store) -> None:
    filed = store.file(article(), story_id="s1", role="lead", similarity=0.5, fingerprint="f")
    record = store.record(filed.record_id)
    assert record is not None
    assert record.copy.article == article()
    assert (record.copy.id, record.copy.role, record.copy.similarity) == (
        filed.record_id,
        "lead",
        0.5,
    )
    assert (record.story_id, record.path) == ("s1", filed.path)


def test_the_text_lies_where_the_answer_says(store: Store) -> None:
    foretold = store.id_of(article())
    filed = store.file(article(), story_id="s1")
    assert filed.record_id == foretold
    assert texts(store.folder) == {filed.path: article().text + "\n"}
    assert store.id_of(article()) == filed.record_id
    assert filed.path == (
        "texts/harbour-bridge-reopens--s1/"
        f"daily.example--harbour-bridge-reopens--{filed.record_id}.txt"
    )


@pytest.mark.parametrize(
    ("title", "text", "called"),
    [
        ("Bridge", "Gulls.", "bridge"),
        ("", "Gulls watched.\n\nMore.", "gulls-watched-more"),
        ("🚢", "Gulls.", "gulls"),
        ("", "🚢", "untitled"),
    ],
)
def test_a_copy_without_a_title_is_called_by_its_first_words(
    store: Store, title: str, text: str, called: str
) -> None:
    filed = store.file(plain(text, url="a.txt", title=title), story_id="s1")
    assert filed.path == f"texts/{called}--s1/local--{called}--{filed.record_id}.txt"


def test_filing_twice_changes_nothing(store: Store) -> None:
    first = store.file(article(), story_id="s1", requested="https://s.example/1")
    before = _dump(store)
    later = replace(article(), fetched=NOON + timedelta(days=1), sha256="cd" * 32)
    second = store.file(later, story_id="s2", requested="https://s.example/1")
    assert second == replace(first, state=State.KNOWN)
    assert _dump(store) == before
    assert len(texts(store.folder)) == 1


def test_another_text_changes_the_record_in_its_place(store: Store) -> None:
    first = store.file(article(), story_id="s1")
    edited = replace(article(), body=Cleaned("The bridge closed again."), title="Closed")
    second = store.file(edited, story_id="s2")
    assert second == replace(first, state=State.CHANGED)
    record = store.record(first.record_id)
    assert record is not None
    assert record.copy.article == edited
    assert texts(store.folder) == {first.path: "The bridge closed again.\n"}


def test_an_edit_back_in_one_batch_leaves_the_last_text(store: Store) -> None:
    with store.batch():
        store.file(article(), story_id="s1")
        store.file(replace(article(), body=Cleaned("One.")), story_id="s1")
        assert not (store.folder / "texts").exists()
    assert list(texts(store.folder).values()) == ["One.\n"]


def test_a_batch_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(KeyError), store.batch():
        store.place(store.file(article(), story_id="s1").record_id + "0", story_id="s2")
    assert list(store.records()) == []
    assert not (store.folder / "texts").exists()
    assert store.file(article(), story_id="s1").state is State.NEW


def test_a_copy_moves_with_its_text_and_an_empty_story_goes(store: Store) -> None:
    filed = store.file(article(), story_id="s1")
    path = store.place(filed.record_id, story_id="s2", role="trimmed", similarity=0.25)
    assert path.startswith("texts/harbour-bridge-reopens--s2/")
    assert texts(store.folder) == {path: article().text + "\n"}
    assert [story.id for story in store.stories()] == ["s2"]
    assert [each.name for each in (store.folder / "texts").iterdir()] == [
        "harbour-bridge-reopens--s2"
    ]
    record = store.record(filed.record_id)
    assert record is not None
    assert (record.path, record.copy.role, record.copy.similarity) == (path, "trimmed", 0.25)


def test_moving_there_and_back_in_one_batch_keeps_the_text(store: Store) -> None:
    filed = store.file(article(), story_id="s1")
    with store.batch():
        store.place(filed.record_id, story_id="s2")
        store.place(filed.record_id, story_id="s1")
    assert texts(store.folder) == {filed.path: article().text + "\n"}


def test_placing_what_is_not_there_is_a_bug(store: Store) -> None:
    with pytest.raises(KeyError):
        store.place("0000", story_id="s1")


@pytest.mark.parametrize(
    "text",
    ["\x00", "a\x00b", "\ud800", "\udfff\ud800x", "e\u0301", "\u202eabc", "\ufeffx", "\uffff"],
)
def test_hostile_strings_are_stored_everywhere(store: Store, text: str) -> None:
    hostile = article(
        f"https://daily.example/{text}",
        title=text,
        canonical_url=f"https://daily.example/c{text}",
        site=text,
        byline=(text,),
        agency=text,
        language=text,
        description=text,
        body=Cleaned(text + "\n\nmore"),
    )
    filed = store.file(hostile, story_id=text, requested=text, role=text, fingerprint=text)
    store.miss(Miss(text, Reason.EMPTY, text), at=NOON)
    store.place(filed.record_id, story_id=text + "2", role=text)
    assert store.known(text)
    assert store.file(hostile, story_id=text).state is State.KNOWN
    record = store.record(hostile.url)
    assert record is not None
    stored = record.copy.article.title
    assert len(stored) == len(text)
    assert texts(store.folder) == {record.path: stored + "\n\nmore\n"}


def test_a_time_at_the_edge_of_the_calendar_is_no_time(store: Store) -> None:
    first = article(published=NOON.min.replace(tzinfo=timezone(timedelta(hours=14))))
    filed = store.file(first, story_id="s1")
    record = store.record(filed.record_id)
    assert record is not None
    assert record.copy.article.published is None
