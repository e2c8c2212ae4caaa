"""A loopback server that answers exactly what a test tells it to, and keeps a log."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable
    from types import TracebackType

NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


@dataclass(slots=True)
class Request:
    """One request as it came; `began` and `ended` (monotonic seconds) span its answer."""

    host: str
    path: str
    headers: dict[str, str]
    began: float
    ended: float = 0.0
    connection: int = 0


@dataclass(slots=True)
class Exchange:
    """What an answer is given to work with."""

    request: Request
    writer: asyncio.StreamWriter
    nth: int
    base: str

    async def send(self, *parts: bytes, every: float = 0.0) -> None:
        for part in parts:
            self.writer.write(part)
            await self.writer.drain()
            if every:
                await asyncio.sleep(every)


if TYPE_CHECKING:
    # Bytes are sent as they stand; a function may do as it likes; a tuple is one answer per
    # request, the last one for all that follow.
    Single = bytes | Callable[[Exchange], Awaitable[None]]
    Answer = Single | tuple[Single, ...]


def page(
    body: bytes | str = "<p>A page.</p>",
    *headers: str,
    status: str = "200 OK",
    kind: str | None = "text/html; charset=utf-8",
) -> bytes:
    """A complete HTTP/1.1 answer."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(data)}", *headers]
    if kind is not None:
        lines.append(f"Content-Type: {kind}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + data


def redirect(where: str, *headers: str, status: str = "302 Found") -> bytes:
    return page(b"", f"Location: {where}", *headers, status=status)


@dataclass
class Server:
    """Serves `routes` (path to answer) on every loopback address at one port, in a thread.

    A route may be given for one host alone, as `127.0.0.2/path`. What has no route is answered by
    `others`, a 404.
    """

    routes: dict[str, Answer] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    log: list[Request] = field(default_factory=list)
    port: int = 0
    others: Answer = NOT_FOUND

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, in order, robots.txt left out."""
        return [request.path for request in self.log if request.path != "/robots.txt"]

    def __enter__(self) -> Self:
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True)
        self._thread.start()
        ready.wait(10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    async def _serve(self, ready: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        self._talks: set[asyncio.Task[None]] = set()
        self._counts: dict[str, int] = {}
        server = await asyncio.start_server(self._welcome, "0.0.0.0", self.port, ssl=self.tls)  # noqa: S104 - the tests' hosts are 127.0.0.1, .2, ...
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._stop.wait()
        server.close()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.get_running_loop().create_task(self._talk(reader, writer))
        self._talks.add(talk)
        talk.add_done_callback(self._talks.discard)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = id(writer)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                await self._answer(head, writer, connection)
                if writer.is_closing():
                    return
        except (asyncio.IncompleteReadError, OSError):
            pass
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _answer(self, head: bytes, writer: asyncio.StreamWriter, connection: int) -> None:
        lines = head.decode("latin-1").split("\r\n")
        path = lines[0].split(" ")[1]
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines[1:] if line)
        }
        host = headers.get("host", "").rpartition(":")[0]
        request = Request(host, path, headers, time.monotonic(), connection=connection)
        self.log.append(request)
        route = f"{host}{path}" if f"{host}{path}" in self.routes else path
        nth = self._counts[route] = self._counts.get(route, -1) + 1
        answer = self.routes.get(route, self.others)
        if isinstance(answer, tuple):
            answer = answer[min(nth, len(answer) - 1)]
        try:
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
            else:
                base = f"{'https' if self.tls else 'http'}://{host}:{self.port}"
                await answer(Exchange(request, writer, nth, base))
        finally:
            request.ended = time.monotonic()
