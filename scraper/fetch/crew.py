"""Tasks that fetch are few, and a task that only waits makes room for another."""

from __future__ import annotations

import asyncio
import itertools
from typing import TYPE_CHECKING

from scraper.fetch.board import LOOKAHEAD, Board

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator

    from scraper.model import Link, Miss, Page

    Work = Callable[[Link, Callable[[], None]], Awaitable[Page | Miss]]
    Result = tuple[Link, Page | Miss, bool]

__all__ = ["Crew"]

# Tasks that wait to try again or for another site's turn hold no page, only a little memory.
MAX_TASKS = 1_000


class Crew:
    """Works on links: one at a time per site, `room` of them at once, results as they finish.

    `ready` tells when a site may next be asked, `site_of` the site of a URL; times are the event
    loop's.
    """

    def __init__(
        self, room: int, *, ready: Callable[[str], float], site_of: Callable[[str], str]
    ) -> None:
        self._room = room
        self._ready = ready
        self._site_of = site_of
        self._board = Board()
        self._news: asyncio.Queue[Result | Exception | None] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._present = 0

    async def run(
        self, links: Iterator[Link], work: Work
    ) -> AsyncGenerator[tuple[Link, Page | Miss], None]:
        """Each link with what `work` made of it. An exception of `work` is raised here."""
        clock = asyncio.get_running_loop().time
        while True:
            for link in itertools.islice(links, LOOKAHEAD - len(self._board)):
                self._board.add(self._site_of(link.url), link)
            while self._has_room and (taken := self._board.take(clock())):
                self._start(*taken, work)
            if not (self._tasks or len(self._board)) and self._news.empty():
                return
            news = await self._wait(clock)
            if isinstance(news, Exception):
                raise news
            if news is not None:
                link, outcome, present = news
                self._present -= present
                yield link, outcome

    async def dismiss(self) -> None:
        """Cancel what still runs and wait until it is gone."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def _has_room(self) -> bool:
        return self._present < self._room and len(self._tasks) < MAX_TASKS

    async def _wait(self, clock: Callable[[], float]) -> Result | Exception | None:
        """The next news, or None when a site may have become ready in the meantime."""
        soonest = self._board.soonest if self._has_room else None
        if soonest is None:
            return await self._news.get()
        try:
            async with asyncio.timeout(max(0.0, soonest - clock())):
                return await self._news.get()
        except TimeoutError:
            return None

    def _start(self, site: str, link: Link, work: Work) -> None:
        present = True
        self._present += 1

        def leave() -> None:
            nonlocal present
            if present:
                present = False
                self._present -= 1
                self._board.free(site, self._ready(site))
                self._news.put_nowait(None)

        async def run() -> None:
            news: Result | Exception
            try:
                news = link, await work(link, leave), present
            except Exception as error:  # noqa: BLE001 - handed to the reader of the stream
                news = error
            if present:
                self._board.free(site, self._ready(site))
            # In this order: whoever reads the news must not count this task as running.
            self._tasks.discard(task)
            self._news.put_nowait(news)

        task = asyncio.create_task(run())
        self._tasks.add(task)
