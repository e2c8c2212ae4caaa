"""A transport for httpx over connections that the guard has allowed.

httpx's own transport cannot say which address it reached, keeps bytes that nobody asked for, and
walks its whole pool at each request. This one holds one connection per origin and no pool.
"""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING

import httpx

from scraper.fetch.conversation import Stale
from scraper.fetch.failures import Untrusted
from scraper.fetch.http1 import Http1
from scraper.fetch.wire import Wire

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from scraper.fetch.conversation import Conversation, Head
    from scraper.fetch.dial import Dialer

    Speak = Callable[[Wire, float], Conversation]

__all__ = ["Transport"]

_Origin = tuple[str, str, int]

# A site is one host or a few (www, m, amp; http and https).
MAX_ORIGINS = 4


class Transport(httpx.AsyncBaseTransport):
    """The connections to one site: at most one per origin, at most one question at a time each.

    `timeout` in seconds bounds the handshake and each silence; `http2` is spoken where a server
    chooses it, if the `trust` offers it. Raises the exceptions of `scraper.fetch.failures`.
    """

    def __init__(
        self,
        dialer: Dialer,
        trust: Callable[[], ssl.SSLContext],
        *,
        timeout: float,
        http2: Speak | None = None,
    ) -> None:
        self._dialer = dialer
        self._trust = trust
        self._timeout = timeout
        self._http2 = http2
        self._idle: dict[_Origin, Conversation] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request, read the head of the answer; the body is read from its stream."""
        url = request.url
        origin = (url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80))
        kept = self._idle.pop(origin, None)
        if kept is not None and kept.usable:
            try:
                return self._response(origin, kept, await kept.ask(request))
            except Stale:
                pass  # closed by the server while it lay idle: RFC 9112, section 9.3.1
        fresh = await self._open(origin)
        try:
            return self._response(origin, fresh, await fresh.ask(request))
        except Stale:
            raise httpx.ConnectError("closed without an answer") from None

    async def aclose(self) -> None:
        """Close what is idle."""
        for connection in self._idle.values():
            connection.close()
        self._idle.clear()

    def _response(self, origin: _Origin, connection: Conversation, head: Head) -> httpx.Response:
        def keep() -> None:
            while len(self._idle) >= MAX_ORIGINS:
                self._idle.pop(next(iter(self._idle))).close()
            self._idle[origin] = connection

        return httpx.Response(
            head.status, headers=list(head.fields), stream=_Body(connection, keep)
        )

    async def _open(self, origin: _Origin) -> Conversation:
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
        if self._http2 is not None and wire.alpn == "h2":
            return self._http2(wire, self._timeout)
        return Http1(wire, self._timeout)


class _Body(httpx.AsyncByteStream):
    """The rest of an answer; the connection is kept only if it was read to the end."""

    def __init__(self, connection: Conversation, keep: Callable[[], None]) -> None:
        self._connection = connection
        self._keep = keep

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._connection.body()

    async def aclose(self) -> None:
        if self._connection.finish():
            self._keep()
