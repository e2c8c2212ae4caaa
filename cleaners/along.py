"""What goes along with a line that goes: the teasers under a "Read also", the post over its name.

Each method adds to `hits` the places of lines that a rule would not take by themselves; what a
rule takes anyway stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaners.lines import Line, is_prose
from cleaners.matcher import Hit
from cleaners.model import Action, Kind, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Along"]

BLOCK_LINES = 40  # lines below a cue that may go with it
_LONGEST_BLOCK_LINE = 200  # characters
# Kinds of which nobody writes two lines in mid-story; dates, names and section words may stand so.
_ISLANDS = frozenset(Kind) - {Kind.NAVIGATION, Kind.EMBED, Kind.BYLINE, Kind.CREDIT, Kind.TAGS}
_SHORTEST_TEASER = 12  # characters
_MOST_TEASERS = 8  # items of a list
_LONGEST_POST = 600  # characters
_POST = re.compile(r"[#@]\w|https?://|\bpic\.|[\U0001f300-\U0001faff]")


class Along:
    """The standing lines of a text, with who knows what rules say about them."""

    def __init__(
        self,
        lines: Sequence[Line],
        match: Callable[[Line, Where], Hit | None],
        protected: Callable[[Line], bool],
    ) -> None:
        self._lines = lines
        self._match = match
        self._protected = protected

    def teaser(self, at: int, hit: Hit, hits: dict[int, Hit]) -> None:
        """The one headline under a "Read also" in mid-story, or the list of them."""
        items = 0
        while at + items < len(self._lines) and self._lines[at + items].text.startswith("- "):
            items += 1
        if 0 < items <= _MOST_TEASERS:
            for place in range(at, at + items):
                line = self._lines[place]
                if not is_prose(line.text) and not self._protected(line):
                    hits.setdefault(place, Hit(hit.rule, 0, len(line.text)))
            return
        if at + 1 >= len(self._lines):
            return
        text = self._lines[at].text
        cut_short = text.endswith(("...", "…"))
        if (
            _SHORTEST_TEASER <= len(text) <= (_LONGEST_POST if cut_short else _LONGEST_BLOCK_LINE)
            and (cut_short or text[-1].isalnum() or text[-1] in '?!"”’»')
            and (cut_short or not is_prose(text))
            and is_prose(self._lines[at + 1].text)
            and not self._protected(self._lines[at])
        ):
            hits.setdefault(at, Hit(hit.rule, 0, len(text)))

    def post(self, at: int, hit: Hit, hits: dict[int, Hit]) -> None:
        """The post that stands over its signature, if it is written as posts are."""
        line = self._lines[at]
        if (
            _POST.search(line.text)
            and len(line.text) <= _LONGEST_POST
            and not self._protected(line)
        ):
            hits.setdefault(at, Hit(hit.rule, 0, len(line.text)))

    def islands(self, head: int, tail: int, hits: dict[int, Hit]) -> None:
        """Two or more lines in a row that would go at an edge go in the middle as well.

        One "403" or "Search" may be a heading; a row of them is an error page or a widget that
        fell into the text.
        """
        row: dict[int, Hit] = {}
        end = min(tail, len(self._lines))
        for at in range(head + 1, end + 1):
            if at < end:
                line = self._lines[at]
                hit = hits.get(at) or self._edge_hit(line)
                if hit is not None and not hit.partial(line.text):
                    row[at] = hit
                    continue
            if len(row) > 1 and any(found.rule.kind in _ISLANDS for found in row.values()):
                for place, found in row.items():
                    hits.setdefault(place, found)
            row = {}

    def _edge_hit(self, line: Line) -> Hit | None:
        for where in (Where.HEAD, Where.TAIL):
            hit = self._match(line, where)
            if hit is not None and hit.rule.action is Action.REMOVE:
                return hit
        return None

    def may_be_broken(self, at: int) -> bool:
        """Whether the line and the next can be one that was broken."""
        if at + 1 == len(self._lines):
            return False
        line, following = self._lines[at].text, self._lines[at + 1].text
        return (
            following[0].islower()
            and line[-1].isalnum()
            and len(line) <= _LONGEST_BLOCK_LINE
            and len(following) <= _LONGEST_BLOCK_LINE
        )

    def broken(self, at: int, where: Where, hits: dict[int, Hit]) -> None:
        """A notice broken over two lines: "the page you were / looking for doesn't exist"."""
        two = self._lines[at : at + 2]
        joined = f"{two[0].text} {two[1].text}"
        hit = self._match(Line(two[0].start, two[0].start + len(joined), joined), where)
        if hit is not None and hit.rule.action is not Action.KEEP and not hit.partial(joined):
            for offset, line in enumerate(two, at):
                hits.setdefault(offset, Hit(hit.rule, 0, len(line.text)))

    def block(self, at: int, hit: Hit, hits: dict[int, Hit]) -> None:
        """All short lines below a cue in the tail, down to a long one or one that rules keep."""
        below = self._lines[at + 1 : at + 1 + BLOCK_LINES]
        for offset, line in enumerate(below, at + 1):
            kept = self._match(line, Where.TAIL)
            if len(line.text) > _LONGEST_BLOCK_LINE or (kept and kept.rule.action is Action.KEEP):
                return
            if not self._protected(line):
                hits.setdefault(offset, Hit(hit.rule, 0, len(line.text)))
