"""Every copy but one comes from another copy: who says so outranks what is longer or earlier."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from scraper.stories.fingerprints import quote_trigrams
from scraper.stories.words import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.model import Copy

__all__ = ["Relation", "Role", "relations"]

_SHINGLE = 5
# A copy with this share of another's wording, or the other way round, was made from its text.
_SAME_TEXT = 0.5
# A copy this much shorter was cut, one this much longer was added to.
_SHORTER = 0.8
# Two reports written apart share no 5-word shingle; measured on rewrites, this share tells them.
_SAME_SOURCE = 0.02
_SAME_QUOTES = 0.5


class Role(StrEnum):
    """How a copy relates to the copy it most likely comes from."""

    ORIGINAL = "original"
    REPRINT = "reprint"
    TRIMMED = "trimmed"
    EXTENDED = "extended"
    REWRITE = "rewrite"
    SAME_EVENT = "same event"


@dataclass(frozen=True, slots=True)
class Relation:
    """The role of copy `id`, towards copy `of` (empty for the original), and the evidence.

    `inside` is the share of the copy's 5-word shingles that `of` has, `around` the share of the
    shingles of `of` that the copy has, `quotes` the share of 3-word shingles in the quotations of
    the one with fewer that both quote; all 0 to 1. `why` says it in words.
    """

    id: str
    role: Role
    of: str
    inside: float
    around: float
    quotes: float
    why: str


def relations(copies: Sequence[Copy]) -> tuple[Relation, ...]:
    """The relation of each copy of one story, in the order given.

    The original is, in this order: the agency's own page, a copy that credits no other copy of
    the story, a copy that names an agency, the earliest, the longest. Every other copy relates to
    the one before it in this order whose wording it shares most.
    """
    traces = [_Trace(copy) for copy in copies]
    ranked = sorted(traces, key=lambda trace: trace.rank(traces))
    found = {
        trace.copy.id: _closest(trace, ranked[:at]) if at else _original(trace, ranked[1:])
        for at, trace in enumerate(ranked)
    }
    return tuple(found[copy.id] for copy in copies)


class _Trace:
    """What a copy shows of where it comes from."""

    def __init__(self, copy: Copy) -> None:
        article = copy.article
        words = terms(article.text)
        self.copy = copy
        self.words = len(words)
        self.shingles = frozenset(zip(*(words[at:] for at in range(_SHINGLE)), strict=False))
        self.quotes = frozenset(quote_trigrams(article.text))
        self.site = _squeezed(article.site.rpartition(".")[0] or article.site)
        self.credits = [
            _squeezed(match[1]) for match in _CREDIT.finditer(f"{article.title}\n{article.text}")
        ]

    def rank(self, others: Sequence[_Trace]) -> tuple[bool, bool, bool, float, int, str]:
        article = self.copy.article
        agency = _squeezed(article.agency)
        own = bool(agency) and self.site.startswith(agency)
        published = article.published.timestamp() if article.published else float("inf")
        return (
            not own,
            any(self._credits(other) for other in others),
            not agency,
            published,
            -self.words,
            self.copy.id,
        )

    def _credits(self, other: _Trace) -> bool:
        long_enough = len(other.site) >= 4  # noqa: PLR2004 - shorter names are in other words
        return long_enough and any(
            other.site != self.site and credit.startswith(other.site) for credit in self.credits
        )


def _original(trace: _Trace, others: Sequence[_Trace]) -> Relation:
    article = trace.copy.article
    if article.agency:
        why = f"names {article.agency}"
    elif article.published:
        why = "the earliest copy"
    else:
        alone = all(trace.words > other.words for other in others)
        why = "the longest copy" if alone else "no copy is longer"
    return Relation(trace.copy.id, Role.ORIGINAL, "", 1.0, 1.0, 1.0, why)


def _closest(trace: _Trace, before: Sequence[_Trace]) -> Relation:
    related = [_relation(trace, other) for other in before]
    return max(related, key=lambda x: (x.inside + x.around, x.quotes))


def _relation(trace: _Trace, other: _Trace) -> Relation:
    shared = len(trace.shingles & other.shingles)
    inside = shared / len(trace.shingles) if trace.shingles else 0.0
    around = shared / len(other.shingles) if other.shingles else 0.0
    fewer = min(len(trace.quotes), len(other.quotes))
    quotes = len(trace.quotes & other.quotes) / fewer if fewer else 0.0
    role = _role(inside, around, quotes, trace.words / max(1, other.words))
    return Relation(
        trace.copy.id, role, other.copy.id, inside, around, quotes, _why(role, inside, quotes)
    )


def _role(inside: float, around: float, quotes: float, length: float) -> Role:
    if max(inside, around) >= _SAME_TEXT:
        if length <= _SHORTER and inside >= max(_SAME_TEXT, around):
            return Role.TRIMMED
        if length >= 1 / _SHORTER and around >= max(_SAME_TEXT, inside):
            return Role.EXTENDED
        return Role.REPRINT
    if quotes >= _SAME_QUOTES or max(inside, around) >= _SAME_SOURCE:
        return Role.REWRITE
    return Role.SAME_EVENT


def _why(role: Role, inside: float, quotes: float) -> str:
    if role is Role.SAME_EVENT:
        return "shares neither wording nor quotations"
    if role is Role.REWRITE and inside < _SAME_SOURCE:
        return f"shares {quotes:.0%} of the quotations"
    return f"shares {inside:.0%} of its wording"


def _squeezed(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold()).removeprefix("the")


# A page says where it has it from: first reported by the Daily Example, source: the Daily Example.
_CREDIT = re.compile(
    r"(?:\b(?:first\s|originally\s)?(?:reported|published)\s(?:by|in|on)|\baccording\sto|\bcourtesy"
    r"\sof|\bciting|\bquoted\sby|\btold|\bvia|\bsource:|\boriginally\son)\s(?:the\s)?([^\n,;]{4,40})",
    re.IGNORECASE,
)
