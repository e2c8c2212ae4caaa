"""Which link is fetched next: of a site that is ready, the one that waited longest.

Pure bookkeeping; times are seconds of any clock. Memory is bounded by `LOOKAHEAD` links.
"""

from __future__ import annotations

import heapq
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.model import Link

__all__ = ["LOOKAHEAD", "Board"]

# Links read ahead in search of sites that are ready. A few hundred bytes each.
LOOKAHEAD = 10_000


class Board:
    """Links that wait, by site. A site is given out once at a time, until it is `free` again."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Link]] = {}
        self._busy: set[str] = set()
        self._soonest: list[tuple[float, int, str]] = []
        self._count = 0
        self._entered = 0

    def __len__(self) -> int:
        return self._count

    def add(self, site: str, link: Link) -> None:
        """Put a link at the end of its site's queue."""
        queue = self._waiting.get(site)
        if queue is None:
            queue = self._waiting[site] = deque()
            if site not in self._busy:
                self._enter(site, 0.0)
        queue.append(link)
        self._count += 1

    def take(self, now: float) -> tuple[str, Link] | None:
        """The next link of a site that is ready at `now`; the site is busy from then on."""
        if not self._soonest or self._soonest[0][0] > now:
            return None
        _, _, site = heapq.heappop(self._soonest)
        self._busy.add(site)
        queue = self._waiting[site]
        link = queue.popleft()
        if not queue:
            del self._waiting[site]
        self._count -= 1
        return site, link

    def free(self, site: str, ready: float) -> None:
        """Say that `site` is no longer busy and may be asked again at `ready`."""
        if site in self._busy:
            self._busy.discard(site)
            if site in self._waiting:
                self._enter(site, ready)

    @property
    def soonest(self) -> float | None:
        """When the next site becomes ready; None where only busy sites, or none, have links."""
        return self._soonest[0][0] if self._soonest else None

    def _enter(self, site: str, ready: float) -> None:
        self._entered += 1
        heapq.heappush(self._soonest, (ready, self._entered, site))
