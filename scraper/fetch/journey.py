"""A journey follows redirects under our own rules: few hops, http only, nothing secret carried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from scraper.fetch.asking import site_key
from scraper.fetch.failures import Failure
from scraper.model import Reason

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from scraper.fetch.asking import Asking
    from scraper.fetch.budget import Budget
    from scraper.fetch.client import Answer
    from scraper.fetch.want import Want

__all__ = ["parse", "travel"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
# RFC 9110, section 4.1, asks for 8,000 octets at least; nothing longer is a page's address.
MAX_URL = 8_192
MAX_PORT = 65_535
# Cookies are carried along one journey only, and only as many as a consent page sets.
MAX_COOKIES = 50
MAX_COOKIE_BYTES = 8_192


async def travel(  # noqa: PLR0913 - a journey has this many circumstances
    asking: Asking,
    start: httpx.URL,
    want: Want,
    *,
    headers: Mapping[str, str],
    budget: Budget,
    hops: int,
    forbids: Callable[[httpx.URL, Budget], Awaitable[Failure | None]] | None = None,
    leave: Callable[[], None] = lambda: None,
) -> Answer | Failure:
    """The answer at the end of the redirects from `start`, at most `hops` of them.

    `headers` go to the first origin only. `forbids` is asked before each hop.
    """
    url, home = start, site_key(start)
    cookies = httpx.Cookies()
    seen: set[tuple[str, str]] = set()
    for _ in range(hops + 1):
        if site_key(url) != home:
            leave()
        if forbids is not None and (failure := await forbids(url, budget)) is not None:
            return failure
        carried = _cookie_header(cookies, url)
        if (str(url), carried) in seen:
            return Failure(Reason.REDIRECT, f"redirected in a circle at {url}")
        seen.add((str(url), carried))
        sent = dict(headers) if _origin(url) == _origin(start) else {}
        if carried:
            sent["cookie"] = carried
        outcome = await asking.ask(url, want, sent, budget, leave=leave)
        if isinstance(outcome, Failure) or outcome.status not in REDIRECTS:
            return outcome
        _collect(cookies, outcome, url)
        step = _next(url, outcome)
        if isinstance(step, Failure):
            return step
        url = step
    return Failure(Reason.REDIRECT, f"more than {hops} redirects")


def parse(url: str) -> httpx.URL | Failure:
    """A URL that can be asked for, its fragment cut, its credentials kept; or why it cannot."""
    if len(url) > MAX_URL:
        return Failure(Reason.PROTOCOL, f"a URL of {len(url)} characters")
    try:
        parsed = httpx.URL(url.partition("#")[0])
        parsed.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError) as error:
        return Failure(Reason.PROTOCOL, f"not a URL: {error}")
    if parsed.scheme not in {"http", "https"}:
        return Failure(Reason.PROTOCOL, f"{parsed.scheme[:20] or 'no scheme'}: is not fetched")
    if parsed.port is not None and not 0 < parsed.port <= MAX_PORT:
        return Failure(Reason.PROTOCOL, f"no port has the number {parsed.port}")
    if not parsed.host:
        return Failure(Reason.PROTOCOL, "a URL without a host")
    return parsed


def _next(at: httpx.URL, answer: Answer) -> httpx.URL | Failure:
    location = answer.headers.get("location", "")
    if not location:
        return Failure(Reason.REDIRECT, f"status {answer.status} without a Location", answer.status)
    try:
        absolute = str(at.join(location)) if len(location) <= MAX_URL else location
    except (httpx.InvalidURL, ValueError) as error:
        return Failure(Reason.REDIRECT, f"redirected to no URL: {error}", answer.status)
    target = parse(absolute)
    if isinstance(target, Failure):
        return Failure(Reason.REDIRECT, f"redirected to {target.detail}", answer.status)
    return target.copy_with(userinfo=b"") if target.userinfo else target


def _origin(url: httpx.URL) -> tuple[str, bytes, int | None]:
    return url.scheme, url.raw_host, url.port


def _cookie_header(cookies: httpx.Cookies, url: httpx.URL) -> str:
    if not cookies:
        return ""
    request = httpx.Request("GET", url)
    cookies.set_cookie_header(request)
    header = request.headers.get("cookie", "")
    return header if len(header) <= MAX_COOKIE_BYTES else ""


def _collect(cookies: httpx.Cookies, answer: Answer, url: httpx.URL) -> None:
    if answer.set_cookies:
        headers = [("set-cookie", value) for value in answer.set_cookies[:MAX_COOKIES]]
        cookies.extract_cookies(
            httpx.Response(answer.status, headers=headers, request=httpx.Request("GET", url))
        )
