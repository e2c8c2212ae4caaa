from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING

import pytest

from scraper.fetch import Fetcher
from scraper.model import Link, Miss, Page, Reason
from scraper.settings import FetchSettings
from tests.server import Server, page, redirect

if TYPE_CHECKING:
    from pathlib import Path

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="certificates are made with openssl")
LOCAL = FetchSettings(delay=0, timeout=2, backoff=0.01, allow_internal=("127.0.0.1",))


def certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """A self-signed certificate for `name` and a server's context with it."""
    cert, key = folder / f"{name}.pem", folder / f"{name}.key"
    command = [str(OPENSSL), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-keyout", str(key), "-out", str(cert), "-subj", f"/CN={name}"]
    command += ["-addext", f"subjectAltName={name}"]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return cert, context


def fetch(url: str) -> Page | Miss:
    async def run() -> Page | Miss:
        async with Fetcher(LOCAL) as fetcher:
            return await fetcher.fetch(Link(url))

    return asyncio.run(run())


def test_a_certificate_that_the_system_trusts_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cert, context = certificate(tmp_path, "IP:127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    with Server({"/": page("<p>Hi")}, tls=context) as server:
        got = fetch(server.url())
    assert isinstance(got, Page), got


@pytest.mark.parametrize("trusted", [True, False])
def test_a_wrong_name_or_an_unknown_issuer_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, trusted: bool
) -> None:
    cert, context = certificate(tmp_path, "DNS:other.test" if trusted else "IP:127.0.0.1")
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    with Server({"/": page("<p>Hi")}, tls=context) as server:
        got = fetch(server.url())
    assert isinstance(got, Miss)
    assert got.reason is Reason.TLS
    assert server.log == []


def test_plain_and_tls_do_not_mix(tmp_path: Path) -> None:
    _, context = certificate(tmp_path, "IP:127.0.0.1")
    with Server({}, tls=context) as secure, Server({}) as plain:
        https = fetch(plain.url().replace("http:", "https:"))
        http = fetch(secure.url().replace("https:", "http:"))
    assert isinstance(https, Miss)
    assert https.reason in {Reason.TLS, Reason.TIMEOUT}  # our plain server waits for a line
    assert isinstance(http, Miss)
    assert http.reason in {Reason.CONNECT, Reason.PROTOCOL, Reason.TRUNCATED}


def test_a_redirect_to_a_worse_certificate_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, trusted = certificate(tmp_path, "IP:127.0.0.1")
    _, unknown = certificate(tmp_path, "IP:127.0.0.1,DNS:x.test")
    monkeypatch.setenv("SSL_CERT_FILE", str(good))
    with Server({"/": page("<p>Hi")}, tls=unknown) as bad:
        routes = {"/": redirect(bad.url())}
        with Server(dict(routes), tls=trusted) as server:
            got = fetch(server.url())
    assert isinstance(got, Miss)
    assert got.reason is Reason.TLS
