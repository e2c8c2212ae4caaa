"""Everything that a configuration file may say, as one table."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from scraper.settings import FetchSettings

__all__ = ["EXPORT_FORMATS", "PLACES", "REPEATED", "TABLES", "Key", "Kind"]

EXPORT_FORMATS = ("jsonl", "jsonl.zst", "parquet", "txt", "stories", "csv")


class Kind(StrEnum):
    """What a value must be, in the words of an error."""

    STRING = "a string"
    BOOLEAN = "true or false"
    WHOLE = "a whole number"
    NUMBER = "a number"
    STRINGS = "a list of strings"
    URLS = "a list of URLs"
    PHRASES = "a list of headlines or passages"


@dataclass(frozen=True, slots=True)
class Key:
    """One row: a kind, and bounds or choices where not every such value will do."""

    kind: Kind
    between: tuple[float, float] | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    filled: bool = False


_DAY = 86_400  # seconds
_BOUNDS = {
    "timeout": (0.1, _DAY),
    "deadline": (0.1, _DAY),
    "delay": (0, _DAY),
    "backoff": (0, _DAY),
    "tries": (1, 100),
    "max_bytes": (1, 2**40),
    "max_redirects": (0, 100),
    "hosts_at_once": (1, 1000),
}
_KINDS = {
    str: Kind.STRING,
    bool: Kind.BOOLEAN,
    int: Kind.WHOLE,
    float: Kind.NUMBER,
    tuple: Kind.STRINGS,
}


def _fetch_keys() -> dict[str, Key]:
    """The fields of FetchSettings, so that none is forgotten here."""
    defaults = FetchSettings()
    return {
        field.name: Key(_KINDS[type(getattr(defaults, field.name))], _BOUNDS.get(field.name))
        for field in fields(FetchSettings)
    }


PLACES = {"feeds": Key(Kind.URLS), "sitemaps": Key(Kind.URLS), "sites": Key(Kind.URLS)}
TABLES: dict[str, dict[str, Key]] = {
    "": {"store": Key(Kind.STRING, filled=True), "refresh": Key(Kind.BOOLEAN)},
    "fetch": _fetch_keys(),
    "sources": PLACES,
    "watch": {"urls": Key(Kind.URLS), "words": Key(Kind.PHRASES), **PLACES},
    "export": {
        "format": Key(Kind.STRING, choices=EXPORT_FORMATS, required=True),
        "path": Key(Kind.STRING, required=True, filled=True),
    },
}
REPEATED = frozenset({"export"})
