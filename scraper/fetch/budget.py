"""A URL has so many seconds of the network's time; waiting for its turn costs it nothing."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

__all__ = ["Budget"]


class Budget:
    """The seconds that one URL may still spend on requests and on waiting to repeat them."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    @contextlib.asynccontextmanager
    async def spending(self, limit: float | None = None) -> AsyncIterator[None]:
        """Charge the time of the block. Raises `TimeoutError` when the budget is used up.

        `limit` bounds this block alone, where it is less than what is left.
        """
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            async with asyncio.timeout(self.left if limit is None else min(limit, self.left)):
                yield
        finally:
            self.left -= clock() - began
