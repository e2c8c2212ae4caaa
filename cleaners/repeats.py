"""A passage a site printed twice is kept once, where it stood first.

Exact repeats of a prose line go, and near-exact ones: at least 40 characters, nine tenths of the
words in the same order, the same numbers and names. A heading, a list item, a table row or a line
that opens a list may well stand twice; it goes only inside a block whose prose is repeated around
it.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple, Self

from cleaners.lines import is_prose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cleaners.lines import Line

__all__ = ["repeated"]

SHORTEST = 40  # characters
NEAR = 0.9  # of the words, in order
_SHINGLE = 4  # words; two lines 90 % alike share one at the start, in the middle or at the end
_HELD = 3  # lines remembered for one shingle; a formula that opens every line tells nothing
_MOST = 400  # words compared; longer lines are compared by their beginning
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\w+")
_ITEM = re.compile(r"[-*•|·] ?|\d{1,3}[.)] ")


def repeated(lines: Sequence[Line]) -> list[int]:
    """The places in `lines` of those that say again what an earlier line has said."""
    prose = {at: _Prose.of(line.text) for at, line in enumerate(lines) if _counts(line.text)}
    if not _anything_twice(prose.values()):
        return []
    firsts: dict[str, int] = {}
    twin: dict[int, int] = {}
    seen = _Seen()
    for at, line in enumerate(lines):
        key = line.text.lower()
        if at in prose:
            first = firsts.get(key)
            if first is None:
                first = seen.like(prose[at], at)
            if first is not None:
                twin[at] = first
        firsts.setdefault(key, at)
    return sorted(_with_blocks(twin, lines, firsts))


class _Prose(NamedTuple):
    """A line of prose, its words in lower case, and a few of its shingles."""

    text: str
    words: tuple[str, ...]
    probes: list[tuple[str, ...]]

    @classmethod
    def of(cls, text: str) -> Self:
        words = tuple(text.lower().split())
        last = len(words) - _SHINGLE
        if last < _SHINGLE:
            return cls(text, words, [])
        starts = (0, 1, last // 2, last - 1, last)
        return cls(text, words, [words[start : start + _SHINGLE] for start in starts])


def _anything_twice(lines: Collection[_Prose]) -> bool:
    """Whether it is worth a closer look: most texts hold no two lines with a passage in common."""
    if len({line.words for line in lines}) < len(lines):
        return True
    seen: set[tuple[str, ...]] = set()
    for line in lines:
        if not seen.isdisjoint(line.probes):
            return True
        seen.update(line.probes)
    return False


def _counts(text: str) -> bool:
    return (
        len(text) >= SHORTEST
        and is_prose(text)
        and not text.endswith((":", "："))
        and not _ITEM.match(text)
    )


def _with_blocks(
    twin: dict[int, int], lines: Sequence[Line], firsts: dict[str, int]
) -> Iterable[int]:
    """Repeated prose, and the short lines that were printed again between it."""
    found = set(twin)
    for at in sorted(twin):
        above = at - 1
        if (
            above < 0
            or above in found
            or not any(there in twin for there in (above - 1, above - 2))
        ):
            continue
        key = lines[above].text.lower()
        if firsts[key] < above and firsts[key] == twin[at] - 1:
            found.add(above)
    return found


class _Seen:
    """The prose lines so far, found again by a few of their shingles."""

    def __init__(self) -> None:
        self._lines: dict[int, _Prose] = {}
        self._by_shingle: dict[tuple[str, ...], list[int]] = {}

    def like(self, line: _Prose, at: int) -> int | None:
        """The earlier line that says nearly the same, else None; remembers this one."""
        shingles = set(line.probes)
        candidates = {other for shingle in shingles for other in self._by_shingle.get(shingle, ())}
        for other in sorted(candidates):
            if _alike(self._lines[other], line):
                return other
        self._lines[at] = line
        for shingle in shingles:
            held = self._by_shingle.setdefault(shingle, [])
            if len(held) < _HELD:
                held.append(at)
        return None


def _alike(one: _Prose, other: _Prose) -> bool:
    short, long = sorted((one.words[:_MOST], other.words[:_MOST]), key=len)
    # "Team A won 3-1" and "Team A won 2-1" are two facts, not one line twice. So are two lines that
    # say of Lindmouth and of Kiel the same.
    if len(short) < NEAR * len(long) or _facts(one.text) != _facts(other.text):
        return False
    matcher = SequenceMatcher(None, short, long, autojunk=False)
    return matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR


def _facts(text: str) -> tuple[list[str], set[str]]:
    """The numbers of a line, and its words with a capital: its names and how it begins."""
    capitalised = {word.lower() for word in _WORD.findall(text) if word[0].isupper()}
    return _NUMBER.findall(text), capitalised
