"""What a person puts back stays, whatever the rules say the next time the page comes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.model import Cleaned, Kind, Removal
from scraper.store import State, Store
from scraper.store.protect import protect
from tests.store_samples import NOON, STORY_TEXT, article, texts

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "One.\n\nAD\n\nTwo.\n\nMORE AD\n\nThree."


def cut(text: str, *passages: str) -> Cleaned:
    """A text whose removals are these passages, each where it first stands."""
    removals = tuple(
        Removal(text.index(passage), text.index(passage) + len(passage), "ads", Kind.ADVERT)
        for passage in passages
    )
    return Cleaned(text, removals)


@pytest.mark.parametrize(
    ("removed", "kept", "expected"),
    [
        (["AD\n\n"], ["AD"], TEXT),
        (["AD\n\n"], ["OTHER"], "One.\n\nTwo.\n\nMORE AD\n\nThree."),
        (["AD\n\n"], [""], "One.\n\nTwo.\n\nMORE AD\n\nThree."),
        (["\n\nAD"], [" AD\n"], TEXT),
        (["AD\n\n", "MORE AD\n\n"], ["MORE AD"], "One.\n\nTwo.\n\nMORE AD\n\nThree."),
        (["AD\n\nTwo.\n\n"], ["Two."], "One.\n\nTwo.\n\nMORE AD\n\nThree."),
        (["AD\n\nTwo.\n\n"], ["AD"], "One.\n\nAD\n\nMORE AD\n\nThree."),
        (["\n\nAD\n\nTwo."], ["Two."], "One.\n\nTwo.\n\nMORE AD\n\nThree."),
        (["\n\nAD\n\nTwo."], ["AD"], "One.\n\nAD\n\nMORE AD\n\nThree."),
        (["Two.\n\nMORE AD\n\nThree."], ["MORE AD"], "One.\n\nAD\n\nMORE AD\n\n"),
        ([TEXT], ["Two."], "Two.\n\n"),
    ],
)
def test_a_protected_passage_is_kept_and_paragraphs_stay_apart(
    removed: list[str], kept: list[str], expected: str
) -> None:
    assert protect(cut(TEXT, *removed), kept).text.strip() == expected.strip()


@given(st.data())
def test_no_removal_covers_a_protected_passage(data: st.DataObject) -> None:
    original = data.draw(st.text("ab \n", max_size=40))
    points = sorted(data.draw(st.sets(st.integers(0, len(original)), max_size=8)))
    removals = tuple(
        Removal(start, end, "r", Kind.ADVERT)
        for start, end in zip(points[::2], points[1::2], strict=False)
    )
    passages = data.draw(st.lists(st.text("ab ", max_size=3), max_size=3))
    before = Cleaned(original, removals)
    after = protect(before, passages)
    assert protect(after, passages) == after
    for one, other in zip(after.removals, after.removals[1:], strict=False):
        assert one.end <= other.start
    for removal in after.removals:
        assert any(old.start <= removal.start < removal.end <= old.end for old in removals)
        for passage in filter(None, map(str.strip, passages)):
            assert passage not in original[removal.start : removal.end]


def test_undoing_restores_the_text_its_file_and_the_index(tmp_path: Path) -> None:
    with Store(tmp_path, clock=lambda: NOON) as store:
        filed = store.file(article(), story_id="s1")
        store.refresh_search()
        assert store.search("letter") == []
        undone = store.undo(filed.record_id, "letter")
        assert undone is not None
        assert undone.words == ("Sign up for our harbour letter!",)
        assert texts(tmp_path) == {filed.path: STORY_TEXT + "\n"}
        record = store.record(filed.record_id)
        assert record is not None
        assert record.copy.article.text == STORY_TEXT
        assert record.copy.article.body.notes == article().body.notes
        assert store.refresh_search() == 1
        assert [hit.record_id for hit in store.search("letter")] == [filed.record_id]


def test_the_page_may_come_again_with_the_same_cut_or_a_wider_one(tmp_path: Path) -> None:
    with Store(tmp_path, clock=lambda: NOON) as store:
        filed = store.file(article(), story_id="s1")
        store.undo(article().url, "letter")
        assert store.file(article(), story_id="s1").state is State.KNOWN
        longer = re.sub("letter!", "letter!\n\nFollow us.", STORY_TEXT)
        start = longer.index("\n\nSign up")
        wider = Cleaned(longer, (Removal(start, len(longer), "other", Kind.SHARING),))
        assert store.file(replace(article(), body=wider), story_id="s1").state is State.CHANGED
        assert texts(tmp_path) == {filed.path: STORY_TEXT + "\n"}


def test_undoing_what_is_not_there_does_nothing(tmp_path: Path) -> None:
    with Store(tmp_path, clock=lambda: NOON) as store:
        assert store.undo("0000", "letter") is None
        filed = store.file(article(), story_id="s1")
        undone = store.undo(filed.record_id, "no such rule")
        assert undone is not None
        assert undone.removals == ()
        assert texts(tmp_path) == {filed.path: article().text + "\n"}


def test_an_edited_page_keeps_its_earlier_texts(tmp_path: Path) -> None:
    with Store(tmp_path, clock=lambda: NOON) as store:
        filed = store.file(article(), story_id="s1")
        recut = replace(article(), body=Cleaned(STORY_TEXT))
        assert store.file(recut, story_id="s1").state is State.CHANGED
        assert store.versions(filed.record_id) == []
        store.file(replace(recut, body=Cleaned("Shut."), title="Shut"), story_id="s1")
        (version,) = store.versions(filed.record_id)
        assert (version.title, version.text) == ("Harbour bridge reopens", STORY_TEXT)
        assert (version.until, version.fetched) == (NOON, NOON)
