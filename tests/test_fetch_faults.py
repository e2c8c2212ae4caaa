"""The open web in small: one row per way in which a server, a name or a redirect goes wrong.

`test_fetch_fetcher` has the plain cases. Here are those that a client written for fair weather gets
wrong: a crash, a hang, or another page than the one that was asked for.
"""

from __future__ import annotations

import asyncio
import gzip
import socket
import struct
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest

from scraper.fetch import Fetcher
from scraper.fetch.dial import system_lookup
from scraper.model import Link, Miss, Page, Reason
from scraper.settings import FetchSettings
from tests.server import Server, page, redirect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.server import Answer, Exchange, Single

TEXT = b"<p>The ferry to Lindholm sails again from Monday.</p>"
CAP = 300_000
SETTINGS = FetchSettings(
    delay=0,
    backoff=0.01,
    deadline=2,
    timeout=1,
    tries=2,
    max_bytes=CAP,
    obey_robots=False,
    allow_internal=("127.0.0.1", "127.0.0.2"),
)


def fetch(
    *urls: str,
    lookup: Callable[[str, int], list[tuple[socket.AddressFamily, str]]] = system_lookup,
    settings: FetchSettings = SETTINGS,
) -> list[Page | Miss]:
    async def run() -> list[Page | Miss]:
        async with Fetcher(settings, lookup=lookup) as fetcher:
            return [await fetcher.fetch(Link(url)) for url in urls]

    return asyncio.run(run())


def reset(exchange: Exchange) -> None:
    """Close so that the other side sees a reset, not an end."""
    sock = exchange.writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    exchange.writer.transport.abort()


def then_close(*parts: bytes, every: float = 0.0) -> Single:
    async def answer(exchange: Exchange) -> None:
        await exchange.send(*parts, every=every)
        exchange.writer.close()

    return answer


def then_reset(*parts: bytes) -> Single:
    async def answer(exchange: Exchange) -> None:
        await exchange.send(*parts)
        await asyncio.sleep(0.05)
        reset(exchange)

    return answer


def then_silence(*parts: bytes) -> Single:
    async def answer(exchange: Exchange) -> None:
        await exchange.send(*parts)
        await asyncio.sleep(30)

    return answer


def for_ever(start: bytes, unit: bytes) -> Single:
    async def answer(exchange: Exchange) -> None:
        await exchange.send(start)
        while True:
            await exchange.send(unit * 200)
            await asyncio.sleep(0)

    return answer


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    framed = b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + framed + end


OLD = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"
GZIPPED = gzip.compress(TEXT)

TAKEN: dict[str, Answer] = {
    "HTTP/1.0, ended by closing": then_close(OLD + TEXT),
    "chunks with an extension and a trailer": chunked(TEXT[:20], end=b"0;a=b\r\nX-Sum: 1\r\n\r\n")
    .replace(b"0;a=b", b"%x;a=b\r\n%b\r\n0" % (len(TEXT[20:]), TEXT[20:])),
    "early hints": b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    b"HTTP/1.1 100 Continue\r\n\r\n" + page(TEXT),
    "a slow page": then_close(OLD, *(TEXT[n : n + 9] for n in range(0, len(TEXT), 9)), every=0.1),
    "an open connection": then_silence(page(TEXT)),
    "no type": page(TEXT, kind=None),
    "an odd type": page(TEXT, kind=";;; charset=;"),
    "one-byte chunks": chunked(*(bytes([byte]) for byte in TEXT)),
    "junk behind gzip": page(GZIPPED + b"junk", "Content-Encoding: gzip"),
    "a coding in capitals": page(GZIPPED, "Content-Encoding: X-GZIP"),
    "Latin-1 in a header": page(TEXT).replace(b"\r\n\r\n", b"\r\nX-Town: M\xfcnster\r\n\r\n", 1),
    "headers that name code": page(TEXT, "Referrer-Policy: os.abort",
                                   'Content-Disposition: attachment; filename="../../x"'),
    "a 301 as slow as it likes": redirect("/page"),
    "a redirect with raw UTF-8": redirect("/p\xe4ge").replace("ä".encode("latin-1"), "ä".encode()),
    "a redirect whose body never ends": for_ever(
        b"HTTP/1.1 302 Found\r\nLocation: /page\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"1\r\nx\r\n",
    ),
    # RFC 9112, section 6.3: the chunks count.
    "a length and chunks": chunked(TEXT).replace(b"Transfer", b"Content-Length: 5\r\nTransfer"),
    "a redirect with a bomb": redirect("/page").replace(b"Content-Length: 0", b"X: y")[:-2]
    + b"Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\n" + b"\x1f\x8b" + b"x" * 7,
    "503, then a page": (page(b"", status="503 Busy"), page(TEXT)),
    "hung up, then a page": (then_close(), page(TEXT)),
    "reset, then a page": (then_reset(), page(TEXT)),
}  # fmt: skip


