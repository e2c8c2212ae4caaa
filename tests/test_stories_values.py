from __future__ import annotations

import pytest

from scraper.stories import Kind
from scraper.stories.agreement import agree, comparable
from scraper.stories.folding import bones, stem
from scraper.stories.numerals import numeral
from scraper.stories.values import values


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("49", 49),
        ("1,400", 1400),
        ("3.5", 3.5),
        ("forty-nine", 49),
        ("two hundred and five", 205),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("three hundred thousand", 300_000),
        ("zero", 0),
    ],
)
def test_numerals(text: str, amount: float) -> None:
    assert numeral(text) == amount


def test_words_that_are_no_number_are_none() -> None:
    assert numeral("many") is None


@pytest.mark.parametrize(
    ("text", "kind", "words", "amount", "unit"),
    [
        ("a 49-year deal", Kind.NUMBER, "49", 49, "year"),
        ("some forty-nine years", Kind.NUMBER, "forty-nine", 49, "years"),
        ("a 43-year-old", Kind.NUMBER, "43", 43, "age"),
        ("Ulla, 19, came", Kind.NUMBER, "19", 19, "age"),
        ("a man aged 34", Kind.NUMBER, "34", 34, "age"),
        ("for $1.2bn", Kind.MONEY, "$1.2bn", 1.2e9, "$"),
        ("for 1.2 billion dollars", Kind.MONEY, "1.2 billion dollars", 1.2e9, "$"),
        ("for US$5m", Kind.MONEY, "US$5m", 5e6, "$"),
        ("for 7 million euros", Kind.MONEY, "7 million euros", 7e6, "€"),
        ("by 4.5%", Kind.PERCENT, "4.5%", 4.5, "%"),
        ("by four per cent", Kind.PERCENT, "four per cent", 4, "%"),
        ("a crater 12m wide", Kind.NUMBER, "12m", 12, "metre"),
        ("at 5 p.m.", Kind.TIME, "5 p.m.", 1020, "clock"),
        ("at 17:05", Kind.TIME, "17:05", 1025, "clock"),
        ("at 12.30am", Kind.TIME, "12.30am", 30, "clock"),
        ("on Tuesday", Kind.WEEKDAY, "Tuesday", 2, ""),
        ("a 3-1 win", Kind.NUMBER, "3-1", 3001, "score"),
        ("they lost 1-3", Kind.NUMBER, "1-3", 3001, "score"),
        ("a postman, 43, was", Kind.NUMBER, "43", 43, "age"),
        ("a magnitude of 6.2", Kind.NUMBER, "6.2", 6.2, "magnitude"),
        ("um 6,4 Prozent", Kind.PERCENT, "6,4 Prozent", 6.4, "%"),
        ("le mercredi", Kind.WEEKDAY, "mercredi", 3, ""),
        ("only one person", Kind.NUMBER, "one", 1, "person"),
        ("1999 votes", Kind.NUMBER, "1999", 1999, "votes"),
    ],
)
def test_one_value(text: str, kind: Kind, words: str, amount: float, unit: str) -> None:
    (value,) = values(text)
    assert (value.kind, value.text, value.amount, value.unit) == (kind, words, amount, unit)
    assert text[value.start : value.end] == words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("on March 1", (0, 3, 1)),
        ("in March 2024", (2024, 3, 0)),
        ("on 1 March 2031", (2031, 3, 1)),
        ("the 3rd of May", (0, 5, 3)),
        ("Mar. 3, 2031", (2031, 3, 3)),
        ("2031-03-04", (2031, 3, 4)),
        ("in 2017", (2017, 0, 0)),
        ("In May", (0, 5, 0)),
        ("am 11. Juni 2031", (2031, 6, 11)),
        ("le 1er mars", (0, 3, 1)),
        ("el 3 de mayo de 2031", (2031, 5, 3)),
    ],
)
def test_one_date(text: str, parts: tuple[int, int, int]) -> None:
    (value,) = values(text)
    assert value.kind is Kind.DATE
    assert (value.year, value.month, value.day) == parts


@pytest.mark.parametrize(
    "text",
    ["one of them", "it may rain", "they march on", "COVID-19", "F-16", "ages 5-11", "v1.2.3"],
)
def test_no_value(text: str) -> None:
    assert values(text) == ()


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("1,187,400 people", "1.2 million people", True),
        ("nearly 50 houses", "47 houses", True),
        ("more than 14,000 cars", "14,300 cars", True),
        ("12 people", "14 people", False),
        ("49 people", "50 people", False),
        ("3,000 jobs", "5,000 jobs", False),
        ("$1.2bn", "1.2 billion dollars", True),
        ("$1.2bn", "$2.1bn", False),
        ("on March 1", "in March 2024", False),
        ("in March 2024", "on 1 March 2024", True),
        ("on March 3", "on March 8", False),
        ("at 9:30", "at 9:30 p.m.", True),
        ("at 9 p.m.", "at 21:00", True),
        ("at 4:15 a.m.", "at 5:45 am", False),
        ("on Monday", "on Tuesday", False),
    ],
)
def test_agreement(a: str, b: str, same: bool) -> None:  # noqa: FBT001 - a table's column
    (first,), (second,) = values(a), values(b)
    assert comparable(first, second)
    assert agree(first, second) is agree(second, first) is same


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("$2 million", "1.8 million euros"),
        ("300 metres", "984 feet"),
        ("12 people", "12 hours"),
        ("19-year-old", "19 boats"),
        ("in 2017", "in May"),
        ("4 percent", "4 people"),
    ],
)
def test_what_cannot_be_compared(a: str, b: str) -> None:
    (first,), (second,) = values(a), values(b)
    assert not comparable(first, second)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Dmitry", "Dmitri"),
        ("Mohammed", "Muhammad"),
        ("Hezbollah", "Hizbullah"),
        ("labour", "labor"),
        ("organise", "organize"),
    ],
)
def test_two_spellings_have_the_same_bones(a: str, b: str) -> None:
    assert bones(a) == bones(b)


@pytest.mark.parametrize(
    ("a", "b"), [("Quill", "Quilt"), ("Ann", "Ian"), ("Berg", "Borck"), ("Lund", "Lindt")]
)
def test_two_names_have_not(a: str, b: str) -> None:
    assert bones(a) != bones(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("killed", "killing"), ("year", "years"), ("metre", "metres"), ("city", "cities")],
)
def test_two_forms_have_the_same_stem(a: str, b: str) -> None:
    assert stem(a) == stem(b)
