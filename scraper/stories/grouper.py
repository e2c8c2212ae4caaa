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
from scraper.stories.clusters import JOIN, clusters
from scraper.stories.lookalike import look_alike, same_event
from scraper.stories.model import Placed, Placement
from scraper.stories.naming import moves, name, story_id
from scraper.stories.vectors import Vectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from scraper.stories.model import Fingerprint, Move

__all__ = ["WINDOW", "Grouper"]

WINDOW = timedelta(days=7)


class Grouper:
    """The stories of the last days, in memory, about 4 kB a copy.

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
        self._vectors = Vectors()
        self._touched: list[int] = []
        self._free: list[int] = []
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
        number = self._enter(copy)
        links = self._links_of(number)
        best = self._best_story(number, links)
        self._touched.append(number)
        if best is None:
            story = self._free_id(copy)
            self._put(number, story)
            return Placement(story, 1.0, new=True)
        similarity, story = best
        self._put(number, story)
        return Placement(story, similarity, new=False)

    def change(self, copy: Fingerprint) -> None:
        """Give a copy another fingerprint; `settle` then finds its place, and its story's.

        Raises KeyError for an id that was never added.
        """
        number = self._numbers[copy.id]
        self._index.remove(number, self._copies[number])
        self._unlink({number})
        self._copies[number] = copy
        self._index.add(number, copy)
        self._vectors.put(number, copy)
        self._links_of(number)
        self._touched += self._stories[self._story_of[number]]

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
            copy = self._copies.pop(number)
            del self._numbers[copy.id]
            self._index.remove(number, copy)
        self._unlink(set(old))
        if old:
            self._free += old
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
        # The numbers of what was forgotten are given again: they are places in arrays.
        number = self._free.pop() if self._free else len(self._copies)
        self._copies[number] = copy
        self._numbers[copy.id] = number
        self._index.add(number, copy)
        self._vectors.put(number, copy)
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

    def _best_story(self, number: int, links: _Links) -> tuple[float, str] | None:
        """The story with the best mean cosine of at least `JOIN`; ties go to the smaller id."""
        shut = {self._story_of[near] for near in links.apart}
        near = sorted({self._story_of[near] for near in links.cosines} - shut)
        if not near:
            return None
        stories = [self._stories[story] for story in near]
        sums = self._vectors.sums([number], stories)
        means = [total / len(members) for total, members in zip(sums, stories, strict=True)]
        best = max(means)
        # Weights are stored with seven digits: a copy may seem a little closer than the same.
        return (min(best, 1.0), near[means.index(best)]) if best >= JOIN else None

    def _find_links(self, number: int) -> _Links:
        copy = self._copies[number]
        found = _Links()
        near = [other for other in self._index.near(copy) if other != number]
        for other, similarity in zip(near, self._vectors.cosines(number, near), strict=True):
            if similarity >= JOIN and self._comparable(copy, self._copies[other]):
                if not same_event(copy, self._copies[other]):
                    continue
                found.cosines[other] = similarity
                if look_alike(copy, self._copies[other]):
                    found.apart.add(other)
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

    def _unlink(self, gone: set[int]) -> None:
        """Forget the links of some copies, at both ends."""
        # Those of copies that earlier runs placed may be known at the other end alone.
        known = gone <= self._links.keys()
        ends = {near for number in gone for near in self._links[number].cosines} if known else None
        for number in gone:
            self._links.pop(number, None)
        for near in self._links.keys() if ends is None else ends & self._links.keys():
            links = self._links[near]
            for number in gone.intersection(links.cosines):
                del links.cosines[number]
                links.apart.discard(number)

    def _links_of(self, number: int) -> _Links:
        """The links of a copy; those of copies that earlier runs placed are found on demand."""
        known = self._links.get(number)
        if known is None:
            known = self._find_links(number)
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
        if len(region) == 1:
            return [list(region)]
        return clusters(
            {number: self._copies[number] for number in region},
            self._vectors,
            {number: self._links_of(number).cosines for number in region},
            {number: self._links_of(number).apart for number in region},
        )


@dataclass(slots=True)
class _Links:
    """The copies with a cosine of at least `JOIN` to one, and which of them only look alike."""

    cosines: dict[int, float] = field(default_factory=dict)
    apart: set[int] = field(default_factory=set)
