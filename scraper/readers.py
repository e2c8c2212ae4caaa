"""Who reads pages while the loop goes on fetching: a thread here, or children with limits."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from scraper.read import read_page

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable

    from scraper.model import Page
    from scraper.read import Context, Reading

__all__ = ["IN_A_THREAD", "LIMITS", "InAThread", "Limits", "Readers", "ahead"]

Item = TypeVar("Item")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost: `seconds` on the clock, `memory` in bytes of address space."""

    seconds: float = 60.0
    memory: int = 2 * 2**30


LIMITS = Limits()


class Readers(Protocol):
    """Reads pages as `read_page` does; `depth` pages may be given to it at once."""

    @property
    def depth(self) -> int:
        """How many pages are worth giving it before the first is done."""

    async def read(self, page: Page, context: Context) -> Reading:
        """What came of a page."""


class InAThread:
    """One page at a time in this process, in a thread."""

    depth = 1

    async def read(self, page: Page, context: Context) -> Reading:
        """What came of a page."""
        return await asyncio.to_thread(read_page, page, context)


IN_A_THREAD = InAThread()


async def ahead(
    items: Iterable[Item], work: Callable[[Item], Coroutine[object, object, Answer]], *, depth: int
) -> AsyncGenerator[tuple[Item, Answer], None]:
    """Each item with what `work` makes of it, in order, up to `depth` of them at work at once.

    Items are taken as room comes free. Close it (`aclosing`), and what is at work is cancelled.
    """
    coming = iter(items)
    at_work: deque[tuple[Item, asyncio.Task[Answer]]] = deque()
    try:
        while True:
            for item in coming:
                at_work.append((item, asyncio.ensure_future(work(item))))
                if len(at_work) >= depth:
                    break
            if not at_work:
                return
            item, task = at_work[0]
            answer = await task
            at_work.popleft()
            yield item, answer
    finally:
        for _, task in at_work:
            task.cancel()
        await asyncio.gather(*(task for _, task in at_work), return_exceptions=True)
