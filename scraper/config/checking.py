"""A parsed file against the table: what is good, and every fault with its place. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from scraper.config.schema import PLACES, REPEATED, TABLES, Kind
from scraper.find import key_words, read_url_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scraper.config.lines import Path
    from scraper.config.schema import Key

__all__ = ["Checked", "Fault", "check"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and the path of the key or entry where."""

    path: Path
    said: str


@dataclass(slots=True)
class Checked:
    """The good values of each table, of repeated tables one after the other, and the faults."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def one(self, name: str) -> dict[str, Any]:
        """The values of a table that does not repeat."""
        return next(iter(self.tables.get(name, [])), {})

    def refused(self, name: str) -> set[str | int]:
        """The keys of a table that have a fault."""
        return {fault.path[1] for fault in self.faults if fault.path[:1] == (name,) != fault.path}


def check(parsed: Mapping[str, Any]) -> Checked:
    """Check a whole file."""
    checked = Checked()
    top = {}
    for name, value in parsed.items():
        if name not in TABLES:
            top[name] = value
            continue
        for path, table in _tables_in(checked, name, value):
            checked.tables.setdefault(name, []).append(_values(checked, path, name, table))
    checked.tables[""] = [_values(checked, (), "", top)]
    checked.faults += _between(checked)
    return checked


def _between(checked: Checked) -> Iterator[Fault]:
    """What is wrong only in view of another key: places to watch that cannot be meant."""
    sources, watch = checked.one("sources"), checked.one("watch")
    whole = {url: kind for kind in PLACES for url in sources.get(kind, ())}
    stories = [*watch.get("urls", ()), *watch.get("words", ())]
    for kind in PLACES:
        for number, url in enumerate(watch.get(kind, ())):
            if url in whole:
                said = f"watch.{kind} names {url}, of which sources.{whole[url]} takes everything"
                yield Fault(("watch", kind, number), said)
        if watch.get(kind) and not stories and not {"urls", "words"} & checked.refused("watch"):
            said = f"watch.{kind} is where to look, but for what? Name stories in urls or words"
            yield Fault(("watch", kind), said)


def _tables_in(checked: Checked, name: str, value: object) -> Iterator[tuple[Path, dict[str, Any]]]:
    if name in REPEATED:
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            yield from (((name, number), each) for number, each in enumerate(value))
        else:
            checked.faults.append(Fault((name,), f"{name} must be written as [[{name}]]"))
    elif isinstance(value, dict):
        yield (name,), value
    else:
        checked.faults.append(Fault((name,), f"{name} must be a table: [{name}]"))


def _values(checked: Checked, path: Path, name: str, table: Mapping[str, Any]) -> dict[str, Any]:
    good: dict[str, Any] = {}
    keys = TABLES[name]
    for key, value in table.items():
        if key not in keys:
            checked.faults.append(Fault((*path, key), _unknown(key, name, value)))
            continue
        label = f"{name}.{key}" if name else key
        faults = list(_faults((*path, key), label, keys[key], value))
        checked.faults += faults
        if not faults:
            good[key] = _as_kept(keys[key].kind, value)
    for key, row in keys.items():
        if row.required and key not in table:
            checked.faults.append(Fault(path, f"[[{name}]] must say its {key}"))
    return good


def _as_kept(kind: Kind, value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
    if kind is Kind.NUMBER:
        return float(value)
    return tuple(value) if isinstance(value, list) else value


def _unknown(key: str, name: str, value: object) -> str:
    """An unknown key, and what it may have been meant to be."""
    where = f" in [{name}]" if name else ""
    tables = set(TABLES) - {""}
    near = set(TABLES[name]) if name else set(TABLES[name]) | tables
    if isinstance(value, dict) and not name:
        said, near = f"unknown table [{key}]", tables
    else:
        said = f"unknown key {key}{where}"
    for other, keys in TABLES.items():
        if key in keys:
            return f"{said}, it belongs " + (f"under [{other}]" if other else "at the top")
    if close := get_close_matches(key.lower(), sorted(near), n=1):
        return f"{said}, did you mean {close[0]}?"
    return f"{said} (known: {', '.join(sorted(near))})"


def _faults(path: Path, label: str, row: Key, value: Any) -> Iterator[Fault]:  # noqa: ANN401 - as above
    if not _is(row.kind, value):
        yield Fault(path, f"{label} must be {row.kind}, not {_shown(value)}")
    elif row.kind is Kind.URLS:
        yield from _bad_urls(path, label, value)
    elif row.kind is Kind.PHRASES:
        yield from _bad_phrases(path, label, value)
    elif row.choices and value not in row.choices:
        close = get_close_matches(value.lower(), row.choices, n=1)
        hint = f", did you mean {close[0]}?" if close else ""
        yield Fault(
            path, f"{label} must be one of {', '.join(row.choices)}, not {_shown(value)}{hint}"
        )
    elif row.filled and not value.strip():
        yield Fault(path, f"{label} must not be empty")
    elif isinstance(value, str) and "\0" in value:
        yield Fault(path, f"{label} must not hold a null character")
    elif row.between is not None:
        low, high = row.between
        if not low <= value <= high:  # NaN is nowhere between them
            yield Fault(path, f"{label} must be from {low} to {high}, not {_shown(value)}")


def _is(kind: Kind, value: object) -> bool:
    match kind:
        case Kind.STRING:
            return isinstance(value, str)
        case Kind.BOOLEAN:
            return isinstance(value, bool)
        case Kind.WHOLE:
            return isinstance(value, int) and not isinstance(value, bool)
        case Kind.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case Kind.STRINGS | Kind.URLS | Kind.PHRASES:
            return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _bad_urls(path: Path, label: str, urls: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, url in enumerate(urls):
        listed = read_url_list(url)
        if listed.bad:
            yield Fault((*path, number), f"{label}: {_shown(url)} {_why(listed.bad[0].why)}")
        elif len(listed.links) != 1 or "\n" in url:
            yield Fault((*path, number), f"{label}: {_shown(url)} is no URL")
        elif url in seen:
            yield Fault((*path, number), f"{label} names {url} twice")
        seen.add(url)


def _bad_phrases(path: Path, label: str, phrases: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, phrase in enumerate(phrases):
        if phrase.startswith(("http://", "https://")) and len(phrase.split()) == 1:
            yield Fault((*path, number), f"{label}: {_shown(phrase)} is a URL, it belongs in urls")
        elif not key_words(phrase):
            yield Fault((*path, number), f"{label}: {_shown(phrase)} holds no word to look for")
        elif phrase in seen:
            yield Fault((*path, number), f"{label} names {_shown(phrase)} twice")
        seen.add(phrase)


def _why(why: str) -> str:
    return f"is no URL that can be fetched: {why}"


def _shown(value: object) -> str:
    """A value as TOML would show it, near enough."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and math.isnan(value):
        return "nan"
    text = repr(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


_LONGEST = 120
