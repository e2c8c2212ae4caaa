from __future__ import annotations

import asyncio
import gzip
import itertools
import zlib
from typing import TYPE_CHECKING

import pytest

from scraper.fetch import Fetcher, Known
from scraper.model import Link, Miss, Page, Reason
from scraper.settings import FetchSettings
from tests.server import NOT_FOUND, Server, page, redirect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.server import Answer, Exchange

LOCAL = FetchSettings(delay=0, backoff=0.01, allow_internal=("127.0.0.0/8",), contact="desk@a.test")
TEXT = "<p>The ferry to Lindholm sails again from Monday.</p>"


def fetch(url: str, settings: FetchSettings = LOCAL, known: Known | None = None) -> Page | Miss:
    async def run() -> Page | Miss:
        async with Fetcher(settings) as fetcher:
            return await fetcher.fetch(Link(url), known=known)

    return asyncio.run(run())


def stream(
    links: Iterable[Link], settings: FetchSettings = LOCAL
) -> list[tuple[Link, Page | Miss]]:
    async def run() -> list[tuple[Link, Page | Miss]]:
        async with Fetcher(settings) as fetcher:
            return [result async for result in fetcher.stream(links)]

    return asyncio.run(run())


def test_a_page_comes_as_it_was_sent() -> None:
    with Server({"/a": page(TEXT, "ETag: W/1", "Set-Cookie: a=b")}) as server:
        got = fetch(server.url("/a#part"))
        asked = server.log[-1].headers
    assert isinstance(got, Page)
    assert got.body == TEXT.encode()
    assert (got.url, got.requested, got.status) == (server.url("/a"), server.url("/a"), 200)
    assert got.headers == {"etag": "W/1", "content-type": "text/html; charset=utf-8"}
    assert got.fetched is not None
    assert got.fetched.tzinfo is not None
    assert asked["user-agent"].startswith("copydesk/")
    assert asked["user-agent"].endswith("(+desk@a.test)")
    assert "gzip" in asked["accept-encoding"]


CODED: dict[str, tuple[str, bytes]] = {
    "gzip": ("gzip", gzip.compress(TEXT.encode())),
    "gzip members": ("gzip", gzip.compress(TEXT[:9].encode()) + gzip.compress(TEXT[9:].encode())),
    "deflate": ("deflate", zlib.compress(TEXT.encode())),
    "raw deflate": ("deflate", zlib.compress(TEXT.encode())[2:-4]),
    "twice": ("gzip, deflate", zlib.compress(gzip.compress(TEXT.encode()))),
    "identity": ("identity", TEXT.encode()),
}


@pytest.mark.parametrize(("coding", "body"), CODED.values(), ids=CODED)
def test_content_codings_are_undone(coding: str, body: bytes) -> None:
    with Server({"/": page(body, f"Content-Encoding: {coding}")}) as server:
        got = fetch(server.url())
    assert isinstance(got, Page)
    assert got.body == TEXT.encode()
    assert "content-encoding" not in got.headers


async def _half(exchange: Exchange) -> None:
    await exchange.send(page(TEXT)[:-20])
    exchange.writer.close()


