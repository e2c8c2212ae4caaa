"""One connection, one question at a time; what came of it tells whether it may serve again."""

from __future__ import annotations

import abc
import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from scraper.fetch.failures import Truncated

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from scraper.fetch.wire import Wire

__all__ = ["MAX_FIELDS", "MAX_INTERIM", "Conversation", "Head", "Stale"]

# More fields than this are no page's (Python's own client takes 100), more interim answers neither.
MAX_FIELDS = 1_000
MAX_INTERIM = 20


class Stale(Exception):  # noqa: N818 - a signal between two methods, not an error
    """The connection ended before the first byte of an answer: safe to ask again on a new one."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the final answer; `fields` as they came, names in lower case."""

    status: int
    fields: Sequence[tuple[bytes, bytes]]


class Conversation(abc.ABC):
    """What both versions of the protocol have in common. `timeout` in seconds bounds a silence."""

    def __init__(self, wire: Wire, timeout: float) -> None:
        self._wire = wire
        self._timeout = timeout

    @property
    def usable(self) -> bool:
        """Whether another question may be put."""
        return not self._wire.closed

    @abc.abstractmethod
    async def ask(self, request: httpx.Request) -> Head:
        """Send `request` and wait for the head of the answer. Raises `Stale`, or as `body`."""

    @abc.abstractmethod
    def body(self) -> AsyncIterator[bytes]:
        """The body's bytes as sent, framing removed, content coding kept.

        Raises the exceptions of `scraper.fetch.failures` and of httpx.
        """

    @abc.abstractmethod
    def finish(self) -> bool:
        """Whether the answer was read to its end and the connection may serve another."""

    def close(self) -> None:
        """Drop the connection."""
        self._wire.close()

    async def _read(self, *, stale: bool = False) -> bytes:
        """The next bytes, or none at the end of the stream."""
        try:
            async with asyncio.timeout(self._timeout):
                return await self._wire.read()
        except TimeoutError:
            raise httpx.ReadTimeout(f"silent for {self._timeout:g} s") from None
        except OSError as error:
            if stale:
                raise Stale from error
            raise Truncated(f"connection lost: {error}") from error
