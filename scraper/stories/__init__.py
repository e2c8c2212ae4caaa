"""Which copies tell one story: texts and times in, stories out; no clock, no disk, no socket."""

from scraper.stories.batch import group
from scraper.stories.comparison import Comparison, compare
from scraper.stories.disagreement import Disagreement, Statement, Tier
from scraper.stories.fingerprints import fingerprint
from scraper.stories.grouper import Grouper
from scraper.stories.model import Cause, Fingerprint, Move, Placed, Placement
from scraper.stories.passages import Passage, shared_passages
from scraper.stories.sentences import Span
from scraper.stories.value import Kind

__all__ = [
    "Cause",
    "Comparison",
    "Disagreement",
    "Fingerprint",
    "Grouper",
    "Kind",
    "Move",
    "Passage",
    "Placed",
    "Placement",
    "Span",
    "Statement",
    "Tier",
    "compare",
    "fingerprint",
    "group",
    "shared_passages",
]