async def _silence(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 200 OK\r\n")
    await asyncio.sleep(60)


async def _drip(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 200 OK\r\nX-Pad: ", *[b"a"] * 600, every=0.1)


async def _endless(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        await exchange.send(b"2000\r\n" + b" " * 8192 + b"\r\n")


async def _hang_up(exchange: Exchange) -> None:
    exchange.writer.close()


REFUSED: dict[str, tuple[Answer, Reason, int | None]] = {
    "not found": (NOT_FOUND, Reason.HTTP_STATUS, 404),
    "gone, with a page": (page(TEXT, status="410 Gone"), Reason.HTTP_STATUS, 410),
    "server error": (page(TEXT, status="500 Oh"), Reason.HTTP_STATUS, 500),
    "odd status": (page(TEXT, status="999 No"), Reason.HTTP_STATUS, 999),
    "unasked 304": (b"HTTP/1.1 304 Not Modified\r\n\r\n", Reason.HTTP_STATUS, 304),
    "unasked 206": (page(TEXT, status="206 Partial Content"), Reason.HTTP_STATUS, 206),
    "no content": (b"HTTP/1.1 204 No Content\r\n\r\n", Reason.EMPTY, 204),
    "empty": (page(b""), Reason.EMPTY, 200),
    "picture": (page(b"\x89PNG", kind="image/png"), Reason.WRONG_TYPE, 200),
    "pdf": (page(b"%PDF-1.7", kind="application/pdf; x=y"), Reason.WRONG_TYPE, 200),
    "cut": (_half, Reason.TRUNCATED, None),
    "hang up": (_hang_up, Reason.CONNECT, None),
    "silence": (_silence, Reason.TIMEOUT, None),
    "drip": (_drip, Reason.TIMEOUT, None),
    "endless": (_endless, Reason.TOO_LARGE, None),
    "too long": (page(b" " * 70_000), Reason.TOO_LARGE, None),
    "bomb": (
        page(gzip.compress(b" " * 10_000_000), "Content-Encoding: gzip"),
        Reason.TOO_LARGE,
        None,
    ),
    "nested bomb": (
        page(gzip.compress(gzip.compress(b" " * 10_000_000)), "Content-Encoding: gzip, gzip"),
        Reason.TOO_LARGE,
        None,
    ),
    "no gzip": (page(TEXT, "Content-Encoding: gzip"), Reason.DECODE, None),
    "cut gzip": (
        page(gzip.compress(TEXT.encode())[:-9], "Content-Encoding: gzip"),
        Reason.TRUNCATED,
        None,
    ),
    "coding nobody knows": (page(TEXT, "Content-Encoding: foo"), Reason.DECODE, None),
    "coded fifty times": (page(TEXT, "Content-Encoding: " + "gzip, " * 50), Reason.DECODE, None),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.6\r\n", Reason.PROTOCOL, None),
    "two lengths": (
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        Reason.PROTOCOL,
        None,
    ),
    "bad chunk": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nhello\r\n0\r\n\r\n",
        Reason.PROTOCOL,
        None,
    ),
    "thousands of fields": (
        page(TEXT, *(f"X-{n}: y" for n in range(5_000))),
        Reason.PROTOCOL,
        None,
    ),
    "interim answers for ever": (
        b"HTTP/1.1 102 Processing\r\n\r\n" * 50 + page(TEXT),
        Reason.PROTOCOL,
        None,
    ),
    "endless head": (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 400_000, Reason.PROTOCOL, None),
    "circle": (redirect("/"), Reason.REDIRECT, None),
    "nowhere": (page(TEXT, status="302 Found"), Reason.REDIRECT, 302),
    "to a file": (redirect("file:///etc/hostname"), Reason.REDIRECT, 302),
    "to no URL": (redirect("http://[::1"), Reason.REDIRECT, 302),
    "to a bad port": (redirect("http://127.0.0.1:99999/"), Reason.REDIRECT, 302),
    "to an endless URL": (redirect("/" + "a" * 9_000), Reason.REDIRECT, 302),
    "inwards": (redirect("http://10.0.0.1/"), Reason.BLOCKED, None),
    "inwards, mapped": (redirect("http://[::ffff:10.0.0.1]/"), Reason.BLOCKED, None),
    "inwards, decimal": (redirect("http://167772161/"), Reason.BLOCKED, None),
}


@pytest.mark.parametrize(("answer", "reason", "status"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_page_is_a_miss(answer: Answer, reason: Reason, status: int | None) -> None:
    settings = FetchSettings(
        delay=0,
        backoff=0.01,
        deadline=2,
        timeout=1,
        max_bytes=60_000,
        allow_internal=("127.0.0.0/8",),
    )
    with Server({"/": answer}) as server:
        got = fetch(server.url(), settings)
    assert isinstance(got, Miss)
    assert (got.reason, got.status) == (reason, status)
    assert got.url == server.url()
    assert got.detail


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", Reason.PROTOCOL),
        ("no url", Reason.PROTOCOL),
        ("ftp://daily.example/", Reason.PROTOCOL),
        ("file:///etc/hostname", Reason.PROTOCOL),
        ("http://", Reason.PROTOCOL),
        ("http://[::1/", Reason.PROTOCOL),
        ("http://daily.invalid/", Reason.DNS),
        ("http://" + "a" * 70 + ".test/", Reason.DNS),
        ("http://127.0.0.1:1/", Reason.BLOCKED),
        ("http://localhost:1/", Reason.BLOCKED),
        ("http://[::1]:1/", Reason.BLOCKED),
        ("http://0x7f.1:1/", Reason.BLOCKED),
    ],
)
def test_what_cannot_be_asked_for_is_a_miss(url: str, reason: Reason) -> None:
    got = fetch(url, FetchSettings(delay=0, backoff=0.01))
    assert isinstance(got, Miss)
    assert got.reason is reason


def test_what_nobody_answers_is_tried_again() -> None:
    with Server() as server:
        dead = server.url()
    got = fetch(dead)
    assert isinstance(got, Miss)
    assert got.reason is Reason.CONNECT


def test_a_server_error_is_tried_again() -> None:
    busy = page("busy", status="503 Busy")
    with Server({"/": (busy, _hang_up, page(TEXT))}) as server:
        got = fetch(server.url(), LOCAL)
        gap = server.log[2].began - server.log[1].ended
    assert isinstance(got, Page)
    assert server.paths() == ["/", "/", "/"]
    assert gap > 0.9, "a 503 slows down even where no delay is set"


def test_a_final_status_is_not_tried_again() -> None:
    with Server() as server:
        fetch(server.url())
    assert server.paths() == ["/"]


def test_redirects_are_followed_with_their_cookies_and_without_secrets() -> None:
    async def bounce(exchange: Exchange) -> None:
        asked = exchange.request.headers
        if "seen=1" in asked.get("cookie", ""):
            await exchange.send(redirect("../c?x=1#part"))
        else:
            await exchange.send(redirect("/a/", "Set-Cookie: seen=1; Path=/"))

    with Server({"127.0.0.2/c": page(TEXT), "/a/": bounce}) as server:
        server.routes["127.0.0.1/c?x=1"] = redirect(f"http://u:pw@127.0.0.2:{server.port}/c")
        got = fetch(f"http://me:secret@127.0.0.1:{server.port}/a/")
        auth = [request.headers.get("authorization", "") for request in server.log]
        cookies = [request.headers.get("cookie", "") for request in server.log]
    assert isinstance(got, Page)
    assert server.paths() == ["/a/", "/a/", "/c?x=1", "/c"]
    assert auth == ["", "Basic bWU6c2VjcmV0", "Basic bWU6c2VjcmV0", "Basic bWU6c2VjcmV0", "", ""]
    assert cookies[-1] == ""
    assert "secret" not in got.requested
    assert "pw" not in got.url


def test_ten_hops_are_followed_and_not_eleven() -> None:
    hops: dict[str, Answer] = {f"/{n}": redirect(f"/{n + 1}") for n in range(20)}
    with Server(hops | {"/10": page(TEXT)}) as server:
        assert isinstance(fetch(server.url("/0")), Page)
    with Server(hops) as server:
        assert isinstance(fetch(server.url("/0")), Miss)
    assert len(server.paths()) == 11


def test_an_unchanged_page_costs_no_body() -> None:
    async def conditional(exchange: Exchange) -> None:
        same = exchange.request.headers.get("if-none-match") == '"v1"'
        await exchange.send(
            b"HTTP/1.1 304 Not Modified\r\n\r\n" if same else page(TEXT, 'ETag: "v1"')
        )

    with Server({"/": conditional}) as server:
        first = fetch(server.url())
        assert isinstance(first, Page)
        again = fetch(server.url(), known=Known.of(first))
    assert isinstance(again, Page)
    assert (again.status, again.body) == (304, b"")


def test_an_answer_that_came_before_its_question_is_not_believed() -> None:
    poison = page("<p>smuggled</p>")
    with Server({"/a": page(TEXT) + poison, "/b": page("<p>true</p>")}) as server:
        results = stream([Link(server.url("/a")), Link(server.url("/b"))])
    bodies = [outcome.body for _, outcome in results if isinstance(outcome, Page)]
    assert bodies == [TEXT.encode(), b"<p>true</p>"]


def test_a_connection_serves_again() -> None:
    with Server({"/a": page(TEXT), "/b": page(TEXT)}) as server:
        stream([Link(server.url("/a")), Link(server.url("/b"))])
    assert len({request.connection for request in server.log}) == 1


def test_a_connection_that_went_stale_is_replaced() -> None:
    async def last(exchange: Exchange) -> None:
        await exchange.send(page(TEXT))
        exchange.writer.close()

    with Server({"/a": last, "/b": last}) as server:
        results = stream([Link(server.url("/a")), Link(server.url("/b"))])
    assert all(isinstance(outcome, Page) for _, outcome in results)
    assert server.paths() == ["/a", "/b"]


def overlaps(server: Server) -> int:
    """How many pairs of consecutive requests to one host were in flight together."""
    count = 0
    for host in {request.host for request in server.log}:
        spans = sorted((r.began, r.ended) for r in server.log if r.host == host)
        count += sum(later[0] < earlier[1] for earlier, later in itertools.pairwise(spans))
    return count


async def _slowly(exchange: Exchange) -> None:
    await asyncio.sleep(0.02)
    await exchange.send(page(TEXT))


def test_a_stream_asks_each_host_one_thing_at_a_time() -> None:
    hosts = [f"127.0.0.{n}" for n in range(1, 6)]
    paths = [f"/{n}" for n in range(6)]
    with Server(dict.fromkeys(paths, _slowly)) as server:
        links = [Link(server.url(path, host)) for host in hosts for path in paths]
        results = stream(links)
    assert sorted(link.url for link, _ in results) == sorted(link.url for link in links)
    assert all(isinstance(outcome, Page) for _, outcome in results)
    assert overlaps(server) == 0
    began = [request.began for request in server.log]
    assert server.log[1].host != server.log[0].host, "hosts are asked side by side"
    assert len(began) == len(hosts) * (1 + len(paths))


def test_redirects_between_hosts_find_every_host_unoccupied() -> None:
    async def onwards(exchange: Exchange) -> None:
        await asyncio.sleep(0.01)
        host = 1 + int(exchange.request.host.rpartition(".")[2]) % 5
        port = exchange.base.rpartition(":")[2]
        await exchange.send(redirect(f"http://127.0.0.{host}:{port}/end{exchange.request.path}"))

    starts = [f"/{n}" for n in range(5)]
    routes: dict[str, Answer] = dict.fromkeys(starts, onwards)
    routes |= dict.fromkeys((f"/end/{n}" for n in range(5)), _slowly)
    settings = FetchSettings(delay=0.05, backoff=0.01, allow_internal=("127.0.0.0/8",))
    with Server(routes) as server:
        hosts = [f"127.0.0.{n}" for n in range(1, 6)]
        results = stream([Link(server.url(path, h)) for path in starts for h in hosts], settings)
    assert len(results) == 25
    assert all(isinstance(outcome, Page) for _, outcome in results)
    assert overlaps(server) == 0
    for host in hosts:
        times = [request.began for request in server.log if request.host == host]
        assert min(b - a for a, b in itertools.pairwise(times)) >= 0.05


def test_the_delay_is_kept_for_all_requests_to_a_host() -> None:
    settings = FetchSettings(delay=0.15, allow_internal=("127.0.0.0/8",))
    with Server({"/a": redirect("/b"), "/b": page(TEXT), "/c": page(TEXT)}) as server:
        stream([Link(server.url("/a")), Link(server.url("/c"))], settings)
    times = [request.began for request in server.log]
    assert len(times) == 4
    assert min(b - a for a, b in itertools.pairwise(times)) >= 0.15


def test_a_slow_host_holds_up_nobody_else() -> None:
    async def stuck(exchange: Exchange) -> None:
        await asyncio.sleep(2)
        await exchange.send(page(TEXT))

    hosts = ["127.0.0.2", "127.0.0.3", "127.0.0.4"]
    with Server({"127.0.0.1/": stuck, "/": page(TEXT)}) as server:
        slow = [Link(server.url("/", "127.0.0.1"))]
        results = stream(slow + [Link(server.url("/", host)) for host in hosts])
    assert [link for link, _ in results][-1:] == slow


def test_retry_after_is_waited_out_while_others_go_on() -> None:
    later = page("busy", "Retry-After: 1", status="429 Too Many Requests")
    with Server({"127.0.0.1/": (later, page(TEXT)), "/": page(TEXT)}) as server:
        results = stream([Link(server.url("/", f"127.0.0.{n}")) for n in (1, 2, 3)])
    assert all(isinstance(outcome, Page) for _, outcome in results)
    first, second = (r for r in server.log if r.host == "127.0.0.1" and r.path == "/")
    assert second.began - first.ended > 0.99
    assert results[-1][0].url == server.url("/")


@pytest.mark.parametrize("value", ["31536000", "9" * 400, "Wed, 21 Oct 2151 07:28:00 GMT"])
def test_a_long_retry_after_is_not_waited_for(value: str) -> None:
    later = page("busy", f"Retry-After: {value}", status="503 Busy")
    with Server({"/": later, "/b": page(TEXT)}) as server:
        results = stream([Link(server.url("/")), Link(server.url("/b"))])
    misses = [outcome for _, outcome in results if isinstance(outcome, Miss)]
    assert [miss.reason for miss in misses] == [Reason.RETRY_LATER] * 2
    assert all(miss.retry_at is not None for miss in misses)
    assert server.paths() == ["/"]


def test_robots_are_obeyed_and_asked_once() -> None:
    rules = page(b"User-agent: copydesk\nDisallow: /private\n", kind="text/plain")
    with Server({"/robots.txt": rules, "/private/a": page(TEXT), "/b": page(TEXT)}) as server:
        results = dict(stream([Link(server.url("/private/a")), Link(server.url("/b"))]))
    outcomes = [results[link] for link in sorted(results, key=lambda link: link.url)]
    assert isinstance(outcomes[0], Page)
    assert isinstance(outcomes[1], Miss)
    assert outcomes[1].reason is Reason.ROBOTS
    assert [request.path for request in server.log] == ["/robots.txt", "/b"]


def test_robots_may_be_left_unread_on_demand() -> None:
    with Server({"/robots.txt": page(b"User-agent: *\nDisallow: /"), "/": page(TEXT)}) as server:
        settings = FetchSettings(delay=0, obey_robots=False, allow_internal=("127.0.0.1",))
        assert isinstance(fetch(server.url(), settings), Page)
    assert [request.path for request in server.log] == ["/"]


ROBOTS: dict[str, tuple[Answer, Reason | None]] = {
    "missing": (NOT_FOUND, None),
    "forbidden": (page(b"", status="403 Forbidden"), None),
    "empty": (page(b"", kind="text/plain"), None),
    "circle": (redirect("/robots.txt"), None),
    "server error": (page(b"", status="500 Oh"), Reason.ROBOTS),
    "too many": (page(b"", status="429 Too Many"), Reason.ROBOTS),
    "cut": (_half, Reason.TRUNCATED),
    "silent": (_silence, Reason.TIMEOUT),
    "moved": (redirect("/r"), Reason.ROBOTS),
}


@pytest.mark.parametrize(("answer", "reason"), ROBOTS.values(), ids=ROBOTS)
def test_an_unread_robots_txt_decides_too(answer: Answer, reason: Reason | None) -> None:
    settings = FetchSettings(delay=0, backoff=0.01, timeout=0.5, allow_internal=("127.0.0.1",))
    deny = page(b"User-agent: *\nDisallow: /\n", kind="text/plain")
    with Server({"/robots.txt": answer, "/r": deny, "/": page(TEXT)}) as server:
        got = fetch(server.url(), settings)
    assert (got.reason if isinstance(got, Miss) else None) is reason
    assert ("/" in server.paths()) == (reason is None)


def test_a_mistake_of_ours_is_not_swallowed() -> None:
    def known(link: Link) -> Known | None:
        raise LookupError(link.url)

    async def run() -> None:
        async with Fetcher(LOCAL) as fetcher:
            async for _ in fetcher.stream([Link("http://127.0.0.1:1/")], known=known):
                pass

    with pytest.raises(LookupError):
        asyncio.run(run())


def test_a_long_list_is_read_as_room_comes_free() -> None:
    taken = 0

    def links(server: Server) -> Iterable[Link]:
        nonlocal taken
        for n in range(100_000):
            taken += 1
            yield Link(server.url(f"/{n}"))

    async def run(server: Server) -> None:
        async with Fetcher(LOCAL) as fetcher:
            results = fetcher.stream(links(server))
            async for _ in results:
                break
            await results.aclose()

    with Server() as server:
        asyncio.run(run(server))
    assert taken < 11_000
