"""The line of each key of a valid TOML text, which tomllib does not tell."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import Any

__all__ = ["Path", "line_of", "lines"]

Path = tuple[str | int, ...]


def lines(text: str) -> dict[Path, int]:
    r"""The line, from 1, on which each table, key and entry of a list begins.

    A path holds the names of tables and keys, and numbers from 0 for the entries of lists and for
    tables that repeat. What stands inside inline tables is left out. The text must be valid TOML.

    >>> lines("[a]\nb = [\n 1,\n 2]")
    {('a',): 1, ('a', 'b'): 2, ('a', 'b', 0): 3, ('a', 'b', 1): 4}
    """
    found: dict[Path, int] = {}
    tables: Counter[Path] = Counter()
    home: Path = ()
    at = 0
    while (start := _STATEMENT.search(text, at)) is not None:
        number = text.count("\n", 0, start.end()) + 1
        if start["table"] is not None:
            home = _below(tables, _parts(start["table"]))
            if start["first"] == "[[":
                tables[home] += 1
                home = (*home, tables[home] - 1)
            found.setdefault(home, number)
            at = start.end()
        else:
            key = (*home, *_parts(start["key"]))
            found[key] = number
            at = _skip_value(text, start.end(), key, found)
    return found


def line_of(found: dict[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest thing around it; 1 where nothing is known."""
    while path and path not in found:
        path = path[:-1]
    return found.get(path, 1)


def _below(tables: Counter[Path], path: Path) -> Path:
    """The path with the number of the latest of each repeating table that it leads through."""
    whole: Path = ()
    for part in path[:-1]:
        whole = (*whole, part)
        if tables[whole]:
            whole = (*whole, tables[whole] - 1)
    return (*whole, *path[-1:])


def _parts(key: str) -> Path:
    """The names in a key as it is written, with dots and quotation marks."""
    names: list[str] = []
    inner: Any = tomllib.loads(f"{key} = 0")
    while isinstance(inner, dict):
        ((name, inner),) = inner.items()
        names.append(name)
    return tuple(names)


def _skip_value(text: str, at: int, key: Path, found: dict[Path, int]) -> int:
    """Where the value ends that begins at `at`; the lines of its entries are noted."""
    depth, entry, fresh = "", 0, False
    for token in _TOKEN.finditer(text, at):
        what = token[0]
        if fresh and what[0] not in "],\n#":
            found[*key, entry] = text.count("\n", 0, token.start()) + 1
            fresh = False
        if what in {"[", "{"}:
            depth += what
            fresh = fresh or depth == "["
        elif what in {"]", "}"}:
            depth = depth[:-1]
        elif what == "," and depth == "[":
            entry, fresh = entry + 1, True
        elif what == "\n" and not depth:
            return token.start()
    return len(text)


_KEY = r"""(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_STATEMENT = re.compile(
    rf"^[ \t]*(?:(?P<first>\[\[?)[ \t]*(?P<table>{_DOTTED})[ \t]*\]\]?|(?P<key>{_DOTTED})[ \t]*=)",
    re.MULTILINE,
)
_TOKEN = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|'''
    r"""#[^\n]*|[\[\]{},\n]|[^\s\[\]{},#"']+""",
    re.DOTALL,
)
