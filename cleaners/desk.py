"""A text being worked on: the lines that stand, the marks made, one pass after another.

Finders look at the standing lines and say what should go; nothing is edited, only marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaners.along import Along
from cleaners.lines import is_prose
from cleaners.matcher import Hit
from cleaners.model import Action, Kind, Removal, Rule, Where
from cleaners.normalize import normalize
from cleaners.repeats import repeated
from cleaners.titles import is_title
from cleaners.zones import edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaners.lines import Line
    from cleaners.matcher import Matcher
    from cleaners.site_lines import SiteLines

__all__ = ["FINDERS", "Desk"]

SAFETY_SHARE = 0.6  # of the prose; no page of the labelled sets loses a third of its prose to rules
SAFETY_LINES = 2  # prose lines that must be at stake before the share says anything
_LEAST_LEFT = 30  # characters; the shortest briefs of Emergent-train are one sentence

_TITLE = Rule("title", Kind.TITLE, (), ())
_REPEAT = Rule("repeated-passage", Kind.REPEAT, (), ())
_SITE_LINE = Rule("site-line", Kind.SITE_LINE, (), ())
# Names and kinds that no rule can have.
FINDERS = (_TITLE, _REPEAT, _SITE_LINE)
# What these take is said elsewhere or can be nothing else, however much of the page it is.
_NEVER_STOPS = frozenset({Kind.TITLE, Kind.REPEAT, Kind.LEGAL})


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the original that goes, and whether a sentence of prose goes with it."""

    removal: Removal
    prose: bool


