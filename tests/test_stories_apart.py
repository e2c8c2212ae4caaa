from __future__ import annotations

import pytest

from scraper.stories import compare


def points(a: str, b: str) -> list[tuple[str, str, str]]:
    return [(str(it.kind), it.a.words, it.b.words) for it in compare(a, b).disagreements]


# Two facts that share their sentence's words, or one fact told in two ways.
INNOCENT = {
    "two things measured": (
        "Snow closed 60 km of the road over the Harl Pass on Saturday.",
        "A 25 km queue stood on the road over the Harl Pass on Saturday because of snow.",
    ),
    "days beside others": (
        "The sisters spent two more days in the hospital of Oxley.",
        "The sisters spent three days in the hospital of Oxley.",
    ),
    "two people's ages": (
        "Ida Storm, 29, found her husband in the garage with her sister.",
        "In the garage Ida Storm found her 30-year-old husband with her sister.",
    ),
    "a price for each": (
        "The offices in Oxley were sold for about $625 per square foot, the broker said.",
        "The offices in Oxley were sold for $585 million, the broker said.",
    ),
    "a channel's number": (
        "Divers raised the anchor of the Merrow, Channel 9 reports from the harbour.",
        "Divers raised the anchor of the Merrow from 14 fathoms, reports the harbour.",
    ),
    "hours in two zones": (
        "The show begins at 10AM PT, and we will follow it live.",
        "The show begins at 6PM GMT, and we will follow it live.",
    ),
    "about that hour": (
        "The clinic called the ambulance for the patient at around 12.30pm on Friday.",
        "On Friday the clinic called the ambulance for the patient at 12:38 p.m.",
    ),
    "a converted length": (
        "The meteorite left a crater 40 feet wide near the airport of Carrow.",
        "Near the airport of Carrow the meteorite left a crater over 12 metres (39 feet) wide.",
    ),
    "both ends of a range": (
        "The girls, aged between 13 and 15, came home from the school trip.",
        "The girls came home from the school trip, aged 13 to 15.",
    ),
    "an editor's brackets": (
        "“Everyone in the ministry is worried about the plans of the OFU,” Edda Quill said.",
        "“Everyone in the ministry is worried about the plans of (the farmers),” Edda Quill said.",
    ),
    "a capital put in": (
        "She said that “at least ten ships have been caught fishing inside the reserve.”",
        "“[A]t least 10 ships have been caught fishing inside the reserve,” she said.",
    ),
    "indirect speech": (
        "“And I was getting sick of the taste of the water,” Ida Storm said.",
        "Ida Storm said that “she was getting sick of the taste of the water”.",
    ),
    "a sentence cut out": (
        "“So sad to hear of it. We made a whole world of music together. Rest in peace, Ann.”",
        "“So sad to hear of it. Rest in peace, Ann.”",
    ),
    "whose spokesman": (
        "“The claim is false and not backed by the facts,” a Harl County officer said on Friday.",
        "“The claim is false and not backed by the facts,” said Edda Quill.",
    ),
    "two spellings of a speaker": (
        "“We have nothing to do with it at all,” Jeff Oberholt said.",
        "“We have nothing to do with it at all,” said Jeff Olberholt.",
    ),
    "a street in short": (
        "The house at 36 E. Meyer Blvd was sealed off on Saturday, police said.",
        "The house at 36 East Meyer Boulevard was sealed off on Saturday, police said.",
    ),
    "half-time": (
        "Danlo led Kolm 1-0 at half-time.",
        "Danlo beat Kolm 3-0.",
    ),
}


@pytest.mark.parametrize(("a", "b"), INNOCENT.values(), ids=INNOCENT)
def test_what_only_looks_like_a_disagreement(a: str, b: str) -> None:
    assert points(a, b) == []


# The same sentences with the reason gone.
DISPUTED = {
    "one thing measured": (
        "Snow closed 60 km of the road over the Harl Pass on Saturday.",
        "On Saturday snow closed 25 km of the road over the Harl Pass.",
        ("number", "60 km", "25 km"),
    ),
    "the same days": (
        "The sisters spent two days in the hospital of Oxley.",
        "The sisters spent three days in the hospital of Oxley.",
        ("number", "two", "three"),
    ),
    "one person's ages": (
        "Ida Storm, 29, found her husband in the garage with her sister.",
        "In the garage 30-year-old Ida Storm found her husband with her sister.",
        ("number", "29", "30"),
    ),
    "a place for a place": (
        "A gas leak drove 600 people out of their homes in Upper Lindale, the fire service said.",
        "A gas leak drove 600 people out of their homes in Castle Wray, the fire service said.",
        ("name", "Upper Lindale", "Castle Wray"),
    ),
    "the final score": (
        "Danlo beat Kolm 2-0 on Saturday.",
        "On Saturday Kolm lost 0-3 to Danlo.",
        ("number", "2-0", "0-3"),
    ),
    "the only count of the dead": (
        "An explosion in Danlo tore through a workshop, and 21 people were dead by nightfall.",
        "A blast killed at least 17 in Danlo when a workshop blew up.",
        ("number", "21", "17"),
    ),
    "an altered word": (
        "“He has the whole support of the board,” Edda Quill said.",
        "“He has the full support of the board,” Edda Quill said.",
        (
            "quotation",
            "He has the whole support of the board,",
            "He has the full support of the board,",
        ),
    ),
}


@pytest.mark.parametrize(("a", "b", "point"), DISPUTED.values(), ids=DISPUTED)
def test_what_is_one(a: str, b: str, point: tuple[str, str, str]) -> None:
    assert points(a, b) == [point]
