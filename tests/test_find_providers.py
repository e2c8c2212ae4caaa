from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from scraper.find import GDELT, GOOGLE_NEWS, Leads, archives_of, cc_news_paths
from scraper.model import Link, Miss, Page, Reason

WHEN = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
TITLE = "Lindholm ferry sails again after storm damage"
DAY = timedelta(days=1)


def answer(text: str) -> Page:
    return Page("https://api.example/", text.encode(), {"content-type": "text/plain"})


def test_gdelt_is_asked_in_its_own_terms() -> None:
    assert GDELT.url("Ferry to Lindholm", WHEN, WHEN + DAY) == (
        "https://api.gdeltproject.org/api/v2/doc/doc?query=ferry+lindholm&mode=ArtList&format=json"
        "&maxrecords=250&sort=DateDesc&startdatetime=20260304050600&enddatetime=20260305050600"
    )


def test_gdelt_is_spared_what_it_refuses() -> None:
    url = GDELT.url("Kid's an ox, " + "überlangeswort" * 40, WHEN, WHEN + DAY)
    (query,) = parse_qs(urlsplit(url).query)["query"]
    assert "'" not in query
    assert len(query) <= 250


def test_gdelt_answers() -> None:
    found = GDELT.answer(
        answer(
            '{"articles": [{"url": "https://daily.example/a", "title": "Ferry\\tback",'
            ' "seendate": "20260304T050600Z"}, {"url": "javascript:1"}, 7]}'
        )
    )
    link = Link("https://daily.example/a", "https://api.example/", "Ferry back", WHEN)
    assert found == Leads((link,))
    assert GDELT.answer(answer("{}")) == Leads()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Please limit requests to one every 5 seconds or contact us.", Reason.RETRY_LATER),
        ("Your query was too short or too long.", Reason.PROTOCOL),
        ("<html><body>Oh dear</body></html>", Reason.PROTOCOL),
        ('{"articles": [', Reason.DECODE),
        ("", Reason.PROTOCOL),
    ],
)
def test_gdelt_refuses(text: str, reason: Reason) -> None:
    refused = GDELT.answer(answer(text))
    assert isinstance(refused, Miss)
    assert refused.reason is reason
    assert refused.detail.startswith("GDELT DOC 2.0 refuses: ")
    assert len(refused.detail) > len("GDELT DOC 2.0 refuses: ")


def test_a_status_is_a_refusal_too() -> None:
    refused = GDELT.answer(Miss("https://api.example/", Reason.RETRY_LATER, "status 429", 429))
    assert isinstance(refused, Miss)
    assert (refused.detail, refused.status) == ("GDELT DOC 2.0 refuses: status 429", 429)


def test_google_news_is_asked_for_a_span_of_days() -> None:
    url = GOOGLE_NEWS.url(TITLE, WHEN, WHEN + DAY)
    asked = parse_qs(urlsplit(url).query)
    assert url.startswith("https://news.google.com/rss/search?")
    assert asked["q"] == [
        "lindholm ferry sails again storm damage after:2026-03-04 before:2026-03-06"
    ]
    assert (asked["hl"], asked["gl"], asked["ceid"]) == (["en-US"], ["US"], ["US:en"])


def item(link: str, source: str = "https://daily.example") -> str:
    return (
        f"<item><title>Ferry back - The Daily</title><link>{link}</link>"
        "<pubDate>Wed, 04 Mar 2026 05:06:00 GMT</pubDate>"
        f'<source url="{source}">The Daily</source></item>'
    )


def test_google_news_names_articles_or_outlets() -> None:
    inner = "https://daily.example/2026/ferry"
    token = urlsafe_b64encode(b"\x08\x13\x22" + bytes([len(inner)]) + inner.encode() + b"\xd2\x01")
    old = f"https://news.google.com/rss/articles/{token.decode().rstrip('=')}?oc=5"
    new = "https://news.google.com/rss/articles/CBMiK0FVX3lxTE9vbm90aGluZw?oc=5"
    items = item(old) + item(new) + item(new, "javascript:1") + item(")(")
    found = GOOGLE_NEWS.answer(answer(f"<rss><channel>{items}</channel></rss>"))
    home = Link("https://daily.example", "https://api.example/", "Ferry back", WHEN)
    assert found == Leads((Link(inner, "https://api.example/", "Ferry back", WHEN),), (home, home))


def test_google_news_refuses() -> None:
    refused = GOOGLE_NEWS.answer(answer("<html>Sorry"))
    assert isinstance(refused, Miss)
    assert refused.detail.startswith("Google News refuses")


def test_news_archives_are_listed_by_month() -> None:
    got = cc_news_paths(datetime(2025, 12, 9, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))
    assert [path.split("CC-NEWS")[1][:9] for path in got] == ["/2025/12/", "/2026/01/", "/2026/02/"]
    first = cc_news_paths(datetime(2010, 1, 1, tzinfo=UTC), datetime(2016, 8, 1, tzinfo=UTC))
    assert len(first) == 1, "nothing is older than the collection"


def test_the_archives_of_some_hours_are_those_that_were_being_written() -> None:
    names = [
        f"crawl-data/CC-NEWS/2026/03/CC-NEWS-2026030{n}050000-0000{n}.warc.gz" for n in "12345"
    ]
    lists = answer("\n".join([*reversed(names), "../../etc/passwd", ""]))
    got = archives_of(lists, WHEN - DAY, WHEN, home="https://mirror.example/")
    assert got == tuple("https://mirror.example/" + names[n] for n in (2, 3))
    assert isinstance(archives_of(answer("<html>"), WHEN, WHEN), Miss)
