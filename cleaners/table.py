"""Expressions sorted by what a line must begin with, or hold, for them to match at all.

A line is shown only to the few that could match it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from cleaners.literals import alternatives, openings, parse, required_words, widths
from cleaners.model import Anchor, Where
from cleaners.names import is_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cleaners.model import Rule

__all__ = ["EDGE", "Hit", "RuleError", "Table"]


class RuleError(ValueError):
    """A rule that cannot be compiled or that breaks the tables' conventions."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's match in one line: `start` up to `end` goes, which is one end of it or all of it."""

    rule: Rule
    start: int
    end: int
    value: str = ""

    def partial(self, text: str) -> bool:
        """Whether something of the line stays."""
        return self.start > 0 or self.end < len(text)

    def acts(self, where: Where) -> bool:
        """Whether the rule acts in this part of a text."""
        mine = self.rule.where
        return (
            mine is Where.ANYWHERE
            or mine is where
            or (mine is Where.EDGE and where is not Where.ANYWHERE)
        )


@dataclass(frozen=True, slots=True)
class Expression:
    """One alternative of a rule's expressions, and what a line must be like for it to match.

    `number` is the rule's, `place` its own among all. Of one rule's expressions those that say how
    a line opens speak first, of these the widest.
    """

    number: int
    place: int
    rule: Rule
    find: str
    anyhow: bool
    words: tuple[str, ...]
    longest: int

    def hit(self, key: str, text: str, at: int) -> Hit | None:
        pattern = _compiled(self.find)
        match self.rule.anchor:
            case Anchor.LINE:
                found = pattern.fullmatch(key)
            case Anchor.START:
                found = pattern.match(key)
            case Anchor.END:
                found = pattern.search(key)
        if found is None:
            return None
        hit = _placed(self.rule, found, text, at)
        return hit if _is_written_right(self.rule, hit.value) else None


class Needy(NamedTuple):
    """Expressions that need a word, and the length of the longest line they can match."""

    longest: int
    word: str
    expressions: list[Expression]


@dataclass(frozen=True, slots=True)
class Table:
    """Expressions of one anchor, by the words they need: first those that open with known letters.

    `led` has them by these letters. Under an opening stand also the expressions with a shorter
    beginning of it, and each list begins with what can match the longest lines, so that a long line
    is soon through. `needy` has the expressions that can open anyhow, by the word alone.
    """

    led: Mapping[str, Sequence[Needy]]
    needy: Mapping[str, Needy]

    @classmethod
    def of(cls, rules: Iterable[Rule], anchor: Anchor, *, prose: bool) -> Table:
        """The expressions that may speak about a line of this sort; RuleError for a wrong one."""
        led: dict[str, list[Expression]] = {}
        needy: list[Expression] = []
        expressions = _expressions(rules, anchor, prose=prose)
        for expression in sorted(expressions, key=lambda expression: -expression.longest):
            if not expression.anyhow:
                for opening in openings(expression.find):
                    led.setdefault(opening, []).append(expression)
            elif expression.words == ("",):
                raise RuleError(
                    f"rule {expression.rule.name}: say a word that a line must hold: "
                    f"{expression.find!r}"
                )
            else:
                needy.append(expression)
        return cls(_by_opening(led), {entry.word: entry for entry in _by_word(needy)})

    def hits(self, key: str, text: str, at: int, words: Iterable[str]) -> list[Hit]:
        """What the rules say, in their order; nothing more after one that acts anywhere.

        `words` are those that expressions need, as far as the line may hold them.
        """
        size = len(key)
        candidates: list[Expression] = []
        led = self.led
        for longest, word, expressions in (
            led.get(key[:3]) or led.get(key[:2]) or led.get(key[:1], ())
        ):
            if longest < size:
                break
            if word in key:
                candidates += expressions
        for word in words:
            entry = self.needy.get(word)
            if entry is not None and entry.longest >= size and word in key:
                candidates += entry.expressions
        return _spoken(candidates, key, text, at) if candidates else []


def _by_word(expressions: Iterable[Expression], most: int | None = None) -> list[Needy]:
    """One that needs one of very many words is sooner tried than these are looked for."""
    held: dict[str, list[Expression]] = {}
    for expression in expressions:
        for word in expression.words if most is None or len(expression.words) <= most else ("",):
            held.setdefault(word, []).append(expression)
    entries = [Needy(held[word][0].longest, word, held[word]) for word in held]
    return sorted(entries, key=lambda entry: -entry.longest)


def _by_opening(led: Mapping[str, list[Expression]]) -> dict[str, list[Needy]]:
    """Under each opening also what stands under its beginnings, so that one look-up finds all."""
    made: dict[tuple[int, ...], list[Needy]] = {}  # most openings are those of a few expressions
    found = {}
    for opening in led:
        held = [
            expression
            for size in range(len(opening), 0, -1)
            for expression in led.get(opening[:size], ())
        ]
        places = tuple(expression.place for expression in held)
        if places not in made:
            held.sort(key=lambda expression: -expression.longest)
            made[places] = _by_word(held, most=_MANY)
        found[opening] = made[places]
    return found


def _spoken(candidates: list[Expression], key: str, text: str, at: int) -> list[Hit]:
    found: list[Hit] = []
    spoken = -1
    for expression in sorted(candidates, key=_place):
        if expression.number != spoken:
            hit = expression.hit(key, text, at)
            if hit is not None:
                found.append(hit)
                spoken = expression.number
                if hit.rule.where is Where.ANYWHERE:
                    break
    return found


def _expressions(rules: Iterable[Rule], anchor: Anchor, *, prose: bool) -> list[Expression]:
    """The expressions that may speak about a line of this sort."""
    found: list[tuple[int, bool, int, Rule, str]] = []
    for number, rule in enumerate(rules):
        if rule.anchor is anchor and (rule.sentences or not prose or anchor is not Anchor.LINE):
            for find in rule.find:
                _check(rule, find)
                for part in alternatives(find):
                    longest = widths(part)[1] if anchor is Anchor.LINE else EDGE
                    anyhow = anchor is Anchor.END or "" in openings(part)
                    found.append((number, anyhow, -longest, rule, part))
    found.sort(key=lambda row: row[:3])
    return [
        Expression(number, place, rule, part, anyhow, _needed(part), -least)
        for place, (number, anyhow, least, rule, part) in enumerate(found)
    ]


def _needed(find: str) -> tuple[str, ...]:
    words = required_words(find)
    telling = {word for word in words if not any(other in word for other in words - {word})}
    return tuple(sorted(telling)) or ("",)


def _is_written_right(rule: Rule, value: str) -> bool:
    if rule.capitals:
        return value.isupper()
    return not rule.names or not value or is_names(value)


def _placed(rule: Rule, found: re.Match[str], text: str, at: int) -> Hit:
    groups = found.re.groupindex
    value = ""
    if "value" in groups and found.start("value") >= 0:
        value = text[at + found.start("value") : at + found.end("value")].strip()
    start, end = found.span("cut") if "cut" in groups else found.span()
    match rule.anchor:
        case Anchor.LINE:
            return Hit(rule, 0, len(text), value)
        case Anchor.START:
            return Hit(rule, 0, at + end, value)
        case Anchor.END:
            return Hit(rule, at + start, len(text), value)


@cache
def _check(rule: Rule, find: str) -> None:
    """Raise RuleError where an expression is not one, or not in the tables' form."""
    try:
        parsed = parse(find)
    except re.error as error:
        raise RuleError(f"rule {rule.name}: {error} in {find!r}") from error
    if not set(parsed.names) <= _NAMES or parsed.groups != len(parsed.names):
        raise RuleError(f"rule {rule.name}: write (?:…) for a group in {find!r}")
    if rule.anchor is Anchor.END and not find.endswith("$"):
        raise RuleError(
            f"rule {rule.name}: an expression for the end of a line ends in $: {find!r}"
        )


@cache
def _compiled(find: str) -> re.Pattern[str]:
    return re.compile(find)


EDGE = 300  # characters looked at on either end of a line for what goes in part
_NAMES = {"cut", "value"}
_MANY = 3  # words
_place = attrgetter("place")
