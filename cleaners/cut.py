"""The one function that cuts: removals in order, disjoint, each with the white space it frees."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaners.lines import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaners.lines import Line
    from cleaners.model import Removal

__all__ = ["cut"]


def cut(
    lines: Sequence[Line], standing: Sequence[Line], removals: Iterable[Removal]
) -> tuple[Removal, ...]:
    """The removals of a text, so that what is left is normalised again.

    `lines` are all lines of the original, `standing` what is left of them, both in order. A line
    that goes as a whole takes the separator above it along, or the one below where nothing that
    stays is above.
    """
    waiting = sorted(removals, key=lambda removal: removal.start)
    out: list[Removal] = []
    at = left = 0
    stayed = False
    for line in lines:
        first = at
        while at < len(waiting) and waiting[at].start < line.end:
            at += 1
        mine = waiting[first:at]
        stays = left < len(standing) and standing[left].start < line.end
        if mine and not stays and stayed:
            mine[0] = replace(mine[0], start=line.start - len(SEPARATOR))
        elif mine and not stays and line is not lines[-1]:
            mine[-1] = replace(mine[-1], end=line.end + len(SEPARATOR))
        out.extend(mine)
        left += stays
        stayed = stayed or stays
    return tuple(out)
