"""What is filed comes back, filing twice changes nothing, and no copy is taken for another."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaners.model import Cleaned, Kind
from scraper.errors import StoreCreateError, StoreError
from scraper.model import Link, Miss, Reason
from scraper.store import Filed, RunCounts, State, Store, Totals
from tests.store_samples import NOON, article, plain, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scraper.model import Article


def _dump(store: Store) -> list[str]:
    with closing(sqlite3.connect(store.folder / "copydesk.db")) as connection:
        return [line for line in connection.iterdump() if '"outbox"' not in line]


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


@pytest.mark.parametrize(
    ("url", "canonical", "requested"),
    [
        ("https://daily.example/a", "https://daily.example/b", "https://s.example/1"),
        ("https://amp.daily.example/a", "https://daily.example/b", ""),
        ("saved/page.html", "https://daily.example/b", ""),
    ],
)
def test_a_copy_is_known_by_each_of_its_urls(
    store: Store, url: str, canonical: str, requested: str
) -> None:
    assert not store.known(url)
    filed = store.file(article(url, canonical_url=canonical), story_id="s1", requested=requested)
    for name in filter(None, (url, canonical, requested)):
        assert store.known(name)
        record = store.record(name)
        assert record is not None
        assert record.copy.id == filed.record_id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            article("https://daily.example/a"),
            article("https://evening.example/a", canonical_url="https://daily.example/a"),
            id="a syndicated copy names the outlet it comes from",
        ),
        pytest.param(
            plain("One.", url="https://daily.example/1", title="One"),
            replace(
                plain("Two.", url="https://daily.example/2", title="Two"),
                canonical_url="https://daily.example/1",
            ),
            id="the second page of a site calls the first canonical",
        ),
        pytest.param(
            replace(
                plain("One.", url="https://daily.example/1"),
                canonical_url="https://daily.example/",
            ),
            replace(
                plain("Two.", url="https://daily.example/2"),
                canonical_url="https://daily.example/",
            ),
            id="every page calls the home page canonical",
        ),
        pytest.param(
            replace(
                plain("One.", url="https://daily.example/a?id=1"),
                canonical_url="https://daily.example/a",
            ),
            replace(
                plain("Two.", url="https://daily.example/a?id=2"),
                canonical_url="https://daily.example/a",
            ),
            id="the canonical URL lost its query",
        ),
        pytest.param(plain("One.", url=""), plain("Two.", url=""), id="no URL at all"),
    ],
)
def test_two_copies_stay_two(store: Store, one: Article, other: Article) -> None:
    for _ in range(2):
        states = [store.file(each, story_id="s1").state for each in (one, other)]
    assert states == [State.KNOWN, State.KNOWN]
    assert [record.copy.article for record in store.records()] == [one, other]
    assert len(texts(store.folder)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            article("https://amp.daily.example/a", canonical_url="https://daily.example/a"),
            article("https://daily.example/a", canonical_url="https://daily.example/a"),
            id="the light page and the full one",
        ),
        pytest.param(
            article("", canonical_url="https://daily.example/a"),
            article("https://daily.example/a"),
            id="a saved page and the live one",
        ),
        pytest.param(article("", sha256="12"), article("", sha256="12"), id="the same bytes"),
    ],
)
def test_one_copy_stays_one(store: Store, one: Article, other: Article) -> None:
    ids = {store.file(each, story_id="s1").record_id for each in (one, other)}
    assert len(ids) == 1


def test_ids_do_not_depend_on_the_order_of_filing(tmp_path: Path) -> None:
    urls = [f"https://daily.example/{number}" for number in range(5)]
    ids = []
    for name, order in (("a", urls), ("b", urls[::-1])):
        with Store(tmp_path / name) as store:
            ids.append(
                {url: store.file(plain(url, url=url), story_id="s").record_id for url in order}
            )
    assert ids[0] == ids[1]


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
