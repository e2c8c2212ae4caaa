from __future__ import annotations

from itertools import combinations

import pytest

from scraper.stories import Grouper, fingerprint
from scraper.stories.lookalike import look_alike, same_event

STARS = (
    (
        "Aries: A letter will surprise you today, so keep the evening free for an old friend."
        " Taurus: Money matters settle down if others speak first. Gemini: A short journey brings"
        " news. Cancer: Mend what is broken. Leo: Somebody envies your luck. Virgo: Lists help."
        " Pisces: Dream."
    ),
    (
        "Aries: Your patience is tested at work, but the afternoon makes up for it. Taurus: Cook"
        " for the neighbours. Gemini: Do not sign before noon. Cancer: An aunt telephones. Leo:"
        " Lead the way. Virgo: The cat knows. Pisces: Swim before breakfast."
    ),
)
WEATHER = (
    (
        "Lindmouth will see sunny spells with a high of 14 degrees and a low of 6. Winds from the"
        " west at 20 kilometres an hour. The sun rises at 6:12 and sets at 17:48. Rain is expected"
        " in the evening over the Harrow hills. Pollen count: low."
    ),
    (
        "Lindmouth will see heavy showers with a high of 9 degrees and a low of 2. Winds from the"
        " north at 45 kilometres an hour. The sun rises at 6:09 and sets at 17:51. Rain is expected"
        " in the evening over the Harrow hills. Pollen count: none."
    ),
)
LOTTERY = (
    (
        "The numbers drawn in the Ostrevia lottery are 4, 11, 23, 31, 40 and 45, the bonus number"
        " is 7. The jackpot stands at 12 million crowns. Tickets can be bought until 6 p.m. on the"
        " day."
    ),
    (
        "The numbers drawn in the Ostrevia lottery are 2, 9, 18, 27, 36 and 42, the bonus number is"
        " 13. The jackpot stands at 15 million crowns. Tickets can be bought until 6 p.m. on the"
        " day."
    ),
)
PUZZLE = (
    (
        "Stuck on Wordbox 812? Here are our hints. The word has two vowels and no letter twice. It"
        " is something you may find in a kitchen. The answer to Wordbox 812 is BASIN."
    ),
    (
        "Stuck on Wordbox 813? Here are our hints. The word has one vowel and a letter twice. It is"
        " something you may do on ice. The answer to Wordbox 813 is SKILL."
    ),
)
GUIDE = (
    (
        "We tested dozens of laptops to find the best you can buy. Our favourite is the Velox Book"
        " with a battery that lasts all day. The Quist Air is the best cheap laptop. We may earn a"
        " commission from links."
    ),
    (
        "We tested dozens of phones to find the best you can buy. Our favourite is the Velox One"
        " with a camera that sees in the dark. The Quist Mini is the best cheap phone. We may earn"
        " a commission from links."
    ),
)
MARKET = (
    (
        "The Brakkel index closed 1.2 percent higher at 8,412 points. Shares of Velox rose 3.1"
        " percent, Norrland Timber gained 2.4 percent. Turnover was 310 million crowns, traders"
        " said."
    ),
    (
        "The Brakkel index closed 0.8 percent lower at 8,345 points. Shares of Velox fell 2.2"
        " percent, Norrland Timber lost 1.9 percent. Turnover was 275 million crowns, traders said."
    ),
)
MOULDS = {
    "horoscope": STARS,
    "weather": WEATHER,
    "lottery": LOTTERY,
    "puzzle": PUZZLE,
    "buying guide": GUIDE,
    "markets": MARKET,
}


@pytest.mark.parametrize(("name", "texts"), MOULDS.items(), ids=MOULDS)
def test_two_days_of_one_mould_stay_apart(name: str, texts: tuple[str, str]) -> None:
    first, second = (fingerprint(text[:9], text) for text in texts)
    assert first.mould == second.mould == name
    assert look_alike(first, second)
    assert look_alike(second, first)
    grouper = Grouper()
    for day, text in enumerate(texts):
        grouper.add(fingerprint(str(day), text))
    grouper.settle()
    assert len(grouper.stories()) == 2


@pytest.mark.parametrize("text", [texts[0] for texts in MOULDS.values()], ids=MOULDS)
def test_two_copies_of_one_day_are_one_story(text: str) -> None:
    grouper = Grouper()
    grouper.add(fingerprint("a", text))
    grouper.add(fingerprint("b", f"{text} Read more on our site."))
    grouper.settle()
    assert len(grouper.stories()) == 1


def test_other_moulds_are_not_mixed() -> None:
    prints = [fingerprint(text[:9], text) for texts in MOULDS.values() for text in texts]
    grouper = Grouper()
    for number, texts in enumerate(MOULDS.values()):
        grouper.add(fingerprint(str(number), texts[0]))
    grouper.settle()
    assert len(grouper.stories()) == len(MOULDS)
    assert all(a.mould for a, _ in combinations(prints, 2))


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("Your stars for 3 March", "Your stars for 4 March", True),
        ("Exchange closes higher on Monday", "Exchange closes lower on Tuesday", True),
        ("At least 12 dead in rail crash", "At least 14 dead in rail crash", False),
        ("Bridge shut on Monday", "Harbour crossing closed since Tuesday", False),
        ("Your stars for 3 March", "Your stars for 3 March", False),
        ("", "", False),
    ],
)
def test_titles_of_one_series(a: str, b: str, alike: bool) -> None:  # noqa: FBT001 - a column
    first = fingerprint("a", "The first text of some words.", title=a)
    second = fingerprint("b", "Another text of other words.", title=b)
    assert look_alike(first, second) is alike


def test_news_about_a_lottery_is_news() -> None:
    text = (
        "A baker from Lindmouth has won the lottery's jackpot and will give half of it to the"
        " lifeboats. Her winning ticket had lain in a drawer for a month."
    )
    assert fingerprint("a", text).mould == ""


def test_a_subject_is_not_an_event() -> None:
    first = (
        "House plants for dark rooms need little water. A fern, an ivy or a snake plant from"
        " Lindmouth Nursery stays green by a north window. Repot the fern each spring in fresh"
        " soil, and wipe the dust from the leaves of the ivy with a damp cloth."
    )
    second = (
        "For a room with a north window the fern and the ivy are the house plants of choice, says"
        " a florist in Brakkel. The snake plant needs even less water. Fresh soil each spring and"
        " a damp cloth against dust keep the leaves green."
    )
    a, b = fingerprint("a", first), fingerprint("b", second)
    assert a.names
    assert b.names
    assert not same_event(a, b)
    assert same_event(a, fingerprint("c", first + " It is cheap."))
    assert same_event(a, fingerprint("d", second.lower()))
