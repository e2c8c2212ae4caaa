"""A desk is a file: where records go, what is visited, how politely, what is written out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.config.checking import check
from scraper.config.lines import line_of, lines
from scraper.errors import ConfigError
from scraper.model import Source
from scraper.settings import FetchSettings, Settings

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Desk", "Export", "read_config", "read_desk"]


@dataclass(frozen=True, slots=True)
class Export:
    """What each run writes out: one of `EXPORT_FORMATS`, to a file, or a folder for texts."""

    format: str
    path: Path


@dataclass(frozen=True, slots=True)
class Desk:
    """A configuration file, read.

    `watched` are stories to follow, each the URL of a copy, a headline or a passage.
    """

    settings: Settings
    sources: tuple[Source, ...] = ()
    watched: tuple[str, ...] = ()
    exports: tuple[Export, ...] = ()


def read_config(path: Path) -> Settings:
    """The settings in a configuration file. Raises ConfigError as `read_desk`."""
    return read_desk(path).settings


def read_desk(path: Path) -> Desk:
    """A configuration file. Paths in it are relative to its folder.

    Raises:
        ConfigError: with one argument per fault, each with the file, the line and a hint.

    """
    try:
        text = path.read_bytes().decode()
        parsed = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{path}: cannot read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(_not_toml(path, error)) from error
    checked = check(parsed)
    if checked.faults:
        places = lines(text.replace("\r\n", "\n"))
        said = sorted((line_of(places, fault.path), fault.said) for fault in checked.faults)
        raise ConfigError(*(f"{path}:{line}: {what}" for line, what in said))
    top, fetch = checked.one(""), checked.one("fetch")
    settings = Settings()
    return Desk(
        Settings(
            path.parent / top.get("store", settings.store),
            top.get("refresh", settings.refresh),
            FetchSettings(**fetch),
        ),
        tuple(
            Source(url, kind, whole=table == "sources")
            for table in ("sources", "watch")
            for name, kind in _SOURCE_KINDS.items()
            for url in checked.one(table).get(name, ())
        ),
        (*checked.one("watch").get("urls", ()), *checked.one("watch").get("words", ())),
        tuple(
            Export(row["format"], path.parent / row["path"])
            for row in checked.tables.get("export", [])
        ),
    )


def _not_toml(path: Path, error: Exception) -> str:
    """What tomllib says, with its line where the others have theirs."""
    match = _AT_LINE.search(str(error))
    if match is None:
        return f"{path}: not TOML: {error}"
    return f"{path}:{match['line']}: not TOML: {str(error)[: match.start()]}"


_AT_LINE = re.compile(r" \(at line (?P<line>\d+), column \d+\)")
_SOURCE_KINDS = {"feeds": "feed", "sitemaps": "sitemap", "sites": "site"}
