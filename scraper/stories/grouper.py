"""Copies join stories as they come; settling makes the order of their coming forgotten.

    add     → candidates by key terms → cosines → the story with the best mean cosine, or a new one
    settle  → everything connected to what was added is clustered anew, by average link
    forget  → copies too old to get mates are let go

After `settle` the stories depend on the set of copies, not on the order in which they were added.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.stories.candidates import Candidates
from scraper.stories.clusters import JOIN, clusters, cosine
from scraper.stories.lookalike import look_alike, same_event
from scraper.stories.model import Placed, Placement
from scraper.stories.naming import moves, name, story_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from scraper.stories.model import Fingerprint, Move

__all__ = ["WINDOW", "Grouper"]

WINDOW = timedelta(days=7)


class Grouper:
    """The stories of the last days, in memory, about 3 kB a copy.

    `known` is what earlier runs placed, so that this one goes on where they ended. Copies further
    apart in time than `window` are never compared; a copy without a time is compared with all.
    """

    def __init__(self, known: Iterable[Placed] = (), *, window: timedelta = WINDOW) -> None:
        self._window = window
        self._copies: dict[int, Fingerprint] = {}
        self._numbers: dict[str, int] = {}
        self._stories: dict[str, list[int]] = {}
        self._story_of: dict[int, str] = {}
        self._links: dict[int, _Links] = {}
        self._index = Candidates()
        self._touched: list[int] = []
        self._next = 0
        for placed in known:
            if placed.fingerprint.id not in self._numbers:
                self._put(self._enter(placed.fingerprint), placed.story_id)
        # Stories that somebody has already been told of keep their ids.
        self._told = set(self._stories)

    def __len__(self) -> int:
        return len(self._copies)

    def __contains__(self, id_: str) -> bool:
        return id_ in self._numbers

    def add(self, copy: Fingerprint) -> Placement:
        """Put a copy into the story it is closest to, or into a new one; `settle` may move it.

        A copy whose id is already there is left where it is.
        """
        known = self._numbers.get(copy.id)
        if known is not None:
            return Placement(self._story_of[known], 1.0, new=False)
        links = self._find_links(copy)
        best = self._best_story(copy, links)
        number = self._enter(copy)
        self._keep_links(number, links)
        self._touched.append(number)
        if best is None:
            story = self._free_id(copy)
            self._put(number, story)
            return Placement(story, 1.0, new=True)
        similarity, story = best
        self._put(number, story)
        return Placement(story, similarity, new=False)

    def settle(self) -> tuple[Move, ...]:
        """Merge and split what the copies added since the last time have touched.

        A merge needs a pair of copies with a cosine of at least `JOIN`, so only what such pairs
        connect to a new copy can change; that is clustered anew, from nothing. Returns what
        changed, in order of the copies' ids.
        """
        before: dict[str, list[int]] = {}
        found: list[list[int]] = []
        done: set[int] = set()
        for number in self._touched:
            if number not in done and number in self._copies:
                region = self._region(number)
                done |= region
                found += self._clusters(region)
        for number in done:
            before.setdefault(self._story_of[number], []).append(number)
        after = name(found, before, self._copies, told=self._told, taken=self._stories)
        log = moves(before, after, self._copies)
        for number in done:
            self._take_out(number)
        for story, members in after.items():
            for number in members:
                self._put(number, story)
        self._touched.clear()
        self._told.update(after)
        return log

    def forget(self, before: datetime) -> int:
        """Let go of the copies published before a time; copies without a time stay. How many."""
        old = [n for n, c in self._copies.items() if c.published and c.published < before]
        for number in old:
            self._take_out(number)
            del self._numbers[self._copies.pop(number).id]
            links = self._links.pop(number, _NO_LINKS)
            for near in links.cosines:
                if near in self._links:
                    self._links[near].cosines.pop(number, None)
                    self._links[near].apart.discard(number)
        if old:
            self._index = Candidates.of(self._copies.items())
        self._told &= self._stories.keys()
        return len(old)

    def story_of(self, id_: str) -> str:
        """The story of a copy. Raises KeyError for an id that was never added."""
        return self._story_of[self._numbers[id_]]

    def stories(self) -> dict[str, tuple[str, ...]]:
        """Each story's id and the ids of its copies, sorted."""
        return {
            story: tuple(sorted(self._copies[number].id for number in members))
            for story, members in self._stories.items()
        }

    def placed(self) -> Iterator[Placed]:
        """Every copy with its story, as `known` for another `Grouper`."""
        for number, copy in self._copies.items():
            yield Placed(copy, self._story_of[number])

    def _enter(self, copy: Fingerprint) -> int:
        number = self._next
        self._next += 1
        self._copies[number] = copy
        self._numbers[copy.id] = number
        self._index.add(number, copy)
        return number

    def _put(self, number: int, story: str) -> None:
        self._story_of[number] = story
        self._stories.setdefault(story, []).append(number)

    def _take_out(self, number: int) -> None:
        story = self._story_of.pop(number)
        members = self._stories[story]
        members.remove(number)
        if not members:
            del self._stories[story]

    def _free_id(self, copy: Fingerprint) -> str:
        return story_id(copy.id, self._stories)

    def _best_story(self, copy: Fingerprint, links: _Links) -> tuple[float, str] | None:
        """The story with the best mean cosine of at least `JOIN`; ties go to the smaller id."""
        vector = dict(zip(copy.terms, copy.weights, strict=True))
        shut = {self._story_of[number] for number in links.apart}
        best: tuple[float, str] | None = None
        for story in sorted({self._story_of[number] for number in links.cosines} - shut):
            members = self._stories[story]
            total = sum(
                links.cosines.get(number) or cosine(vector, self._copies[number])
                for number in members
            )
            mean = total / len(members)
            if mean >= JOIN and (best is None or mean > best[0]):
                best = mean, story
        return best

    def _find_links(self, copy: Fingerprint) -> _Links:
        vector = dict(zip(copy.terms, copy.weights, strict=True))
        found = _Links()
        for number in self._index.near(copy):
            other = self._copies[number]
            if other.id == copy.id or not self._comparable(copy, other):
                continue
            similarity = cosine(vector, other)
            if similarity >= JOIN and same_event(copy, other):
                found.cosines[number] = similarity
                if look_alike(copy, other):
                    found.apart.add(number)
        return found

    def _comparable(self, a: Fingerprint, b: Fingerprint) -> bool:
        if a.published is None or b.published is None:
            return True
        return abs(a.published - b.published) <= self._window

    def _keep_links(self, number: int, links: _Links) -> None:
        """Note the links of a copy at both ends, where the other end's are known already."""
        self._links[number] = links
        for near, similarity in links.cosines.items():
            known = self._links.get(near)
            if known is not None:
                known.cosines[number] = similarity
                if near in links.apart:
                    known.apart.add(number)

    def _links_of(self, number: int) -> _Links:
        """The links of a copy; those of copies that earlier runs placed are found on demand."""
        known = self._links.get(number)
        if known is None:
            known = self._find_links(self._copies[number])
            self._keep_links(number, known)
        return known

    def _region(self, start: int) -> set[int]:
        """Everything that links and common stories connect to a copy."""
        region = {start}
        edge = [start]
        while edge:
            number = edge.pop()
            near = [*self._links_of(number).cosines, *self._stories[self._story_of[number]]]
            for other in near:
                if other not in region:
                    region.add(other)
                    edge.append(other)
        return region

    def _clusters(self, region: set[int]) -> list[list[int]]:
        return clusters(
            {number: self._copies[number] for number in region},
            {number: self._links_of(number).cosines for number in region},
            {number: self._links_of(number).apart for number in region},
        )


@dataclass(slots=True)
class _Links:
    """The copies with a cosine of at least `JOIN` to one, and which of them only look alike."""

    cosines: dict[int, float] = field(default_factory=dict)
    apart: set[int] = field(default_factory=set)


_NO_LINKS = _Links()
