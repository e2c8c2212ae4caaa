"""Asked to stop, a run finishes the page in hand; asked twice, or kept waiting, it just stops."""

from __future__ import annotations

import asyncio
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

__all__ = ["Stop", "run_until_told", "terminating"]

Answer = TypeVar("Answer")

ASKING = (signal.SIGINT, signal.SIGTERM)
GRACE = 5.0  # seconds for the page in hand, far below the 90 that systemd waits


class Stop:
    """Whether somebody has asked this run to stop."""

    def __init__(self, *, grace: float = GRACE) -> None:
        self.asked = False
        self._grace = grace

    def check(self) -> None:
        """Between two pages: stop here if that was asked. Raises CancelledError."""
        if self.asked:
            raise asyncio.CancelledError

    def ask(self, task: asyncio.Task[Any]) -> None:
        """Stop after the page in hand; at once if this is the second time or it takes too long."""
        if self.asked:
            task.cancel()
        else:
            self.asked = True
            task.get_loop().call_later(self._grace, task.cancel)


def run_until_told(work: Callable[[], Coroutine[Any, Any, Answer]], stop: Stop) -> Answer | None:
    """What `work` answers, or None where SIGINT or SIGTERM stopped it."""

    async def told() -> Answer:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None  # noqa: S101 - asyncio.run makes one
        for number in ASKING:
            loop.add_signal_handler(number, stop.ask, task)
        return await work()

    try:
        return asyncio.run(told())
    except asyncio.CancelledError:
        if stop.asked:
            return None
        raise


@contextmanager
def terminating() -> Iterator[None]:
    """Where nothing is awaited, SIGTERM interrupts as SIGINT does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
