"""A numeral is read the same whether it is written in digits, in words, or in both."""

from __future__ import annotations

import re

__all__ = ["NUMERAL", "numeral"]


def numeral(text: str, scale: str = "") -> float | None:
    """The number that `text` means, times its scale; None where the words are no number.

    >>> numeral("1.2", "bn"), numeral("forty-nine"), numeral("two dozen"), numeral("1,400")
    (1200000000.0, 49.0, 24.0, 1400.0)
    """
    factor = _SCALES.get(scale.strip(" -").lower(), 1.0)
    plain = _DECIMAL_COMMA.sub(r"\1.\2", text)
    plain = plain.replace(",", "").replace("\u202f", "").replace("\xa0", "")
    if plain[:1].isdigit():
        return _rounded(float(plain) * factor)
    amount = _in_words(text)
    return None if amount is None else _rounded(amount * factor)


def _in_words(text: str) -> float | None:
    """English number words: tens and units add up, hundreds, dozens and thousands multiply."""
    total = part = 0.0
    for word in re.split(r"[\s-]+", text.lower()):
        if word in ("and", "a", "an"):
            continue
        if word == "half":
            part = 0.5
            continue
        if word in _SMALL:
            part += _SMALL[word]
        elif word in ("hundred", "dozen"):
            part = (part or 1) * _SCALES[word]
        elif word in _SCALES:
            total += (part or 1) * _SCALES[word]
            part = 0.0
        else:
            return None
    return total + part


def _rounded(amount: float) -> float:
    # 1.2 * 1e9 and 1200000000.0 must compare equal.
    return round(amount, 6)


_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {
    **{word: float(number) for number, word in enumerate(_UNITS)},
    **{word: 10.0 * number for number, word in enumerate(_TENS, start=2)},
}
_SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "tn": 1e12,
    "trillion": 1e12,
    "hundred": 100.0,
    "dozen": 12.0,
}

_WORD = "|".join(sorted((*_SMALL, "hundred", "thousand", "dozen"), key=len, reverse=True))
# "6,4 Prozent"; three digits after a comma are thousands.
_DECIMAL_COMMA = re.compile(r"^(\d+),(\d{1,2})$")
# Digits with grouping commas or a decimal point, or number words.
NUMERAL = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+|,\d{1,2}(?![\d,]))?"
    rf"|(?:half\s(?=a\sdozen))?(?:an?\s(?=hundred|thousand|dozen))?\b(?:{_WORD})\b(?:(?:[\s-]|\sand\s)(?:{_WORD})\b)*)"
)
