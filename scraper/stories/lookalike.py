"""Pages from one mould about different days are no copies, however many words they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.stories.model import Fingerprint

__all__ = ["look_alike"]

# Titles of two words leave no room for a mould.
_ENOUGH_TITLE = 3


def look_alike(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether two fingerprints come from one recurring template rather than from one event.

    Their titles are then the same but for a date: "Your stars for 3 March".
    """
    if a.title != b.title or a.title.count(" ") + 1 < _ENOUGH_TITLE:
        return False
    # A death toll rises within one story: numbers alone do not tell, a day in the title does.
    return a.slots != b.slots and any(not slot[0].isdigit() for slot in a.slots + b.slots)
