"""A story keeps its id while most of its copies stay together; every change of id is logged."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING

from scraper.stories.clusters import dot
from scraper.stories.model import Cause, Move

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from scraper.stories.model import Fingerprint

__all__ = ["moves", "name", "story_id"]


def story_id(copy_id: str, taken: Container[str]) -> str:
    """Twelve hexadecimal digits from the id of the copy that founds a story, and not yet taken."""
    attempt = 0
    while True:
        key = f"{copy_id}\0{attempt}" if attempt else copy_id
        found = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        if found not in taken:
            return found
        attempt += 1


def name(
    clusters: Sequence[Sequence[int]],
    before: Mapping[str, Sequence[int]],
    copies: Mapping[int, Fingerprint],
    *,
    told: Container[str],
    taken: Container[str],
) -> dict[str, list[int]]:
    """Give each cluster an id: that of the story most of whose copies it holds, else a new one.

    `before` holds the stories that the clusters replace; only ids in `told` are kept. A new id
    comes from the earliest copy, then the smallest id, and is none of `taken`, the ids in use,
    unless `before` frees it.
    """
    cluster_of = {number: at for at, cluster in enumerate(clusters) for number in cluster}
    shared = Counter(
        (story, cluster_of[number])
        for story, members in before.items()
        if story in told
        for number in members
    )
    founders = [min(cluster, key=lambda n: _age(copies[n])) for cluster in clusters]
    claims = sorted(
        shared.items(),
        key=lambda claim: (-claim[1], claim[0][0], _age(copies[founders[claim[0][1]]])),
    )
    names: dict[int, str] = {}
    kept: set[str] = set()
    for (story, at), _ in claims:
        if at not in names and story not in kept:
            names[at] = story
            kept.add(story)
    free = {story for story in before if story not in told}
    for at in sorted(range(len(clusters)), key=lambda at: _age(copies[founders[at]])):
        if at not in names:
            names[at] = story_id(copies[founders[at]].id, _Taken(taken, free, kept))
            kept.add(names[at])
    return {names[at]: list(cluster) for at, cluster in enumerate(clusters)}


def moves(
    before: Mapping[str, Sequence[int]],
    after: Mapping[str, Sequence[int]],
    copies: Mapping[int, Fingerprint],
) -> tuple[Move, ...]:
    """What changed between two ways to put the same copies into stories, by the copies' ids."""
    old = {number: story for story, members in before.items() for number in members}
    log: list[Move] = []
    for story, members in after.items():
        came = [number for number in members if old[number] != story]
        if not came:
            continue
        sums = _sums(members, copies)
        for number in came:
            left = old[number]
            similarity = _mean(copies[number], sums, len(members))
            cause = _cause(set(before[left]), set(members), story in before)
            log.append(Move(copies[number].id, left, story, cause, similarity))
    return tuple(sorted(log, key=lambda move: move.id))


def _cause(left: set[int], joined: set[int], existed: bool) -> Cause:  # noqa: FBT001 - private
    if left == joined:
        return Cause.RENAME
    if left < joined:
        return Cause.MERGE
    return Cause.MOVE if existed else Cause.SPLIT


def _sums(members: Sequence[int], copies: Mapping[int, Fingerprint]) -> dict[int, float]:
    sums: dict[int, float] = {}
    for number in members:
        copy = copies[number]
        for term, weight in zip(copy.terms, copy.weights, strict=True):
            sums[term] = sums.get(term, 0.0) + weight
    return sums


def _mean(copy: Fingerprint, sums: Mapping[int, float], size: int) -> float:
    """The mean cosine of a copy to the others of its story; 1 where there are none."""
    if size == 1:
        return 1.0
    own = sum(weight * weight for weight in copy.weights)
    return round((dot(sums, copy.terms, copy.weights) - own) / (size - 1), 6)


def _age(copy: Fingerprint) -> tuple[bool, float, str]:
    """The earlier, then the smaller id, comes first; a copy without a time comes last."""
    published = copy.published
    return published is None, published.timestamp() if published else 0.0, copy.id


class _Taken:
    """Ids in use, without those that are given up and with those given out meanwhile."""

    def __init__(self, taken: Container[str], free: set[str], given: set[str]) -> None:
        self._taken, self._free, self._given = taken, free, given

    def __contains__(self, story: object) -> bool:
        return story in self._given or (story in self._taken and story not in self._free)
