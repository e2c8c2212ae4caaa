from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.find import Feed, find_feeds, read_feed
from scraper.model import Link, Miss, Page, Reason

HOME = "https://daily.example/feed"
WHEN = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
RFC_822 = "Wed, 04 Mar 2026 05:06:07 GMT"


def page(body: str | bytes, kind: str = "application/rss+xml") -> Page:
    data = body.encode() if isinstance(body, str) else body
    return Page(HOME, data, {"content-type": kind})


def rss(*items: str, head: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0"><channel>{"".join(items)}</channel></rss>'
    )


def item(n: int, title: str = "", link: str = "", date: str = RFC_822) -> str:
    link = link or f"https://daily.example/{n}"
    return (
        f"<item><title>{title or f'Ferry {n}'}</title><link>{link}</link><pubDate>{date}</pubDate>"
        f'<guid isPermaLink="false">{n}</guid></item>'
    )


def read(body: str | bytes, kind: str = "application/rss+xml") -> Feed:
    got = read_feed(page(body, kind))
    assert isinstance(got, Feed), got
    return got


LINK = Link("https://daily.example/1", HOME, "Ferry 1", WHEN)

FORMATS = {
    "RSS 2.0": rss("<title>Daily</title>", item(1)),
    "RSS 1.0": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="x"><title>Daily</title></channel>
        <item rdf:about="y"><title>Ferry 1</title><link>https://daily.example/1</link>
        <dc:date>2026-03-04T06:06:07+01:00</dc:date></item></rdf:RDF>""",
    "Atom": """<feed xmlns="http://www.w3.org/2005/Atom"><title>Daily</title>
        <entry><title type="html">Ferry &lt;b&gt;1&lt;/b&gt;</title>
        <link rel="edit" href="https://daily.example/edit"/><link href="/1"/>
        <id>tag:daily.example,2026:1</id><published>2026-03-04T05:06:07.123456789Z</published>
        <updated>2026-03-05T00:00:00Z</updated></entry></feed>""",
    "JSON": """{"version": "https://jsonfeed.org/version/1.1", "title": "Daily", "items": [
        {"id": "1", "url": "https://daily.example/1", "title": "Ferry 1",
         "date_published": "2026-03-04T05:06:07Z"}]}""",
    "only a guid": rss(
        "<title>Daily</title>",
        f"<item><guid>https://daily.example/1</guid><title>Ferry 1</title>"
        f"<pubDate>{RFC_822}</pubDate></item>",
    ),
    "blank lines first": "\n\n " + rss("<title>Daily</title>", item(1)),
    "UTF-16": rss("<title>Daily</title>", item(1)).encode("utf-16"),
}


@pytest.mark.parametrize("body", FORMATS.values(), ids=FORMATS)
def test_every_format_gives_the_same_link(body: str | bytes) -> None:
    got = read(body)
    assert got.title == "Daily"
    (link,) = got.links
    assert (link.url, link.title) == (LINK.url, LINK.title)
    assert link.published is not None
    assert link.published.replace(microsecond=0) == WHEN


BROKEN: dict[str, str | bytes] = {
    "cut": rss(item(1), item(2))[:-150],
    "loose ampersand": rss(item(1, title="Ferry &amp; 1 & &nosuch; 2"), item(2)),
    "declared utf-8, is cp1252": rss(item(1, title="caf\xe9")).encode("cp1252"),
    "control characters": rss(item(1, title="Ferry\0\x0b 1")),
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_a_broken_feed_gives_what_it_can(body: str | bytes) -> None:
    assert read(body).links[0].url == "https://daily.example/1"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("https://daily.example/?a=1&b=2", "R & D"),
        ("https://daily.example/?a=1&amp;b=2", "R &amp; D"),
        ("<![CDATA[https://daily.example/?a=1&b=2]]>", "<![CDATA[R & D]]>"),
        ("https://daily.example/?a=1&b=2", "R&nbsp;&amp;&nbsp;D"),
        ("https://daily.example/?a=1&b=2", "R <i>&</i> D"),
        ("https://daily.example/?a=1&#38;b=2", "R &#x26; D</i>"),
    ],
)
def test_an_ampersand_is_an_ampersand_however_it_is_written(address: str, title: str) -> None:
    got = read(rss(item(1, title=title, link=address), item(2)))
    assert [link.url for link in got.links] == [
        "https://daily.example/?a=1&b=2",
        "https://daily.example/2",
    ]
    assert got.links[0].title == "R & D"


@pytest.mark.parametrize(
    "broken",
    ["<i>", "</i>", "<a b=c>", "<1>", "<!-- -- >", "<b:c>", "]]>", '<p a="1" a="2">'],
)
def test_what_is_no_xml_is_read_all_the_same(broken: str) -> None:
    got = read(rss("<title>Daily</title>", item(1), item(2, title=f"Two {broken}"), item(3)))
    assert [link.url[-1] for link in got.links[:: len(got.links) - 1]] == ["1", "3"]
    assert got.links[0].published == WHEN
    assert got.title == "Daily"


@pytest.mark.parametrize("unit", ["<", "&", "<b>", "<item>", '<a b="', "<!--", "<![CDATA[", "<x:"])
def test_what_comes_before_the_hostile_end_of_a_feed_is_read(unit: str) -> None:
    body = rss(item(1))[: -len("</channel></rss>")] + unit * (200_000 // len(unit))
    assert read(body).links[0] == LINK


def test_a_wrong_charset_does_not_spoil_the_title() -> None:
    assert read(BROKEN["declared utf-8, is cp1252"]).links[0].title == "caf\xe9"


NO_FEED = {
    "empty": ("", Reason.EMPTY),
    "blank": (" \n ", Reason.EMPTY),
    "html": ("<!DOCTYPE html><html><p>Hi", Reason.WRONG_TYPE),
    "other XML": ("<svg/>", Reason.WRONG_TYPE),
    "text": ("hello", Reason.WRONG_TYPE),
    "other JSON": ('{"items": []}', Reason.WRONG_TYPE),
    "a JSON list": ("[1, 2]", Reason.WRONG_TYPE),
    "broken JSON": ('{"items": [', Reason.DECODE),
    "deep JSON": ("[" * 100_000, Reason.DECODE),
}


@pytest.mark.parametrize(("body", "reason"), NO_FEED.values(), ids=NO_FEED)
def test_what_is_no_feed_is_a_miss(body: str, reason: Reason) -> None:
    got = read_feed(page(body))
    assert isinstance(got, Miss)
    assert got.reason is reason


def test_entities_are_neither_expanded_nor_fetched() -> None:
    laughs = '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    got = read_feed(page(rss(item(1, title="&b;&f;"), item(2), head=laughs)))
    assert isinstance(got, Miss) or all("lol" not in link.title for link in got.links)


def test_only_http_links_are_taken() -> None:
    odd = ["javascript:alert(1)", "file:///etc/hostname", "data:text/html,x", "//", "http://[::1"]
    got = read(rss(*(item(n, link=link) for n, link in enumerate(odd)), item(9), item(8)))
    assert [link.url for link in got.links] == [
        "https://daily.example/9",
        "https://daily.example/8",
    ]


@pytest.mark.parametrize("date", ["", "Mon, 99 Foo 99999 99:99:99 +9999", "0", "9" * 300, "-1"])
def test_a_bad_date_is_no_date(date: str) -> None:
    (link,) = read(rss(item(1, date=date))).links
    assert link.published is None


def test_adverts_for_other_sites_are_left_out() -> None:
    got = read(rss(item(1), item(2), item(3, link="https://shop.example/buy")))
    assert [link.url[-2:] for link in got.links] == ["/1", "/2"]
    assert got.adverts == 1


def test_a_feed_kept_elsewhere_belongs_to_the_site_it_names() -> None:
    named = "<link>https://evening.example/</link>"
    own = [item(n, link=f"https://evening.example/{n}") for n in range(3)]
    got = read(rss(named, *own, item(9, link="https://shop.example/buy")))
    assert (len(got.links), got.adverts) == (3, 1)


def test_a_feed_of_many_sites_keeps_all() -> None:
    got = read(rss(*(item(n, link=f"https://site{n}.example/a") for n in range(4))))
    assert (len(got.links), got.adverts) == (4, 0)


def test_a_link_is_given_once_and_in_order() -> None:
    got = read(rss(item(2), item(1), item(2, title="again")))
    assert [link.url[-1] for link in got.links] == ["2", "1"]
    assert got.links[0].title == "Ferry 2"


@given(st.binary(max_size=400))
def test_any_bytes_are_survived(body: bytes) -> None:
    for data in (body, b"<rss><channel><item>" + body, b'{"version":"jsonfeed","items":[' + body):
        assert isinstance(read_feed(page(data)), Feed | Miss)


def test_a_page_says_where_its_feeds_are() -> None:
    html = """<head><base href="https://daily.example/sub/">
        <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
        <link rel="alternate" type="application/rss+xml" title="News" href="rss.xml">
        <link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="https://x.example/a">
        <link rel="alternate" type="application/rss+xml" href="rss.xml#again">
        <link rel="alternate" hreflang="de" href="/de"><link rel="icon" type="image/png" href="/i">
        <link rel="alternate" type="application/rss+xml" href="javascript:1"></head>"""
    got = find_feeds(page(html, "text/html"))
    assert [(link.url, link.title) for link in got] == [
        ("https://daily.example/sub/rss.xml", "News"),
        ("https://x.example/a", ""),
        ("https://daily.example/comments/feed", "Comments"),
    ]
