"""What a line must begin with, or hold, for an expression to match it at all.

Read off the parsed expression. Where one is too unusual to tell, the answer is "anything", which
costs time and nothing else.
"""

from __future__ import annotations

import re
import re._constants as op
import re._parser as parser
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Node = tuple[Any, Any]

__all__ = ["alternatives", "openings", "parse", "required_words", "widths"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed expression: its nodes, how many groups it has, and their names."""

    nodes: tuple[Node, ...]
    groups: int
    names: tuple[str, ...]
    shortest: int
    longest: int


@cache
def parse(find: str) -> Parsed:
    """Raises re.error where the expression is none."""
    tree = parser.parse(find)
    shortest, longest = tree.getwidth()
    state = tree.state
    return Parsed(
        tuple(tree), state.groups - 1, tuple(state.groupdict), int(shortest), int(longest)
    )


def alternatives(find: str) -> tuple[str, ...]:
    """The expressions between the bars at the top level: "a|b(?:c|d)" is "a" and "b(?:c|d)"."""
    parts = [""]
    depth = 0
    for piece in _PIECE.findall(find):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return tuple(filter(None, parts))


@cache
def openings(find: str) -> frozenset[str]:
    """How a match can begin: each match starts with one of these, of at most three characters.

    Shorter ones stand where anything may follow; with the empty one, a match can begin anyhow.

    >>> sorted(openings("(?:the )?pages?"))
    ['pag', 'the']
    """
    done, growing = _grow([""], parse(find).nodes)
    return frozenset(done | set(growing))


@cache
def required_words(find: str) -> frozenset[str]:
    """Words of which every match holds at least one; empty where that cannot be told.

    >>> sorted(required_words(".{0,9}(?:all rights|copyright) .*"))
    ['all rights', 'copyright']
    """
    return frozenset(_required(parse(find).nodes) or ())


def widths(find: str) -> tuple[int, int]:
    """The lengths of the shortest and the longest match."""
    parsed = parse(find)
    return parsed.shortest, parsed.longest


def _grow(beginnings: Iterable[str], nodes: Sequence[Node]) -> tuple[set[str], set[str]]:
    """What a sequence makes of some beginnings: those that are finished, those that may grow on."""
    done: set[str] = set()
    growing = set(beginnings)
    for kind, value in nodes:
        if not growing:
            break
        finished, growing = _grow_by(growing, kind, value)
        done |= finished
        full = {beginning for beginning in growing if len(beginning) >= _OPENING}
        done |= {beginning[:_OPENING] for beginning in full}
        growing -= full
    return done, growing


def _grow_by(growing: set[str], kind: Any, value: Any) -> tuple[set[str], set[str]]:  # noqa: ANN401  # as parsed
    done: set[str] = set()
    if kind is op.LITERAL:
        growing = {beginning + chr(value) for beginning in growing}
    elif kind is op.IN and (letters := _class(value)) is not None:
        growing = {beginning + letter for beginning in growing for letter in letters}
    elif kind is op.SUBPATTERN:
        done, growing = _grow(growing, list(value[-1]))
    elif kind is op.BRANCH:
        grown = [_grow(growing, list(branch)) for branch in value[1]]
        done, growing = set().union(*(d for d, _ in grown)), set().union(*(g for _, g in grown))
    elif kind in _REPEATS:
        done, growing = _grow_again(growing, value[0], value[1], list(value[2]))
    elif kind not in _ZERO_WIDTH:
        done, growing = growing, set()  # anything may follow
    return done, growing


def _grow_again(
    growing: set[str], least: int, most: int, nodes: Sequence[Node]
) -> tuple[set[str], set[str]]:
    done: set[str] = set()
    on = set(growing) if least == 0 else set()
    for _ in range(min(most, _OPENING)):
        finished, growing = _grow(growing, nodes)
        done |= finished
        on |= growing
    return done, on


def _class(items: Sequence[Node]) -> set[str] | None:
    letters: set[str] = set()
    for kind, value in items:
        if kind is op.LITERAL:
            letters.add(chr(value))
        elif kind is op.RANGE and value[1] - value[0] <= _WIDEST_RANGE:
            letters.update(map(chr, range(value[0], value[1] + 1)))
        elif kind is op.CATEGORY and value is op.CATEGORY_DIGIT:
            letters.update("0123456789")
        else:
            return None
    return letters


def _required(nodes: Sequence[Node]) -> set[str] | None:
    """The best set of words for a sequence: the one whose shortest word is longest."""
    found: list[set[str]] = []
    run = ""
    for kind, value in [*nodes, (None, None)]:
        if kind is op.LITERAL:
            run += chr(value)
            continue
        if run:
            found.append({run})
            run = ""
        inner = _required_of(kind, value)
        if inner:
            found.append(inner)
    return max(found, key=lambda words: (min(map(_rarity, words)), -len(words)), default=None)


def _rarity(word: str) -> int:
    """How seldom a word stands in a line, roughly: a sign weighs more than a letter does."""
    return sum(0 if letter in " ,.'-" else 1 if letter.isalnum() else 4 for letter in word)


def _required_of(kind: Any, value: Any) -> set[str] | None:  # noqa: ANN401  # as parsed
    if kind is op.SUBPATTERN:
        return _required(list(value[-1]))
    if kind is op.BRANCH:
        branches = [_required(list(branch)) for branch in value[1]]
        if all(branches):
            return set().union(*filter(None, branches))
        return None
    if kind in _REPEATS and value[0] > 0:
        return _required(list(value[2]))
    return None


_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}
_ZERO_WIDTH = {op.AT, op.ASSERT, op.ASSERT_NOT}
_WIDEST_RANGE = 40
_OPENING = 3  # characters
