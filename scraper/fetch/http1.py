"""HTTP/1.1 as strict as h11 is: what could be read in two ways is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import h11
import httpx

from scraper.fetch.conversation import MAX_FIELDS, MAX_INTERIM, Conversation, Head, Stale
from scraper.fetch.failures import Truncated

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scraper.fetch.wire import Wire

__all__ = ["Http1"]

# The longest status line and headers, or trailers, that are read (curl's limit is 300 KB in all,
# browsers' 256 KB).
MAX_HEAD_BYTES = 256 * 1024


class Http1(Conversation):
    """A connection that speaks HTTP/1.1."""

    def __init__(self, wire: Wire, timeout: float) -> None:
        super().__init__(wire, timeout)
        self._talk = h11.Connection(h11.CLIENT, max_incomplete_event_size=MAX_HEAD_BYTES)
        self._ended = False

    async def ask(self, request: httpx.Request) -> Head:
        try:
            question = self._talk.send(
                h11.Request(
                    method=request.method,
                    target=request.url.raw_path,
                    headers=request.headers.raw,
                )
            )
        except h11.LocalProtocolError as error:
            raise httpx.LocalProtocolError(str(error)) from error
        self._talk.send(h11.EndOfMessage())
        self._wire.ask(question or b"")
        try:
            return await self._head()
        except BaseException:
            self.close()
            raise

    async def _head(self) -> Head:
        silent = True
        interim = 0
        while interim <= MAX_INTERIM:
            event = self._next_event()
            if isinstance(event, h11.Response):
                if len(event.headers) > MAX_FIELDS:
                    raise httpx.RemoteProtocolError(f"{len(event.headers)} header fields")
                return Head(event.status_code, event.headers.raw_items())
            interim += isinstance(event, h11.InformationalResponse)
            if event is h11.NEED_DATA:
                data = await self._read(stale=silent)
                if not data and silent:
                    raise Stale
                if silent and data[:5] != b"HTTP/"[: len(data)]:
                    raise httpx.RemoteProtocolError(f"not HTTP but {data[:20]!r}")
                silent = False
                self._receive(data)
        raise httpx.RemoteProtocolError(f"more than {MAX_INTERIM} interim answers")

    async def body(self) -> AsyncIterator[bytes]:
        while True:
            event = self._next_event()
            if isinstance(event, h11.Data):
                yield bytes(event.data)
            elif event is h11.NEED_DATA:
                self._receive(await self._read())
            else:
                return

    def finish(self) -> bool:
        talk = self._talk
        done = talk.our_state is h11.DONE and talk.their_state is h11.DONE
        if done and not talk.trailing_data[0] and self._wire.rest():
            talk.start_next_cycle()
            return True
        self.close()
        return False

    def _receive(self, data: bytes) -> None:
        try:
            self._talk.receive_data(data)
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError(str(error)) from error
        self._ended = not data

    def _next_event(self) -> object:
        try:
            return self._talk.next_event()
        except h11.RemoteProtocolError as error:
            if self._ended:
                raise Truncated(str(error)) from error
            raise httpx.RemoteProtocolError(str(error)) from error
