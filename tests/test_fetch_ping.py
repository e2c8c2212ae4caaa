"""A dead man's switch gets what it waits for, and whatever it does, nothing is raised."""

from __future__ import annotations

import pytest

from scraper.fetch import ping
from tests.server import NOT_FOUND, Server, page, redirect


@pytest.mark.parametrize(
    ("given", "success", "asked"),
    [
        ("/abc", True, "/abc"),
        ("/abc", False, "/abc/fail"),
        ("/abc/", False, "/abc/fail"),
        ("/abc?rid=1", False, "/abc/fail?rid=1"),
        ("/abc?rid=1", True, "/abc?rid=1"),
        ("", False, "/fail"),
    ],
)
def test_what_is_asked(given: str, asked: str, *, success: bool) -> None:
    with Server({asked: page("OK")}) as server:
        assert ping(server.url(given), success=success) == ""
        assert server.paths() == [asked]


def test_what_goes_wrong_is_said() -> None:
    with Server({"/a": NOT_FOUND, "/loop": redirect("/loop")}) as server:
        assert ping(server.url("/a"), success=True) == "status 404"
        assert ping(server.url("/loop"), success=True).startswith("TooManyRedirects: ")
    assert ping(server.url("/a"), success=True, seconds=1).startswith("Connect")


@pytest.mark.parametrize("url", ["", "nonsense", "ftp://a.example/", "http://", "http://[", "\0"])
def test_nothing_is_raised_whatever_the_url(url: str) -> None:
    assert ping(url, success=True, seconds=1) != ""
    assert ping(url, success=False, seconds=1) != ""
