"""Only this file puts a question on a transport: one request in, one answer or failure out."""

from __future__ import annotations

import contextlib
import resource
import ssl
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import httpx

from scraper.coding import ACCEPT_ENCODING, CodingError, decode, inflate
from scraper.errors import ConfigError
from scraper.fetch.dial import Dialer, system_lookup
from scraper.fetch.failures import Failure, TooLarge, failure_of
from scraper.fetch.guard import Guard
from scraper.fetch.transport import Transport
from scraper.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scraper.fetch.dial import Lookup
    from scraper.fetch.transport import Speak
    from scraper.fetch.want import Want
    from scraper.settings import FetchSettings

__all__ = ["Answer", "Clients"]

# Sites whose connections are kept open, or a quarter of the files that the process may open: a
# site may hold several.
MAX_CLIENTS = 1_024
# What an answer that is not read for its body may hold at most for its connection to be kept.
SMALL = 16 * 1024
GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer. `body` is decoded, and empty unless the status is 200.

    `set_cookies` holds the `Set-Cookie` headers as they came, `sent` what was sent to get them.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    set_cookies: tuple[str, ...] = ()
    sent: Mapping[str, str] = field(default_factory=dict)


class Clients:
    """Small httpx transports, one per site, the least lately used closed first.

    Many small ones because httpx looks at every open connection at each request. Transports and
    not `AsyncClient`s because a client keeps cookies from visit to visit, parses redirects that
    nobody asked it to follow, and logs: all of that is decided elsewhere here.
    """

    def __init__(self, settings: FetchSettings, *, lookup: Lookup = system_lookup) -> None:
        self._settings = settings
        self._dialer = Dialer(
            Guard.allowing(settings.allow_internal),
            timeout=settings.timeout,
            resolvers=settings.hosts_at_once,
            lookup=lookup,
        )
        self._headers = {
            "user-agent": _user_agent(settings),
            "accept-encoding": ACCEPT_ENCODING,
        }
        files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        self._room = MAX_CLIENTS if files < 0 else min(MAX_CLIENTS, files // 4)
        self._http2 = _speaks_http2() if settings.http2 else None
        self._context: ssl.SSLContext | None = None
        self._idle: OrderedDict[str, Transport] = OrderedDict()

    async def get(
        self, site: str, url: httpx.URL, want: Want, headers: Mapping[str, str]
    ) -> Answer | Failure:
        """Ask for `url` once. Nothing is followed, nothing tried again, and nothing raised."""
        client = self._idle.pop(site, None) or self._new()
        try:
            return await self._get(client, url, want, headers)
        except (httpx.HTTPError, CodingError) as error:
            return failure_of(error)
        finally:
            self._idle[site] = client
            if len(self._idle) > self._room:
                await self._idle.popitem(last=False)[1].aclose()

    async def aclose(self) -> None:
        """Close every connection."""
        while self._idle:
            await self._idle.popitem()[1].aclose()
        self._dialer.close()

    async def _get(
        self, client: Transport, url: httpx.URL, want: Want, headers: Mapping[str, str]
    ) -> Answer | Failure:
        sent = {**self._headers, "accept": want.accept, **headers}
        response = await client.handle_async_request(httpx.Request("GET", url, headers=sent))
        try:
            told = _joined(response.headers.multi_items())
            answer = Answer(
                str(url),
                response.status_code,
                told,
                set_cookies=tuple(response.headers.get_list("set-cookie")),
                sent=sent,
            )
            if response.status_code != httpx.codes.OK:
                await _discard(response)
                return answer
            if not want.takes(told.get("content-type", "")):
                kind = told["content-type"][:80]
                return Failure(Reason.WRONG_TYPE, f"{kind} is not a {want.name}", 200)
            cap = want.cap or self._settings.max_bytes
            body = await _read(response, cap, cut=want.cut)
            body = decode(body, told.get("content-encoding", ""), cap=cap, cut=want.cut)
            if want.inflate and body.startswith(GZIP_MAGIC):
                body = inflate(body, cap=cap)
            return replace(answer, body=body)
        finally:
            await response.aclose()

    def _new(self) -> Transport:
        timeout = self._settings.timeout
        return Transport(self._dialer, self._trust, timeout=timeout, http2=self._http2)

    def _trust(self) -> ssl.SSLContext:
        """The system's certificates, or certifi's where the system brings none."""
        if self._context is None:
            paths = ssl.get_default_verify_paths()
            if paths.cafile or paths.capath:
                self._context = ssl.create_default_context()
            else:
                self._context = httpx.create_ssl_context()
            self._context.set_alpn_protocols(["h2", "http/1.1"] if self._http2 else ["http/1.1"])
        return self._context


def _speaks_http2() -> Speak:
    """HTTP/2, if its library is installed. Raises ConfigError where it is not."""
    try:
        from scraper.fetch.http2 import Http2  # noqa: PLC0415 - an extra, and not for everybody
    except ImportError as error:
        raise ConfigError(
            "http2 = true needs the library h2: pip install 'copydesk[http2]'"
        ) from error
    return Http2


def _user_agent(settings: FetchSettings) -> str:
    """Who asks and where to complain, as RFC 9110, section 10.1.5 wants it."""
    contact = settings.contact
    return f"{settings.user_agent} (+{contact})" if contact else settings.user_agent


def _joined(fields: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Fields by name, repeated ones joined (RFC 9110, section 5.3)."""
    joined: dict[str, str] = {}
    for name, value in fields:
        joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return joined


async def _read(response: httpx.Response, cap: int, *, cut: bool) -> bytes:
    """The body as sent. Raises `TooLarge` above `cap`, at once where the length is told."""
    told = response.headers.get("content-length", "")
    if not cut and told.isdecimal() and (len(told) > len(str(cap)) or int(told) > cap):
        raise TooLarge(f"{told[:20]} bytes announced, {cap} allowed")
    whole = bytearray()
    async for data in response.aiter_raw():
        whole += data
        if len(whole) > cap:
            if cut:
                break
            raise TooLarge(f"more than {cap} bytes")
    del whole[cap:]
    return bytes(whole)


async def _discard(response: httpx.Response) -> None:
    """Read a small body to its end so that the connection can serve again; leave a large one."""
    told = response.headers.get("content-length", "")
    if told.isdecimal() and len(told) <= len(str(SMALL)) and int(told) <= SMALL:
        # The status is known; a body that breaks off tells nothing more.
        with contextlib.suppress(httpx.HTTPError):
            async for _ in response.aiter_raw():
                pass
