"""No copy is taken for another, and the same copy always for itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scraper.store import State, Store
from tests.store_samples import NOON, article, plain, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.model import Article


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store", clock=lambda: NOON) as opened:
        yield opened


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
