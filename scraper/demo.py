"""The sample is served on loopback only, by this file only, for `copydesk demo` and the tests."""

from __future__ import annotations

import tomllib
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingTCPServer
from sys import exc_info
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Self, cast

from cleaners.model import Kind
from scraper.errors import InputError
from scraper.model import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Debris:
    """Lines of one kind inside an article's own markup; `sample.toml` says what each kind means."""

    kind: Kind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One URL of the sample: what is answered, and what should come of it.

    `file` is relative to the sample's folder. A page has a `story` and a `role` in it, or a `miss`.
    A `flaky` page answers 503 to the first request. `published` is an aware datetime, or a date
    where the page gives no time.
    """

    name: str
    host: str
    path: str
    file: str
    content_type: str = "text/html; charset=utf-8"
    status: int = HTTPStatus.OK
    flaky: bool = False
    story: str = ""
    role: str = ""
    miss: Reason | None = None
    title: str = ""
    byline: tuple[str, ...] = ()
    agency: str = ""
    published: date | None = None
    language: str = ""
    debris: tuple[Debris, ...] = ()

    @property
    def canonical(self) -> str:
        """The URL that the page gives itself, on its invented host."""
        return f"https://{self.host}{self.path}"


@dataclass(frozen=True, slots=True)
class Sample:
    """The manifest: `pages` in the order of the crawl, `robots` as pairs of host and file."""

    folder: Path
    pages: tuple[SamplePage, ...]
    robots: tuple[tuple[str, str], ...]

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every outlet once, in the order of its first page."""
        return tuple(dict.fromkeys(page.host for page in self.pages))

    def expected(self, page: SamplePage) -> str:
        """The clean text that must come of a page, with its final newline."""
        return (self.folder / "expected" / f"{page.name}.txt").read_text(encoding="utf-8")


def load_sample(folder: Path | None = None) -> Sample:
    """Read the manifest in `folder`; without one, in the sample that came with this package.

    Raises `InputError` where no sample can be found.
    """
    places = (folder,) if folder else _BUNDLED
    folder = next((place for place in places if (place / "sample.toml").is_file()), None)
    if folder is None:
        raise InputError(f"the sample is missing: looked in {' and '.join(map(str, places))}")
    with (folder / "sample.toml").open("rb") as file:
        manifest = tomllib.load(file)
    return Sample(
        folder=folder,
        pages=tuple(_page(row) for row in manifest["page"]),
        robots=tuple(manifest["robots"].items()),
    )


class SampleServer:
    """Serves the sample, each outlet on its own free port of 127.0.0.1, while its `with` lasts.

    Which flaky pages have answered 503 is remembered here, so a new server begins anew.
    """

    def __init__(self, sample: Sample | None = None) -> None:
        self.sample = sample or load_sample()
        self._ports: dict[str, int] = {}
        self._running = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as starting:
            for host in self.sample.hosts:
                outlet = starting.enter_context(_Outlet(self.sample, host))
                # The interval bounds how long `shutdown` waits.
                thread = Thread(target=outlet.serve_forever, args=(0.02,), daemon=True)
                thread.start()
                starting.callback(thread.join)
                starting.callback(outlet.shutdown)
                self._ports[host] = outlet.server_address[1]
            self._running = starting.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()
        self._ports.clear()

    def origin(self, host: str) -> str:
        """Where an outlet is served, such as `http://127.0.0.1:49152`, without a final slash."""
        return f"http://{LOOPBACK}:{self._ports[host]}"

    def url_of(self, page: SamplePage) -> str:
        """Where a page is served."""
        return self.origin(page.host) + page.path

    def urls(self) -> tuple[str, ...]:
        """What to crawl, in the manifest's order."""
        return tuple(self.url_of(page) for page in self.sample.pages)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes
    content_type: str = "text/html; charset=utf-8"
    link: str = ""


class _Outlet(ThreadingTCPServer):
    """One outlet. Not `http.server.HTTPServer`: that one asks the name service for its own name."""

    daemon_threads = True
    request_queue_size = 32

    def __init__(self, sample: Sample, host: str) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self._sample = sample
        self._pages = {page.path: page for page in sample.pages if page.host == host}
        self._robots = dict(sample.robots).get(host)
        self._failed: set[str] = set()
        self._lock = Lock()

    def answer(self, path: str) -> _Answer:
        if path == "/robots.txt" and self._robots:
            return _Answer(HTTPStatus.OK, self._read(self._robots), "text/plain; charset=utf-8")
        page = self._pages.get(path)
        if page is None:
            return _NOT_FOUND
        if page.flaky and self._first_time(path):
            return _BUSY
        # A text has no head of its own, so its canonical URL is a header (RFC 6596).
        is_text = page.content_type.startswith("text/plain")
        link = f'<{page.canonical}>; rel="canonical"' if is_text else ""
        return _Answer(page.status, self._read(page.file), page.content_type, link)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as inherited
        """A client that hangs up is nobody's fault; everything else is a bug and is shown."""
        if not isinstance(exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def _first_time(self, path: str) -> bool:
        with self._lock:
            first = path not in self._failed
            self._failed.add(path)
            return first

    def _read(self, file: str) -> bytes:
        return (self._sample.folder / file).read_bytes()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._send(with_body=False)

    def do_GET(self) -> None:
        self._send(with_body=True)

    def log_message(self, *_: object) -> None:
        """Keep no access log: the demo's terminal belongs to the crawl."""

    def _send(self, *, with_body: bool) -> None:
        answer = cast("_Outlet", self.server).answer(self.path)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.link:
            self.send_header("Link", answer.link)
        self.send_header("Connection", "close")
        self.end_headers()
        if with_body:
            self.wfile.write(answer.body)


def _page(row: Mapping[str, Any]) -> SamplePage:
    debris = row.get("debris", {})
    typed = {
        "byline": tuple(row.get("byline", ())),
        "debris": tuple(Debris(Kind(kind), tuple(lines)) for kind, lines in debris.items()),
        "miss": Reason(row["miss"]) if "miss" in row else None,
    }
    return SamplePage(**{**row, **typed})


_HERE = Path(__file__).resolve().parent

# Inside an installed wheel, and beside the packages in a checkout.
_BUNDLED = (_HERE / "sample", _HERE.parent / "data" / "sample")

_NOT_FOUND = _Answer(
    HTTPStatus.NOT_FOUND, b"<!doctype html>\n<title>Not found</title>\n<p>No such page here.</p>\n"
)
_BUSY = _Answer(
    HTTPStatus.SERVICE_UNAVAILABLE,
    b"<!doctype html>\n<title>Back soon</title>\n<p>The server is busy. Please try again.</p>\n",
)
