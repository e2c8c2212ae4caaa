"""Where a line stands: above the first sentence of the story, below the last, or between.

The edges are found by peeling: from either end, everything that is known debris or no sentence at
all is passed over, and the first line that reads as prose ends the edge. That line still belongs to
it, for what a rule may cut off its beginning or its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.lines import is_prose
from cleaners.model import Action, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleaners.lines import Line
    from cleaners.matcher import Hit

__all__ = ["edges"]


def edges(lines: Sequence[Line], match: Callable[[Line, Where], Hit | None]) -> tuple[int, int]:
    """The index of the last line of the head and of the first line of the tail.

    In a text without prose the head reaches to the end and the tail to the beginning.
    """
    head = _first_prose(range(len(lines)), lines, Where.HEAD, match)
    tail = _first_prose(range(len(lines) - 1, -1, -1), lines, Where.TAIL, match)
    return len(lines) if head is None else head, -1 if tail is None else tail


def _first_prose(
    order: range,
    lines: Sequence[Line],
    where: Where,
    match: Callable[[Line, Where], Hit | None],
) -> int | None:
    for at in order:
        if is_prose(lines[at].text):
            hit = match(lines[at], where)
            if hit is None or hit.rule.action is Action.KEEP or hit.partial(lines[at].text):
                return at
    return None
