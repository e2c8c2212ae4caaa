"""A number is read with its unit: dollars, per cent, or the thing that is counted."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.stories.folding import stem
from scraper.stories.numerals import NUMERAL, numeral
from scraper.stories.value import Kind, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MEASURES", "TIMES", "numbers"]


def numbers(text: str) -> Iterator[Value]:
    """The numbers of a text in digits or English words, with currency, per cent or noun."""
    last: Value | None = None
    for match in _NUMBER.finditer(text):
        value = _number(text, match)
        if value is None:
            continue
        if last is not None:
            # "aged 13 to 15", "12 to 25 people": both ends count the same.
            joined = _RANGE.fullmatch(text, last.end, value.start) and last.kind is value.kind
            if joined and last.unit == "age":
                value = replace(value, unit="age")
            elif joined and value.kind is Kind.NUMBER:
                last = replace(last, unit=value.unit)
            yield last
        last = value
    if last is not None:
        yield last


def _number(text: str, match: re.Match[str]) -> Value | None:
    amount = numeral(match["number"], match["scale"] or "")
    if amount is None:
        return None
    before = text[max(0, match.start() - 30) : match.start()]
    sign, word = match["sign"] or "", " ".join((match["unit"] or "").lower().split("-"))
    kind, unit = Kind.NUMBER, ""
    if sign or word.strip() in _CURRENCIES:
        kind, unit = Kind.MONEY, _CURRENCIES.get(word.strip()) or sign[-1:]
    elif word:
        kind, unit = Kind.PERCENT, "%"
    elif match[0].lower() == "one" and not _COUNTS_ONE.match(text, match.end()):
        return None
    else:
        noun = _NOUN.match(text, match.end())
        unit = (match["measure"] or (noun["noun"] if noun else "")).strip().lower()
        unit = _SYMBOLS.get(unit, unit)
        if _is_age(text, match, before):
            unit = "age"
        of = _NOUN_OF.search(before)
        unit = unit or (of["noun"] if of else "")
    if match[0].isdigit() and stem(unit) not in MEASURES and _labels(text, match, before):
        return None
    vague = _VAGUE.search(before) is not None
    return Value(kind, match.start(), match.end(), match[0].strip(), amount, unit, vague=vague)


def _is_age(text: str, match: re.Match[str], before: str) -> bool:
    if _AGE_AFTER.match(text, match.end()) or _AGE_BEFORE.search(before):
        return True
    return bool(_APPOSED.search(before) and _APPOSED_END.match(text, match.end()))


def _labels(text: str, match: re.Match[str], before: str) -> bool:
    """Whether the number tells one of several things of a name from the others."""
    label = _LABEL.search(before)
    if label is None or label["before"][-1] in ".!?:;":
        return False
    return label["before"].lower() not in _PLACING and not _CAPITAL.match(text, match.end())


_NUMBER = re.compile(
    rf"(?<![\w.,:/#@-])(?P<sign>US\$|[$€£¥]\s?)?(?P<number>{NUMERAL})"
    r"(?P<scale>[\s-]?(?:thousand|million|billion|trillion)\b|\s?(?:bn|mn|tn)\b"
    r"|(?(sign)\s?[mbk]\b|k\b))?"
    r"(?P<measure>\s?(?:km|kg|cm|mm|m|ft|lbs?|mph))?(?![\w]|[.,:/-]\d)"
    r"(?P<unit>\s?%|[\s-](?:per\s?cent|pc|prozent|pour\scent|por\sciento|(?:US\s)?dollars?|euros?|pounds?|yen)\b)?",
    re.IGNORECASE,
)
_CURRENCIES = {
    **dict.fromkeys(("dollar", "dollars", "us dollar", "us dollars"), "$"),
    **dict.fromkeys(("euro", "euros"), "€"),
    **dict.fromkeys(("pound", "pounds"), "£"),
    "yen": "¥",
}
_SYMBOLS = {
    **dict.fromkeys(("m", "meter", "meters", "metres"), "metre"),
    **dict.fromkeys(("km", "kilometer", "kilometers", "kilometres"), "kilometre"),
    **dict.fromkeys(("kg", "kilo", "kilos", "kilograms", "kilogrammes"), "kilogram"),
    **dict.fromkeys(("cm", "centimeter", "centimeters", "centimetres"), "centimetre"),
    **dict.fromkeys(("mm", "millimeter", "millimeters", "millimetres"), "millimetre"),
    **dict.fromkeys(("ft", "feet"), "foot"),
    **dict.fromkeys(("lb", "lbs", "pounds"), "pound"),
}
_NOUN = re.compile(
    r"[\s-]+(?:(?:of|the|more|other|new|degrees?(?=\s[CF]))\s)*(?P<noun>[^\W\d_]{2,})"
)
# "a 43-year-old", "aged 34", "Ulla, 19, came second", "a postman, 43.", "At 71, she"
_AGE_AFTER = re.compile(r"[\s-]years?[\s-](?:old|of age)\b")
_AGE_BEFORE = re.compile(r"\b(?:aged|age|age of)\s$")
_APPOSED = re.compile(r"[^\W\d_]{2,},\s$|[A-ZÀ-Þ][^\W\d_]+\s\($|(?:^|[.!?…\n”\"]\s*)At\s$")
_APPOSED_END = re.compile(r"[,.;)]|\s(?:with|and|who|was|is|has|had|from|of|said)\b")
# "a magnitude of 6.2" is a 6.2 magnitude
_NOUN_OF = re.compile(r"\b(?P<noun>[a-z]{4,})\sof\s(?:about\s|around\s|nearly\s|some\s)?$")
_VAGUE = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|more\sthan|over|at\sleast|up\sto"
    r"|[a-z]{2,}er\sthan|less\sthan|under|as\s[a-z]+\sas|an\sestimated|close\sto)\s*$",
    re.IGNORECASE,
)
# "News 9 reports", "Figure 10 shows": the number is a part of a name, unless the name is a day or
# a place where it happened.
_LABEL = re.compile(r"(?P<before>\S+)\s(?!\w*day\s)[A-Z][a-z]+\s$")
_CAPITAL = re.compile(r"\s[A-ZÀ-Þ]")
_PLACING = frozenset(("in", "at", "on", "near", "from", "of", "outside", "to"))
_RANGE = re.compile(r"\s(?:to|and|or)\s")
# "one" is a number only where it counts somebody or something that news counts.
_COUNTS_ONE = re.compile(
    r"[\s-](?:person|man|woman|child|boy|girl|soldier|officer|civilian|passenger|worker|victim"
    r"|year|month|week|hour|minute|vote|goal|point|mile|kilometre|kilometer|metre|meter|tonne|ton"
    r"|arrest|suspect|survivor|employee|student|driver)\b",
    re.IGNORECASE,
)
# Units of measure, by their stems: so much of something, where other nouns are counted themselves.
MEASURES = frozenset(
    stem(unit)
    for unit in (
        *("year", "month", "week", "day", "hour", "minute", "second", "mile", "kilometre", "metre"),
        *("foot", "inch", "yard", "centimetre", "millimetre", "tonne", "ton", "kilogram", "pound"),
        *("litre", "liter", "gallon", "acre", "hectare", "degree", "celsius", "fahrenheit"),
        *("barrel", "mph"),
    )
)
TIMES = frozenset(map(stem, ("year", "month", "week", "day", "hour", "minute", "second")))
