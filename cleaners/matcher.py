"""Many rules, one look at each line.

Expressions are sorted by what a line must begin with, or hold, for them to match at all; a line is
shown only to the few that could. No expression ever sees more than a bounded number of characters,
so the time per line is bounded as well.
"""

from __future__ import annotations

import re
from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING

from cleaners.lines import fold, fold_letters, is_prose
from cleaners.model import Action, Anchor, Where
from cleaners.needles import Needles
from cleaners.table import EDGE, Hit, RuleError, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaners.model import Rule

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
        self._tables = {
            (anchor, prose): Table.of(self.rules, anchor, prose=prose)
            for anchor in Anchor
            for prose in (False, True)
        }
        self._needles = Needles(
            word for table in self._tables.values() for _, word, _ in table.needy
        )

    def within(self, text: str) -> Matcher:
        """The same rules, ready for the lines of this text alone, and faster on them.

        What the text holds nowhere need not be looked for line by line.
        """
        held = self._needles.within(fold_letters(text))
        tables = {key: table.narrowed(held) for key, table in self._tables.items()}
        return self._with(tables)

    def _with(self, tables: dict[tuple[Anchor, bool], Table]) -> Matcher:
        other = copy(self)
        vars(other).update(_tables=tables)
        return other

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The rules that speak about this line, wherever it stands, in the rules' order.

        After one that acts anywhere there is no need to ask on.

        Where no rule takes the line as a whole, a row of notices is looked at notice by notice.
        """
        prose = is_prose(text)
        found: list[Hit] = []
        folded = fold(text) if len(text) <= EDGE else None
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
_LONGEST_ROW = 200
_FEWEST_PARTS, _MOST_PARTS = 2, 12
_ROW_MARK = re.compile(r"\s*[|·•]\s*")
_CLOSING = " .:!…,;"  # punctuation that whole-line expressions need not spell out


def _looked_at(text: str, anchor: Anchor) -> tuple[str, int]:
    """The part of a long line that an anchor looks at, folded, and where it begins."""
    match anchor:
        case Anchor.LINE:
            return fold(text) if len(text) <= LONGEST else ("", 0)
        case Anchor.START:
            return fold(text[:EDGE])
        case Anchor.END:
            last = len(text) - EDGE
            key, at = fold(text[last:])
            return key, last + at
