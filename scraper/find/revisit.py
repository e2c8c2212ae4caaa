"""A source is visited as often as it changes: sooner after news, later after none. Pure."""

from __future__ import annotations

from datetime import timedelta

__all__ = ["LONGEST", "SHORTEST", "next_interval"]

# Feeds of busy desks change every few minutes; nobody needs a source oftener than that, and a
# quiet one is still looked at once a day.
SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(days=1)
FIRST = timedelta(hours=1)


def next_interval(last: timedelta | None, new_links: int, *, missed: bool = False) -> timedelta:
    """How long to leave a source alone after a visit that found `new_links`.

    `last` is the interval before that visit, None for the first. New links halve it, none make it
    half as long again, a visit that `missed` (no answer, an error) doubles it. The factors are a
    choice, not a measurement: quick to follow a source that wakes, slow to give one up.
    """
    if last is None:
        last = FIRST
    factor = 2.0 if missed else 0.5 if new_links else 1.5
    return max(SHORTEST, min(LONGEST, last * factor))
