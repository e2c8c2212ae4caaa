"""Two events in one town, under one headline, in the words of one press office, are two events."""

from __future__ import annotations

import pytest

from cleaners import clean
from scraper.model import Article
from scraper.stories import is_copy
from tests.stories_sample import BRIDGE, ELECTION, TALLOW

STABBING = """A man of 34 was taken into custody in Corholm on Monday night after a stabbing outside
the Anchor bar on Quay Street. The victim, a cook named Ole Brandt, lost two fingers and was
operated on until four in the morning.

Inspector Mette Saar said that the two had argued over a debt of 900 crowns. “They were friends
until Sunday,” she said. Anyone with information is asked to call the police in Corholm or the
number of any police station.
"""
ANOTHER_STABBING = """A woman, aged 27, was arrested at her flat in Corholm on Saturday morning
after a stabbing in the car park of the Vell shopping centre. A security guard was hurt in the
shoulder and could leave the hospital after 3 hours.

Sergeant Jonas Wick called it a robbery gone wrong: 60 perfumes were found in a bag. Anyone with
information is asked to call the police in Corholm or the number of any police station.
"""
STABBING_REWRITTEN = """Corholm police have arrested a 34-year-old over Monday's knife attack on
Ole Brandt, a cook who lost two fingers in front of the Anchor bar. Brandt and the suspect had
argued over 900 crowns, inspector Mette Saar said. “They were friends until Sunday.”
"""
STABBING_SHORT = STABBING.partition("\n\n")[0]
HEADLINE = "One held after stabbing in Corholm"


def article(text: str, title: str = HEADLINE, agency: str = "") -> Article:
    paragraphs = "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
    return Article("", clean(paragraphs), title=title, agency=agency, language="en")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (STABBING, STABBING, True),
        (STABBING, STABBING_SHORT, True),
        (STABBING, STABBING_REWRITTEN, True),
        (STABBING, ANOTHER_STABBING, False),
        (STABBING_REWRITTEN, ANOTHER_STABBING, False),
        (BRIDGE["bridge-1"], BRIDGE["bridge-2"], True),
        (BRIDGE["bridge-1"], BRIDGE["bridge-3"], True),
        (ELECTION["vote-1"], ELECTION["vote-2"], True),
        (BRIDGE["bridge-1"], ELECTION["vote-1"], False),
        (TALLOW["tallow"], BRIDGE["bridge-3"], False),
    ],
)
def test_a_copy_proves_itself(one: str, other: str, *, expected: bool) -> None:
    assert is_copy(article(one), article(other)) is expected
    assert is_copy(article(other), article(one)) is expected


ROUNDUP = """The library of Delmere reopens on Saturday with a reading by the poet Ada Lund. The
roof had leaked for two winters, and nine thousand books were dried in a sports hall.

Farmers in the Norrland hills have sold their tallow early this year. Traders at the Brakkel
exchange blame mild weather and a glut of candles, and expect the soap makers back in autumn.

In Corholm a man of 34 was taken into custody on Monday night.

The choir of Pelton looks for a tenor. Rehearsals are on Tuesdays in the old mill; tea is served.
"""


@pytest.mark.parametrize(("agency", "expected"), [("Northwire", True), ("", False)])
def test_an_agency_that_both_name_makes_up_for_other_news_around_it(
    agency: str, *, expected: bool
) -> None:
    roundup = article(ROUNDUP, "News in brief", agency=agency)
    assert is_copy(roundup, article(STABBING, agency="Northwire")) is expected
