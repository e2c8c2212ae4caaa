"""HTTP/2 is spoken where it is wanted and offered, under the same rules as HTTP/1.1."""

from __future__ import annotations

import asyncio
import gzip
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scraper.fetch import Fetcher
from scraper.model import Link, Miss, Page, Reason
from scraper.settings import FetchSettings
from tests.server import Server, page
from tests.test_fetch_tls import certificate

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from pathlib import Path

    from h2.connection import H2Connection

connection = pytest.importorskip("h2.connection")
config = pytest.importorskip("h2.config")
events = pytest.importorskip("h2.events")
pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="certificates are made with openssl"
)

SETTINGS = FetchSettings(
    delay=0, backoff=0.01, timeout=1, deadline=3, tries=2, max_bytes=300_000, obey_robots=False,
    allow_internal=("127.0.0.1",), http2=True,
)  # fmt: skip
TEXT = b"<p>The ferry to Lindholm sails again from Monday.</p>"
HTML = [(":status", "200"), ("content-type", "text/html"), ("etag", '"1"')]


class Site(asyncio.Protocol):
    """A server that answers by a function of the path, and counts what it sees."""

    def __init__(self, answer: Callable[[Site, int, str], None], log: list[dict[str, str]]) -> None:
        self.answer = answer
        self.log = log
        self.talk: H2Connection = connection.H2Connection(config.H2Configuration(client_side=False))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.talk.initiate_connection()
        self.flush()

    def data_received(self, data: bytes) -> None:
        for event in self.talk.receive_data(data):
            if isinstance(event, events.RequestReceived):
                asked = {
                    (name.decode() if isinstance(name, bytes) else name): (
                        value.decode() if isinstance(value, bytes) else value
                    )
                    for name, value in event.headers
                }
                self.log.append({**asked, "connection": str(id(self))})
                self.answer(self, event.stream_id, asked[":path"])
        self.flush()

    def flush(self) -> None:
        self.transport.write(self.talk.data_to_send())

    def send(self, stream: int, body: bytes, *fields: tuple[str, str], end: bool = True) -> None:
        self.talk.send_headers(stream, [*HTML, *fields])
        for at in range(0, len(body), 16_000):
            self.talk.send_data(stream, body[at : at + 16_000])
        if end:
            self.talk.end_stream(stream)


def whole(site: Site, stream: int, path: str) -> None:
    site.send(stream, TEXT + path.encode())


def coded(site: Site, stream: int, path: str) -> None:
    del path
    site.send(stream, gzip.compress(TEXT), ("content-encoding", "gzip"))


def hinted(site: Site, stream: int, path: str) -> None:
    site.talk.send_headers(stream, [(":status", "103"), ("link", "</a.css>")])
    whole(site, stream, path)


def half(site: Site, stream: int, path: str) -> None:
    del path
    site.send(stream, TEXT, end=False)
    site.talk.reset_stream(stream)


def cut(site: Site, stream: int, path: str) -> None:
    del path
    site.send(stream, TEXT, end=False)
    site.flush()
    site.transport.close()


def lie(site: Site, stream: int, path: str) -> None:
    del path
    site.send(stream, TEXT, ("content-length", "5"))


def silence(site: Site, stream: int, path: str) -> None:
    pass


def noise(site: Site, stream: int, path: str) -> None:
    del stream, path
    site.transport.write(b"\x00\x00\x04\x00\x00\x00\x00\x00\x00data")  # of no stream


def bomb(site: Site, stream: int, path: str) -> None:
    del path
    body = gzip.compress(b" " * 30_000_000)
    site.send(stream, body, ("content-encoding", "gzip"))


def flood(site: Site, stream: int, path: str) -> None:
    del path
    site.talk.send_headers(stream, [*HTML, *((f"x-{n}", "y") for n in range(1_500))])


def goaway(site: Site, stream: int, path: str) -> None:
    whole(site, stream, path)
    site.talk.close_connection()


def fetch(
    folder: Path,
    answer: Callable[[Site, int, str], None],
    *paths: str,
    settings: FetchSettings = SETTINGS,
) -> tuple[list[Page | Miss], list[dict[str, str]]]:
    """What came of asking for `paths`, and what the server saw."""
    log: list[dict[str, str]] = []
    _, context = _context(folder)

    async def run() -> list[Page | Miss]:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Site(answer, log), "127.0.0.1", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        async with server, Fetcher(settings) as fetcher:
            urls = [f"https://127.0.0.1:{port}{path}" for path in paths]
            return [await fetcher.fetch(Link(url)) for url in urls]

    return asyncio.run(run()), log


def _context(folder: Path) -> tuple[Path, ssl.SSLContext]:
    cert, context = certificate(folder, "IP:127.0.0.1")
    context.set_alpn_protocols(["h2"])
    return cert, context


@pytest.fixture(autouse=True)
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system trusts whatever certificate the server of this test will make."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "IP:127.0.0.1.pem"))


@pytest.mark.parametrize("answer", [whole, coded, hinted])
def test_a_page_comes_as_it_was_sent(
    tmp_path: Path, answer: Callable[[Site, int, str], None]
) -> None:
    (got,), (asked,) = fetch(tmp_path, answer, "/a?b=c")
    assert isinstance(got, Page), got
    assert got.body.startswith(TEXT)
    assert got.headers["etag"] == '"1"'
    assert (asked[":method"], asked[":path"], asked[":scheme"]) == ("GET", "/a?b=c", "https")
    assert asked["user-agent"].startswith("copydesk/")
    assert "host" not in asked


def test_a_connection_serves_again_until_the_server_leaves(tmp_path: Path) -> None:
    got, asked = fetch(tmp_path, whole, "/1", "/2", "/3")
    assert [each.body for each in got if isinstance(each, Page)] == [
        TEXT + path for path in (b"/1", b"/2", b"/3")
    ]
    assert len({each["connection"] for each in asked}) == 1
    got, asked = fetch(tmp_path, goaway, "/1", "/2")
    assert all(isinstance(each, Page) for each in got)
    assert len({each["connection"] for each in asked}) == 2


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (half, Reason.TRUNCATED),
        (cut, Reason.TRUNCATED),
        (lie, Reason.PROTOCOL),
        (silence, Reason.TIMEOUT),
        (noise, Reason.PROTOCOL),
        (bomb, Reason.TOO_LARGE),
        (flood, Reason.PROTOCOL),
    ],
)
def test_what_is_no_page_is_a_miss(
    tmp_path: Path, answer: Callable[[Site, int, str], None], reason: Reason
) -> None:
    (got,), _ = fetch(tmp_path, answer, "/")
    assert isinstance(got, Miss)
    assert got.reason is reason, got


def test_a_server_without_it_is_spoken_to_as_ever(tmp_path: Path) -> None:
    _, context = certificate(tmp_path, "IP:127.0.0.1")
    context.set_alpn_protocols(["http/1.1"])

    async def run(url: str) -> Page | Miss:
        async with Fetcher(SETTINGS) as fetcher:
            return await fetcher.fetch(Link(url))

    with Server({"/": page(TEXT)}, tls=context) as server:
        got = asyncio.run(run(server.url()))
    assert isinstance(got, Page)


def test_it_is_not_spoken_unless_wanted(tmp_path: Path) -> None:
    (got,), asked = fetch(tmp_path, whole, "/", settings=replace(SETTINGS, http2=False))
    assert isinstance(got, Miss)
    assert asked == []
