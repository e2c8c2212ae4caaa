"""Which copies tell one story: texts and times in, stories out; no clock, no disk, no socket."""

from scraper.stories.arrange import Arrangement, Contradiction, arrange, contradictions
from scraper.stories.batch import group
from scraper.stories.comparison import Comparison, compare
from scraper.stories.disagreement import Disagreement, Statement, Tier
from scraper.stories.evidence import is_copy
from scraper.stories.fingerprints import fingerprint
from scraper.stories.grouper import Grouper
from scraper.stories.lines import compare_json, compare_lines
from scraper.stories.model import Cause, Fingerprint, Move, Placed, Placement
from scraper.stories.passages import Passage, shared_passages
from scraper.stories.roles import Relation, Role, relations
from scraper.stories.sentences import Span
from scraper.stories.value import Kind

__all__ = [
    "Arrangement",
    "Cause",
    "Comparison",
    "Contradiction",
    "Disagreement",
    "Fingerprint",
    "Grouper",
    "Kind",
    "Move",
    "Passage",
    "Placed",
    "Placement",
    "Relation",
    "Role",
    "Span",
    "Statement",
    "Tier",
    "arrange",
    "compare",
    "compare_json",
    "compare_lines",
    "contradictions",
    "fingerprint",
    "group",
    "is_copy",
    "relations",
    "shared_passages",
]
