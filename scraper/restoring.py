"""A sentence that one site's rules cut and other sites' copies of the story keep is the story.

That other sites cut it as well speaks against it: agencies' own debris comes with every reprint.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.model import Kind
from scraper.stories import shared_passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.model import Copy

__all__ = ["wrongly_cut"]


def wrongly_cut(copies: Sequence[Copy]) -> dict[str, list[tuple[str, str]]]:
    """The passages of each copy, by its id, that should come back, each after the rule that cut it.

    Such a passage is a line that ends as a sentence does and shares eight words in a row with the
    clean text of copies on other sites: on at least as many sites as it was cut on. What a copy
    lacks is never taken from another one, and what others lack is no reason to cut.
    """
    if len({copy.article.site for copy in copies}) < 2:  # noqa: PLR2004 - it takes two sites
        return {}
    found: dict[str, list[tuple[str, str]]] = {}
    for copy, rule, line in _shared_cuts(copies):
        others = [other for other in copies if other.article.site != copy.article.site]
        keep = {x.article.site for x in others if _shares(line, x.article.text)}
        had = {x.article.site for x in others if _shares(line, x.article.body.original)}
        if keep and len(keep) > len(had - keep):
            found.setdefault(copy.id, []).append((rule, line))
    return found


def _shared_cuts(copies: Sequence[Copy]) -> Iterator[tuple[Copy, str, str]]:
    """The lines that were cut from one copy and stand, in part, in the original of another site."""
    cuts = {
        f"{copy.id} {number}": (copy, rule, line)
        for copy in copies
        for number, (rule, line) in enumerate(_lines(copy))
    }
    pieces = [(name, copy.article.site, line) for name, (copy, _, line) in cuts.items()]
    texts = [(copy.id, copy.article.site, copy.article.text) for copy in copies]
    shared = shared_passages([*texts, *pieces])
    for name, cut in cuts.items():
        if shared[name]:
            yield cut


def _lines(copy: Copy) -> Iterator[tuple[str, str]]:
    """The sentences that were cut, line by line, after the rule behind each."""
    body = copy.article.body
    for removal in body.removals:
        if removal.kind not in _NEVER_BACK:
            for line in body.cut(removal).split("\n"):
                if _SENTENCE.search(line):
                    yield removal.rule, line.strip()


def _shares(line: str, text: str) -> bool:
    return bool(shared_passages([("line", "here", line), ("text", "there", text)])["line"])


_SENTENCE = re.compile(r"\w[.!?…。！？؟।][\"'”’»)\]」』]*\s*$")
# What is about the article and not about the event is no part of the story, whoever prints it, and
# what was cut as a repetition is still there.
_NEVER_BACK = frozenset(
    (
        *(Kind.AUTHOR_BIO, Kind.BYLINE, Kind.CREDIT, Kind.DATELINE, Kind.LEGAL, Kind.REPEAT),
        *(Kind.TAGS, Kind.TITLE),
    )
)
