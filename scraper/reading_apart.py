"""Pages are read in children that can be killed: none hangs a run, none eats its memory.

    read(page) ─→ a free child ─→ answer
                     │  no answer within the time, or the child has died
                     └─→ killed, its page a miss, another child in its place

A child reads one page after the other and does nothing else: it opens no file and no socket, and
ends when its pipe does, however its parent went. SIGINT and SIGTERM are the parent's business.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import resource
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from queue import SimpleQueue
from typing import TYPE_CHECKING, Self

from cleaners import RULES
from scraper.model import Miss, Reason
from scraper.read import Reading, read_page
from scraper.readers import LIMITS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerProcess
    from types import TracebackType

    from cleaners import Rule
    from scraper.model import Page
    from scraper.read import Context
    from scraper.readers import Limits

__all__ = ["ReadersApart"]


class ReadersApart:
    """So many children that read; use it as a context manager, which ends them.

    They clean by `rules`, whatever rules a context brings. A page that is not read within its
    limits becomes a `Miss`: `timeout` where it took too long, `too_large` where it took too much
    memory, `decode` where its child died of it.
    """

    def __init__(self, jobs: int, rules: Sequence[Rule] = RULES, limits: Limits = LIMITS) -> None:
        # Enough ahead that no child waits while the parent files what another one read.
        self.depth = 3 * jobs
        self._rules = tuple(rules)
        self._limits = limits
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="reading")
        self._lock = threading.Lock()
        self._closed = False
        self._alive: set[_Child] = set()
        self._free: SimpleQueue[_Child | None] = SimpleQueue()
        for _ in range(jobs):
            self._free.put(None)  # a child is made when it is first needed
        _CONTEXT.set_forkserver_preload(["__main__", "scraper.read"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    async def read(self, page: Page, context: Context) -> Reading:
        """What came of a page."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._read, page, context)

    def close(self) -> None:
        """End the children; what they are reading is given up."""
        with self._lock:
            self._closed = True
            for child in self._alive:
                child.process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for child in tuple(self._alive):
            self._end(child)

    def _read(self, page: Page, context: Context) -> Reading:
        """In a thread: one page, one child. There are as many of these as of those."""
        child = self._free.get()
        try:
            # A child may have died of an earlier page, or of the machine: then another one is
            # asked, once. One that took too long would take as long again.
            for _ in range(2):
                child = child or self._made()
                if child is None:
                    return Reading(Miss(page.url, Reason.DECODE, "its reader was told to stop"))
                answer = child.ask((page, replace(context, rules=())), self._limits.seconds)
                if answer is not None:
                    reading, stays = answer
                    if not stays:
                        self._end(child)
                        child = None
                    return reading
                self._end(child)
                dead, child = child, None
                if dead.out_of_time:
                    break
            return Reading(self._miss(page, dead))
        finally:
            self._free.put(child)

    def _miss(self, page: Page, dead: _Child) -> Miss:
        if dead.out_of_time:
            detail = f"reading it took more than {self._limits.seconds:g} s"
            return Miss(page.url, Reason.TIMEOUT, detail, page.status)
        detail = f"its reader died (exit code {dead.process.exitcode})"
        return Miss(page.url, Reason.DECODE, detail, page.status)

    def _made(self) -> _Child | None:
        """A new child, unless this is closed."""
        with self._lock:  # multiprocessing's own list of children is not made for threads
            if self._closed:
                return None
            ours, theirs = _CONTEXT.Pipe()
            process = _CONTEXT.Process(
                target=_serve, args=(theirs, self._rules, self._limits), daemon=True
            )
            process.start()
            theirs.close()
            child = _Child(process, ours)
            self._alive.add(child)
            return child

    def _end(self, child: _Child) -> None:
        with self._lock:
            self._alive.discard(child)
            child.process.kill()
            child.process.join()
            child.pipe.close()


@dataclass(slots=True, eq=False)
class _Child:
    process: ForkServerProcess
    pipe: Connection
    out_of_time: bool = False

    def ask(self, question: tuple[Page, Context], seconds: float) -> tuple[Reading, bool] | None:
        """Its answer and whether it can go on; None where it gave none and is at its end."""
        try:
            self.pipe.send(question)
            if not self.pipe.poll(seconds):
                self.out_of_time = True
                return None
            answer: tuple[Reading, bool] = self.pipe.recv()
        except (EOFError, OSError):  # it died with the question in its hand, or before
            return None
        return answer


def _serve(pipe: Connection, rules: Sequence[Rule], limits: Limits) -> None:
    """In a child: read what is sent, until nothing is."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(EOFError, OSError):
        stays = True
        while stays:
            page, context = pipe.recv()
            # For the child whose parent was killed while it read; the parent is faster.
            signal.setitimer(signal.ITIMER_REAL, 2 * limits.seconds + 10)
            try:
                reading = read_page(page, replace(context, rules=rules))
            except MemoryError:
                detail = f"reading it took more than {limits.memory / 2**20:g} MiB"
                reading = Reading(Miss(page.url, Reason.TOO_LARGE, detail, page.status))
                stays = False
            signal.setitimer(signal.ITIMER_REAL, 0)
            pipe.send((reading, stays))


_CONTEXT = multiprocessing.get_context("forkserver")
