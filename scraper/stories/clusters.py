"""Average link on exact sums: the same copies give the same clusters, in any order."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import repeat
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from scraper.stories.model import Fingerprint
    from scraper.stories.vectors import Vectors

__all__ = ["COHESION", "JOIN", "clusters", "dot"]

# The least mean cosine between the copies of two clusters that become one.
JOIN = 0.18
# Two clusters of five or more, each held together by itself, are one story only if the mean cosine
# between them is at least this share of the mean cosine inside the looser of them: two events of
# one running topic are close, but not as close as the copies of either. Emergent-train: B-cubed F1
# .934 without, .943 to .953 for shares of .65 to .75 and sizes of 3 to 5.
COHESION = 0.7
_FORMED = 5


def dot(a: Mapping[int, float], terms: Iterable[int], weights: Iterable[float]) -> float:
    """The dot product of two vectors, the second given as its terms and their weights."""
    total: float = sum(map(mul, weights, map(a.get, terms, repeat(0.0))))
    return total


def clusters(
    copies: Mapping[int, Fingerprint],
    vectors: Vectors,
    edges: Mapping[int, Mapping[int, float]],
    apart: Mapping[int, Collection[int]],
) -> list[list[int]]:
    """Group numbered copies by average link, closest pair first, down to a mean cosine of `JOIN`.

    `vectors` holds the vectors of the copies, by the same numbers;
    `edges[n]` gives the copies with a cosine of at least `JOIN` to copy `n`, and that cosine;
    `apart[n]` the copies that must not share a cluster with it, where there are any. The result
    depends on the set of copies alone, not on their order or their numbers.
    """
    order = sorted(copies, key=lambda number: copies[number].id)
    place = {number: at for at, number in enumerate(order)}
    nodes = [
        _Node(
            members=[number],
            links={place[x]: c for x, c in edges[number].items() if x in place},
            apart={place[x] for x in apart.get(number, ()) if x in place},
        )
        for number in order
    ]
    _merge_all(nodes, vectors)
    return [node.members for node in nodes if node.members]


@dataclass(slots=True)
class _Node:
    """A cluster on its way: `links` are sums of cosines to other nodes, `inside` within itself."""

    members: list[int]
    links: dict[int, float]
    apart: set[int]
    inside: float = 0.0
    version: int = 0

    def cohesion(self) -> float:
        """The mean cosine between two members; 1 for a cluster of one."""
        size = len(self.members)
        return self.inside / (size * (size - 1) / 2) if size > 1 else 1.0


def _merge_all(nodes: list[_Node], vectors: Vectors) -> None:
    """Merge the closest pair until none is close enough. A merged node's members become empty."""
    heap = [
        (-mean, at, other, 0, 0)
        for at, node in enumerate(nodes)
        for other, mean in node.links.items()
        if at < other
    ]
    heapq.heapify(heap)
    while heap:
        mean, at, other, version, other_version = heapq.heappop(heap)
        a, b = nodes[at], nodes[other]
        if a.version != version or b.version != other_version or not _may_merge(a, b, other, -mean):
            continue
        _merge(nodes, at, other, vectors)
        for near, total in a.links.items():
            mean = total / (len(a.members) * len(nodes[near].members))
            if mean >= JOIN:
                first, second = min(at, near), max(at, near)
                versions = nodes[first].version, nodes[second].version
                heapq.heappush(heap, (-mean, first, second, *versions))


def _may_merge(a: _Node, b: _Node, b_at: int, mean: float) -> bool:
    if b_at in a.apart:
        return False
    if min(len(a.members), len(b.members)) < _FORMED:
        return True
    return mean >= COHESION * min(a.cohesion(), b.cohesion())


def _merge(nodes: list[_Node], at: int, other: int, vectors: Vectors) -> None:
    """Put node `other` into node `at`; every sum of cosines stays exact."""
    a, b = nodes[at], nodes[other]
    a.inside += b.inside + a.links.pop(other)
    del b.links[at]
    _fill(a, b.links.keys() - a.links.keys(), nodes, vectors)
    _fill(b, a.links.keys() - b.links.keys(), nodes, vectors)
    for near, total in b.links.items():
        node = nodes[near]
        a.links[near] += total
        node.links[at] = a.links[near]
        node.links.pop(other, None)
    a.members += b.members
    for near in b.apart:
        nodes[near].apart.discard(other)
        nodes[near].apart.add(at)
    a.apart |= b.apart
    a.version += 1
    b.version = -1
    b.members, b.links, b.apart = [], {}, set()


def _fill(node: _Node, unknown: Collection[int], nodes: Sequence[_Node], vectors: Vectors) -> None:
    """Add the sums of cosines to other nodes that no pair of copies above `JOIN` has told."""
    if unknown:
        near = sorted(unknown)
        sums = vectors.sums(node.members, [nodes[other].members for other in near])
        node.links.update(zip(near, sums, strict=True))
