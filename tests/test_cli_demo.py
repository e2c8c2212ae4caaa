"""The sample, crawled by the program's own command line, comes out as its manifest says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from scraper.demo import Sample, SampleServer, load_sample
from scraper.store import Store
from tests.helpers import run, run_alone, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from scraper.demo import SamplePage
    from tests.helpers import Ran

SAMPLE = load_sample()
COPIES = [page for page in SAMPLE.pages if page.story]
MISSES = [page for page in SAMPLE.pages if page.miss]

each_copy = pytest.mark.parametrize("page", COPIES, ids=lambda page: page.name)
each_miss = pytest.mark.parametrize("page", MISSES, ids=lambda page: page.name)


@dataclass(frozen=True, slots=True)
class Crawled:
    """Two crawls of the sample into one store, and the store after each."""

    store: Path
    first: Ran
    second: Ran
    before: object
    after: object
    url_of: Callable[[SamplePage], str]

    def record(self, page: SamplePage) -> dict[str, Any]:
        rows = [
            row for row in self.first.records if row["url"] in {page.canonical, self.url_of(page)}
        ]
        assert len(rows) == 1, f"{len(rows)} records of {page.name}"
        return rows[0]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    folder = tmp_path_factory.mktemp("sample")
    config, store = folder / "fast.toml", folder / "store"
    config.write_text("[fetch]\ndelay = 0\nbackoff = 0.01\n")
    with SampleServer() as server:
        arguments: list[str | Path] = [*server.urls(), "-c", config, "--store", store]
        first = run("crawl", *arguments)
        before = snapshot(store)
        second = run("crawl", *arguments)
        places = {page.name: server.url_of(page) for page in SAMPLE.pages}
    return Crawled(store, first, second, before, snapshot(store), lambda page: places[page.name])


def test_some_pages_fail_and_the_crawl_says_so(crawled: Crawled) -> None:
    assert crawled.first.code == 1
    assert len(crawled.first.records) == len(COPIES)
    assert crawled.first.said[-1].startswith(
        f"{len(COPIES)} new, 0 known, {len(MISSES)} without an article; "
    )


@each_copy
def test_a_copy_is_exactly_its_story(crawled: Crawled, page: SamplePage) -> None:
    row = crawled.record(page)
    assert row["text"] + "\n" == SAMPLE.expected(page)
    assert (crawled.store / row["path"]).read_text(encoding="utf-8") == SAMPLE.expected(page)


@each_copy
def test_a_copy_has_what_its_page_says(crawled: Crawled, page: SamplePage) -> None:
    row = crawled.record(page)
    found = {name: row[name] for name in ("title", "agency", "language", "site", "canonical_url")}
    assert found == {
        "title": page.title,
        "agency": page.agency,
        "language": page.language,
        "site": page.host,
        "canonical_url": page.canonical,
    }
    assert tuple(row["byline"]) == page.byline
    published = datetime.fromisoformat(row["published"]) if row["published"] else None
    assert published == _aware(page.published)
    assert datetime.fromisoformat(row["fetched"]).tzinfo is not None


@each_copy
def test_each_removal_has_a_receipt_that_fits(crawled: Crawled, page: SamplePage) -> None:
    row = crawled.record(page)
    with Store(crawled.store, read_only=True) as store:
        record = store.record(row["id"])
    assert record is not None
    original, kept, at = record.copy.article.body.original, "", 0
    for cut in row["removals"]:
        assert original[cut["start"] : cut["end"]].strip() == cut["text"]
        kept += original[at : cut["start"]]
        at = cut["end"]
    assert kept + original[at:] == row["text"]


@each_miss
def test_a_miss_has_its_reason(crawled: Crawled, page: SamplePage) -> None:
    url = crawled.url_of(page)
    told = [line for line in crawled.first.said if url in line.split()]
    assert len(told) == 1
    assert told[0].startswith(f"copydesk: {page.miss}: {url} (")
    with Store(crawled.store, read_only=True) as store:
        assert [row.miss.reason for row in store.misses() if row.miss.url == url] == [page.miss]


def test_the_copies_of_a_story_are_together(crawled: Crawled) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    wanted: dict[str, set[str]] = defaultdict(set)
    for page in COPIES:
        found[crawled.record(page)["story_id"]].add(page.name)
        # Copies are told by their words, so one in another language stands alone.
        wanted[page.name if page.role == "translation" else page.story].add(page.name)
    assert sorted(map(sorted, found.values())) == sorted(map(sorted, wanted.values()))


def test_the_texts_of_a_story_are_in_one_folder(crawled: Crawled) -> None:
    folders: dict[str, set[str]] = defaultdict(set)
    for row in crawled.first.records:
        folders[row["story_id"]].add(row["path"].rpartition("/")[0])
    assert {len(names) for names in folders.values()} == {1}
    assert len({*map(str, folders.values())}) == len(folders)


def test_the_second_crawl_finds_all_known(crawled: Crawled) -> None:
    assert crawled.second.code == 1
    assert crawled.second.said[-1].startswith(
        f"0 new, {len(COPIES)} known, {len(MISSES)} without an article; "
    )
    assert sorted(crawled.second.out.splitlines()) == sorted(crawled.first.out.splitlines())


def test_the_second_crawl_changes_no_file_and_no_row(crawled: Crawled) -> None:
    assert crawled.after == crawled.before


def test_both_runs_are_in_the_diary(crawled: Crawled) -> None:
    with Store(crawled.store, read_only=True) as store:
        counts = [(row.outcome, row.counts.new, row.counts.known) for row in store.runs()]
    assert counts == [("complete", len(COPIES), 0), ("complete", 0, len(COPIES))]


class TestDemo:
    def test_shows_what_became_of_every_page(self, tmp_path: Path) -> None:
        ran = run_alone("demo", cwd=tmp_path)
        assert ran.code == 0  # what fails here fails on purpose
        shown = [line for line in ran.out.splitlines() if line.startswith("  ")]
        assert len(shown) == len(COPIES)
        for page in COPIES:
            assert any(page.host in line for line in shown)
        for page in MISSES:
            assert sum(line.startswith(f"copydesk: {page.miss}: ") for line in ran.said) >= 1
        cuts = next(line for line in ran.said if line.startswith("passages cut: "))
        assert {"subscribe", "legal", "repeat", "dateline"} <= set(cuts.split())
        assert ran.said[-1] == "the records are in demo-store/texts and demo-store/copydesk.db"
        assert len(list((tmp_path / "demo-store" / "texts").rglob("*.txt"))) == len(COPIES)

    def test_twice_is_the_same_but_for_the_news(self, tmp_path: Path) -> None:
        store = tmp_path / "store"
        assert run("demo", "--store", store).code == 0
        before = snapshot(store)
        again = run("demo", "--store", store)
        assert again.code == 0
        assert any(line.startswith(f"0 new, {len(COPIES)} known, ") for line in again.said)
        assert snapshot(store)[0] == before[0]

    def test_quiet_says_only_what_went_wrong(self, tmp_path: Path) -> None:
        ran = run("demo", "-q", "--store", tmp_path / "store")
        assert ran.code == 0
        assert len(ran.said) == len(MISSES)
        assert all(line.startswith("copydesk: ") for line in ran.said)

    def test_a_store_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        ran = run("demo", "-q", "--store", tmp_path / "file")
        assert (ran.code, ran.out, len(ran.said)) == (73, "", 1)


def test_the_manifest_is_the_one_that_is_shipped() -> None:
    assert isinstance(SAMPLE, Sample)
    assert len(COPIES) >= 10
    assert len({page.host for page in COPIES}) >= 6
    assert sum(page.flaky for page in COPIES) == 1


def _aware(published: date | None) -> datetime | None:
    """A date without a time is midnight, UTC."""
    if published is None or isinstance(published, datetime):
        return published
    return datetime(published.year, published.month, published.day, tzinfo=UTC)
