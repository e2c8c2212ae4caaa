"""One site is asked one thing at a time, and not before its time has come.

A lane is the queue before one site. Whoever waits for its turn holds nothing that others need; the
slots that bound all sites together are taken only for the time of a request.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from typing import TYPE_CHECKING

from scraper.fetch.pace import Pace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

__all__ = ["Lane", "Lanes"]

# Lanes remembered beyond their use: what is known of a site's pace is worth a little memory.
MAX_LANES = 10_000


class Lane:
    """The state of one site: whose turn it is, its pace, and when it may be asked next."""

    __slots__ = ("closed_until", "pace", "ready", "turn", "users")

    def __init__(self, pace: Pace) -> None:
        self.turn = asyncio.Lock()
        self.pace = pace
        self.ready = 0.0
        self.closed_until = 0.0
        self.users = 0


class Lanes:
    """The lanes of all sites. Times are the event loop's clock, in seconds.

    `patience` is how long anybody waits for a site that asked to be left alone.
    """

    def __init__(self, *, delay: float, at_once: int, patience: float) -> None:
        self._delay = delay
        self._patience = patience
        self._slots = asyncio.Semaphore(at_once)
        self._lanes: OrderedDict[str, Lane] = OrderedDict()

    def ready(self, site: str) -> float:
        """When `site` may next be asked; in the past for now."""
        lane = self._lanes.get(site)
        return max(lane.ready, lane.closed_until) if lane is not None else 0.0

    def due(self, site: str) -> float:
        """When the next turn of `site` may begin: at once, too, if only to be told to go away."""
        ready = self.ready(site)
        away = ready - asyncio.get_running_loop().time() > self._patience
        return 0.0 if away and self._lanes[site].closed_until == ready else ready

    @contextlib.asynccontextmanager
    async def turn(self, site: str) -> AsyncIterator[Lane]:
        """The lane of `site`, ours for the time of one request.

        Open, unless it stays closed for more than the patience: then it is handed over as
        it is, at once, and must not be used.
        """
        lane = self._lane(site)
        lane.users += 1
        try:
            async with lane.turn:
                clock = asyncio.get_running_loop().time
                if lane.closed_until - clock() > self._patience:
                    yield lane
                    return
                if (pause := max(lane.ready, lane.closed_until) - clock()) > 0:
                    await asyncio.sleep(pause)
                async with self._slots:
                    yield lane
        finally:
            lane.users -= 1

    def close(self, site: str, seconds: float) -> None:
        """Leave a site alone for so long, as it asked for."""
        now = asyncio.get_running_loop().time()
        lane = self._lane(site)
        lane.closed_until = max(lane.closed_until, now + seconds)

    def slow_to(self, site: str, crawl_delay: float | None) -> None:
        """Honour a `Crawl-delay` from now on."""
        lane = self._lane(site)
        lane.pace = lane.pace.asked_for(crawl_delay)
        if lane.ready:
            now = asyncio.get_running_loop().time()
            lane.ready = max(lane.ready, now + lane.pace.delay)

    def _lane(self, site: str) -> Lane:
        lane = self._lanes.get(site)
        if lane is None:
            lane = self._lanes[site] = Lane(Pace(self._delay))
            if len(self._lanes) > MAX_LANES:
                self._forget_one()
        else:
            self._lanes.move_to_end(site)
        return lane

    def _forget_one(self) -> None:
        """Drop the least lately used lane that nobody waits in and that holds no promise."""
        now = asyncio.get_running_loop().time()
        for site, lane in self._lanes.items():
            if not lane.users and max(lane.ready, lane.closed_until) < now:
                del self._lanes[site]
                return
