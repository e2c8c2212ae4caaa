"""Links in, pages or misses out: what a polite reader owes the web happens in between."""

from __future__ import annotations

import contextlib
from base64 import b64encode
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote_to_bytes, urlsplit

from scraper.domain import registrable_domain
from scraper.fetch.asking import Asking
from scraper.fetch.budget import Budget
from scraper.fetch.crew import Crew
from scraper.fetch.dial import system_lookup
from scraper.fetch.failures import Failure
from scraper.fetch.journey import parse, travel
from scraper.fetch.robots_cache import RobotsCache
from scraper.fetch.want import PAGE, ROBOTS
from scraper.model import Miss, Page, Reason, now

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
    from datetime import datetime
    from types import TracebackType

    import httpx

    from scraper.fetch.client import Answer
    from scraper.fetch.dial import Lookup
    from scraper.fetch.want import Want
    from scraper.model import Link
    from scraper.settings import FetchSettings

__all__ = ["Fetcher", "Known"]

OK = 200
NOT_MODIFIED = 304
WITHOUT_CONTENT = frozenset({204, 205})


@dataclass(frozen=True, slots=True)
class Known:
    """What a URL's last answer said of its version; sent along, it makes "unchanged" cheap."""

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, page: Page) -> Self:
        """The validators of a page as fetched."""
        return cls(page.headers.get("etag", ""), page.headers.get("last-modified", ""))


class Fetcher:
    """Fetches politely. Use it as an async context manager; it holds connections.

    At most one request at a time goes to one site (registrable domain), never sooner than the
    delay in force; robots.txt is obeyed; internal addresses are refused. Nothing the web does
    raises: what brings no page is a `Miss`.

    `closed` are sites that asked to be left alone until an aware time; `lookup` gives the addresses
    of a name and port, as families and texts, and raises `OSError` where it has none.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        closed: Mapping[str, datetime] = MappingProxyType({}),
        lookup: Lookup = system_lookup,
    ) -> None:
        self._settings = settings
        self._closed = closed
        self._asking = Asking(settings, lookup=lookup)
        agent = settings.user_agent.partition("/")[0].strip()
        self._robots = RobotsCache(
            agent, read=self._read_robots, slow_to=self._asking.lanes.slow_to
        )

    async def __aenter__(self) -> Self:
        for site, until in self._closed.items():
            self._asking.lanes.close(site, (until - now()).total_seconds())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._asking.aclose()

    async def fetch(
        self, link: Link, *, want: Want = PAGE, known: Known | None = None
    ) -> Page | Miss:
        """The page at `link`, redirects followed, or why there is none.

        With `known`, an unchanged page comes back with status 304 and an empty body.
        """
        return await self._fetch(link, want, known, leave=lambda: None)

    async def stream(
        self,
        links: Iterable[Link],
        *,
        want: Want = PAGE,
        known: Callable[[Link], Known | None] | None = None,
    ) -> AsyncGenerator[tuple[Link, Page | Miss], None]:
        """Each link with its page or miss, as they finish.

        However long `links` is, no more than `LOOKAHEAD` of them are held, and about twice
        `hosts_at_once` pages; it is read as room comes free. While a site keeps us waiting, links
        to other sites go on.
        """
        crew = Crew(
            2 * self._settings.hosts_at_once, ready=self._asking.lanes.due, site_of=_site_of
        )

        async def work(link: Link, leave: Callable[[], None]) -> Page | Miss:
            return await self._fetch(link, want, known(link) if known else None, leave=leave)

        try:
            async with contextlib.aclosing(crew.run(iter(links), work)) as results:
                async for result in results:
                    yield result
        finally:
            await crew.dismiss()

    def slow_to(self, url: str, seconds: float) -> None:
        """Leave at least `seconds` between two requests to the site of `url` from now on."""
        self._asking.lanes.slow_to(_site_of(url), seconds)

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of `url`'s origin lists, as it lists them."""
        parsed = parse(url)
        if isinstance(parsed, Failure):
            return ()
        rules = await self._robots.rules(parsed, Budget(self._settings.deadline))
        return rules.sitemaps

    async def _fetch(
        self, link: Link, want: Want, known: Known | None, *, leave: Callable[[], None]
    ) -> Page | Miss:
        start = parse(link.url)
        if isinstance(start, Failure):
            return _miss(link, start)
        headers = _conditions(known)
        if start.userinfo:
            headers["authorization"] = _basic(start.userinfo)
            start = start.copy_with(userinfo=b"")
        outcome = await travel(
            self._asking,
            start,
            want,
            headers=headers,
            budget=Budget(self._settings.deadline),
            hops=self._settings.max_redirects,
            forbids=self._robots.forbids if self._settings.obey_robots else None,
            leave=leave,
        )
        if isinstance(outcome, Failure):
            return _miss(link, outcome)
        return _judged(link, start, outcome, conditional=known is not None)

    async def _read_robots(self, home: httpx.URL, budget: Budget) -> Answer | Failure:
        own = Budget(min(self._settings.timeout, budget.left))
        before = own.left
        outcome = await travel(
            self._asking, home, ROBOTS, headers={}, budget=own, hops=self._settings.max_redirects
        )
        budget.left -= before - own.left
        return outcome


def _site_of(url: str) -> str:
    """The site to queue a link under; a name that is spelled oddly only queues by itself."""
    try:
        return registrable_domain(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def _conditions(known: Known | None) -> dict[str, str]:
    """RFC 9110, sections 13.1.2 and 13.1.3: both, and the server uses the one it trusts."""
    if known is None:
        return {}
    given = {"if-none-match": known.etag, "if-modified-since": known.last_modified}
    return {name: value for name, value in given.items() if value}


def _basic(userinfo: bytes) -> str:
    return "Basic " + b64encode(unquote_to_bytes(userinfo)).decode("ascii")


def _miss(link: Link, failure: Failure) -> Miss:
    return Miss(link.url, failure.reason, failure.detail, failure.status, failure.retry_at)


def _judged(link: Link, start: httpx.URL, answer: Answer, *, conditional: bool) -> Page | Miss:
    unchanged = conditional and answer.status == NOT_MODIFIED
    if answer.status in WITHOUT_CONTENT or (answer.status == OK and not answer.body):
        return Miss(link.url, Reason.EMPTY, "no bytes", answer.status)
    if answer.status != OK and not unchanged:
        return Miss(link.url, Reason.HTTP_STATUS, f"status {answer.status}", answer.status)
    headers = {name: value for name, value in answer.headers.items() if name not in OF_THE_WIRE}
    return Page(
        answer.url,
        answer.body,
        headers,
        status=answer.status,
        requested=str(start),
        fetched=now(),
        sent={name: value for name, value in answer.sent.items() if name not in SECRET},
    )


SECRET = frozenset({"authorization", "cookie"})
# Headers that described the transmission or one visit; the body is decoded, the visit over.
OF_THE_WIRE = frozenset(
    {
        "connection",
        "content-encoding",
        "content-length",
        "keep-alive",
        "set-cookie",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
