"""What is filed is found again: by id, story, site, time, reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cleaners.model import Kind
from scraper.model import Link, Miss, Reason
from scraper.store import RunCounts, Store, Totals
from tests.store_samples import NOON, article, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store", clock=lambda: NOON) as opened:
        yield opened


def test_stories_are_counted(store: Store) -> None:
    first = store.file(article(), story_id="s1")
    store.file(
        article(
            "https://evening.example/b",
            site="evening.example",
            published=NOON + timedelta(days=2),
        ),
        story_id="s1",
    )
    store.file(plain("Else.", url="https://daily.example/else"), story_id="s2")
    store.set_canonical("s1", first.record_id, why="the longest")
    one, two = store.stories()
    assert (one.id, one.copies, one.sites) == ("s1", 2, 2)
    assert (one.first, one.last) == (NOON, NOON + timedelta(days=2))
    assert (one.title, one.canonical, one.why) == (
        "Harbour bridge reopens",
        first.record_id,
        "the longest",
    )
    assert (two.id, two.copies) == ("s2", 1)
    assert [story.id for story in store.stories(site="evening.example")] == ["s1"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("bridge-1", "bridge-1"),
        ("bridge-12", "bridge-12"),
        ("gull", "gulls-1"),
        ("bridge", None),
        ("gul", None),
        ("nothing", None),
        ("", None),
        ("https://a.example/gulls-1", "gulls-1"),
        ("\ud800", None),
    ],
)
def test_a_story_is_found_by_its_id_or_its_copies(
    store: Store, name: str, found: str | None
) -> None:
    for story in ("bridge-1", "bridge-12", "gulls-1"):
        filed = store.file(plain(story, url=f"https://a.example/{story}"), story_id=story)
        assert store.story(filed.record_id) == store.story(story)
    row = store.story(name)
    assert (row and row.id) == found


def test_everything_is_counted(store: Store) -> None:
    store.file(article(), story_id="s1")
    store.file(article("https://evening.example/b", site="evening.example"), story_id="s1")
    store.miss(Miss("https://x.example/", Reason.DNS), at=NOON)
    store.frontier.add([Link("https://y.example/")], at=NOON)
    assert store.totals() == Totals(2, 1, 2, 2, 1, 1)
    assert store.cuts() == {Kind.SUBSCRIBE: 2}
    assert store.cuts(site="daily.example") == {Kind.SUBSCRIBE: 1}
    assert store.cuts(story="s2") == {}


def test_misses_are_one_row_per_url_until_it_succeeds(store: Store) -> None:
    url = "https://daily.example/bridge"
    later = NOON + timedelta(hours=1)
    store.miss(Miss(url, Reason.TIMEOUT), at=NOON)
    store.miss(Miss(url, Reason.HTTP_STATUS, "gone", 503, retry_at=later), at=later)
    store.miss(Miss("https://x.example/", Reason.EMPTY), at=NOON)
    row = store.misses(site="daily.example")[0]
    assert row.miss == Miss(url, Reason.HTTP_STATUS, "gone", 503, retry_at=later)
    assert (row.tries, row.first_at, row.last_at) == (2, NOON, later)
    assert [each.miss.url for each in store.misses(reason=Reason.EMPTY)] == ["https://x.example/"]
    assert [each.miss.url for each in store.misses(since=later)] == [url]
    store.file(article(url), story_id="s1")
    assert [each.miss.url for each in store.misses()] == ["https://x.example/"]


def test_a_redirected_success_drops_the_miss_of_what_was_asked(store: Store) -> None:
    store.miss(Miss("https://s.example/1", Reason.DNS), at=NOON)
    store.file(article(), story_id="s1", requested="https://s.example/1")
    assert store.misses() == []


def test_records_are_found_by_story_site_and_time(tmp_path: Path) -> None:
    times = iter(NOON + timedelta(hours=hour) for hour in range(100))
    with Store(tmp_path, clock=lambda: next(times)) as store:
        one = store.file(article(), story_id="s1").record_id
        two = store.file(plain("B.", url="b.txt", site="x.example"), story_id="s2").record_id
        assert [record.copy.id for record in store.records()] == [one, two]
        assert [record.copy.id for record in store.records(story="s2")] == [two]
        assert [record.copy.id for record in store.records(site="daily.example")] == [one]
        since = NOON + timedelta(hours=1)
        assert [record.copy.id for record in store.records(since=since)] == [two]
        assert list(store.records(story="s1", since=since)) == []


def test_a_record_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    filed = store.file(article(), story_id="s1")
    found = store.record(filed.record_id[:4])
    assert found is not None
    assert found.copy.id == filed.record_id
    assert store.record(filed.record_id[:3]) is None
    assert store.record("https://nowhere.example/") is None


def test_records_can_be_written_while_they_are_read(store: Store) -> None:
    for number in range(450):
        store.file(plain(f"Text {number}.", url=f"https://a.example/{number}"), story_id="s1")
    seen = []
    for record in store.records():
        seen.append(record.copy.id)
        store.place(record.copy.id, story_id="s2")
    assert len(set(seen)) == len(seen) == 450


def test_fingerprints_come_back_for_the_grouper(store: Store) -> None:
    filed = store.file(article(), story_id="s1", fingerprint="12ab")
    store.file(plain("B.", url="b.txt"), story_id="s2")
    found = [(each.record_id, each.story_id, each.fingerprint) for each in store.fingerprints()]
    assert found == [(filed.record_id, "s1", "12ab")]
    assert list(store.fingerprints(since=NOON + timedelta(days=1))) == []
    store.file(article(), story_id="s1", fingerprint="34cd")
    assert [each.fingerprint for each in store.fingerprints(since=NOON)] == ["34cd"]


def test_a_run_keeps_its_counts(store: Store) -> None:
    run = store.start_run(at=NOON)
    store.end_run(run, at=NOON + timedelta(hours=1), counts=RunCounts(1, 2, 3, 4), outcome="ok")
    other = store.start_run(at=NOON + timedelta(days=1))
    ended, begun = store.runs()
    assert (ended.id, ended.ended, ended.outcome) == (run, NOON + timedelta(hours=1), "ok")
    assert ended.counts == RunCounts(1, 2, 3, 4)
    assert (begun.id, begun.ended) == (other, None)


def test_a_story_is_of_the_days_that_its_copies_say(tmp_path: Path) -> None:
    later = NOON + timedelta(days=300)
    with Store(tmp_path, clock=lambda: later) as store:
        dated = replace(plain("Gulls.", url="https://a.example/1"), published=NOON, fetched=later)
        undated = replace(plain("Terns.", url="https://b.example/1"), fetched=later)
        store.file(dated, story_id="s1")
        store.file(undated, story_id="s1")
        store.file(replace(undated, url="https://b.example/2"), story_id="s2")
        assert [(row.first, row.last) for row in store.stories()] == [(NOON, NOON), (later, later)]
