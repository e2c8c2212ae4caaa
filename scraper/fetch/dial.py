"""Only this file opens sockets, and only to addresses that the guard has seen."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx

from scraper.fetch.failures import NotResolved, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from scraper.fetch.guard import Guard

    Addresses = list[tuple[socket.AddressFamily, str]]
    Lookup = Callable[[str, int], Addresses]

__all__ = ["Dialer", "system_lookup"]

# While further addresses of a name are left, one that keeps silent gets no longer than this
# (RFC 8305 suggests far less, but races connections; here they are tried in turn).
PATIENCE_PER_ADDRESS = 5.0


class Dialer:
    """Turns a host name into a connected socket, asking the guard about each address.

    `lookup` gives the addresses of a name; it runs in a thread and may raise `OSError`.
    """

    def __init__(
        self, guard: Guard, *, timeout: float, resolvers: int = 16, lookup: Lookup
    ) -> None:
        self._guard = guard
        self._lookup = lookup
        self._timeout = timeout
        # A pool of its own, so that a dead name server cannot hold up the loop's other threads.
        self._resolver = ThreadPoolExecutor(resolvers, thread_name_prefix="resolve")

    async def connect(self, host: str, port: int) -> socket.socket:
        """A connected, non-blocking socket.

        Raises `Refused`, `NotResolved`, `httpx.ConnectTimeout` or `httpx.ConnectError`.
        """
        try:
            async with asyncio.timeout(self._timeout):
                return await self._first_of(host, port, await self._resolve(host, port))
        except TimeoutError:
            raise httpx.ConnectTimeout(f"no connection to {host} in {self._timeout:g} s") from None

    def close(self) -> None:
        """Let the resolver's threads end when their last question is answered."""
        self._resolver.shutdown(wait=False, cancel_futures=True)

    async def _resolve(self, host: str, port: int) -> Addresses:
        for family in (socket.AF_INET, socket.AF_INET6):
            with contextlib.suppress(OSError, ValueError):
                socket.inet_pton(family, host)
                return [(family, host)]
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._resolver, self._lookup, host, port)
        except (OSError, UnicodeError) as error:
            raise NotResolved(f"no address for {host}: {error}") from None
        return found

    async def _first_of(self, host: str, port: int, addresses: Addresses) -> socket.socket:
        allowed = [known for known in addresses if self._guard.permits(host, known[1])]
        if not allowed:
            named = ", ".join(sorted({address for _, address in addresses}))
            raise Refused(f"{host} is an internal address ({named})")
        refusal: OSError | TimeoutError | None = None
        for left, (family, address) in zip(range(len(allowed) - 1, -1, -1), allowed, strict=True):
            try:
                async with asyncio.timeout(PATIENCE_PER_ADDRESS if left else None):
                    return await _connected(family, address, port)
            except (OSError, TimeoutError) as error:
                refusal = error
        raise httpx.ConnectError(f"no connection to {host}:{port}: {refusal}") from None


def system_lookup(host: str, port: int) -> Addresses:
    """What the system's resolver says, in its order of preference, each address once."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((family, str(address[0])) for family, _, _, _, address in answers))


async def _connected(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.settimeout(0)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.get_running_loop().sock_connect(sock, (address, port))
    except BaseException:
        sock.close()
        raise
    return sock
