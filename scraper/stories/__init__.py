"""Which copies tell one story: texts and times in, stories out; no clock, no disk, no socket."""

from scraper.stories.batch import group
from scraper.stories.fingerprints import fingerprint
from scraper.stories.grouper import Grouper
from scraper.stories.model import Cause, Fingerprint, Move, Placed, Placement

__all__ = [
    "Cause",
    "Fingerprint",
    "Grouper",
    "Move",
    "Placed",
    "Placement",
    "fingerprint",
    "group",
]
