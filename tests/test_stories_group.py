from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.stories import Grouper, Placed, fingerprint, group
from tests.stories_sample import ARTICLES, BRIDGE, STORIES, TALLOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHARED = Path(__file__).parents[2] / "shared"
EMERGENT = SHARED / "bench" / "stories" / "emergent-train.jsonl.gz"
MONDAY = datetime(2031, 3, 3, 8, tzinfo=UTC)


def sets(stories: Mapping[str, str]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for copy, story in stories.items():
        found.setdefault(story, set()).add(copy)
    return {frozenset(copies) for copies in found.values()}


def grouped(ids: Iterable[str], grouper: Grouper | None = None) -> Grouper:
    grouper = grouper or Grouper()
    for id_ in ids:
        grouper.add(fingerprint(id_, ARTICLES[id_]))
    return grouper


def test_rewrites_are_one_story_and_other_events_are_not() -> None:
    assert sets(group(ARTICLES.items())) == STORIES


def test_nothing_gives_nothing() -> None:
    assert group([]) == {}


@given(st.permutations(sorted(ARTICLES)))
def test_the_order_of_the_items_changes_neither_stories_nor_their_ids(order: list[str]) -> None:
    assert group((id_, ARTICLES[id_]) for id_ in order) == group(ARTICLES.items())


@given(st.permutations(sorted(ARTICLES)), st.integers(0, len(ARTICLES)))
def test_two_runs_give_the_stories_of_one(order: list[str], cut: int) -> None:
    first = grouped(order[:cut])
    first.settle()
    kept = [Placed.from_json(placed.to_json()) for placed in first.placed()]
    second = grouped(order[cut:], Grouper(kept))
    second.settle()
    assert set(map(frozenset, second.stories().values())) == STORIES


def test_adding_again_changes_nothing() -> None:
    grouper = grouped(ARTICLES)
    grouper.settle()
    before = grouper.stories()
    for id_, text in ARTICLES.items():
        placement = grouper.add(fingerprint(id_, text))
        assert placement.story_id == grouper.story_of(id_)
        assert not placement.new
    assert grouper.settle() == ()
    assert grouper.stories() == before
    assert len(grouper) == len(ARTICLES)


def test_nothing_is_closer_than_the_same() -> None:
    # The squares of this text's stored weights add up to 1.000000005.
    text = (
        "Harbour United beat Carrow City 2-0 at Ferry Park on Saturday with goals from Lewis Bray"
        " and Ade Holt. United, who had lost two of their last five, led at the break. Manager Tom"
        " Corran praised his side. The win lifts Harbour United to 24 points."
    )
    grouper = Grouper()
    grouper.add(fingerprint("a", text))
    assert grouper.add(fingerprint("b", text)).similarity == 1.0


def test_a_story_that_grows_keeps_its_id() -> None:
    grouper = grouped(["bridge-3", "tallow"])
    grouper.settle()
    story = grouper.story_of("bridge-3")
    grouped(["bridge-1", "bridge-2"], grouper).settle()
    assert {grouper.story_of(id_) for id_ in BRIDGE} == {story}


def test_the_log_says_what_became_of_every_placement() -> None:
    for seed in range(20):
        order = sorted(ARTICLES)
        random.Random(seed).shuffle(order)  # noqa: S311 - a test's shuffle
        grouper = Grouper()
        told = {}
        for at, id_ in enumerate(order):
            told[id_] = grouper.add(fingerprint(id_, ARTICLES[id_])).story_id
            if at % 2:
                for move in grouper.settle():
                    assert told[move.id] == move.before
                    told[move.id] = move.after
        for move in grouper.settle():
            told[move.id] = move.after
        assert told == {id_: grouper.story_of(id_) for id_ in order}


def test_copies_further_apart_than_the_window_are_two_stories() -> None:
    first, second = list(BRIDGE.items())[:2]
    near = [(*first, "en", MONDAY), (*second, "en", MONDAY + timedelta(days=6))]
    far = [(*first, "en", MONDAY), (*second, "en", MONDAY + timedelta(days=8))]
    assert len(sets(group(near))) == 1
    assert len(sets(group(far))) == 2
    assert len(sets(group([near[0], (*second, "en", None)]))) == 1


def test_what_is_forgotten_gets_no_mates() -> None:
    grouper = Grouper()
    for id_, text in BRIDGE.items():
        grouper.add(fingerprint(id_, text, published=MONDAY))
    grouper.add(fingerprint("tallow", TALLOW["tallow"]))
    grouper.settle()
    story = grouper.story_of("bridge-1")
    assert grouper.forget(MONDAY) == 0
    assert grouper.forget(MONDAY + timedelta(days=1)) == len(BRIDGE)
    assert set(grouper.stories().values()) == {("tallow",)}
    assert "bridge-1" not in grouper
    assert grouper.add(fingerprint("late", BRIDGE["bridge-1"])).new
    assert grouper.story_of("late") != story


def test_what_an_earlier_run_placed_can_be_forgotten_too() -> None:
    first = Grouper()
    old = fingerprint("old", BRIDGE["bridge-1"], published=MONDAY)
    first.add(old)
    first.settle()
    second = Grouper(first.placed())
    second.add(
        fingerprint("new", BRIDGE["bridge-2"], published=MONDAY + timedelta(days=6)),
    )
    second.settle()
    assert len(second.stories()) == 1
    assert second.forget(MONDAY + timedelta(days=1)) == 1
    # The next copy takes the place of the forgotten one, and none of its links.
    second.add(fingerprint("tallow", TALLOW["tallow"], published=MONDAY + timedelta(days=7)))
    third = fingerprint("last", BRIDGE["bridge-3"], published=MONDAY + timedelta(days=7))
    assert not second.add(third).new
    second.settle()
    assert set(second.stories().values()) == {("last", "new"), ("tallow",)}


def test_a_copy_that_was_cleaned_again_finds_its_place() -> None:
    block = "The Lindmouth Daily brings you tallow, tides and trams each morning since the flood. "
    grouper = Grouper()
    for id_, text in ARTICLES.items():
        grouper.add(fingerprint(id_, block * 8 + text))
    grouper.settle()
    assert len(grouper.stories()) == 1
    for id_, text in ARTICLES.items():
        grouper.change(fingerprint(id_, text))
    moves = grouper.settle()
    assert set(map(frozenset, grouper.stories().values())) == STORIES
    assert {move.cause for move in moves} == {"split"}
    with pytest.raises(KeyError):
        grouper.change(fingerprint("never added", ""))


def test_the_same_words_in_two_languages_are_not_compared() -> None:
    text = "Lindmouth Marigold Quill Castellan Ostrevia Vael Brakkel Norrland " * 4
    assert len(sets(group([("a", text, "de"), ("b", text, "fr")]))) == 2
    assert len(sets(group([("a", text, "de"), ("b", text, "de-AT")]))) == 1


@pytest.mark.parametrize("text", ["", " \n ", "…", "a"])
def test_texts_without_words_are_stories_of_their_own(text: str) -> None:
    assert len(sets(group([("a", text), ("b", text)]))) == 2


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        fingerprint("a", "b", published=MONDAY.replace(tzinfo=None))


UNSEGMENTED = {
    "zh-1": (
        "林德茅斯港大桥周二因一艘运沙驳船撞上桥墩而关闭,港务局表示无人受伤。"
        "港务长说潜水员将检查桥墩。"
    ),
    "zh-2": (
        "一艘失去动力的运沙驳船撞击桥墩后,林德茅斯港大桥周二关闭。港务局称没有人受伤,潜水员将检查。"
    ),
    "zh-3": "奥斯特雷维亚总统选举周日举行第二轮投票,前法官卡斯特兰以百分之五十三的得票率获胜。",
}


def test_languages_without_spaces_are_grouped_too() -> None:
    found = sets(group(UNSEGMENTED.items()))
    assert found == {frozenset({"zh-1", "zh-2"}), frozenset({"zh-3"})}


def test_pages_of_one_mould_stay_apart() -> None:
    grouper = Grouper()
    text = "Aries: a letter will surprise you. Taurus: rest before the weekend. Gemini: call home."
    for day in (3, 4, 5):
        title = f"Your stars for Lindmouth, {day} March"
        grouper.add(fingerprint(f"stars-{day}", text, title=title))
    grouper.settle()
    # The title differs by a number beside a month: another day's page, not another copy.
    assert len(grouper.stories()) == 3


def test_the_dead_of_one_crash_may_rise_in_the_title() -> None:
    grouper = Grouper()
    for copy, dead in zip(BRIDGE, (3, 4, 5), strict=True):
        title = f"At least {dead} dead as barge hits bridge"
        grouper.add(fingerprint(copy, BRIDGE[copy], title=title))
    grouper.settle()
    assert len(grouper.stories()) == 1


def b_cubed(true: Mapping[str, str], found: Mapping[str, str]) -> float:
    both = Counter((true[id_], found[id_]) for id_ in true)
    stories, groups = Counter(true.values()), Counter(found.values())
    precision = sum(n * n / groups[story] for (_, story), n in both.items()) / len(true)
    recall = sum(n * n / stories[story] for (story, _), n in both.items()) / len(true)
    return 2 * precision * recall / (precision + recall)


@pytest.mark.skipif(not EMERGENT.exists(), reason="needs ../shared/bench")
def test_emergent_train_is_grouped_as_well_as_measured() -> None:
    with gzip.open(EMERGENT, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    true = {row["id"]: row["story"] for row in rows}
    found = group((row["id"], row["text"]) for row in rows)
    assert b_cubed(true, found) >= 0.94
    rows.reverse()
    assert group((row["id"], row["text"]) for row in rows) == found
