"""Many rules, one look at each line: the tables are compiled into a few alternations.

Expressions that begin with the words they look for share one alternation, whose branches fail on
their first letter; the others are tried only on lines that hold the words they need. No expression
ever sees more than a bounded number of characters, so the time per line is bounded as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cleaners.lines import fold, is_prose
from cleaners.model import Action, Anchor, Where
from cleaners.names import is_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaners.model import Rule

__all__ = ["Hit", "Matcher", "RuleError"]


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


class Matcher:
    """A set of rules ready to be asked about lines. Immutable; made once per rule set."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        names = [rule.name for rule in self.rules]
        if len(set(names)) != len(names):
            twice = sorted({name for name in names if names.count(name) > 1})
            raise RuleError(f"two rules are called {', '.join(twice)}")
        self._tables = {
            anchor: _Table([rule for rule in self.rules if rule.anchor is anchor], anchor)
            for anchor in Anchor
        }

    def match(self, text: str, where: Where) -> Hit | None:
        """The first rule that speaks about this line, standing in the given part of a text.

        `where` is `ANYWHERE` for a line in the middle, `HEAD` or `TAIL` at the edges; there the
        rules for anywhere and for either edge count too.
        """
        if len(text) > LONGEST:
            last = len(text) - _EDGE
            tail, after = fold(text[last:])
            looks: tuple[tuple[Anchor, str, int], ...] = (
                (Anchor.START, *fold(text[:_EDGE])),
                (Anchor.END, tail, last + after),
            )
        else:
            folded = fold(text)
            looks = tuple((anchor, *folded) for anchor in Anchor)
        for anchor, key, at in looks:
            hit = self._tables[anchor].match(key, text, at, where)
            if hit is not None:
                return hit
        return self._match_parts(text, where)

    def _match_parts(self, text: str, where: Where) -> Hit | None:
        """A row of several notices, "Comments (0) | Print | Top of page", is as good as one."""
        if len(text) > _LONGEST_ROW or not any(mark in text for mark in _ROW_MARKS):
            return None
        parts = [part for part in _ROW_MARK.split(text.strip("[]| ")) if part.strip()]
        if not _FEWEST_PARTS <= len(parts) <= _MOST_PARTS:
            return None
        hits = [self.match(part.strip(), where) for part in parts]
        if all(hit and hit.rule.action is Action.REMOVE and not hit.partial(part.strip())
               for hit, part in zip(hits, parts, strict=True)):  # fmt: skip
            return Hit(hits[0].rule, 0, len(text)) if hits[0] else None
        return None


LONGEST = 1500  # characters of a line that may go as a whole; the longest disclaimer seen has 908
_LONGEST_ROW = 200
_FEWEST_PARTS, _MOST_PARTS = 2, 12
_ROW_MARKS = "|·•"
_ROW_MARK = re.compile(r"\s*[|·•]\s*")
_EDGE = 300  # characters looked at on either end of a line for what goes in part
_ACTIVE = {
    Where.ANYWHERE: {Where.ANYWHERE},
    Where.HEAD: {Where.ANYWHERE, Where.EDGE, Where.HEAD},
    Where.TAIL: {Where.ANYWHERE, Where.EDGE, Where.TAIL},
}
_CLOSING = " .:!…,;"  # punctuation that whole-line expressions need not spell out
_NAMES = {"cut", "value"}
_GROUP = re.compile(r"\(\?P<(cut|value)>")


class _Table:
    """The rules of one anchor, in their order; those that name what they need come last."""

    def __init__(self, rules: Sequence[Rule], anchor: Anchor) -> None:
        self._anchor = anchor
        self._led = [rule for rule in rules if not rule.needs]
        self._needy = [rule for rule in rules if rule.needs]
        branches = [(at, find) for at, rule in enumerate(self._led) for find in rule.find]
        self._branch = [at for at, _ in branches]
        self._all = _joined(rules, [find for _, find in branches]) if branches else None

    def match(self, key: str, text: str, at: int, where: Where) -> Hit | None:
        if self._anchor is Anchor.LINE:
            key = key.rstrip(_CLOSING)
        elif self._anchor is Anchor.END:
            offset = max(0, len(key) - _EDGE)
            key, at = key[offset:], at + offset
        if not key:
            return None
        prose = self._anchor is Anchor.LINE and is_prose(text)
        found = self._search(self._all, key) if self._all is not None else None
        candidates = [rule for rule in self._needy if any(word in key for word in rule.needs)]
        if found is not None and found.lastindex is not None:
            # Usually the first of these speaks; a later one where the first may not act here.
            candidates = self._led[self._branch[found.lastindex - 1] :] + candidates
        for rule in candidates:
            if rule.where in _ACTIVE[where] and (rule.sentences or not prose):
                hit = self._hit(rule, key, text, at)
                if hit is not None:
                    return hit
        return None

    def _search(self, pattern: re.Pattern[str], key: str) -> re.Match[str] | None:
        match self._anchor:
            case Anchor.LINE:
                return pattern.fullmatch(key)
            case Anchor.START:
                return pattern.match(key)
            case Anchor.END:
                return pattern.search(key)

    def _hit(self, rule: Rule, key: str, text: str, at: int) -> Hit | None:
        for pattern in _patterns(rule):
            found = self._search(pattern, key)
            if found is not None:
                hit = _placed(rule, found, text, at)
                if _is_written_right(rule, hit.value):
                    return hit
        return None


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


def _joined(rules: Sequence[Rule], finds: Sequence[str]) -> re.Pattern[str]:
    # The empty group stands last, so that a branch fails on its first letter.
    whole = "|".join(f"(?:{_GROUP.sub('(?:', find)})()" for find in finds)
    try:
        joined = re.compile(whole)
    except re.error:
        joined = None
    if joined is None or joined.groups != len(finds):
        for rule in rules:
            _patterns(rule)  # names the one that is wrong
        raise RuleError("the expressions of these rules cannot stand side by side")
    return joined


@cache
def _patterns(rule: Rule) -> tuple[re.Pattern[str], ...]:
    return tuple(_compiled(rule, find) for find in rule.find)


def _compiled(rule: Rule, find: str) -> re.Pattern[str]:
    if rule.anchor is Anchor.END and not find.endswith("$"):
        raise RuleError(
            f"rule {rule.name}: an expression for the end of a line ends in $: {find!r}"
        )
    try:
        pattern = re.compile(find)
    except re.error as error:
        raise RuleError(f"rule {rule.name}: {error} in {find!r}") from error
    if pattern.groups != len(pattern.groupindex) or not pattern.groupindex.keys() <= _NAMES:
        raise RuleError(f"rule {rule.name}: write (?:…) for a group in {find!r}")
    return pattern
