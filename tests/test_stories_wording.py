from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.stories.wording import NAMES, NUMBERS, WORD, wording


def flags(text: str, language: str = "en") -> list[str]:
    return ["#" if x & NUMBERS else "N" if x & NAMES else "-" for x in wording(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Harbour United beat Carrow City 2-0 on Saturday.", "en", "- N - N N # - #"),
        ("It rained. The crowd of 4,210 left: “Bad,” said Bray.", "en", "- - - - - # - - - N"),
        ("L'Île de Ré, où Élise vit.", "fr", "- N - N - N -"),
        ("Der SV Ötting siegte am Montag", "de", "- N N - - #"),
        ("в городе Озёрск", "ru", "- - N"),
        ("İzmir'de İsmail Kaya", "tr", "- - - N"),
        ("ضرب زلزال بقوة 4.6 درجات", "ar", "N N N # N"),
        ("3月3日", "zh", "# N # N"),
        ("", "en", ""),
        ("…", "", ""),
    ],
)
def test_names_and_numbers_are_told(text: str, language: str, told: str) -> None:
    assert flags(text, language) == told.split()


def test_two_spellings_of_a_name_are_one_word() -> None:
    a, b = (wording(name, "en") for name in ("Dmitry Ozyorsk", "Dmitri Ozersk"))
    assert a == b
    assert wording("Bray", "en") != wording("Brand", "en")


@given(st.text(), st.sampled_from(["en", "de", "ar", "zh", ""]))
def test_any_text_has_a_wording(text: str, language: str) -> None:
    found = wording(text, language)
    assert len(found) <= 300
    assert found == wording(text, language)


@given(st.text(st.characters(codec="ascii"), max_size=400))
def test_as_many_words_as_an_expression_finds(text: str) -> None:
    found = re.findall(r"(?:\w|(?<=\d)[.,:/-](?=\d))+", text)
    assert len(wording(text, "en")) == min(300, len(found))
    capital = [x for x in found if x[0].isupper()]
    assert sum(1 for x in wording(text, "en") if x & NAMES) <= len(capital)
    assert all(x & WORD < NAMES for x in wording(text, "en"))
