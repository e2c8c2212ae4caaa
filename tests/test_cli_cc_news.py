from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tests.helpers import run
from tests.server import NOT_FOUND, Server, page

if TYPE_CHECKING:
    from tests.server import Answer

NAMES = [
    f"crawl-data/CC-NEWS/2026/{month}/CC-NEWS-2026{month}{day}050000-000{day}.warc.gz"
    for month, day in (("02", "20"), ("02", "27"), ("03", "02"), ("03", "05"))
]
FAST = ("--delay", "0")


def lists(month: str) -> bytes:
    names = [name for name in NAMES if f"/{month}/" in name]
    return page(gzip.compress("\n".join(names).encode()), kind="application/octet-stream")


def routes(*months: str, home: str = "") -> dict[str, Answer]:
    return {
        f"{home}/crawl-data/CC-NEWS/2026/{month}/warc.paths.gz": lists(month) for month in months
    }


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2026-02-28", "2026-03-04", NAMES[1:3]),
        ("2026-02-21", "2026-02-22", NAMES[:1]),
        ("2026-03-02T06:00", "2026-03-02T07:00", NAMES[2:3]),
    ],
)
def test_the_archives_of_some_days_are_printed(since: str, until: str, expected: list[str]) -> None:
    with Server() as server:
        server.routes |= routes("02", "03", home="/mirror")
        mirror = server.url("/mirror")
        ran = run("cc-news", "--since", since, "--until", until, "--mirror", mirror, *FAST)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == [f"{mirror}/{name}" for name in expected]


def test_a_month_that_is_missing_is_said() -> None:
    with Server() as server:
        server.routes |= routes("02")
        span = ("--since", "2026-02-28", "--until", "2026-03-04")
        ran = run("cc-news", *span, "--mirror", server.url(), *FAST)
        assert ran.code == 1
        assert ran.out.splitlines() == [server.url("/") + NAMES[1]]
        assert "http_status" in ran.err
        server.routes.clear()
        server.others = NOT_FOUND
        nothing = run("cc-news", *span, "--mirror", server.url(), *FAST)
        assert nothing.code == 65
