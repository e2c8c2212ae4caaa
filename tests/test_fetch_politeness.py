"""Politeness as the server sees it: read from its log, by registrable domain."""

from __future__ import annotations

import asyncio
import itertools
import random
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest

from scraper.domain import registrable_domain
from scraper.fetch import Fetcher
from scraper.model import Link, Miss, Page, Reason
from scraper.settings import FetchSettings
from tests.server import Server, page, redirect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.server import Answer, Exchange, Request

DELAY = 0.12
SETTINGS = FetchSettings(
    delay=DELAY, backoff=0.01, deadline=20, allow_internal=("127.0.0.0/8",), hosts_at_once=8
)
TEXT = "<p>The ferry to Lindholm sails again from Monday.</p>"
# Three subdomains each of four sites, two of them neighbours below one public suffix.
NAMES = [
    f"{label}.{site}"
    for site in ("daily.example", "evening.test", "one.co.uk", "two.co.uk")
    for label in ("www", "m", "news")
]
PAGES = 4


def lookup(host: str, port: int) -> list[tuple[socket.AddressFamily, str]]:
    """Every name that the tests know is an address of its own, as on the web."""
    del port
    if host not in NAMES:
        raise OSError("no such name")
    return [(socket.AF_INET, f"127.0.1.{1 + NAMES.index(host)}")]


def stream(
    links: Iterable[str],
    settings: FetchSettings = SETTINGS,
    closed: Mapping[str, datetime] | None = None,
) -> dict[str, Page | Miss]:
    async def run() -> dict[str, Page | Miss]:
        async with Fetcher(settings, closed=closed or {}, lookup=lookup) as fetcher:
            return {link.url: got async for link, got in fetcher.stream(map(Link, links))}

    return asyncio.run(run())


def by_site(server: Server) -> dict[str, list[Request]]:
    """The requests to each registrable domain, in the order in which they came."""
    found: dict[str, list[Request]] = {}
    for request in sorted(server.log, key=lambda each: each.began):
        found.setdefault(registrable_domain(request.host), []).append(request)
    return found


def gaps(requests: list[Request]) -> list[float]:
    """Seconds from the end of each answer to the begin of the next request; below 0: overlap."""
    return [later.began - earlier.ended for earlier, later in itertools.pairwise(requests)]


async def _hesitantly(exchange: Exchange) -> None:
    await asyncio.sleep(random.Random(exchange.request.path).uniform(0, 0.08))  # noqa: S311 - no secret
    await exchange.send(page(TEXT))


def test_no_site_is_asked_two_things_at_once_or_sooner_than_the_delay() -> None:
    async def onwards(exchange: Exchange) -> None:
        """To another subdomain, and from there to another site."""
        at = NAMES.index(exchange.request.host)
        port = exchange.base.rpartition(":")[2]
        step = 1 if at % 3 == 0 else 3
        await exchange.send(redirect(f"http://{NAMES[(at + step) % 12]}:{port}/1"))

    paths = [f"/{n}" for n in range(PAGES)]
    routes: dict[str, Answer] = dict.fromkeys(paths, _hesitantly)
    with Server(routes | {"/moved": onwards, "/busy": (page("", status="503 Busy"), page(TEXT))},
                ) as server:  # fmt: skip
        urls = [server.url(path, name) for path in [*paths, "/moved"] for name in NAMES]
        urls += [server.url("/busy", name) for name in NAMES[::3]]
        random.Random(5).shuffle(urls)  # noqa: S311 - no secret
        got = stream(urls)
        asked = by_site(server)
    assert set(got) == set(urls)
    assert all(isinstance(each, Page) for each in got.values())
    assert len(asked) == 4
    for requests in asked.values():
        assert min(gaps(requests)) >= DELAY
    # While one site is being left alone, others are asked: together it takes less than in turn.
    spans = [requests[-1].ended - requests[0].began for requests in asked.values()]
    whole = max(r.ended for r in server.log) - min(r.began for r in server.log)
    assert whole < sum(spans) / 2


@pytest.mark.parametrize("form", ["seconds", "date"])
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_nothing_of_a_site_is_asked_for_before_its_retry_after(form: str, status: str) -> None:
    returns = 0.0

    async def later(exchange: Exchange) -> None:
        nonlocal returns
        now = datetime.now(UTC)
        until = (now + timedelta(seconds=2)).replace(microsecond=0)  # a date knows whole seconds
        wait = 2.0 if form == "seconds" else (until - now).total_seconds()
        returns = exchange.request.began + wait
        value = "2" if form == "seconds" else format_datetime(until, usegmt=True)
        await exchange.send(page("busy", f"Retry-After: {value}", status=status))

    busy, *others = NAMES[0], *NAMES[3::3]
    routes: dict[str, Answer] = {f"{busy}/1": (later, page(TEXT))}
    with Server(routes | dict.fromkeys(["/1", "/2", "/3"], page(TEXT))) as server:
        urls = [server.url("/1", busy), server.url("/2", NAMES[1]), server.url("/3", NAMES[2])]
        urls += [server.url(path, name) for name in others for path in ("/1", "/2", "/3")]
        got = stream(urls)
        asked = by_site(server)
    assert all(isinstance(each, Page) for each in got.values())
    requests = asked.pop("daily.example")
    at = next(n for n, each in enumerate(requests) if each.path == "/1")
    assert len(requests) > at + 1
    assert all(each.began >= returns - 0.01 for each in requests[at + 1 :])  # two clocks
    # The others were done before the busy site was asked again.
    assert max(each.ended for rest in asked.values() for each in rest) < returns


def test_a_crawl_delay_is_kept_between_pages() -> None:
    rules = page("User-agent: *\nCrawl-delay: 0.5\n", kind="text/plain")
    with Server({"/robots.txt": rules, "/1": page(TEXT), "/2": page(TEXT)}) as server:
        stream([server.url("/1", NAMES[0]), server.url("/2", NAMES[0])])
        (requests,) = by_site(server).values()
    assert [each.path for each in requests] == ["/robots.txt", "/1", "/2"]
    assert min(gaps(requests)) >= 0.5


def test_a_site_that_fails_is_asked_seldom_and_ever_later() -> None:
    with Server({"/1": page("", status="500 Oh"), "/robots.txt": page("")}) as server:
        stream([server.url("/1", NAMES[0])], FetchSettings(
            delay=0.05, backoff=0.2, allow_internal=("127.0.0.0/8",)))  # fmt: skip
        (requests,) = by_site(server).values()
    _, first, second = gaps(requests)
    assert (first >= 0.2, second >= 0.4) == (True, True)
    assert len(requests) == 4, "robots.txt and three tries"


def test_what_a_site_asked_of_the_last_run_holds_for_this_one() -> None:
    until = datetime.now(UTC) + timedelta(hours=1)
    soon = datetime.now(UTC) + timedelta(seconds=1)
    with Server({"/1": page(TEXT)}) as server:
        urls = [server.url("/1", name) for name in (NAMES[1], NAMES[3], NAMES[6])]
        got = stream(urls, closed={"daily.example": until, "evening.test": soon})
        asked = by_site(server)
    away, *others = (got[url] for url in urls)
    assert isinstance(away, Miss)
    assert away.reason is Reason.RETRY_LATER
    assert away.retry_at is not None
    assert abs(away.retry_at - until) < timedelta(seconds=2)
    assert all(isinstance(each, Page) for each in others)
    assert "daily.example" not in asked
    assert asked["evening.test"][0].began - asked["one.co.uk"][0].began > 0.5
