"""Texts of one template are as many stories as it was filled in; what copies do to one is none."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scraper.stories import fingerprint, group
from scraper.stories.lookalike import look_alike
from scraper.stories.template import one_template

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
EMERGENT = HERE.parents[1] / "shared" / "bench" / "stories" / "emergent-train.jsonl.gz"
TABLES = [
    tomllib.loads((HERE / f"template_families{which}.toml").read_text("utf-8"))
    for which in ("", "_kept", "_late", "_last")
]
FAMILIES: list[dict[str, Any]] = [family for table in TABLES for family in table["family"]]
UPDATES: list[dict[str, Any]] = [update for table in TABLES for update in table["update"]]
# A trimmed copy keeps this share.
TRIMMED = 0.6


def fillings(family: dict[str, Any]) -> list[str]:
    return [family["template"].format(*values.split("|")) for values in family["fill"]]


def copies(family: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """What copies make of a filling: that and this, by what was done."""
    first, second, _ = fillings(family)
    slots = family["fill"][0].split("|")
    for number, value in family["slips"].items():
        slots[int(number)] = value
    done = {
        "slips": (first, family["template"].format(*slots)),
        "trimmed": (second, second[: int(len(second) * TRIMMED)]),
    }
    if family["retold"]:
        done["retold"] = (first, family["retold"])
    return done


def marks(beyond: bool) -> tuple[pytest.MarkDecorator, ...]:  # noqa: FBT001 - private
    return (pytest.mark.xfail(strict=True, reason="a known limit"),) if beyond else ()


def cases(what: Callable[[dict[str, Any]], list[str]]) -> list[Any]:
    return [
        pytest.param(
            *(family, done),
            id=f"{family['name']}-{done}",
            marks=marks(done in family.get("beyond", ())),
        )
        for family in FAMILIES
        for done in what(family)
    ]


def stories(language: str, *texts: str) -> dict[str, str]:
    return group((str(number), text, language) for number, text in enumerate(texts))


def test_there_are_enough_families_and_languages() -> None:
    assert len(FAMILIES) >= 40
    assert len({family["language"] for family in FAMILIES}) >= 8
    assert all(len(family["fill"]) == 3 for family in FAMILIES)


@pytest.mark.parametrize(("family", "what"), cases(lambda _: ["fillings"]))
def test_each_filling_is_a_story(family: dict[str, Any], what: str) -> None:
    assert what == "fillings"
    assert len(set(stories(family["language"], *fillings(family)).values())) == 3


@pytest.mark.parametrize(("family", "done"), cases(lambda family: list(copies(family))))
def test_a_copy_stays_with_its_filling_among_the_others(family: dict[str, Any], done: str) -> None:
    it, copy = copies(family)[done]
    found = stories(family["language"], it, copy, *fillings(family))
    assert found["0"] == found["1"]


@pytest.mark.parametrize(
    "update",
    [pytest.param(x, id=x["about"], marks=marks(x.get("beyond", False))) for x in UPDATES],
)
def test_an_event_goes_on_under_the_same_names(update: dict[str, Any]) -> None:
    assert len(set(stories(update["language"], update["a"], update["b"]).values())) == 1


def test_which_of_two_comes_first_does_not_matter() -> None:
    for family in FAMILIES:
        texts = [*fillings(family), *(text for pair in copies(family).values() for text in pair)]
        prints = [fingerprint("", text, language=family["language"]) for text in texts]
        for a, b in combinations(prints, 2):
            assert one_template(a, b) is one_template(b, a)


REPORT = (
    "Harbour United beat {} {} at Ferry Park on {} with goals from {} and {}. United, who had lost"
    " two of their last five, led at the break. Manager Tom Corran praised his side's patience. The"
    " win lifts Harbour United to {} points, and a crowd of {} watched in steady rain."
)


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        (("Port Salim", "3-1", "Sunday", "Jude Marsh", "Sol Pryce", "27", "5,902"), True),
        (("Port Salim", "3-1", "Sunday", "Lewis Bray", "Sol Pryce", "27", "5,902"), True),
        (("Carrow City", "2-0", "Saturday", "Lewis Bray", "Ade Holt", "24", "4,120"), False),
        (("Carrow City", "2-1", "Saturday", "Louis Bray", "Ade Holt", "24", "4,120"), False),
        (("Carrow Town", "2-0", "Sunday", "Lewis Bray", "Ade Holt", "24", "4,210"), False),
        (("Carrow City", "3-0", "Sunday", "Lewis Bray", "Ade Holt", "25", "4,120"), False),
    ],
)
def test_how_much_must_differ(other: tuple[str, ...], apart: bool) -> None:  # noqa: FBT001 - a column
    one = ("Carrow City", "2-0", "Saturday", "Lewis Bray", "Ade Holt", "24", "4,210")
    a, b = (fingerprint("", REPORT.format(*values)) for values in (one, other))
    assert look_alike(a, b) is apart


def test_what_has_no_wording_fills_no_template() -> None:
    assert not one_template(fingerprint("a", ""), fingerprint("b", ""))


@pytest.mark.skipif(not EMERGENT.exists(), reason="needs ../shared/bench")
def test_no_two_copies_of_one_real_story_fill_a_template() -> None:
    told: defaultdict[str, list[Any]] = defaultdict(list)
    with gzip.open(EMERGENT, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            told[row["story"]].append(fingerprint(row["id"], row["text"]))
    pairs = [pair for prints in told.values() for pair in combinations(prints, 2)]
    assert len(pairs) > 10_000
    assert not [(a.id, b.id) for a, b in pairs if one_template(a, b)]
