"""A copy proves itself by wording, quotations or vocabulary; a headline and a place prove nothing.

Grouping asks what a text is most like among many. Here one text is held against another, and a
doubt speaks against it: two fires in one town share the town, the headline and the fire brigade.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.model import Copy
from scraper.stories.fingerprints import fingerprint
from scraper.stories.lookalike import look_alike, numbers_in_common, same_event
from scraper.stories.roles import relations
from scraper.stories.vectors import cosine

if TYPE_CHECKING:
    from scraper.model import Article
    from scraper.stories.model import Fingerprint

__all__ = ["is_copy"]

# Measured on the 10,966 pairs of one story and the 4,582 pairs of two stories on one subject that
# Emergent-train holds above the grouper's least cosine: of the former these take 35 % (most are
# rewritten beyond proof; going from copy to copy still reaches 74 %), of the latter 1.4 %. Wording
# alone would take 3 % of them, the grouper's cosine all.
_SHARED_WORDING = 0.02  # of the 5-word shingles of the shorter text
_SHARED_QUOTES = 0.5  # of the quotations of the text with fewer
_ALIKE = 0.3  # cosine; below this, shared wording is a formula ("anyone with information")
_VERY_ALIKE = 0.5  # cosine that needs no wording
# Texts that have so many numbers each and none in common tell of two events, unless one is made
# of the other's sentences.
_ENOUGH_NUMBERS = 3
_SAME_TEXT = 0.5


def is_copy(article: Article, of: Article) -> bool:
    """Whether an article tells the story of another in its words, its quotations or its terms.

    Both may name the same news agency: then shared wording needs no further likeness.
    """
    a, b = _mark("a", article), _mark("b", of)
    if a.exact == b.exact:
        return True
    if look_alike(a, b) or not same_event(a, b):
        return False
    _, relation = sorted(
        relations((Copy("a", article), Copy("b", of))), key=lambda each: bool(each.of)
    )
    wording = max(relation.inside, relation.around)
    few, shared = numbers_in_common(a, b)
    if few >= _ENOUGH_NUMBERS and not shared and wording < _SAME_TEXT:
        return False
    likeness = cosine(a, b)
    agency = bool(article.agency) and article.agency == of.agency
    return (
        (wording >= _SHARED_WORDING and (likeness >= _ALIKE or agency))
        or relation.quotes >= _SHARED_QUOTES
        or likeness >= _VERY_ALIKE
    )


def _mark(name: str, article: Article) -> Fingerprint:
    return fingerprint(
        name,
        article.text,
        title=article.title,
        language=article.language,
        published=article.published,
    )
