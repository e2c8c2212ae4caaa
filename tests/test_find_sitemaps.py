from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.find import Sitemap, SitemapWalk, read_sitemap, since
from scraper.find.sitemaps import MAX_FILES, MAX_URLS
from scraper.model import Link, Miss, Page, Reason

HOME = "https://daily.example/sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def page(body: str, kind: str = "application/xml", url: str = HOME) -> Page:
    return Page(url, body.encode(), {"content-type": kind})


def urlset(*entries: str) -> str:
    return f'<?xml version="1.0"?><urlset {SPACE}>{"".join(entries)}</urlset>'


def index(*entries: str) -> str:
    return f'<?xml version="1.0"?><sitemapindex {SPACE}>{"".join(entries)}</sitemapindex>'


def entry(path: str, date: str = "", tag: str = "url") -> str:
    date = f"<lastmod>{date}</lastmod>" if date else ""
    return f"<{tag}><loc>https://daily.example{path}</loc>{date}</{tag}>"


def read(body: str, kind: str = "application/xml") -> Sitemap:
    got = read_sitemap(page(body, kind))
    assert isinstance(got, Sitemap), got
    return got


def test_pages_are_read_with_their_dates() -> None:
    got = read(urlset(entry("/a", "2026-03-04"), entry("/b"), entry("/a")))
    assert got.links == (
        Link("https://daily.example/a", HOME, "", datetime(2026, 3, 4, tzinfo=UTC)),
        Link("https://daily.example/b", HOME),
    )


def test_a_news_sitemap_has_titles_and_times() -> None:
    news = (
        "<url><loc>https://daily.example/a</loc><news:news><news:publication><news:name>Daily"
        "</news:name></news:publication><news:publication_date>2026-03-04T05:06+00:00"
        "</news:publication_date><news:title>Ferry &amp; fog</news:title></news:news>"
        "<lastmod>2026-05-05</lastmod></url>"
    )
    space = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    got = read(f"<urlset {SPACE} {space}>{news}</urlset>")
    assert got.links[0].title == "Ferry & fog"
    assert got.links[0].published == datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def test_an_index_lists_sitemaps() -> None:
    got = read(index(entry("/1.xml", "2026-03", tag="sitemap"), entry("/2.xml", tag="sitemap")))
    assert [link.url[-6:] for link in got.sitemaps] == ["/1.xml", "/2.xml"]
    assert got.sitemaps[0].published == datetime(2026, 3, 1, tzinfo=UTC)
    assert got.links == ()


def test_other_sites_and_schemes_are_left_out() -> None:
    odd = "".join(
        f"<url><loc>{url}</loc></url>"
        for url in ["http://127.0.0.2/x", "file:///etc/hostname", "javascript:1", "//evil.test/x"]
    )
    got = read(urlset(odd, entry("/a"), "<url><loc>https://www.daily.example/b</loc></url>"))
    assert [link.url for link in got.links] == [
        "https://daily.example/a",
        "https://www.daily.example/b",
    ]


def test_lines_and_feeds_are_sitemaps_too() -> None:
    lines = read("https://daily.example/a\n\nno url\nhttps://other.example/b", "text/plain")
    assert [link.url for link in lines.links] == ["https://daily.example/a"]
    feed = read("<rss><channel><item><link>https://daily.example/c</link></item></channel></rss>")
    assert [link.url for link in feed.links] == ["https://daily.example/c"]


def test_a_cut_sitemap_gives_what_it_can() -> None:
    assert len(read(urlset(*(entry(f"/{n}") for n in range(50)))[:-700]).links) > 20


@pytest.mark.parametrize(
    ("body", "reason"),
    [("", Reason.EMPTY), ("<html>", Reason.WRONG_TYPE), ("{}", Reason.WRONG_TYPE)],
)
def test_what_is_no_sitemap_is_a_miss(body: str, reason: Reason) -> None:
    got = read_sitemap(page(body))
    assert isinstance(got, Miss)
    assert got.reason is reason


def test_no_more_is_read_than_the_protocol_allows() -> None:
    assert len(read(urlset(*(entry(f"/{n}") for n in range(MAX_URLS + 10)))).links) == MAX_URLS


def walk_over(walk: SitemapWalk, files: dict[str, str]) -> tuple[list[str], list[str]]:
    asked, found = [], []
    while (link := walk.next()) is not None:
        path = link.url.removeprefix("https://daily.example")
        asked.append(path)
        body = files.get(path, files.get("*", ""))
        found += [page.url for page in walk.take(link, page(body, url=link.url))]
    return asked, found


def test_a_walk_visits_the_freshest_first_and_each_once() -> None:
    files = {
        "/sitemap.xml": index(
            entry("/old.xml", "2020-01-01", tag="sitemap"),
            entry("/new.xml", "2026-03-04", tag="sitemap"),
            entry("/news.xml", tag="sitemap"),
            entry("/sitemap.xml", tag="sitemap"),
        ),
        "/new.xml": urlset(entry("/a"), entry("/b")),
        "/old.xml": urlset(entry("/b"), entry("/c")),
        "/news.xml": urlset(entry("/a")),
    }
    asked, found = walk_over(SitemapWalk([HOME, HOME, "no url"]), files)
    assert asked == ["/sitemap.xml", "/news.xml", "/new.xml", "/old.xml"]
    assert [url[-2:] for url in found] == ["/a", "/b", "/c"]


def test_a_walk_leaves_out_what_is_old() -> None:
    files = {
        "/sitemap.xml": index(
            entry("/old.xml", "2020-01-01", tag="sitemap"),
            entry("/new.xml", "2026-03-04", tag="sitemap"),
        ),
        "/new.xml": urlset(entry("/a", "2026-03-04"), entry("/b", "2026-01-01"), entry("/c")),
    }
    walk = SitemapWalk([HOME], since=datetime(2026, 2, 1, tzinfo=UTC))
    asked, found = walk_over(walk, files)
    assert asked == ["/sitemap.xml", "/new.xml"]
    assert [url[-2:] for url in found] == ["/a", "/c"]


def test_a_walk_ends_where_sitemaps_do_not() -> None:
    deep = {f"/{n}.xml": index(entry(f"/{n + 1}.xml", tag="sitemap")) for n in range(99)}
    assert len(walk_over(SitemapWalk(["https://daily.example/0.xml"]), deep)[0]) == 3
    fan = {"*": index(*(entry(f"/{n}.xml", tag="sitemap") for n in range(999)))}
    assert len(walk_over(SitemapWalk([HOME]), fan)[0]) == MAX_FILES


def test_a_walk_goes_on_past_a_miss() -> None:
    walk = SitemapWalk(["https://daily.example/a.xml", "https://daily.example/b.xml"])
    first = walk.next()
    assert first is not None
    assert walk.take(first, Miss(first.url, Reason.TIMEOUT)) == ()
    assert walk.next() is not None
    assert walk.next() is None


def test_since_keeps_what_is_new_or_undated() -> None:
    start = datetime(2026, 3, 4, tzinfo=UTC)
    old = Link("a", published=datetime(2026, 3, 3, tzinfo=UTC))
    new, undated = Link("b", published=start), Link("c")
    assert list(since([old, new, undated], start)) == [new, undated]
    assert list(since([old, new, undated], None)) == [old, new, undated]


@given(st.binary(max_size=300))
def test_any_bytes_are_survived(body: bytes) -> None:
    for data in (body, b"<urlset><url><loc>" + body):
        got = read_sitemap(Page(HOME, data, {"content-type": "text/xml"}))
        assert isinstance(got, Sitemap | Miss)
