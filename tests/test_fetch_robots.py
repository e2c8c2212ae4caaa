from __future__ import annotations

import json
from pathlib import Path

import pytest

from scraper.fetch.client import Answer
from scraper.fetch.failures import Failure
from scraper.fetch.robots import Rules
from scraper.model import Reason

HOME = "https://daily.example"
# Five cases build lines of 16 KB in loops that a plain list of cases cannot show. Without these
# lines three contradict RFC 9309, section 2.2.2, and others in the list: a group without rules
# would forbid, "disallow: /" would not. They are checked below as their authors build them.
BUILT_IN_LOOPS = "GoogleOnly_LineTooLong"
CASES = Path(__file__).parents[2] / "shared/bench/google_robots_cases.json"


def rules(text: str | bytes, agent: str = "copydesk") -> Rules:
    return Rules.read(text if isinstance(text, bytes) else text.encode(), agent)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("user-agent : *\nDISALLOW :/", "/a", False),
        ("User-agent: *\rDisallow: /\r", "/a", False),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /", "/a", False),
        (b"# caf\xe9 \xff\nUser-agent: *\nDisallow: /", "/a", False),
        ("<html><body>Disallow nothing</body></html>", "/a", True),
        ("Disallow: /", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: copydesk\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: CopyDesk/2.0\nDisallow: /\n", "/a", False),
        ("User-agent: copy\nDisallow: /", "/a", True),
        ("User-agent: copydesk-news\nDisallow: /", "/a", True),
        ("User-agent: other\nUser-agent: copydesk\nDisallow: /", "/a", False),
        ("User-agent: copydesk\nNoindex: /x\nUser-agent: other\nDisallow: /", "/a", False),
        ("User-agent: copydesk\nDisallow: /\nUser-agent: other\nAllow: /", "/a", False),
        ("User-agent: other\nDisallow: /\nUser-agent: *\nAllow: /", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/c", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf?a", True),
        ("User-agent: *\nDisallow: /*?print", "/x?print=1", False),
        ("User-agent: *\nDisallow: /%c3%bc", "/%C3%BC", False),
        ("User-agent: *\nDisallow: /ü", "/%C3%BC", False),
        ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
        ("User-agent: *\nDisallow: " + "/" + "a*" * 200 + "x$", "/" + "a" * 5_000, True),
    ],
)
def test_what_a_file_allows(text: str | bytes, path: str, *, allowed: bool) -> None:
    assert rules(text).allow(HOME + path) is allowed


def test_a_line_is_cut_where_google_cuts_it() -> None:
    denied = "/x/" + "a" * (2083 * 8 - len("disallow: ") - 5)
    long = rules(f"user-agent: FooBot\ndisallow: {denied}/qux\n", "FooBot")
    assert long.allow("http://foo.bar/fux")
    assert not long.allow(f"http://foo.bar{denied}/fux")
    first, second = ("/x/" + letter * (2083 * 8 - len("allow: ") - 5) for letter in "ab")
    text = f"user-agent: FooBot\ndisallow: /\nallow: {first}/qux\nallow: {second}/qux\n"
    long = rules(text, "FooBot")
    assert not long.allow("http://foo.bar/")
    assert long.allow(f"http://foo.bar{first}/qux")
    assert long.allow(f"http://foo.bar{second}/fux")


def test_delays_and_sitemaps_are_read() -> None:
    got = rules(
        "Sitemap: https://daily.example/a.xml\nUser-agent: *\nCrawl-delay: 2.5\nDisallow:\n"
        "sitemap:https://daily.example/b.xml # news\nSitemap: https://daily.example/a.xml\n"
    )
    assert got.crawl_delay == 2.5
    assert got.sitemaps == ("https://daily.example/a.xml", "https://daily.example/b.xml")
    assert rules("User-agent: other\nCrawl-delay: 9").crawl_delay is None


@pytest.mark.parametrize(
    ("outcome", "allowed"),
    [
        (Answer("", 200, {}, b""), True),
        (Answer("", 204, {}), True),
        (Failure(Reason.HTTP_STATUS, status=404), True),
        (Failure(Reason.HTTP_STATUS, status=401), True),
        (Failure(Reason.REDIRECT), True),
        (Failure(Reason.RETRY_LATER, status=429), False),
        (Failure(Reason.HTTP_STATUS, status=500), False),
        (Failure(Reason.TIMEOUT), False),
        (Failure(Reason.TRUNCATED), False),
        (Failure(Reason.BLOCKED), False),
    ],
)
def test_no_file_decides_too(outcome: Answer | Failure, *, allowed: bool) -> None:
    assert Rules.of(outcome, "copydesk").allow(HOME + "/a") is allowed


@pytest.mark.skipif(not CASES.exists(), reason="Google's cases are not at hand")
def test_googles_own_cases() -> None:
    cases = json.loads(CASES.read_text())
    listed = [case for case in cases if case["test"] != BUILT_IN_LOOPS]
    assert (len(cases), len(listed)) == (145, 140)
    wrong = [
        case
        for case in listed
        # Bytes were written down as Latin-1.
        if rules(case["robots"].encode("latin-1"), case["agent"]).allow(case["url"])
        != case["allowed"]
    ]
    assert wrong == []
