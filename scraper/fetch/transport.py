"""HTTP/1.1 for httpx, as strict as h11 is, over connections that the guard has allowed.

httpx's own transport cannot say which address it reached, keeps bytes that nobody asked for, and
walks its whole pool at each request. This one holds one connection per origin and no pool.
"""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING

import h11
import httpx

from scraper.fetch.failures import Truncated, Untrusted
from scraper.fetch.wire import Wire

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from scraper.fetch.dial import Dialer

__all__ = ["Transport"]

_Origin = tuple[str, str, int]

# The longest status line and headers, or trailers, that are read (curl's limit is 300 KB in all,
# browsers' 256 KB).
MAX_HEAD_BYTES = 256 * 1024
# More fields than this are no page's (Python's own client takes 100), more interim answers neither.
MAX_FIELDS = 1_000
MAX_INTERIM = 20
# A site is one host or a few (www, m, amp; http and https).
MAX_ORIGINS = 4


class Transport(httpx.AsyncBaseTransport):
    """The connections to one site: at most one per origin, at most one question at a time each.

    `timeout` in seconds bounds the handshake and each silence. Raises the exceptions of
    `scraper.fetch.failures`.
    """

    def __init__(
        self, dialer: Dialer, trust: Callable[[], ssl.SSLContext], *, timeout: float
    ) -> None:
        self._dialer = dialer
        self._trust = trust
        self._timeout = timeout
        self._idle: dict[_Origin, _Connection] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request, read the head of the answer; the body is read from its stream."""
        url = request.url
        origin = (url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80))
        kept = self._idle.pop(origin, None)
        if kept is not None and kept.usable:
            try:
                return self._response(origin, kept, await kept.ask(request))
            except _Stale:
                pass  # closed by the server while it lay idle: RFC 9112, section 9.3.1
        fresh = await self._open(origin)
        try:
            return self._response(origin, fresh, await fresh.ask(request))
        except _Stale:
            raise httpx.ConnectError("closed without an answer") from None

    async def aclose(self) -> None:
        """Close what is idle."""
        for connection in self._idle.values():
            connection.close()
        self._idle.clear()

    def _response(
        self, origin: _Origin, connection: _Connection, head: h11.Response
    ) -> httpx.Response:
        def keep() -> None:
            while len(self._idle) >= MAX_ORIGINS:
                self._idle.pop(next(iter(self._idle))).close()
            self._idle[origin] = connection

        return httpx.Response(
            head.status_code, headers=head.headers.raw_items(), stream=_Body(connection, keep)
        )

    async def _open(self, origin: _Origin) -> _Connection:
        scheme, host, port = origin
        sock = await self._dialer.connect(host, port)
        trust = self._trust() if scheme == "https" else None
        loop = asyncio.get_running_loop()
        opened = False
        try:
            async with asyncio.timeout(self._timeout):
                _, wire = await loop.create_connection(
                    Wire, sock=sock, ssl=trust, server_hostname=host if trust else None
                )
            opened = True
        except TimeoutError:
            raise httpx.ConnectTimeout(f"no TLS handshake with {host}") from None
        except ssl.SSLError as error:
            raise Untrusted(getattr(error, "verify_message", "") or str(error)) from error
        except OSError as error:
            raise httpx.ConnectError(f"{host}: {error}") from error
        finally:
            if not opened:
                sock.close()
        return _Connection(wire, self._timeout)


class _Stale(Exception):  # noqa: N818 - a signal between two methods, not an error
    """The connection ended before the first byte of an answer: safe to ask again on a new one."""


class _Connection:
    """One connection and the state of its conversation."""

    def __init__(self, wire: Wire, timeout: float) -> None:
        self._wire = wire
        self._timeout = timeout
        self._talk = h11.Connection(h11.CLIENT, max_incomplete_event_size=MAX_HEAD_BYTES)
        self._ended = False

    @property
    def usable(self) -> bool:
        return not self._wire.closed

    async def ask(self, request: httpx.Request) -> h11.Response:
        """Send `request` and wait for the final head of the answer."""
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

    async def _head(self) -> h11.Response:
        silent = True
        interim = 0
        while interim <= MAX_INTERIM:
            event = self._next_event()
            if isinstance(event, h11.Response):
                if len(event.headers) > MAX_FIELDS:
                    raise httpx.RemoteProtocolError(f"{len(event.headers)} header fields")
                return event
            interim += isinstance(event, h11.InformationalResponse)
            if event is h11.NEED_DATA:
                data = await self._read(stale=silent)
                if not data and silent:
                    raise _Stale
                if silent and data[:5] != b"HTTP/"[: len(data)]:
                    raise httpx.RemoteProtocolError(f"not HTTP but {data[:20]!r}")
                silent = False
                self._receive(data)
        raise httpx.RemoteProtocolError(f"more than {MAX_INTERIM} interim answers")

    async def body(self) -> AsyncIterator[bytes]:
        """The body's bytes as sent, framing removed, content coding kept."""
        while True:
            event = self._next_event()
            if isinstance(event, h11.Data):
                yield bytes(event.data)
            elif event is h11.NEED_DATA:
                self._receive(await self._read())
            else:
                return

    def finish(self) -> bool:
        """Whether the answer was read to its end and the connection may serve another."""
        talk = self._talk
        done = talk.our_state is h11.DONE and talk.their_state is h11.DONE
        if done and not talk.trailing_data[0] and self._wire.rest():
            talk.start_next_cycle()
            return True
        self.close()
        return False

    def close(self) -> None:
        self._wire.close()

    async def _read(self, *, stale: bool = False) -> bytes:
        try:
            async with asyncio.timeout(self._timeout):
                return await self._wire.read()
        except TimeoutError:
            raise httpx.ReadTimeout(f"silent for {self._timeout:g} s") from None
        except OSError as error:
            if stale:
                raise _Stale from error
            raise Truncated(f"connection lost: {error}") from error

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


class _Body(httpx.AsyncByteStream):
    """The rest of an answer; the connection is kept only if it was read to the end."""

    def __init__(self, connection: _Connection, keep: Callable[[], None]) -> None:
        self._connection = connection
        self._keep = keep

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._connection.body()

    async def aclose(self) -> None:
        if self._connection.finish():
            self._keep()