class Desk:
    """A text while it is being worked on: the lines that stand and the marks made so far."""

    def __init__(
        self,
        lines: Sequence[Line],
        title: str,
        site_lines: SiteLines | None,
        protect: Sequence[str],
        matcher: Matcher,
    ) -> None:
        self.standing = list(lines)
        self.marks: list[Mark] = []
        self._title = normalize(title)
        self._site_lines = site_lines
        self._protect = [normal for normal in map(normalize, protect) if normal]
        self._matcher = matcher
        self._asked: dict[str, tuple[Hit, ...]] = {}
        self._edges: tuple[int, int] | None = None
        self._prose = sum(len(line.text) for line in lines if is_prose(line.text))

    def work(self) -> None:
        """Pass over the standing lines until nothing more is marked."""
        finders = (self._titles, self._ruled, self._repeated, self._of_the_site)
        marked = True
        while marked:
            marked = False
            for find in finders:
                marked |= self._mark(find())

    def cuts_too_much(self) -> bool:
        """Whether so much prose is marked that a rule must be wrong about this text.

        What other stories of the site hold is no part of this one, however much it is: a block of
        a hundred words stands over a brief of ten. It counts only where hardly a word is left.
        """
        prose = [mark.removal for mark in self.marks if mark.prose]
        site = [removal for removal in prose if removal.kind is Kind.SITE_LINE]
        left = sum(len(line.text) for line in self.standing)
        if len(site) >= SAFETY_LINES and left < _LEAST_LEFT:
            return True
        own = self._prose - _size(site)
        taken = [x for x in prose if x.kind not in _NEVER_STOPS and x.kind is not Kind.SITE_LINE]
        return len(taken) >= SAFETY_LINES and _size(taken) > SAFETY_SHARE * own

    def notes(self) -> tuple[Removal, ...]:
        """What rules say about lines that stay."""
        found = []
        head, tail = self._zones_end()
        for at, line in enumerate(self.standing):
            for where in _zones(at, head, tail) if self._hits(line) else ():
                hit = self._match(line, where)
                if hit is not None and hit.rule.action is Action.KEEP:
                    found.append(_receipt(line, hit))
                    break
        return tuple(found)

    def _titles(self) -> dict[int, Hit]:
        if not self._title:
            return {}
        head, _ = self._zones_end()
        lines = self.standing[: head + 1]
        return {
            at: Hit(_TITLE, 0, len(line.text), line.text)
            for at, line in enumerate(lines)
            if is_title(line.text, self._title) and not _is_sentence(line.text)
        }

    def _ruled(self) -> dict[int, Hit]:
        head, tail = self._zones_end()
        along = Along(self.standing, self._match, self._protected)
        hits: dict[int, Hit] = {}
        for at, line in enumerate(self.standing):
            broken = along.may_be_broken(at)
            if not broken and not self._hits(line):
                continue
            for where in _zones(at, head, tail):
                hit = self._match(line, where)
                if broken:
                    along.broken(at, where, hits)
                if hit is not None and hit.rule.action is not Action.KEEP:
                    hits.setdefault(at, hit)
                    if hit.rule.block and at >= tail:
                        along.block(at, hit, hits)
                    elif hit.rule.block:
                        along.teaser(at + 1, hit, hits)
                    if hit.rule.post_above and at > 0:
                        along.post(at - 1, hit, hits)
                    break
        along.islands(head, tail, hits)
        return hits

    def _repeated(self) -> dict[int, Hit]:
        again = repeated(self.standing)
        return {at: Hit(_REPEAT, 0, len(self.standing[at].text)) for at in again}

    def _of_the_site(self) -> dict[int, Hit]:
        if self._site_lines is None:
            return {}
        head, _ = self._zones_end()
        return {
            at: Hit(_SITE_LINE, 0, len(line.text))
            for at, line in enumerate(self.standing)
            if self._site_lines.is_debris(line.text, lead=at == head) and not self._protected(line)
        }

    def _match(self, line: Line, where: Where) -> Hit | None:
        hits = self._hits(line)
        return next((hit for hit in hits if hit.acts(where)), None) if hits else None

    def _hits(self, line: Line) -> tuple[Hit, ...]:
        """What rules say about a line, wherever it stands."""
        hits = self._asked.get(line.text)
        if hits is None:
            hits = self._matcher.hits(line.text)
            if hits and self._protected(line):
                hits = tuple(hit for hit in hits if hit.rule.action is Action.KEEP)
            self._asked[line.text] = hits
        return hits

    def _protected(self, line: Line) -> bool:
        return any(passage in line.text or line.text in passage for passage in self._protect)

    def _zones_end(self) -> tuple[int, int]:
        if self._edges is None:
            self._edges = edges(self.standing, self._match)
        return self._edges

    def _mark(self, hits: dict[int, Hit]) -> bool:
        if not hits:
            return False
        standing = []
        for at, line in enumerate(self.standing):
            hit = hits.get(at)
            if hit is None:
                standing.append(line)
                continue
            rest = (
                line.narrowed(hit.end, len(line.text))
                if hit.start == 0
                else line.narrowed(0, hit.start)
            )
            self.marks.append(
                Mark(_receipt(line, hit, rest), not rest.text and is_prose(line.text))
            )
            if rest.text:
                standing.append(rest)
        self.standing = standing
        self._edges = None
        return True


def _size(removals: Iterable[Removal]) -> int:
    return sum(removal.end - removal.start for removal in removals)


def _is_sentence(text: str) -> bool:
    """A lead that some page calls its title is still the lead."""
    return is_prose(text) and text[-1] == "."


def _zones(at: int, head: int, tail: int) -> tuple[Where, ...]:
    if at <= head:
        return (Where.HEAD, Where.TAIL) if at >= tail else (Where.HEAD,)
    return (Where.TAIL,) if at >= tail else (Where.ANYWHERE,)


def _receipt(line: Line, hit: Hit, rest: Line | None = None) -> Removal:
    """The removal of a hit, with the white space between it and what is left of the line."""
    start, end = line.start + hit.start, line.start + hit.end
    if rest is not None and rest.text:
        start, end = (start, rest.start) if hit.start == 0 else (rest.end, end)
    elif rest is not None:
        start, end = line.start, line.end
    return Removal(start, end, hit.rule.name, hit.rule.kind, hit.value)
