"""Months and weekdays as each language writes them; where it has two names, both."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DAY_WORDS", "MONTHS", "WEEKDAYS", "numbered"]

# Each entry is one month, or one day from Monday on.
MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
        *("October", "November", "December"),
    ),
    "de": (
        *("Januar Jänner", "Februar Feber", "März", "April", "Mai", "Juni", "Juli", "August"),
        *("September", "Oktober", "November", "Dezember"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre"),
        *("octobre", "novembre", "décembre"),
    ),
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre"),
        *("octubre", "noviembre", "diciembre"),
    ),
}
WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": (
        *("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag Sonnabend"),
        "Sonntag",
    ),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}


def numbered(table: Mapping[str, tuple[str, ...]], *languages: str) -> dict[str, int]:
    """The names of a table in these languages with their numbers, from 1.

    >>> numbered(WEEKDAYS, "de")["Sonnabend"]
    6
    """
    return {
        name: number
        for language in languages
        for number, names in enumerate(table[language], start=1)
        for name in names.split()
    }


_ENGLISH = [name.lower() for name in numbered(MONTHS, "en")]
# What English texts call months and weekdays, in full and short, in lower case.
DAY_WORDS = frozenset(
    {
        *_ENGLISH,
        *(name[:3] for name in _ENGLISH),
        "sept",
        *(name.lower() for name in numbered(WEEKDAYS, "en")),
    }
)
