"""A number is read with its unit: dollars, per cent, or the thing that is counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.stories.numerals import NUMERAL, numeral
from scraper.stories.value import Kind, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["numbers"]


def numbers(text: str) -> Iterator[Value]:
    """The numbers of a text in digits or English words, with currency, per cent or noun."""
    for match in _NUMBER.finditer(text):
        value = _number(text, match)
        if value is not None:
            yield value


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
        unit = _MEASURES.get(unit, unit)
        if _AGE_AFTER.match(text, match.end()) or _AGE_BEFORE.search(before):
            unit = "age"
    vague = _VAGUE.search(before) is not None
    return Value(kind, match.start(), match.end(), match[0].strip(), amount, unit, vague=vague)


_NUMBER = re.compile(
    rf"(?<![\w.,:/#@-])(?P<sign>US\$|[$€£¥]\s?)?(?P<number>{NUMERAL})"
    r"(?P<scale>[\s-]?(?:thousand|million|billion|trillion)\b|\s?(?:bn|mn|tn)\b"
    r"|(?(sign)\s?[mbk]\b|k\b))?"
    r"(?P<measure>\s?(?:km|kg|cm|mm|m|ft|lbs?|mph))?(?![\w]|[.,:/-]\d)"
    r"(?P<unit>\s?%|[\s-](?:per\s?cent|pc|(?:US\s)?dollars?|euros?|pounds?|yen)\b)?",
    re.IGNORECASE,
)
_CURRENCIES = {
    **dict.fromkeys(("dollar", "dollars", "us dollar", "us dollars"), "$"),
    **dict.fromkeys(("euro", "euros"), "€"),
    **dict.fromkeys(("pound", "pounds"), "£"),
    "yen": "¥",
}
_MEASURES = {
    **dict.fromkeys(("m", "meter", "meters", "metres"), "metre"),
    **dict.fromkeys(("km", "kilometer", "kilometers", "kilometres"), "kilometre"),
    **dict.fromkeys(("kg", "kilo", "kilos", "kilograms", "kilogrammes"), "kilogram"),
    **dict.fromkeys(("cm", "centimeter", "centimeters", "centimetres"), "centimetre"),
    **dict.fromkeys(("mm", "millimeter", "millimeters", "millimetres"), "millimetre"),
    **dict.fromkeys(("ft", "feet"), "foot"),
    **dict.fromkeys(("lb", "lbs", "pounds"), "pound"),
}
_NOUN = re.compile(r"[\s-]+(?:(?:of|the|more|other|new)\s)*(?P<noun>[^\W\d_]{2,})")
# "Ulla, 19, came second", "a 43-year-old", "aged 34"
_AGE_AFTER = re.compile(r"[\s-]years?[\s-](?:old|of age)\b")
_AGE_BEFORE = re.compile(r"\b(?:aged|age|age of)\s$|[A-Z][^\W\d_]+,\s$")
_VAGUE = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|more\sthan|over|at\sleast|up\sto"
    r"|fewer\sthan|less\sthan|under|as\smany\sas|an\sestimated|close\sto)\s*$",
    re.IGNORECASE,
)
# "one" is a number only where it counts somebody or something that news counts.
_COUNTS_ONE = re.compile(
    r"[\s-](?:person|man|woman|child|boy|girl|soldier|officer|civilian|passenger|worker|victim"
    r"|year|month|week|hour|minute|vote|goal|point|mile|kilometre|kilometer|metre|meter|tonne|ton"
    r"|arrest|suspect|survivor|employee|student|driver)\b",
    re.IGNORECASE,
)