@pytest.mark.parametrize("answer", TAKEN.values(), ids=TAKEN)
def test_a_page_is_taken_as_it_comes(answer: Answer) -> None:
    with Server({"/": answer, "/page": page(TEXT), "/p%C3%A4ge": page(TEXT)}) as server:
        (got,) = fetch(server.url())
    assert isinstance(got, Page), got
    assert got.body == TEXT


LONG = page(TEXT)
HALF = LONG[:-25]
REFUSED: dict[str, tuple[Answer, set[Reason]]] = {
    "silence after half the body": (then_silence(HALF), {Reason.TIMEOUT}),
    "silence after the question": (then_silence(), {Reason.TIMEOUT}),
    "a body that drips": (then_close(OLD, *[b"x"] * 80, every=0.05), {Reason.TIMEOUT}),
    "reset in the body": (then_reset(HALF), {Reason.TRUNCATED}),
    "reset at once": (then_reset(), {Reason.CONNECT}),
    "no last chunk": (then_close(chunked(TEXT, end=b"")), {Reason.TRUNCATED}),
    "a chunk of no size": (chunked(TEXT, end=b"ZZZ\r\nx\r\n"), {Reason.PROTOCOL}),
    "a chunk of all sizes": (
        then_close(chunked(end=b"F" * 17 + b"\r\nx")), {Reason.PROTOCOL, Reason.TRUNCATED},
    ),
    "trailers for ever": (for_ever(chunked(TEXT, end=b"0\r\n"), b"X-T: y\r\n"), {Reason.PROTOCOL}),
    "header lines for ever": (for_ever(b"HTTP/1.1 200 OK\r\n", b"X-T: y\r\n"), {Reason.PROTOCOL}),
    "a length below zero": (
        LONG.replace(b"Content-Length: ", b"Content-Length: -"), {Reason.PROTOCOL},
    ),
    "a length that lies": (
        then_close(OLD.replace(b"\r\n\r\n", b"\r\nContent-Length: " + b"9" * 18 + b"\r\n\r\n")),
        {Reason.TOO_LARGE},
    ),
    "a body for ever": (for_ever(OLD, b"word " * 20), {Reason.TOO_LARGE}),
    "gzip with a wrong sum": (
        page(GZIPPED[:-6] + b"oh no!", "Content-Encoding: gzip"), {Reason.DECODE},
    ),
    "gzip that calls itself deflate, and is cut": (
        page(zlib.compress(TEXT)[:-8], "Content-Encoding: deflate"), {Reason.TRUNCATED},
    ),
    "gzip that calls itself br": (
        page(GZIPPED, "Content-Encoding: br"), {Reason.DECODE, Reason.TRUNCATED},
    ),
    "HTTP/0.9": (then_close(TEXT), {Reason.PROTOCOL}),
    "HTTP/9.9": (LONG.replace(b"HTTP/1.1 200", b"HTTP/9.9 banana"), {Reason.PROTOCOL}),
    "a NUL in a header": (
        LONG.replace(b"text/html", b"text/\0html"), {Reason.PROTOCOL},
    ),
    "an error with a page": (page(TEXT, status="404 No"), {Reason.HTTP_STATUS}),
    "an error with a body for ever": (
        for_ever(b"HTTP/1.1 404 No\r\n\r\n", b"word "), {Reason.HTTP_STATUS},
    ),
    "a redirect that grows": (
        redirect("/?" + "x" * 9_000), {Reason.REDIRECT},
    ),
    "a redirect to bytes that are no text": (
        redirect("/\xff\xfe\x80"), {Reason.REDIRECT, Reason.HTTP_STATUS},
    ),
    "a flood of cookies": (
        redirect("/", *(f"Set-Cookie: c{n}={'z' * 2_000}" for n in range(100))),
        {Reason.REDIRECT},
    ),
    "an image that calls itself a page": (
        page(b"\x89PNG", kind="image/png"), {Reason.WRONG_TYPE},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "reasons"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_page_is_a_miss_with_its_reason(answer: Answer, reasons: set[Reason]) -> None:
    with Server({"/": answer}) as server:
        server.others = answer
        (got,) = fetch(server.url())
        asked = len(server.log)
    assert isinstance(got, Miss)
    assert got.reason in reasons, got
    assert got.detail
    assert asked <= 11


def test_a_deadline_spans_redirects_that_drip() -> None:
    async def slowly(exchange: Exchange) -> None:
        await asyncio.sleep(0.4)
        await exchange.send(redirect(f"{exchange.request.path}x"))

    with Server() as server:
        server.others = slowly
        (got,) = fetch(server.url())
        asked = len(server.log)
    assert isinstance(got, Miss)
    assert got.reason is Reason.TIMEOUT
    assert asked <= 6


def bombs() -> dict[str, tuple[str, bytes]]:
    plain = b" " * 40_000_000
    packed = gzip.compress(plain)
    found = {
        "gzip": ("gzip", packed),
        "gzip in gzip": ("gzip, gzip", gzip.compress(packed)),
        "deflate": ("deflate", zlib.compress(plain)),
    }
    brotli, zstd = pytest.importorskip("brotli"), pytest.importorskip("backports.zstd")
    return found | {"br": ("br", brotli.compress(plain)), "zstd": ("zstd", zstd.compress(plain))}


def test_bombs_go_off_in_a_small_room() -> None:
    rows = bombs()
    routes: dict[str, Answer] = {
        f"/{n}": page(body, f"Content-Encoding: {coding}")
        for n, (coding, body) in enumerate(rows.values())
    }
    with Server(routes) as server:
        tracemalloc.start()
        got = fetch(*(server.url(path) for path in routes))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    reasons = [each.reason for each in got if isinstance(each, Miss)]
    assert reasons == [Reason.TOO_LARGE] * len(rows)
    assert peak < 20_000_000


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_the_other_family_of_addresses_is_asked_too() -> None:
    async def six(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(page(TEXT))
        await writer.drain()
        writer.close()

    async def run() -> Page | Miss:
        server = await asyncio.start_server(six, "::1", 0)
        port = server.sockets[0].getsockname()[1]
        settings = FetchSettings(delay=0, obey_robots=False, allow_internal=("::1",))
        async with server, Fetcher(settings) as fetcher:
            return await fetcher.fetch(Link(f"http://[::1]:{port}/"))

    got = asyncio.run(run())
    assert isinstance(got, Page), got


def test_a_server_that_takes_the_call_and_says_nothing_is_left() -> None:
    async def run() -> list[Page | Miss]:
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            address = f"127.0.0.1:{silent.getsockname()[1]}"
            async with Fetcher(SETTINGS) as fetcher:
                urls = [f"http://{address}/", f"https://{address}/"]
                return [await fetcher.fetch(Link(url)) for url in urls]

    assert [each.reason for each in asyncio.run(run()) if isinstance(each, Miss)] == [
        Reason.TIMEOUT,
        Reason.TIMEOUT,
    ]


def v4(*addresses: str) -> list[tuple[socket.AddressFamily, str]]:
    return [(socket.AF_INET, address) for address in addresses]


class TestNames:
    """What a name server may say; internal is whatever SETTINGS does not allow: 127.0.0.3."""

    def test_a_name_of_internal_addresses_is_refused_unasked(self) -> None:
        for address in ("10.0.0.1", "127.0.0.3", "169.254.169.254"):
            with Server({"/": page(TEXT)}) as server:
                url = f"http://daily.example:{server.port}/"
                (got,) = fetch(url, lookup=lambda *_, a=address: v4(a))
                assert isinstance(got, Miss)
                assert got.reason is Reason.BLOCKED
                assert server.log == []

    @pytest.mark.parametrize(
        "address", ["::ffff:127.0.0.3", "64:ff9b::7f00:3", "2002:7f00:3::", "::1", "fe80::1"]
    )
    def test_no_spelling_in_the_other_family_helps(self, address: str) -> None:
        with Server({"/": page(TEXT)}) as server:
            url = f"http://daily.example:{server.port}/"
            (got,) = fetch(url, lookup=lambda *_: [(socket.AF_INET6, address)])
            assert isinstance(got, Miss)
            assert got.reason is Reason.BLOCKED
            assert server.log == []

    def test_of_several_addresses_only_the_allowed_one_is_asked(self) -> None:
        with Server({"/": page(TEXT)}) as server:
            url = f"http://daily.example:{server.port}/"
            (got,) = fetch(url, lookup=lambda *_: v4("127.0.0.3", "127.0.0.2"))
        assert isinstance(got, Page)

    def test_a_name_that_moves_inwards_between_two_questions_is_refused(self) -> None:
        said = iter(["127.0.0.1", "127.0.0.3", "127.0.0.3", "127.0.0.3"])
        routes: dict[str, Answer] = {"/a": then_close(page(TEXT)), "/b": page(TEXT)}
        with Server(routes) as server:
            home = f"http://daily.example:{server.port}"
            first, second = fetch(f"{home}/a", f"{home}/b", lookup=lambda *_: v4(next(said)))
            assert isinstance(first, Page)
            assert isinstance(second, Miss)
            assert second.reason is Reason.BLOCKED
            assert server.paths() == ["/a"]

    def test_a_dead_address_gives_way_to_a_living_one(self) -> None:
        with Server() as server:
            dead = server.port  # nobody listens there any more, on either address
        with Server({"/": page(TEXT)}) as server:
            url = f"http://daily.example:{server.port}/"
            addresses = [(socket.AF_INET6, "::1"), (socket.AF_INET, "127.0.0.1")]
            settings = FetchSettings(
                delay=0, obey_robots=False, allow_internal=("127.0.0.1", "::1"), backoff=0.01
            )
            (got,) = fetch(url, lookup=lambda *_: addresses, settings=settings)
            assert isinstance(got, Page)
            url = f"http://daily.example:{dead}/"
            (got,) = fetch(url, lookup=lambda *_: addresses, settings=settings)
            assert isinstance(got, Miss)
            assert got.reason is Reason.CONNECT

    @pytest.mark.parametrize(
        "error",
        [socket.gaierror(socket.EAI_NONAME, "none"), socket.gaierror(socket.EAI_AGAIN, "later"),
         UnicodeError("label too long")],
    )  # fmt: skip
    def test_a_name_without_an_address_is_said(self, error: Exception) -> None:
        def fail(*_: object) -> list[tuple[socket.AddressFamily, str]]:
            raise error

        (got,) = fetch("http://daily.example/", lookup=fail)
        assert isinstance(got, Miss)
        assert got.reason is Reason.DNS

    def test_an_intranet_is_asked_under_the_name_that_was_allowed(self) -> None:
        settings = FetchSettings(delay=0, obey_robots=False, allow_internal=("wiki.example",))
        with Server({"/": page(TEXT)}) as server:
            urls = [f"http://{name}.example:{server.port}/" for name in ("wiki", "other")]
            yes, no = fetch(*urls, lookup=lambda *_: v4("127.0.0.3"), settings=settings)
        assert isinstance(yes, Page)
        assert isinstance(no, Miss)
        assert no.reason is Reason.BLOCKED
