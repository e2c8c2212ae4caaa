"""Each origin's robots.txt is fetched once a day, by whoever needs it first."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING

from scraper.fetch.asking import site_key
from scraper.fetch.failures import Failure
from scraper.fetch.robots import Rules
from scraper.model import Reason

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpx

    from scraper.fetch.budget import Budget
    from scraper.fetch.client import Answer

__all__ = ["RobotsCache"]

# RFC 9309, section 2.4: a cached copy should not be used for more than 24 hours.
KEEP = 24 * 3600.0
# A server that failed is asked again after ten minutes.
KEEP_UNREACHABLE = 600.0
MAX_ORIGINS = 2_000


class _Entry:
    __slots__ = ("expires", "lock", "rules")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.rules: Rules | None = None
        self.expires = 0.0


class RobotsCache:
    """The rules of the origins met so far.

    `agent` is our product token, `read` fetches a robots.txt, `slow_to` is told each site's
    `Crawl-delay` in seconds.
    """

    def __init__(
        self,
        agent: str,
        *,
        read: Callable[[httpx.URL, Budget], Awaitable[Answer | Failure]],
        slow_to: Callable[[str, float | None], None],
    ) -> None:
        self._agent = agent
        self._read = read
        self._slow_to = slow_to
        self._entries: OrderedDict[str, _Entry] = OrderedDict()

    async def rules(self, url: httpx.URL, budget: Budget) -> Rules:
        """The rules that hold for `url`; fetched where none are known or they are too old."""
        home = url.copy_with(raw_path=b"/robots.txt", fragment=None)
        entry = self._entries.get(str(home))
        if entry is None:
            entry = self._entries[str(home)] = _Entry()
            if len(self._entries) > MAX_ORIGINS:
                self._entries.popitem(last=False)
        else:
            self._entries.move_to_end(str(home))
        clock = asyncio.get_running_loop().time
        if entry.rules is None or clock() >= entry.expires:
            async with entry.lock:
                if entry.rules is None or clock() >= entry.expires:
                    new = Rules.of(await self._read(home, budget), self._agent)
                    # A known file outlives a server that fails (RFC 9309, section 2.4).
                    if new.trouble is None or entry.rules is None:
                        entry.rules = new
                        self._slow_to(site_key(url), new.crawl_delay)
                    entry.expires = clock() + (KEEP_UNREACHABLE if new.trouble else KEEP)
        return entry.rules

    async def forbids(self, url: httpx.URL, budget: Budget) -> Failure | None:
        """Why `url` may not be asked for, or None."""
        rules = await self.rules(url, budget)
        if rules.allow(str(url)):
            return None
        return rules.trouble or Failure(Reason.ROBOTS, "robots.txt disallows it")
