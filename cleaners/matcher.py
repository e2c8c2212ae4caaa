"""Many rules, one look at each line.

Expressions are sorted by what a line must begin with, or hold, for them to match at all; a line is
shown only to the few that could. No expression ever sees more than a bounded number of characters,
so the time per line is bounded as well.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaners.lines import SEPARATOR, fold_letters, is_prose, trim
from cleaners.model import Action, Anchor, Kind, Where
from cleaners.needles import Needles
from cleaners.table import EDGE, Hit, RuleError, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaners.model import Rule

    # A line as rules see its letters, and what it may hold of the words that they need.
    _Known = tuple[str, set[str]]

__all__ = ["Hit", "Matcher", "RuleError", "matcher_of"]


class Matcher:
    """A set of rules ready to be asked about lines; made once per rule set."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Check the rules. Raises RuleError on two of one name or an expression that is wrong."""
        self.rules = tuple(rules)
        names = [rule.name for rule in self.rules]
        if len(set(names)) != len(names):
            twice = sorted({name for name in names if names.count(name) > 1})
            raise RuleError(f"two rules are called {', '.join(twice)}")
        self._tables = [
            [Table.of(self.rules, anchor, prose=prose) for anchor in _ANCHORS]
            for prose in (False, True)
        ]
        self._words = {word for tables in self._tables for table in tables for word in table.needy}
        self._needles = Needles(self._words)
        self._known: dict[str, _Known] = {}

    def within(self, text: str) -> Matcher:
        """The same rules, ready for the lines of this text alone, and faster on them.

        What the text holds nowhere need not be looked for line by line, nor what a line does not.
        """
        folded = fold_letters(text).split(SEPARATOR)
        words = self._needles.within(folded)
        known = dict(zip(text.split(SEPARATOR), zip(folded, words, strict=True), strict=True))
        ready = Matcher.__new__(Matcher)
        vars(ready).update(vars(self), _words=set().union(*words), _known=known)
        return ready

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The rules that speak about this line, wherever it stands, in the rules' order.

        After one that acts anywhere there is no need to ask on.

        Where no rule takes the line as a whole, a row of notices is looked at notice by notice.
        """
        line, start, end = self._tables[is_prose(text)]
        known = self._known.get(text)
        folded, words = known or (fold_letters(text), self._words)
        if len(text) <= EDGE:
            key, at = trim(folded)
            found = _addressed(line.hits(key.rstrip(_CLOSING), text, at, words), key)
            found += start.hits(key, text, at, words)
            if words:  # nothing else tells how a line ends
                found += end.hits(key, text, at, words)
        else:
            key, at = trim(folded) if len(text) <= LONGEST else ("", 0)
            found = _addressed(line.hits(key.rstrip(_CLOSING), text, at, words), key)
            key, at = trim(folded[:EDGE])
            found += start.hits(key, text, at, words)
            if words:
                last = len(text) - EDGE
                key, at = trim(folded[last:])
                found += end.hits(key, text, last + at, words)
        if not found and ("|" in text or "·" in text or "•" in text):
            found += self._row(text)
        return tuple(found)

    def match(self, text: str, where: Where) -> Hit | None:
        """The first rule that speaks about this line, standing in the given part of a text.

        `where` is `ANYWHERE` for a line in the middle, `HEAD` or `TAIL` at the edges; there the
        rules for anywhere and for either edge count too.
        """
        return next((hit for hit in self.hits(text) if hit.acts(where)), None)

    def _row(self, text: str) -> Iterator[Hit]:
        """What goes as a row of notices, as in "Comments (0) | Print": all of its parts go."""
        if len(text) > _LONGEST_ROW:
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


def _addressed(hits: list[Hit], key: str) -> list[Hit]:
    """The hits in a line without those that a narrator's words forbid.

    A notice speaks to its reader; it does not tell what somebody else said.
    """
    if hits and _NARRATED.search(key):
        return [hit for hit in hits if hit.rule.kind in _MAY_NARRATE]
    return hits


@lru_cache(maxsize=8)
def matcher_of(rules: tuple[Rule, ...]) -> Matcher:
    """The matcher of a rule set, made when it is first asked for: that takes a quarter second."""
    return Matcher(rules)


_NARRATED = re.compile(r"\b(?:said|told)\b")
# Headlines, captions and posts tell; that a correction does need not be said.
_MAY_NARRATE = {Kind.RELATED, Kind.CREDIT, Kind.EMBED, Kind.CORRECTION, Kind.BYLINE, Kind.DATELINE}
_ANCHORS = (Anchor.LINE, Anchor.START, Anchor.END)
LONGEST = 1500  # characters of a line that may go as a whole; the longest disclaimer seen has 908
_LONGEST_ROW = 200
_FEWEST_PARTS, _MOST_PARTS = 2, 12
_ROW_MARK = re.compile(r"\s*[|·•]\s*")
_CLOSING = " .:!…,;"  # punctuation that whole-line expressions need not spell out
