"""Lines are counted by different stories of a site; an alarm sounds when its pages go thin."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from scraper.model import Miss, Reason
from scraper.store import Store
from tests.store_samples import NOON, plain

if TYPE_CHECKING:
    from pathlib import Path

SITE = "daily.example"


def _file(store: Store, number: int, *, story: str, text: str = "Text.") -> str:
    url = f"https://{SITE}/{number}"
    return store.file(plain(text, url=url, site=SITE), story_id=story).record_id


def test_a_line_counts_once_per_story_and_not_in_its_own(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        for number, story in enumerate(["s1", "s1", "s2", "s3"]):
            record_id = _file(store, number, story=story)
            for _ in range(2):
                store.sites.add_lines(SITE, record_id, ["follow us", f"only {number}"])
        lines = ["follow us", "only 0", "never seen"]
        assert store.sites.lines(SITE, lines) == {"follow us": 3, "only 0": 1}
        assert store.sites.lines(SITE, lines, besides="s1") == {"follow us": 2}
        assert store.sites.lines("evening.example", lines) == {}


def test_two_stories_that_become_one_count_as_one(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        ids = [_file(store, number, story=f"s{number}") for number in range(3)]
        for record_id in ids:
            store.sites.add_lines(SITE, record_id, ["a true paragraph"])
        store.place(ids[1], story_id="s0")
        assert store.sites.lines(SITE, ["a true paragraph"], besides="s0") == {
            "a true paragraph": 1
        }


def test_the_index_stays_small(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        for number in range(10):
            record_id = _file(store, number, story=f"s{number}")
            store.sites.add_lines(SITE, record_id, ["follow us", f"only {number}"])
        assert store.sites.lines(SITE, ["follow us"]) == {"follow us": 5}
        assert store.sites.forget_lines(most=11) == 0
        assert store.sites.forget_lines(most=3) == 0
        store.sites.add_lines(SITE, record_id, [])
        assert store.sites.forget_lines(most=3) == 8
        kept = store.sites.lines(SITE, ["follow us", *(f"only {number}" for number in range(10))])
        assert kept == {"follow us": 5, "only 9": 1, "only 8": 1}


LONG, SHORT = "x" * 1000, "x" * 300


@pytest.mark.parametrize(
    ("usually", "now", "reasons", "expected"),
    [
        pytest.param([LONG] * 6, [LONG] * 3, [], None, id="as usual"),
        pytest.param([LONG] * 6, [SHORT] * 3, [], (3, 3, 300, 1000), id="a third of the text"),
        pytest.param([LONG] * 6, [], [Reason.EMPTY] * 3, (3, 0, 0, 1000), id="no text"),
        pytest.param([LONG] * 6, [LONG], [Reason.BOT_WALL] * 2, (3, 1, 333, 1000), id="a wall"),
        pytest.param([LONG] * 6, [], [Reason.HTTP_STATUS] * 3, (3, 0, 0, 1000), id="all gone"),
        pytest.param([LONG] * 6, [LONG], [Reason.TIMEOUT] * 9, None, id="the network is no yield"),
        pytest.param([LONG] * 6, [SHORT] * 2, [], None, id="too few pages now"),
        pytest.param([LONG] * 4, [SHORT] * 3, [], None, id="too few pages before"),
    ],
)
def test_the_alarm_sounds_at_half_the_usual_text(
    tmp_path: Path,
    usually: list[str],
    now: list[str],
    reasons: list[Reason],
    expected: tuple[int, int, int, int] | None,
) -> None:
    with Store(tmp_path) as store:
        run = store.start_run(at=NOON)
        for number, text in enumerate(usually):
            _file(store, number, story="s", text=text)
        store.end_run(run, at=NOON)
        run = store.start_run(at=NOON + timedelta(hours=1))
        for number, text in enumerate(now):
            _file(store, 100 + number, story="s", text=text)
        for number, reason in enumerate(reasons):
            store.miss(Miss(f"https://{SITE}/m{number}", reason), at=NOON)
        alarms = [
            (alarm.pages, alarm.articles, alarm.chars_per_page, alarm.usual)
            for alarm in store.sites.alarms(run)
        ]
        assert alarms == ([expected] if expected else [])


def test_a_site_of_few_pages_a_run_is_judged_by_its_last_runs(tmp_path: Path) -> None:
    texts = [LONG] * 6 + [SHORT] * 4
    heard = []
    with Store(tmp_path) as store:
        for number, text in enumerate(texts):
            run = store.start_run(at=NOON + timedelta(hours=number))
            _file(store, number, story="s", text=text)
            store.end_run(run, at=NOON)
            heard.append([alarm.chars_per_page for alarm in store.sites.alarms(run)])
    assert heard == [[]] * 8 + [[300], [300]]


def test_what_is_tried_again_is_no_new_page(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        for hour in range(3):
            run = store.start_run(at=NOON + timedelta(hours=hour))
            for number in range(6 if hour == 0 else 0):
                _file(store, number, story="s", text=LONG)
            for number in range(3):
                store.miss(Miss(f"https://{SITE}/m{number}", Reason.PAYWALL), at=NOON)
            store.end_run(run, at=NOON)
            assert store.sites.alarms(run) == []


def test_a_site_that_stays_short_is_told_of_for_a_while(tmp_path: Path) -> None:
    heard = []
    with Store(tmp_path) as store:
        for number in range(60):
            run = store.start_run(at=NOON + timedelta(hours=number))
            for part in range(3):
                text = LONG if number < 30 else SHORT
                _file(store, number * 10 + part, story="s", text=text)
            store.end_run(run, at=NOON)
            heard.append(len(store.sites.alarms(run)))
    assert (sum(heard[:30]), heard[30]) == (0, 1)
    assert 10 <= sum(heard[30:]) < 30
