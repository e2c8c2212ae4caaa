"""Batch grouping is the incremental grouping, settled once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from scraper.stories.fingerprints import fingerprint
from scraper.stories.grouper import Grouper

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from scraper.stories.model import Fingerprint

    Item: TypeAlias = tuple[str, str] | tuple[str, str, str] | tuple[str, str, str, datetime | None]

__all__ = ["group"]


def group(items: Iterable[Item]) -> dict[str, str]:
    """Map the id of each text to the id of its story.

    An item is `(id, text)`, `(id, text, language)` or `(id, text, language, time)`: the clean text
    of an article, a language tag or an empty string, and the aware time of publication or None.
    Items more than seven days apart are never of one story. The result does not depend on the
    order of the items; of two items with the same id the first counts.

    >>> stories = group([
    ...     ("a", "The Harbour Bridge at Lindmouth was closed after a barge struck a pier."),
    ...     ("b", "A barge struck a pier of Lindmouth's Harbour Bridge, which was closed."),
    ...     ("c", "Tallow prices fell for a third week as Ostrevian farmers sold early."),
    ... ])
    >>> stories["a"] == stories["b"] != stories["c"]
    True
    """
    grouper = Grouper()
    for item in items:
        if item[0] not in grouper:
            grouper.add(_fingerprint(item))
    grouper.settle()
    return {id_: story for story, ids in grouper.stories().items() for id_ in ids}


def _fingerprint(item: Item) -> Fingerprint:
    match item:
        case (id_, text, language, published):
            return fingerprint(id_, text, language=language, published=published)
        case (id_, text, language):
            return fingerprint(id_, text, language=language)
        case (id_, text):
            return fingerprint(id_, text)
