"""A byte that comes while nothing was asked closes the connection."""

from __future__ import annotations

import asyncio
from collections import deque

__all__ = ["Wire"]

# Unread bytes above which the other side is made to wait.
HIGH_WATER = 256 * 1024


class Wire(asyncio.Protocol):
    """The bytes of one connection, read on demand.

    asyncio's own streams would keep unasked bytes for the next reader; a server could answer a
    question before it is put and have the answer taken for the next page.
    """

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.closed = False
        self._asking = False
        self._chunks: deque[bytes] = deque()
        self._size = 0
        self._reader: asyncio.Future[None] | None = None
        self._transport: asyncio.Transport | None = None

    @property
    def alpn(self) -> str:
        """The protocol that a TLS server chose, or nothing."""
        secured = self._transport.get_extra_info("ssl_object") if self._transport else None
        return (secured.selected_alpn_protocol() or "") if secured is not None else ""

    def ask(self, data: bytes) -> None:
        """Send a request; from now on bytes are expected."""
        self._asking = True
        if self._transport is not None:
            self._transport.write(data)

    def rest(self) -> bool:
        """Note that the answer is complete. False, and closed, if anything came beyond it."""
        self._asking = False
        if self._chunks:
            self.close()
        return not self.closed

    async def read(self) -> bytes:
        """The next bytes, or none at the end of the stream. Raises `OSError` on a reset."""
        while not self._chunks:
            if self.closed:
                if self.error is not None:
                    raise self.error
                return b""
            self._reader = asyncio.get_running_loop().create_future()
            try:
                await self._reader
            finally:
                self._reader = None
        data = self._chunks.popleft()
        paused = self._size > HIGH_WATER
        self._size -= len(data)
        if paused and self._size <= HIGH_WATER and self._transport is not None:
            self._transport.resume_reading()
        return data

    def close(self) -> None:
        """Drop the connection at once; nobody is owed a farewell."""
        self.closed = True
        self._chunks.clear()
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by asyncio."""
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Called by asyncio."""
        if not self._asking:
            self.close()
            return
        self._chunks.append(data)
        before = self._size
        self._size += len(data)
        if before <= HIGH_WATER < self._size and self._transport is not None:
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        """Called by asyncio; returning None lets it close the connection."""
        self.closed = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by asyncio."""
        self.closed = True
        self.error = exc
        self._wake()

    def _wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)
