"""A date says no more than it says: what it leaves out stays 0 and is never guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.stories.calendar import MONTHS, WEEKDAYS, numbered
from scraper.stories.value import Kind, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["dates"]


def dates(text: str) -> Iterator[Value]:
    """The dates, weekdays and clock times of a text; the longer ways to write one first.

    Some may overlap others found before them.
    """
    for pattern in (_ISO, *_WRITTEN, _MONTH_ALONE, _YEAR_ALONE):
        for match in pattern.finditer(text):
            yield _date(match)
    for match in _WEEKDAY.finditer(text):
        yield Value(Kind.WEEKDAY, *match.span(), match[0], amount=_WEEKDAYS[match[0]])
    for pattern in (_CLOCK, _CLOCK_24):
        for match in pattern.finditer(text):
            yield _clock(match)


def _date(match: re.Match[str]) -> Value:
    parts = match.groupdict("")
    month = parts.get("month", "")
    return Value(
        Kind.DATE,
        *match.span("date"),
        match["date"],
        year=int(parts.get("year") or 0),
        month=int(month) if month.isdigit() else _month(month.lower()),
        day=int(parts.get("day") or 0),
    )


def _month(name: str) -> int:
    return _MONTHS_ELSEWHERE.get(name) or _MONTHS.get(name[:3], 0)


def _clock(match: re.Match[str]) -> Value:
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    half = (match.groupdict().get("half") or "")[:1].lower()
    early = not half and hours <= 12  # noqa: PLR2004 - noon; "9:30" may be in the evening
    hours = hours % 12 + 12 * (half == "p") if half else hours
    amount = hours * 60 + minutes
    return Value(Kind.TIME, *match.span(), match[0], amount=amount, unit="clock", vague=early)


_MONTHS = {name[:3].lower(): number for name, number in numbered(MONTHS, "en").items()}
_MONTHS_ELSEWHERE = {
    name.lower(): number for name, number in numbered(MONTHS, "de", "fr", "es").items()
}
_WEEKDAYS = numbered(WEEKDAYS, *WEEKDAYS)

_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_TH = r"(?:st|nd|rd|th)?"
_ISO = re.compile(rf"\b(?P<date>{_YEAR}-(?P<month>0[1-9]|1[0-2])-{_DAY})\b")
_MONTH_FIRST = re.compile(rf"\b(?P<date>{_MONTH}\s{_DAY}{_TH}\b(?:,?\s{_YEAR}\b)?)(?![.,:]?\d)")
_DAY_FIRST = re.compile(rf"\b(?P<date>{_DAY}{_TH}\s(?:of\s)?{_MONTH}(?!\w)(?:,?\s{_YEAR}\b)?)")
_MONTH_YEAR = re.compile(rf"\b(?P<date>{_MONTH},?\s(?:of\s)?{_YEAR})\b")
# "11. Juni 2024", "1er mars", "3 de mayo de 2024"
_ELSEWHERE = re.compile(
    rf"\b(?P<date>{_DAY}(?:\.|er|º)?\s(?:de\s)?(?i:(?P<month>{'|'.join(_MONTHS_ELSEWHERE)}))"
    rf"(?!\w)(?:\s(?:de(?:l)?\s)?{_YEAR}\b)?)"
)
_WRITTEN = (_MONTH_FIRST, _DAY_FIRST, _ELSEWHERE, _MONTH_YEAR)
# "May" and "March" are words too: alone they are months only after one of these.
_MONTH_ALONE = re.compile(
    r"\b(?i:in|of|since|until|till|by|late|early|mid|last|next|this)[ -]"
    rf"(?P<date>{_MONTH})(?!\w)(?!\.?,?\s?\d)"
)
# A number that could be a year is one, unless it counts: "1999 votes", "2000 people".
_YEAR_ALONE = re.compile(
    r"(?<![\w.,:/#$€£-])(?P<date>(?P<year>19\d\d|20\d\d|1[89]\d\d))\b"
    r"(?![.,:/-]\d|\s?(?:%|per\b|people\b|[a-z]+s\b|[mbk]n?\b|million|billion))"
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b")
_CLOCK = re.compile(
    r"\b(?P<hours>0?[1-9]|1[0-2])(?:[:.](?P<minutes>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)",
    re.IGNORECASE,
)
_CLOCK_24 = re.compile(r"(?<![\d:.])(?P<hours>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)(?![\d:])")
