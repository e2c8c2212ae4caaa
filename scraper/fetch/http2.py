"""HTTP/2 by h2, where the operator wants it and the server offers it; one stream at a time.

Politeness leaves nothing to be multiplexed: this is for servers that treat HTTP/1.1 as a robot's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.events import (
    ConnectionTerminated,
    DataReceived,
    InformationalResponseReceived,
    ResponseReceived,
    StreamEnded,
    StreamReset,
)
from h2.exceptions import ProtocolError
from h2.settings import SettingCodes

from scraper.fetch.conversation import MAX_FIELDS, MAX_INTERIM, Conversation, Head, Stale
from scraper.fetch.failures import Truncated

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from h2.events import Event

    from scraper.fetch.wire import Wire

__all__ = ["Http2"]

# Bytes that may be under way: a page of 100 KB comes without waiting for our leave.
WINDOW = 1024 * 1024
# What belongs to one connection of HTTP/1.1 (RFC 9113, section 8.2.2), and what `:authority` says.
NOT_SENT = frozenset({b"host", b"connection", b"transfer-encoding", b"upgrade", b"keep-alive"})


class Http2(Conversation):
    """A connection that speaks HTTP/2."""

    def __init__(self, wire: Wire, timeout: float) -> None:
        super().__init__(wire, timeout)
        self._talk = H2Connection(H2Configuration(client_side=True, header_encoding=None))
        self._talk.initiate_connection()
        self._talk.update_settings(
            {SettingCodes.ENABLE_PUSH: 0, SettingCodes.INITIAL_WINDOW_SIZE: WINDOW}
        )
        self._talk.increment_flow_control_window(WINDOW)
        self._stream = 0
        self._events: list[Event] = []
        self._done = False

    async def ask(self, request: httpx.Request) -> Head:
        self._stream, self._done = self._talk.get_next_available_stream_id(), False
        url = request.url
        fields = [
            (b":method", request.method.encode("ascii")),
            (b":authority", request.headers.get("host", "").encode("ascii")),
            (b":scheme", url.raw_scheme),
            (b":path", url.raw_path),
            *((name.lower(), value) for name, value in request.headers.raw),
        ]
        kept = [(name, value) for name, value in fields if name not in NOT_SENT]
        try:
            self._talk.send_headers(self._stream, kept, end_stream=True)
        except ProtocolError as error:
            self.close()
            raise httpx.LocalProtocolError(str(error)) from error
        self._wire.ask(self._talk.data_to_send())
        try:
            return await self._head()
        except BaseException:
            self.close()
            raise

    async def _head(self) -> Head:
        interim = 0
        while interim <= MAX_INTERIM:
            event = await self._next_event(first=True)
            if isinstance(event, ResponseReceived):
                fields = [(bytes(name), bytes(value)) for name, value in event.headers]
                if len(fields) > MAX_FIELDS:
                    raise httpx.RemoteProtocolError(f"{len(fields)} header fields")
                status = int(dict(fields)[b":status"])
                return Head(status, [field for field in fields if not field[0].startswith(b":")])
            interim += isinstance(event, InformationalResponseReceived)
        raise httpx.RemoteProtocolError(f"more than {MAX_INTERIM} interim answers")

    async def body(self) -> AsyncIterator[bytes]:
        while not self._done:
            event = await self._next_event()
            if isinstance(event, DataReceived):
                self._talk.acknowledge_received_data(
                    event.flow_controlled_length or 0, self._stream
                )
                self._wire.ask(self._talk.data_to_send())
                yield event.data or b""
            elif isinstance(event, StreamEnded):
                self._done = True

    def finish(self) -> bool:
        leaving = any(isinstance(event, ConnectionTerminated) for event in self._events)
        self._events.clear()  # settings and the like; there is no stream but ours
        if self._done and not leaving and self._wire.rest():
            return True
        self.close()
        return False

    async def _next_event(self, *, first: bool = False) -> Event:
        """The next event that concerns our question."""
        while not self._events:
            data = await self._read(stale=first)
            if not data:
                raise Stale if first else Truncated("the connection ended in the answer")
            try:
                self._events += self._talk.receive_data(data)
            except ProtocolError as error:
                raise httpx.RemoteProtocolError(str(error) or type(error).__name__) from error
            self._wire.ask(self._talk.data_to_send())
        event = self._events.pop(0)
        if isinstance(event, ConnectionTerminated):
            if first:
                raise Stale
            raise Truncated("the server closes the connection in the answer")
        if isinstance(event, StreamReset) and event.stream_id == self._stream:
            if event.error_code == ErrorCodes.REFUSED_STREAM and first:
                raise Stale
            raise Truncated(f"the server ends the answer: {event.error_code!r}")
        return event
