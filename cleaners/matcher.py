"""Many rules, one look at each line.

Expressions are sorted by what a line must begin with, or hold, for them to match at all; a line is
shown only to the few that could. No expression ever sees more than a bounded number of characters,
so the time per line is bounded as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cleaners.lines import fold, is_prose
from cleaners.literals import alternatives, openings, parse, required_words, widths
from cleaners.model import Action, Anchor, Where
from cleaners.names import is_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaners.model import Rule

__all__ = ["Hit", "Matcher", "RuleError", "matcher_of"]


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


class Matcher:
    """A set of rules ready to be asked about lines; made once per rule set."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Check the rules. Raises RuleError on two of one name or an expression that is wrong."""
        self.rules = tuple(rules)
        names = [rule.name for rule in self.rules]
        if len(set(names)) != len(names):
            twice = sorted({name for name in names if names.count(name) > 1})
            raise RuleError(f"two rules are called {', '.join(twice)}")
        self._tables = {
            (anchor, prose): _Table(_expressions(self.rules, anchor, prose=prose), anchor)
            for anchor in Anchor
            for prose in (False, True)
        }

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The rules that speak about this line, wherever it stands, in the rules' order.

        After one that acts anywhere there is no need to ask on.

        Where no rule takes the line as a whole, a row of notices is looked at notice by notice.
        """
        prose = is_prose(text)
        found: list[Hit] = []
        folded = fold(text) if len(text) <= _EDGE else None
        for anchor in _ANCHORS:
            key, at = folded or _looked_at(text, anchor)
            if anchor is Anchor.LINE:
                key = key.rstrip(_CLOSING)
            if key:
                found += self._tables[anchor, prose].hits(key, text, at)
        return tuple(found or self._row(text))

    def match(self, text: str, where: Where) -> Hit | None:
        """The first rule that speaks about this line, standing in the given part of a text.

        `where` is `ANYWHERE` for a line in the middle, `HEAD` or `TAIL` at the edges; there the
        rules for anywhere and for either edge count too.
        """
        return next((hit for hit in self.hits(text) if hit.acts(where)), None)

    def _row(self, text: str) -> Iterator[Hit]:
        """What goes as a row of notices, as in "Comments (0) | Print": all of its parts go."""
        if len(text) > _LONGEST_ROW or not ("|" in text or "·" in text or "•" in text):
            return
        parts = [part for part in _ROW_MARK.split(text.strip("[]| ")) if part]
        if not _FEWEST_PARTS <= len(parts) <= _MOST_PARTS:
            return
        spoken = [self.hits(part) for part in parts]
        for where in (Where.ANYWHERE, Where.HEAD, Where.TAIL):
            firsts = [next((hit for hit in hits if hit.acts(where)), None) for hits in spoken]
            if all(
                hit and hit.rule.action is Action.REMOVE and not hit.partial(part)
                for hit, part in zip(firsts, parts, strict=True)
            ):
                widest = max(filter(None, firsts), key=lambda hit: hit.rule.where is not where)
                yield Hit(widest.rule, 0, len(text))


@lru_cache(maxsize=8)
def matcher_of(rules: tuple[Rule, ...]) -> Matcher:
    """The matcher of a rule set, made when it is first asked for: that takes a quarter second."""
    return Matcher(rules)


_ANCHORS = tuple(Anchor)
LONGEST = 1500  # characters of a line that may go as a whole; the longest disclaimer seen has 908
_EDGE = 300  # characters looked at on either end of a line for what goes in part
_LONGEST_ROW = 200
_FEWEST_PARTS, _MOST_PARTS = 2, 12
_ROW_MARK = re.compile(r"\s*[|·•]\s*")
_ACTIVE = {
    Where.ANYWHERE: {Where.ANYWHERE},
    Where.HEAD: {Where.ANYWHERE, Where.EDGE, Where.HEAD},
    Where.TAIL: {Where.ANYWHERE, Where.EDGE, Where.TAIL},
}
_CLOSING = " .:!…,;"  # punctuation that whole-line expressions need not spell out
_NAMES = {"cut", "value"}


def _looked_at(text: str, anchor: Anchor) -> tuple[str, int]:
    """The part of a long line that an anchor looks at, folded, and where it begins."""
    match anchor:
        case Anchor.LINE:
            return fold(text) if len(text) <= LONGEST else ("", 0)
        case Anchor.START:
            return fold(text[:_EDGE])
        case Anchor.END:
            last = len(text) - _EDGE
            key, at = fold(text[last:])
            return key, last + at


@dataclass(frozen=True, slots=True)
class _Expression:
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


class _Table:
    """Expressions of one anchor, by how they open or by the words they need.

    Each list begins with what can match the longest lines, so that a long line is soon through.
    """

    def __init__(self, expressions: Sequence[_Expression], anchor: Anchor) -> None:
        self._led: dict[str, list[_Expression]] = {}
        by_word: dict[str, list[_Expression]] = {}
        for expression in sorted(expressions, key=lambda expression: -expression.longest):
            begins = openings(expression.find) if anchor is not Anchor.END else {""}
            if "" not in begins:
                for opening in begins:
                    self._led.setdefault(opening, []).append(expression)
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
        self._ascii = [entry for entry in needy if entry[1].isascii()]
        self._other = [entry for entry in needy if not entry[1].isascii()]

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

    def _candidates(self, key: str) -> list[_Expression]:
        size = len(key)
        found: list[_Expression] = []
        for opening in (key[:3], key[:2], key[0]):
            for expression in self._led.get(opening, ()):
                if expression.longest < size:
                    break
                if expression.shortest <= size and _holds(key, expression.words):
                    found.append(expression)
        for words in (self._ascii,) if key.isascii() else (self._ascii, self._other):
            for longest, word, held in words:
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


def _expressions(rules: Iterable[Rule], anchor: Anchor, *, prose: bool) -> list[_Expression]:
    """The expressions that may speak about a line of this sort."""
    found = []
    for number, rule in enumerate(rules):
        if rule.anchor is anchor and (rule.sentences or not prose or anchor is not Anchor.LINE):
            for find in rule.find:
                _check(rule, find)
                for part in alternatives(find):
                    size = widths(part) if anchor is Anchor.LINE else (0, _EDGE)
                    words = tuple(required_words(part)) or ("",)
                    found.append(_Expression(number, rule, part, words, *size))
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
