"""Sources as they are visited: what is new, what has not changed, what a failure leaves behind."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from scraper.fetch import Fetcher
from scraper.model import Link, Miss, Reason, Source, now
from scraper.settings import FetchSettings
from scraper.sources import Refreshed, refresh
from scraper.store import Store
from tests.server import NOT_FOUND, Server
from tests.server import page as answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOON = datetime(2026, 10, 18, 12, 0, tzinfo=UTC)
FAST = FetchSettings(delay=0, tries=1, allow_internal=("127.0.0.1", "127.0.0.2"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store") as opened:
        yield opened


def visit(store: Store, *sources: Source, at: datetime = NOON, **wishes: Any) -> Refreshed:
    async def go() -> Refreshed:
        async with Fetcher(FAST) as fetcher:
            return await refresh(
                sources, fetcher=fetcher, store=store, since=wishes.pop("since", None), now=at,
                **wishes,
            )  # fmt: skip

    return asyncio.run(go())


def feed(server: Server, *paths: str, date: str = "Sun, 18 Oct 2026 08:00:00 GMT") -> str:
    items = "".join(
        f"<item><title>{path}</title><link>{server.url(path)}</link><pubDate>{date}</pubDate></item>"
        for path in paths
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'


def sitemap(server: Server, *paths: str, root: str = "urlset", entry: str = "url") -> str:
    rows = "".join(f"<{entry}><loc>{server.url(path)}</loc></{entry}>" for path in paths)
    return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{root}>'


def paths(found: Refreshed) -> list[str]:
    return ["/" + link.url.split("/", 3)[3] for link in found.links]


XML = "application/xml"
UNCHANGED = b"HTTP/1.1 304 Not Modified\r\n\r\n"


class TestKinds:
    @pytest.mark.parametrize("kind", ["", "feed"])
    def test_a_feed(self, store: Store, kind: str) -> None:
        with Server() as server:
            server.routes["/feed"] = answer(feed(server, "/a", "/b"), kind="application/rss+xml")
            found = visit(store, Source(server.url("/feed"), kind))
        assert paths(found) == ["/a", "/b"]
        row = store.sources.get(server.url("/feed"))
        assert row is not None
        assert (row.kind, row.outcome, row.links, row.new) == ("feed", "ok", 2, 2)

    @pytest.mark.parametrize("kind", ["", "sitemap"])
    def test_a_sitemap_and_those_below_it(self, store: Store, kind: str) -> None:
        with Server() as server:
            server.routes["/s.xml"] = answer(
                sitemap(server, "/1.xml", "/2.xml", root="sitemapindex", entry="sitemap"), kind=XML
            )
            server.routes["/1.xml"] = answer(sitemap(server, "/a"), kind=XML)
            server.routes["/2.xml"] = answer(sitemap(server, "/a", "/b"), kind=XML)
            found = visit(store, Source(server.url("/s.xml"), kind))
        assert sorted(paths(found)) == ["/a", "/b"]

    @pytest.mark.parametrize("kind", ["", "site"])
    def test_a_site_names_its_feeds_and_sitemaps(self, store: Store, kind: str) -> None:
        with Server() as server:
            server.routes["/"] = answer(
                '<html><head><link rel="alternate" type="application/rss+xml" href="/news">'
                "</head><body>Home</body></html>"
            )
            server.routes["/robots.txt"] = answer(
                f"Sitemap: {server.url('/s.xml')}", kind="text/plain"
            )
            server.routes["/news"] = answer(feed(server, "/a"), kind=XML)
            server.routes["/s.xml"] = answer(sitemap(server, "/a", "/b"), kind=XML)
            found = visit(store, Source(server.url("/"), kind))
        assert paths(found) == ["/a", "/b"]

    def test_a_site_that_names_nothing_is_asked_where_feeds_usually_are(self, store: Store) -> None:
        with Server() as server:
            server.routes["/"] = answer("<html><body>Home</body></html>")
            server.routes["/rss.xml"] = answer(feed(server, "/a"), kind=XML)
            found = visit(store, Source(server.url("/")))
        assert paths(found) == ["/a"]

    def test_a_site_without_any_is_a_miss(self, store: Store) -> None:
        with Server({"/": answer("<html><body>Home</body></html>")}) as server:
            found = visit(store, Source(server.url("/")))
        (miss,) = found.misses
        assert (miss.url, miss.reason) == (server.url("/"), Reason.WRONG_TYPE)


class TestNews:
    def test_since_leaves_out_what_is_older(self, store: Store) -> None:
        with Server() as server:
            server.routes["/feed"] = answer(feed(server, "/a"), kind=XML)
            later = datetime(2026, 10, 18, 9, 0, tzinfo=UTC)
            assert visit(store, Source(server.url("/feed")), since=later).links == ()
        assert store.frontier.waiting() == 0

    def test_two_spellings_of_a_url_are_one_link(self, store: Store) -> None:
        with Server() as server:
            server.routes["/feed"] = answer(
                feed(server, "/a?utm_source=feed", "/a", "/a/amp"), kind=XML
            )
            found = visit(store, Source(server.url("/feed")))
        assert paths(found) == ["/a?utm_source=feed"]

    def test_a_link_that_was_missed_waits_its_time(self, store: Store) -> None:
        with Server() as server:
            server.routes["/feed"] = answer(feed(server, "/a", "/b"), kind=XML)
            store.miss(Miss(server.url("/a"), Reason.TIMEOUT), at=NOON)
            found = visit(store, Source(server.url("/feed")), at=NOON + timedelta(minutes=1))
        assert paths(found) == ["/b"]

    def test_what_is_new_waits_in_the_store_even_if_nobody_fetches_it(self, store: Store) -> None:
        with Server() as server:
            server.routes["/feed"] = answer(feed(server, "/a"), "ETag: x", kind=XML)
            visit(store, Source(server.url("/feed")))
        assert store.frontier.take(5) == [
            Link(
                server.url("/a"),
                server.url("/feed"),
                "/a",
                datetime(2026, 10, 18, 8, 0, tzinfo=UTC),
            )
        ]


class TestAgain:
    def test_what_has_not_changed_is_not_read(self, store: Store) -> None:
        with Server() as server:
            for path, body in (
                ("/feed", feed(server, "/a")),
                ("/s.xml", sitemap(server, "/b")),
            ):
                server.routes[path] = (answer(body, 'ETag: "1"', kind=XML), UNCHANGED)
            sources = Source(server.url("/feed"), "feed"), Source(server.url("/s.xml"), "sitemap")
            assert len(visit(store, *sources).links) == 2
            again = visit(store, *sources, early=True)
            assert again == Refreshed((), (), unchanged=2)
            asked = [r.headers.get("if-none-match") for r in server.log if r.path != "/robots.txt"]
        assert asked == [None, None, '"1"', '"1"']

    @pytest.mark.parametrize("index_is_sent_again", [True, False])
    def test_the_sitemaps_of_an_index_are_asked_whether_it_changed_or_not(
        self, store: Store, *, index_is_sent_again: bool
    ) -> None:
        with Server() as server:
            index = sitemap(server, "/1.xml", root="sitemapindex", entry="sitemap")
            first = answer(index, 'ETag: "1"', kind=XML)
            server.routes["/s.xml"] = (first, first if index_is_sent_again else UNCHANGED)
            server.routes["/1.xml"] = (
                answer(sitemap(server, "/a"), 'ETag: "1"', kind=XML),
                answer(sitemap(server, "/a", "/b"), 'ETag: "2"', kind=XML),
            )
            source = Source(server.url("/s.xml"), "sitemap")
            visit(store, source)
            assert paths(visit(store, source, early=True)) == ["/a", "/b"]
            asked = {r.path: r.headers.get("if-none-match") for r in server.log}
        assert asked["/s.xml"] == '"1"'
        assert asked["/1.xml"] == '"1"'

    def test_of_a_site_that_has_not_changed_nothing_is_sent_again(self, store: Store) -> None:
        with Server() as server:
            home = '<link rel="alternate" type="application/rss+xml" href="/news">'
            robots = f"Sitemap: {server.url('/s.xml')}"
            index = sitemap(server, "/1.xml", root="sitemapindex", entry="sitemap")
            for path, body, kind in (
                ("/", f"<html><head>{home}</head><body>Home</body></html>", "text/html"),
                ("/news", feed(server, "/a"), XML),
                ("/s.xml", index, XML),
                ("/1.xml", sitemap(server, "/a", "/b"), XML),
            ):
                server.routes[path] = (answer(body, 'ETag: "1"', kind=kind), UNCHANGED)
            server.routes["/robots.txt"] = answer(robots, kind="text/plain")
            source = Source(server.url("/"), "site")
            assert paths(visit(store, source)) == ["/a", "/b"]
            again = visit(store, source, early=True)
            assert again == Refreshed((), (), unchanged=1)
            assert server.paths() == ["/", "/news", "/s.xml", "/1.xml"] * 2
            asked = [r.headers.get("if-none-match") for r in server.log if r.path != "/robots.txt"]
        assert asked == [None] * 4 + ['"1"'] * 4

    def test_a_home_page_is_read_again_when_what_it_named_is_gone(self, store: Store) -> None:
        with Server() as server:
            homes = [
                f'<link rel="alternate" type="application/rss+xml" href="/{name}">'
                for name in ("old", "new")
            ]
            first, second = (answer(f"<head>{home}</head>", 'ETag: "1"') for home in homes)
            server.routes["/"] = (first, UNCHANGED, second)
            server.routes["/old"] = (answer(feed(server, "/a"), kind=XML), NOT_FOUND)
            server.routes["/new"] = answer(feed(server, "/b"), kind=XML)
            source = Source(server.url("/"), "site")
            assert paths(visit(store, source)) == ["/a"]
            assert paths(visit(store, source, early=True)) == ["/b"]

    def test_feeds_that_lie_elsewhere_are_looked_up_each_time(self, store: Store) -> None:
        with Server() as server:
            away = server.url("/feed", "127.0.0.2")
            home = f'<link rel="alternate" type="application/rss+xml" href="{away}">'
            server.routes["/"] = answer(f"<head>{home}</head>", 'ETag: "1"')
            server.routes["/feed"] = (
                answer(feed(server, "/a"), kind=XML), answer(feed(server, "/b"), kind=XML),
            )  # fmt: skip
            source = Source(server.url("/"), "site")
            assert paths(visit(store, source)) == ["/a"]
            assert paths(visit(store, source, early=True)) == ["/b"]
            asked = [r.headers.get("if-none-match") for r in server.log if r.path == "/"]
        assert asked == [None, None]

    def test_a_source_is_left_alone_until_it_is_due(self, store: Store) -> None:
        with Server() as server:
            server.routes["/feed"] = answer(feed(server, "/a"), kind=XML)
            source = Source(server.url("/feed"), "feed")
            visit(store, source)
            row = store.sources.get(source.url)
            assert row is not None
            due = NOON + timedelta(seconds=row.interval)
            visit(store, source, at=due - timedelta(seconds=1))
            assert server.paths() == ["/feed"]
            visit(store, source, at=due)
            assert server.paths() == ["/feed", "/feed"]

    def test_a_feed_that_lists_nothing_any_more_is_a_miss_until_it_does(self, store: Store) -> None:
        said = []
        with Server() as server:
            source = Source(server.url("/feed"), "feed")
            for listed in ([], ["/a", "/b"], ["/a", "/b"], [], [], ["/c"]):
                server.routes["/feed"] = answer(feed(server, *listed), kind="application/rss+xml")
                said.append([miss.detail for miss in visit(store, source, early=True).misses])
        silence = ["lists nothing; it listed 2 links before"]
        assert said == [[], [], [], silence, silence, []]

    def test_it_is_visited_less_often_while_it_fails(self, store: Store) -> None:
        with Server({"/feed": NOT_FOUND}) as server:
            source = Source(server.url("/feed"), "feed")
            intervals, failures = [], []
            at = NOON
            for _ in range(3):
                found = visit(store, source, at=at, early=True)
                assert [miss.status for miss in found.misses] == [404]
                row = store.sources.get(source.url)
                assert row is not None
                intervals.append(row.interval)
                failures.append(row.failures)
                at += timedelta(seconds=row.interval)
        assert intervals == sorted(set(intervals))
        assert failures == [1, 2, 3]
        assert store.misses() == []  # it is no article to be tried again by itself

    def test_it_is_left_alone_as_long_as_it_asked_for(self, store: Store) -> None:
        busy = answer("", "Retry-After: 80000", status="503 Busy")
        with Server({"/feed": busy}) as server:
            source = Source(server.url("/feed"), "feed")
            visit(store, source, at=now())
            row = store.sources.get(source.url)
        assert row is not None
        assert 79_900 < row.interval <= 80_100

    def test_a_look_leaves_the_store_as_it_is(self, store: Store) -> None:
        with Server() as server:
            server.routes["/feed"] = answer(feed(server, "/a"), 'ETag: "1"', kind=XML)
            for _ in range(2):
                assert paths(visit(store, Source(server.url("/feed")), keep=False)) == ["/a"]
        assert store.sources.all() == []
        assert store.frontier.waiting() == 0
