"""Expressions sorted by what a line must begin with, or hold, for them to match at all.

A line is shown only to the few that could match it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cleaners.literals import alternatives, openings, parse, required_words, widths
from cleaners.model import Anchor, Where
from cleaners.names import is_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

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
        return self.rule.where in _ACTIVE[where]


@dataclass(frozen=True, slots=True)
class Expression:
    """One alternative of a rule's expressions, and what a line must be like for it to match."""

    number: int
    rule: Rule
    find: str
    words: tuple[str, ...]
    shortest: int
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


@dataclass(frozen=True, slots=True)
class Table:
    """Expressions of one anchor, by how they open (`led`) or by the words they need (`needy`).

    Each list begins with what can match the longest lines, so that a long line is soon through.
    `needy` holds the longest line that any of the expressions can match, the word, and these.
    """

    led: Mapping[str, Sequence[Expression]]
    needy: Sequence[tuple[int, str, Sequence[Expression]]]

    @classmethod
    def of(cls, rules: Iterable[Rule], anchor: Anchor, *, prose: bool) -> Table:
        """The expressions that may speak about a line of this sort; RuleError for a wrong one."""
        led: dict[str, list[Expression]] = {}
        by_word: dict[str, list[Expression]] = {}
        expressions = _expressions(rules, anchor, prose=prose)
        for expression in sorted(expressions, key=lambda expression: -expression.longest):
            begins = openings(expression.find) if anchor is not Anchor.END else {""}
            if "" not in begins:
                for opening in begins:
                    led.setdefault(opening, []).append(expression)
            else:
                if expression.words == ("",):
                    raise RuleError(
                        f"rule {expression.rule.name}: say a word that a line must hold: "
                        f"{expression.find!r}"
                    )
                for word in expression.words:
                    by_word.setdefault(word, []).append(expression)
        needy = [(held[0].longest, word, held) for word, held in by_word.items()]
        needy.sort(key=lambda entry: -entry[0])
        return cls(led, needy)

    def narrowed(self, held: AbstractSet[str]) -> Table:
        """The table without the words that are not among these."""
        if len(self.needy) < _MANY:
            return self
        return Table(self.led, [entry for entry in self.needy if entry[1] in held])

    def hits(self, key: str, text: str, at: int) -> list[Hit]:
        """What the rules say, in their order; nothing more after one that acts anywhere."""
        candidates = self._candidates(key)
        if not candidates:
            return []
        found: list[Hit] = []
        spoken = -1
        for expression in sorted(candidates, key=lambda expression: expression.number):
            if expression.number != spoken:
                hit = expression.hit(key, text, at)
                if hit is not None:
                    found.append(hit)
                    spoken = expression.number
                    if hit.rule.where is Where.ANYWHERE:
                        break
        return found

    def _candidates(self, key: str) -> list[Expression]:
        size = len(key)
        found: list[Expression] = []
        for opening in (key[:3], key[:2], key[0]):
            for expression in self.led.get(opening, ()):
                if expression.longest < size:
                    break
                if expression.shortest <= size and _holds(key, expression.words):
                    found.append(expression)
        for longest, word, held in self.needy:
            if longest < size:
                break
            if word in key:
                found += held
        return found


def _holds(key: str, words: Iterable[str]) -> bool:
    for word in words:  # noqa: SIM110  # a third faster than any() over a generator
        if word in key:
            return True
    return False


def _expressions(rules: Iterable[Rule], anchor: Anchor, *, prose: bool) -> list[Expression]:
    """The expressions that may speak about a line of this sort."""
    found = []
    for number, rule in enumerate(rules):
        if rule.anchor is anchor and (rule.sentences or not prose or anchor is not Anchor.LINE):
            for find in rule.find:
                _check(rule, find)
                for part in alternatives(find):
                    size = widths(part) if anchor is Anchor.LINE else (0, EDGE)
                    words = tuple(required_words(part)) or ("",)
                    found.append(Expression(number, rule, part, words, *size))
    return found


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
_ACTIVE = {
    Where.ANYWHERE: {Where.ANYWHERE},
    Where.HEAD: {Where.ANYWHERE, Where.EDGE, Where.HEAD},
    Where.TAIL: {Where.ANYWHERE, Where.EDGE, Where.TAIL},
}
_NAMES = {"cut", "value"}
_MANY = 10  # words; fewer are looked for faster than they are left out
