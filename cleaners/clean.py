"""Rules mark, one function cuts: the clean text is the original less its removals, each receipted.

    normalise → lines → passes until nothing is marked any more → safety stop → cut
                          title · rules · repeats · site lines

Every pass sees only the lines that still stand, so a cut at an edge lets the next one peel further
inward, and cleaning a clean text changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.cut import cut
from cleaners.desk import Desk
from cleaners.lines import split
from cleaners.matcher import matcher_of
from cleaners.model import Cleaned
from cleaners.normalize import normalize_and_explain
from cleaners.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaners.model import Rule
    from cleaners.site_lines import SiteLines

__all__ = ["clean"]


def clean(
    text: str,
    *,
    title: str = "",
    site_lines: SiteLines | None = None,
    protect: Sequence[str] = (),
    rules: Sequence[Rule] = RULES,
) -> Cleaned:
    """Mark and cut everything in a text that is not the story.

    `title`: the headline, if known; its repetition above the text goes. `site_lines`: lines known
    from other stories of the same site. `protect`: passages no rule may touch; a line that holds
    one of them, or is part of one, stays whole. Never raises on any string.
    """
    normal = normalize_and_explain(text)
    lines = split(normal.text)
    desk = Desk(lines, title, site_lines, protect, matcher_of(tuple(rules)).within(normal.text))
    desk.work()
    if desk.cuts_too_much():
        return Cleaned(normal.text, steps=normal.steps, flags=("safety_stop",))
    removals = cut(lines, desk.standing, (mark.removal for mark in desk.marks))
    return Cleaned(normal.text, removals, desk.notes(), normal.steps)
