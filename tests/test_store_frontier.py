"""A URL waits, is taken, and goes only by being filed, missed or dropped."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from scraper.model import Link, Miss, Reason
from scraper.store import Store
from tests.store_samples import NOON, article

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://daily.example/bridge"
HOUR = timedelta(hours=1)


def test_links_are_taken_in_the_order_they_came(tmp_path: Path) -> None:
    links = [
        Link(f"https://a.example/{number}", "feed", f"Title {number}", NOON) for number in range(5)
    ]
    with Store(tmp_path) as store:
        assert store.frontier.add(links, at=NOON) == 5
        assert store.frontier.add(links, at=NOON) == 0
        assert store.frontier.take(2) == links[:2]
        assert store.frontier.take(9) == links[2:]
        assert store.frontier.take(9) == []
        assert store.frontier.waiting() == 0


def test_what_a_killed_run_had_taken_waits_again(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.start_run(at=NOON)
        store.frontier.add([Link(URL)], at=NOON)
        assert store.frontier.take(1) == [Link(URL)]
    with Store(tmp_path) as store:
        assert store.frontier.take(1) == []
        store.start_run(at=NOON)
        assert store.frontier.take(1) == [Link(URL)]


def test_what_is_filed_missed_or_dropped_is_gone(tmp_path: Path) -> None:
    others = ["https://s.example/1", "https://x.example/", "https://y.example/"]
    with Store(tmp_path) as store:
        store.frontier.add([Link(url) for url in (URL, *others)], at=NOON)
        store.frontier.take(2)
        store.file(article(URL), story_id="s1", requested=others[0])
        store.miss(Miss(others[1], Reason.EMPTY), at=NOON)
        store.frontier.drop(others[2])
        assert store.frontier.release() == 0
        assert store.frontier.waiting() == 0
        assert store.frontier.add([Link(URL), Link(others[0])], at=NOON) == 0


@pytest.mark.parametrize(
    ("tries", "retry_after", "waited", "due"),
    [
        (1, None, HOUR - timedelta(seconds=1), 0),
        (1, None, HOUR, 1),
        (3, None, 3 * HOUR, 0),
        (3, None, 4 * HOUR, 1),
        (40, None, timedelta(days=30), 1),
        (1, 5 * HOUR, 4 * HOUR, 0),
        (4, HOUR, HOUR, 1),
        (9, None, timedelta(days=-365), 1),
    ],
)
def test_a_miss_waits_longer_each_time(
    tmp_path: Path, tries: int, retry_after: timedelta | None, waited: timedelta, due: int
) -> None:
    retry_at = NOON + retry_after if retry_after else None
    with Store(tmp_path) as store:
        for _ in range(tries):
            store.miss(Miss(URL, Reason.TIMEOUT, retry_at=retry_at), at=NOON)
        assert store.frontier.add([Link(URL)], at=NOON + waited) == due


def test_misses_can_be_retried_by_reason_at_once(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.miss(Miss(URL, Reason.TIMEOUT), at=NOON)
        store.miss(Miss("https://x.example/", Reason.DNS), at=NOON)
        assert store.frontier.retry(at=NOON, reason=Reason.DNS) == 1
        assert store.frontier.retry(at=NOON) == 1
        assert {link.url for link in store.frontier.take(9)} == {URL, "https://x.example/"}
