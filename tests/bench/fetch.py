"""Measures fetching beside a stock httpx client, on loopback, in one run.

    python -m tests.bench.fetch [--pages 10000]

The server is a process of its own, so that CPU time is the client's alone. Hosts are the loopback
addresses 127.0.1.1, 127.0.1.2, ... (Linux answers on all of them). Prints one line per measurement.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import resource
import time
from typing import TYPE_CHECKING

import httpx

from scraper.fetch import Fetcher
from scraper.model import Link, Page
from scraper.settings import FetchSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from multiprocessing.connection import Connection

    Run = Callable[[int, int, int, str], Coroutine[object, object, None]]

BODY = b"<html><body>" + b"<p>The ferry sails again from Monday.</p>" * 2_600 + b"</body></html>"
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
)
ANY = "0.0.0.0"  # noqa: S104 - the bench's hosts are loopback addresses, all at one port
AT_ONCE = 64  # requests in flight
SETTINGS = FetchSettings(
    delay=0, obey_robots=False, allow_internal=("127.0.0.0/8",), hosts_at_once=AT_ONCE
)


class Site(asyncio.Protocol):
    """Answers every request with one page, after the latency that its path stands for."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if not data.endswith(b"\r\n\r\n"):
            return
        _, _, slow = data[: data.index(b"\r\n")].partition(b"/slow/")
        if slow:
            asyncio.get_running_loop().call_later(latency(int(slow.split()[0])), self.answer)
        else:
            self.answer()

    def answer(self) -> None:
        self.transport.write(ANSWER)


def latency(n: int) -> float:
    """Of page `n`: 100 to 300 ms, evenly spread, and the same for every client."""
    return 0.1 + 0.2 * (n * 7919 % 1009) / 1008


def serve(out: Connection) -> None:
    async def run() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(Site, ANY, 0, backlog=2048)
        out.send(server.sockets[0].getsockname()[1])
        await asyncio.Event().wait()

    asyncio.run(run())


def links(port: int, pages: int, hosts: int, path: str = "") -> Iterator[Link]:
    for n in range(pages):
        host = n % hosts
        yield Link(f"http://127.0.{1 + host // 250}.{1 + host % 250}:{port}{path}/{n}")


async def ours(port: int, pages: int, hosts: int, path: str = "") -> None:
    async with Fetcher(SETTINGS) as fetcher:
        count = 0
        async for _, outcome in fetcher.stream(links(port, pages, hosts, path)):
            assert isinstance(outcome, Page), outcome
            count += len(outcome.body) == len(BODY)
    assert count == pages


async def stock(port: int, pages: int, hosts: int, path: str = "") -> None:
    todo = links(port, pages, hosts, path)
    async with httpx.AsyncClient(timeout=30) as client:

        async def work() -> None:
            for link in todo:
                response = await client.get(link.url)
                assert len(response.content) == len(BODY)

        await asyncio.gather(*(work() for _ in range(AT_ONCE)))


def timed(run: Run, port: int, pages: int, hosts: int, path: str = "") -> tuple[float, float]:
    """CPU milliseconds per page, and seconds on the clock."""
    before, began = time.process_time(), time.perf_counter()
    asyncio.run(run(port, pages, hosts, path))
    return 1000 * (time.process_time() - before) / pages, time.perf_counter() - began


def cpu(port: int, pages: int, hosts: int) -> None:
    """Interleaved runs; the least of five is the least disturbed."""
    best: dict[str, float] = {}
    for _ in range(5):
        for name, run in RUNS.items():
            spent, _ = timed(run, port, pages, hosts)
            best[name] = min(spent, best.get(name, spent))
    print(
        f"{hosts:5} hosts, {pages // hosts:2} pages each: {best['ours']:.3f} ms CPU per page,"
        f" stock httpx {best['stock']:.3f} ms, ratio {best['ours'] / best['stock']:.2f}"
    )


def waiting(port: int, pages: int) -> None:
    """The ceiling is all latencies, one after the other, in 64 lines side by side."""
    ceiling = sum(map(latency, range(pages))) / AT_ONCE
    for name, run in RUNS.items():
        _, clock = timed(run, port, pages, 200, "/slow")
        print(
            f"100 to 300 ms latency, {AT_ONCE} in flight, {pages} pages: {name} {clock:.2f} s,"
            f" {100 * (clock / ceiling - 1):+.1f} % over the ceiling of {ceiling:.2f} s"
        )


def memory(port: int, out: Connection) -> None:
    """In a process of its own: the peak in MB after 1,000 pages, and after 10,000 more."""
    for pages in (1_000, 10_000):
        timed(ours, port, pages, 50)
        out.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=10_000)
    pages: int = parser.parse_args().pages
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(there,), daemon=True)
    server.start()
    port = here.recv()
    try:
        for run in RUNS.values():
            timed(run, port, 200, 50)  # warm both up
        # As many pages from each of few hosts as from each of many; then few pages from each.
        cpu(port, 500, 50)
        cpu(port, 10_000, 1_000)
        cpu(port, 2_000, 50)
        cpu(port, 2_000, 1_000)
        waiting(port, pages)
        multiprocessing.Process(target=memory, args=(port, there), daemon=True).start()
        before, after = here.recv(), here.recv()
        print(f"peak memory after 1,000 pages {before:.0f} MB, after 10,000 more {after:.0f} MB")
    finally:
        server.terminate()


RUNS: dict[str, Run] = {"ours": ours, "stock": stock}

if __name__ == "__main__":
    main()
