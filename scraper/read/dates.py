"""A date on a page becomes an aware time; one without a zone is taken as UTC, not guessed at.

Only what is written is used: no clock, no "yesterday". Years outside 1990 to 2100 are misprints.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

__all__ = ["date_start", "parse_date", "parse_url_date"]


def parse_date(text: str) -> datetime | None:
    """The first date in `text` as an aware time, or None.

    ISO 8601 and what pages make of it, RFC 2822, Unix seconds, and dates in words or numbers of
    the languages in `MONTHS`. `03/04/2024` is read day first unless that is impossible.

    >>> parse_date("Published: 5 March 2024")
    datetime.datetime(2024, 3, 5, 0, 0, tzinfo=datetime.timezone.utc)
    """
    text = text.strip()[:200]
    if not DIGIT.search(text):
        return None
    for parse in (_iso, _numbers, _rfc, _words, _epoch):
        found = parse(text)
        if found is not None and FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
    return None


def parse_url_date(url: str) -> datetime | None:
    """The day that a URL's path names, as in `/2024/03/05/` or `-20240305-`."""
    found = IN_URL.search(url)
    return _made(int(found[1]), int(found[3]), int(found[4])) if found else None


def date_start(text: str) -> int:
    """Where the first whole date in `text` begins, its year included; the end where none is.

    >>> date_start("Ann Martin, 5 March 2024"), date_start("Ann May")
    (12, 7)
    """
    if not DIGIT.search(text):
        return len(text)
    starts = [found.start() for form in (ISO, NUMERIC, EAST_ASIAN) if (found := form.search(text))]
    for form, at in ((DAY_FIRST, 2), (MONTH_FIRST, 1)):
        starts += [found.start() for found in form.finditer(text.lower()) if _month(found[at])]
    return min(starts, default=len(text))


def _iso(text: str) -> datetime | None:
    found = ISO.search(text)
    if not found:
        return None
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    return _made(
        int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
        micro, _zone(zone or ""),
    )  # fmt: skip


def _rfc(text: str) -> datetime | None:
    if not RFC_ZONE.search(text):
        return None
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return found.replace(tzinfo=found.tzinfo or UTC)


def _words(text: str) -> datetime | None:
    lower = text.lower()
    for pattern, order in ((DAY_FIRST, (1, 2, 3)), (MONTH_FIRST, (2, 1, 3))):
        for found in pattern.finditer(lower):
            day, name, year = (found[at] for at in order)
            month = _month(name)
            if month:
                hour, minute = _clock(lower[found.end() : found.end() + 25])
                return _made(int(year), month, int(day), hour, minute)
    return None


def _numbers(text: str) -> datetime | None:
    found = EAST_ASIAN.search(text)
    if found:
        hour, minute = _clock(text[found.end() : found.end() + 20])
        return _made(int(found[1]), int(found[2]), int(found[3]), hour, minute)
    found = NUMERIC.search(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    hour, minute = _clock(text[found.end() : found.end() + 20])
    return _made(year, second, first, hour, minute) or _made(year, first, second, hour, minute)


def _epoch(text: str) -> datetime | None:
    if not EPOCH.fullmatch(text):
        return None
    seconds = int(text[:10])
    return datetime.fromtimestamp(seconds, UTC)


def _clock(text: str) -> tuple[int, int]:
    found = CLOCK.search(text)
    if not found:
        return 0, 0
    hour, minute, half = int(found[1]), int(found[2]), found[3]
    if half and hour <= NOON:
        hour = hour % NOON + (NOON if half.lower().startswith("p") else 0)
    return (hour, minute) if hour < 24 and minute < 60 else (0, 0)  # noqa: PLR2004 - a clock's own


def _month(name: str) -> int:
    name = name.rstrip(".")
    if len(name) < 3:  # noqa: PLR2004 - no language shortens a month to two letters
        return 0
    return next((month for month, stem in STEMS if name.startswith(stem)), 0)


def _zone(text: str) -> timezone:
    found = OFFSET.fullmatch(text)
    if not found:
        return UTC
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    if minutes >= 24 * 60:
        return UTC
    return timezone(timedelta(minutes=-minutes if found[1] == "-" else minutes))


def _made(  # noqa: PLR0913, PLR0917 - a time has this many parts, in the order everybody knows
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0,
    micro: int = 0, zone: timezone = UTC,
) -> datetime | None:  # fmt: skip
    try:
        return datetime(year, month, day, hour, minute, second, micro, zone)
    except ValueError:
        return None


FIRST_YEAR, LAST_YEAR, NOON = 1990, 2100, 12

DIGIT = re.compile(r"\d")
ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d\d?)-(\d\d?)(?!\d)"
    r"(?:[T\s]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|[+-]\d\d:?(?:\d\d)?)?)?"
)
OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)?")
EAST_ASIAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[年년./]\s*(\d\d?)\s*[月월./]\s*(\d\d?)(?!\d)")
NUMERIC = re.compile(r"(?<!\d)(\d\d?)([./-])(\d\d?)\2((?:19|20)\d\d)(?!\d)")
CLOCK = re.compile(r"(\d\d?)[:.h](\d\d)(?::\d\d)?\s*([ap]\.?m)?", re.IGNORECASE)
EPOCH = re.compile(r"1\d{9}(\d{3})?")
RFC_ZONE = re.compile(r"\d:\d\d\s+(?:[+-]\d{4}|GMT|UTC|[ECMP][SD]T)\b")
DAY_FIRST = re.compile(
    r"(?<!\d)(\d\d?)(?:st|nd|rd|th|er|\.|º)?[\s\-]+(?:de |of )?([^\W\d_]{3,12}\.?),?[\s\-]+(?:de )?"
    r"((?:19|20)\d\d)(?!\d)"
)
MONTH_FIRST = re.compile(
    r"([^\W\d_]{3,12}\.?)[\s\-]+(\d\d?)(?:st|nd|rd|th)?(?:,\s*|\s+)((?:19|20)\d\d)(?!\d)"
)
IN_URL = re.compile(r"[/\-_=]((?:19|20)\d\d)([/\-]?)([01]\d)\2([0-3]\d)(?!\d)")

# English, German, French, Spanish, Portuguese, Italian, Dutch, Scandinavian, Polish, Czech,
# Russian, Ukrainian, Turkish, Indonesian, Lithuanian, Finnish, Greek: the shortest telling stems.
MONTHS = {
    1: "jan jän ene gen sty led января январ січ oca ocak sau tammi ιαν",
    2: "feb fév fev lut únor unor феврал фев лют şub vas helmi φεβ",
    3: "mar mär maa mrz maart březen března март берез kov maalis μαρ",
    4: "apr avr abr kwi dub апрел апр квіт nis bal huhti απρ",
    5: "may mai mag maj mei mayıs kvě мая май трав geg touko μαΐ μάι",
    6: "jun juin giu cze červen června июн черв haz bir kesä ιουν",
    7: "jul juil lug lip červenec července июл лип tem lie heinä ιουλ",
    8: "aug août aout ago sie srp август авг серп ağu rugp elo αυγ agu",
    9: "sep set wrz září сент верес eyl rugs syys σεπ",
    10: "oct okt out ott paź říj октяб окт жовт eki spa loka οκτ",
    11: "nov lis noviembre listopad нояб листоп kas lap marras νοε",
    12: "dec dez dic déc gru pro декаб дек груд ara gruo joulu δεκ des",
}
STEMS = sorted(
    ((month, stem) for month, stems in MONTHS.items() for stem in stems.split()),
    key=lambda item: -len(item[1]),
)
