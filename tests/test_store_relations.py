"""What was found between copies is filed, read again, and forgotten with the text it is about."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scraper.errors import StoreError
from scraper.store import DisagreementRow, RelationRow, Said, Store
from scraper.store.exports import write_disagreements
from tests.store_samples import NOON, article, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEFT = "The keeper counted 12 gulls on the eastern pier."
RIGHT = "The keeper counted 21 gulls on the eastern pier."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store", clock=lambda: NOON) as store:
        yield store


def filed(store: Store, site: str, text: str, story: str = "s1") -> str:
    copy = plain(text, url=f"https://{site}/gulls", title=f"Gulls in {site}", site=site)
    return store.file(copy, story_id=story).record_id


def said(record_id: str, text: str) -> Said:
    start = text.index(" gulls") - 2
    return Said(record_id, text[start : start + 2], start, start + 2, text, 0, len(text))


def relation(record_id: str, role: str, source: str = "") -> RelationRow:
    return RelationRow(record_id, role, source, 0.5, 0.25, 1.0, "shares 50% of its wording")


def point(a: str, b: str, tier: str = "conflict") -> DisagreementRow:
    return DisagreementRow("s1", tier, "number", 0.75, said(a, LEFT), said(b, RIGHT))


def settled(store: Store) -> tuple[str, str]:
    a, b = filed(store, "one.example", LEFT), filed(store, "two.example", RIGHT)
    store.relations.put(
        "s1", [relation(a, "original"), relation(b, "rewrite", a)], [point(a, b), point(a, b, "a")]
    )
    return a, b


def test_what_was_put_is_read_again(store: Store) -> None:
    a, b = settled(store)
    assert store.relations.of("s1") == [relation(a, "original"), relation(b, "rewrite", a)]
    first, second = store.relations.disagreements("s1")
    assert (first.tier, second.tier) == ("a", "conflict")
    assert second.a == replace(said(a, LEFT), site="one.example", url="https://one.example/gulls")
    assert second.b.site == "two.example"
    assert list(store.relations.all_disagreements()) == [second, first]
    record = store.record(b)
    assert record is not None
    assert record.copy.role == "rewrite"
    assert store.relations.unsettled() == []


def test_putting_again_replaces(store: Store) -> None:
    a, b = settled(store)
    store.relations.put("s1", [relation(a, "reprint", b), relation(b, "original")])
    assert store.relations.disagreements("s1") == []
    assert [row.role for row in store.relations.of("s1")] == ["reprint", "original"]


def test_a_story_waits_as_soon_as_a_copy_comes(store: Store) -> None:
    settled(store)
    filed(store, "three.example", "Gulls were counted.")
    filed(store, "four.example", "Tallow was sold.", story="s2")
    assert store.relations.unsettled() == ["s1", "s2"]
    assert len(store.relations.disagreements("s1")) == 2


def test_a_new_text_forgets_what_was_said_of_the_old(store: Store) -> None:
    a, _ = settled(store)
    filed(store, "two.example", RIGHT.replace("21", "12"))
    assert store.relations.unsettled() == ["s1"]
    assert [row.record_id for row in store.relations.of("s1")] == [a]
    assert store.relations.disagreements("s1") == []


def test_the_same_text_again_forgets_nothing(store: Store) -> None:
    settled(store)
    filed(store, "two.example", RIGHT)
    assert store.relations.unsettled() == []
    assert len(store.relations.disagreements("s1")) == 2


def test_a_copy_that_leaves_takes_what_was_said_along(store: Store) -> None:
    a, b = settled(store)
    store.place(b, story_id="s2")
    assert store.relations.unsettled() == ["s1", "s2"]
    assert store.relations.disagreements("s1") == []
    store.place(a, story_id="s2")
    assert store.relations.unsettled() == ["s2"]


def test_undoing_a_cut_makes_its_story_wait(store: Store) -> None:
    store.file(article(), story_id="s3")
    store.relations.put("s3", [])
    store.undo(article().url, "letter")
    assert store.relations.unsettled() == ["s3"]


def test_a_record_that_is_not_there_is_refused_and_nothing_changes(store: Store) -> None:
    a, _ = settled(store)
    with pytest.raises(StoreError):
        store.relations.put("s1", [], [point(a, "no such record")])
    assert len(store.relations.disagreements("s1")) == 2


def test_what_is_restored_stays(store: Store) -> None:
    record_id = store.file(article(), story_id="s1").record_id
    store.restore(record_id, [("letter", "Sign up for our harbour letter!")])
    for _ in range(2):
        record = store.record(record_id)
        assert record is not None
        assert record.copy.article.text.endswith("Sign up for our harbour letter!")
        assert record.copy.article.body.removals == ()
        assert str(store.file(article(), story_id="s1").state) == "known"
    with pytest.raises(KeyError):
        store.restore("0000", [])


def test_the_view_puts_the_sentences_side_by_side(store: Store) -> None:
    settled(store)
    with closing(sqlite3.connect(store.folder / "copydesk.db")) as connection:
        rows = connection.execute(
            "SELECT story, tier, a_site, a_words, a_sentence, b_site, b_words, b_sentence"
            " FROM disagreement_list"
        ).fetchall()
    sides = ("one.example", "12", LEFT, "two.example", "21", RIGHT)
    story = "Gulls in one.example"
    assert rows == [(story, "conflict", *sides), (story, "a", *sides)]


def test_a_spreadsheet_runs_nothing_of_it(store: Store, tmp_path: Path) -> None:
    a, b = settled(store)
    evil = replace(said(a, LEFT), sentence="=HYPERLINK(12)", words="+1 gull")
    store.relations.put("s1", [], [replace(point(a, b), a=evil)])
    path = tmp_path / "out.csv"
    assert write_disagreements(store.relations.all_disagreements(), path) == 1
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["a_sentence"] == "'=HYPERLINK(12)"
    assert row["a_words"] == "'+1 gull"
    assert (row["b_words"], row["b_start"], row["b_url"]) == (
        *("21", "19", "https://two.example/gulls"),
    )
