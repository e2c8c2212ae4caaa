from __future__ import annotations

import pytest

from scraper.stories.setting import setting
from scraper.stories.slips import day_slipped, far_apart, one_part_differs, slipped
from scraper.stories.values import values


@pytest.mark.parametrize(
    ("a", "b", "is_slip"),
    [
        ("212", "221", True),
        ("41,000", "14,000", True),
        ("$480,000", "$840,000", True),
        ("1,187", "1,188", True),
        ("310", "130", True),
        ("17", "71", True),
        # Of the numbers of two digits every fifth is this close.
        ("17", "27", False),
        ("300", "400", False),
        ("212", "2,120", False),
        ("212", "344", False),
        ("four", "five", False),
    ],
)
def test_a_slip_is_a_digit_changed_or_two_swapped(a: str, b: str, is_slip: bool) -> None:  # noqa: FBT001 - a column
    (first,), (second,) = values(a), values(b)
    assert slipped(first, second) is slipped(second, first) is is_slip


@pytest.mark.parametrize(
    ("a", "b", "day", "part"),
    [
        ("14 March", "24 March", True, True),
        ("3 March", "13 March", True, True),
        ("14 March", "14 April", False, True),
        ("14 March", "21 March", False, True),
        ("4 June", "28 August", False, False),
        ("March 2019", "March 2021", False, True),
        ("March 1", "March 2024", False, True),
    ],
)
def test_dates(a: str, b: str, day: bool, part: bool) -> None:  # noqa: FBT001 - columns
    (first,), (second,) = values(a), values(b)
    assert day_slipped(first, second) is day_slipped(second, first) is day
    assert one_part_differs(first, second) is part


def test_far_apart_is_more_than_three_times() -> None:
    two, six, seven = values("two, six, seven")
    assert far_apart(two, seven)
    assert far_apart(seven, two)
    assert not far_apart(two, six)


@pytest.mark.parametrize(
    ("sentence", "then", "fate", "said"),
    [
        ("The slide killed at least 9 villagers, rescuers said.", "", "dead", False),
        ("With 14 villagers still missing, rescuers stopped.", "", "missing", False),
        ("Three were killed and 27 were injured.", "", "hurt", False),
        ("Last year 39,000 visitors had come; this time more.", "past", "", False),
        ("A month ago they paid 260 crowns for a barrel.", "past", "", False),
        ("He has now scored 11 goals this season.", "span", "", False),
        ("A job that pays 140,000 crowns a year may be lost.", "rate", "", False),
        ("The barge sank on Monday, the port said on Tuesday.", "", "", True),
    ],
)
def test_the_clause_around_a_value_tells_its_setting(
    sentence: str,
    then: str,
    fate: str,
    said: bool,  # noqa: FBT001 - a column
) -> None:
    value = max(values(sentence), key=lambda value: value.start)
    found = setting(sentence, value, 0, len(sentence))
    assert (found.then, found.fate, found.said) == (then, fate, said)


def test_two_fates_are_two_facts_whatever_the_time() -> None:
    dead = setting("It killed 9.", values("It killed 9.")[0], 0, 12)
    hurt = setting("Last year it hurt 9.", values("Last year it hurt 9.")[0], 0, 20)
    none = setting("Last year 9 came.", values("Last year 9 came.")[0], 0, 17)
    assert not dead.fits(hurt, whenever=True)
    assert not dead.fits(none)
    assert dead.fits(none, whenever=True)
    assert hurt.fits(none)
