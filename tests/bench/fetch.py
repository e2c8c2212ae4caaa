"""Measures fetching beside a stock httpx client, on loopback, in one run.

    python -m tests.bench.fetch [--pages 2000]

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
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

BODY = b"<html><body>" + b"<p>The ferry sails again from Monday.</p>" * 2_600 + b"</body></html>"
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
)
ANY = "0.0.0.0"  # noqa: S104 - the bench's hosts are loopback addresses, all at one port
SETTINGS = FetchSettings(
    delay=0, obey_robots=False, allow_internal=("127.0.0.0/8",), hosts_at_once=64
)


class Site(asyncio.Protocol):
    """Answers every request with one page, `latency` seconds after it came."""

    latency = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if data.endswith(b"\r\n\r\n"):
            slow = b"/slow" in data[:20]
            asyncio.get_running_loop().call_later(0.2 if slow else 0, self.answer)

    def answer(self) -> None:
        self.transport.write(ANSWER)


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

        await asyncio.gather(*(work() for _ in range(64)))


def timed(run: object, port: int, pages: int, hosts: int, path: str = "") -> tuple[float, float]:
    """CPU milliseconds per page, and seconds on the clock."""
    assert callable(run)
    before, began = time.process_time(), time.perf_counter()
    asyncio.run(run(port, pages, hosts, path))
    return 1000 * (time.process_time() - before) / pages, time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=2_000)
    pages: int = parser.parse_args().pages
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(there,), daemon=True)
    server.start()
    port = here.recv()
    try:
        timed(ours, port, 200, 50)  # warm both up
        timed(stock, port, 200, 50)
        for hosts in (50, 1_000):
            best: dict[str, float] = {}
            for _ in range(3):  # interleaved; the least of three is the least disturbed
                for name, run in (("ours", ours), ("stock", stock)):
                    cpu, _clock = timed(run, port, pages, hosts)
                    best[name] = min(cpu, best.get(name, cpu))
            ratio = best["ours"] / best["stock"]
            print(
                f"{hosts:5} hosts: {best['ours']:.3f} ms CPU per page,"
                f" stock httpx {best['stock']:.3f} ms, ratio {ratio:.2f}"
            )
        ceiling = pages / 64 * 0.2
        for name, run in (("ours", ours), ("stock", stock)):
            _, clock = timed(run, port, pages, 200, "/slow")
            excess = 100 * (clock / ceiling - 1)
            print(f"200 ms latency, 64 in flight: {name} {clock:.2f} s, {excess:+.1f} % over ideal")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        timed(ours, port, 10_000, 50)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(
            f"peak memory before and after 10,000 pages: {before / 1024:.0f} and"
            f" {after / 1024:.0f} MB"
        )
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
