"""A desk is a file: where records go, what is visited, how politely, what is written out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from os.path import realpath
from typing import TYPE_CHECKING

from scraper.config.checking import Fault, check
from scraper.config.lines import line_of, lines
from scraper.errors import ConfigError
from scraper.model import Source
from scraper.settings import FetchSettings, Settings, is_of_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.config.checking import Checked

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
        body = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot read: {error.strerror}") from error
    try:
        text = body.decode("utf-8-sig")
        parsed = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(_not_toml(path, text, error)) from error
    checked = check(parsed)
    faults = [*checked.faults, *_misplaced(path.parent, checked)]
    if faults:
        places = lines(text.replace("\r\n", "\n"))
        said = sorted((line_of(places, fault.path), fault.said) for fault in faults)
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


def _misplaced(folder: Path, checked: Checked) -> Iterator[Fault]:
    """Exports that would write over the store, or over each other."""
    store = folder / checked.one("").get("store", Settings().store)
    taken: set[str] = set()
    for number, row in enumerate(checked.tables.get("export", [])):
        if "path" not in row:
            continue
        at, place = ("export", number, "path"), realpath(folder / row["path"])
        if is_of_store(folder / row["path"], store):
            yield Fault(at, f"export.path: {row['path']!r} is the store's own; name another place")
        elif place in taken:
            yield Fault(at, f"export.path: {row['path']!r} is where another export goes")
        taken.add(place)


def _not_toml(path: Path, text: str, error: Exception) -> str:
    """What tomllib says, with its line where the others have theirs."""
    match = _AT_LINE.search(str(error))
    if match is None:
        return f"{path}: not TOML: {error}"
    line = text.splitlines()[int(match["line"]) - 1 :][:1]
    hint = "; a value is quoted with \" or '" if _CURLY.search("".join(line)) else ""
    return f"{path}:{match['line']}: not TOML: {str(error)[: match.start()]}{hint}"


_AT_LINE = re.compile(r" \(at line (?P<line>\d+), column \d+\)")
_CURLY = re.compile("[“”„‘’«»]")
_SOURCE_KINDS = {"feeds": "feed", "sitemaps": "sitemap", "sites": "site"}
