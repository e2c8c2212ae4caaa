r"""An expression in which a repeat repeats can take for ever; the usual form of it is refused.

"(?:\d+ ?)+" splits a row of digits in every possible way before it gives up. "(?:,\d+)+" does
not: there a comma says where each round begins.
"""

from __future__ import annotations

import re._constants as op
from typing import TYPE_CHECKING, Any

from cleaners.literals import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaners.literals import Node

__all__ = ["explodes"]


def explodes(find: str) -> bool:
    r"""Whether a repeat holds a repeat and nothing that must stand between two rounds.

    >>> explodes(r"pages: (?:\d+ ?)+"), explodes(r"pages: \d+(?:, ?\d+)*")
    (True, False)
    """
    return _explode(parse(find).nodes)


def _explode(nodes: Iterable[Node]) -> bool:
    return any(
        (kind in _REPEATS and value[1] > _FEW and _is_loose(list(value[2])))
        or any(map(_explode, _inside(kind, value)))
        for kind, value in nodes
    )


def _is_loose(body: Sequence[Node]) -> bool:
    """Whether one round can be a repeat alone, so that its end is anybody's guess."""
    return any(
        _is_repeat(node) and not any(map(_must_stand, [*body[:at], *body[at + 1 :]]))
        for at, node in enumerate(body)
    )


def _is_repeat(node: Node) -> bool:
    kind, value = node
    if kind in _REPEATS and value[1] > _FEW:
        return True
    return any(_is_loose(part) for part in _inside(kind, value))


def _must_stand(node: Node) -> bool:
    """Whether the node takes at least one character in every match."""
    kind, value = node
    if kind in _REPEATS:
        return bool(value[0]) and any(map(_must_stand, value[2]))
    if kind is op.BRANCH or kind is op.SUBPATTERN:
        return all(any(map(_must_stand, part)) for part in _inside(kind, value))
    return kind not in _EMPTY


def _inside(kind: Any, value: Any) -> list[list[Node]]:  # noqa: ANN401  # as parsed
    if kind in _REPEATS:
        return [list(value[2])]
    if kind is op.SUBPATTERN:
        return [list(value[-1])]
    if kind is op.BRANCH:
        return [list(branch) for branch in value[1]]
    if kind in {op.ASSERT, op.ASSERT_NOT}:
        return [list(value[1])]
    return []


# A possessive repeat gives nothing back, and so tries nothing twice.
_REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT}
_EMPTY = {op.AT, op.ASSERT, op.ASSERT_NOT, op.GROUPREF}
_FEW = 10  # rounds; two to that power is soon tried
