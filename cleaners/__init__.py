r"""Cut what is not the story out of a text, and keep a receipt for each cut.

>>> from cleaners import clean
>>> cleaned = clean("The bridge reopens on Friday.\n\nSubscribe to our newsletter")
>>> cleaned.text
'The bridge reopens on Friday.'
>>> cleaned.removals[0].rule
'subscribe-newsletter'
"""

from cleaners.clean import clean
from cleaners.model import Action, Anchor, Cleaned, Kind, Removal, Rule, Step, Where
from cleaners.normalize import normalize, normalize_and_explain
from cleaners.rules import RULES
from cleaners.site_lines import SiteLines

__all__ = [
    "RULES",
    "Action",
    "Anchor",
    "Cleaned",
    "Kind",
    "Removal",
    "Rule",
    "SiteLines",
    "Step",
    "Where",
    "clean",
    "normalize",
    "normalize_and_explain",
]
