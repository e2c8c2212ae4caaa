from __future__ import annotations

import pytest

from scraper.find import BadLine, read_url_list
from scraper.model import Link

LIST = """\ufeff# Ferries
https://daily.example/a

https://www.daily.example/a/?utm_source=x   # the same
\thttp://evening.example/b#part\t# a note
daily.example/c
https://daily.example/d e
"""


def test_a_list_is_read_to_its_end() -> None:
    got = read_url_list(LIST, found_in="urls.txt")
    assert got.links == (
        Link("https://daily.example/a", found_in="urls.txt"),
        Link("http://evening.example/b#part", found_in="urls.txt"),
    )
    assert got.repeated == 1
    assert [(bad.number, bad.why) for bad in got.bad] == [
        (6, "does not start with http:// or https://"),
        (7, "more than one word"),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("ftp://daily.example/", "does not start"),
        ("http://", "no host"),
        ("http://[::1/", "not a URL"),
        ("http://daily.example:99999/", "not a URL"),
        ("http://daily.example:0/", "port 0"),
        ("http://daily.example/\x1b[2J", "control characters"),
    ],
)
def test_a_bad_line_is_named(line: str, why: str) -> None:
    (bad,) = read_url_list(line).bad
    assert bad.number == 1
    assert bad.why.startswith(why)
    assert "\x1b" not in str(bad)


def test_a_bad_line_is_shown_in_part() -> None:
    assert read_url_list("x" * 500).bad == (
        BadLine(1, "x" * 120, "does not start with http:// or https://"),
    )


@pytest.mark.parametrize("text", ["", "\n\n", "# only\r\n  # comments"])
def test_an_empty_list_is_empty(text: str) -> None:
    got = read_url_list(text)
    assert (got.links, got.bad) == ((), ())
