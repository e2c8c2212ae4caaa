"""What is known of a site sharpens its next page, and the pages of one article are one record."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cleaners import RULES, SiteLines
from scraper.model import Article, Link, Miss, Page, Reason
from scraper.pipeline import crawl
from scraper.rereading import reread
from scraper.settings import FetchSettings, Settings
from scraper.site_reading import MOST_LATER, UNFINISHED, SiteReading
from scraper.store import State, Store
from tests.helpers import ferry_story, page, towns
from tests.server import Server
from tests.server import page as answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from scraper.model import Record
    from scraper.site_reading import Whole
    from scraper.store import Filed

FETCH = FetchSettings(delay=0.0, backoff=0.01, allow_internal=("127.0.0.0/8",))
TITLE = "The ferry is back"
PARTS = [ferry_story(town) for town in towns(3)]
STATED = '<meta property="article:published_time" content="2026-10-18T08:30:00+02:00">'


class Silent:
    def known(self, url: str) -> None: ...
    def missed(self, miss: Miss) -> None: ...
    def filed(self, article: Article, filed: Filed) -> None: ...


def part(at: int, *, last: int = 3, path: str = "/ferry") -> str:
    """Page `at` of an article, with links to its pages below the text."""
    links = "".join(
        f'<a href="{path if n == 1 else f"{path}?page={n}"}">{n}</a> ' for n in range(1, last + 1)
    )
    return page(TITLE, PARTS[at - 1], head=STATED, after=f"<div class=pages>{links}</div>")


def serve(**changes: bytes) -> dict[str, bytes]:
    return {"/ferry": answer(part(1)), "/ferry?page=2": answer(part(2)),
            "/ferry?page=3": answer(part(3))} | changes  # fmt: skip


def run(store: Store, urls: Iterable[str], *, refresh: bool = False) -> list[State]:
    summary = asyncio.run(
        crawl(
            [Link(url) for url in urls],
            (),
            store=store,
            settings=Settings(store.folder, refresh=refresh, fetch=FETCH),
            watcher=Silent(),
        )
    )
    return list(summary.states.elements())


def only(store: Store) -> Record:
    (record,) = store.records()
    return record


WHOLE = "\n\n".join(line for lines in PARTS for line in lines)


def test_the_pages_of_an_article_are_one_record(tmp_path: Path) -> None:
    with Server(dict(serve())) as server, Store(tmp_path) as store:
        assert run(store, [server.url("/ferry")]) == [State.NEW]
        article = only(store).copy.article
        assert article.text == WHOLE
        assert (article.title, article.body.flags) == (TITLE, ())
        assert server.paths() == ["/ferry", "/ferry?page=2", "/ferry?page=3"]
        # Its later pages are filed as it: nobody fetches them again, and reading again needs none.
        assert run(store, [server.url(f"/ferry?page={at}") for at in (2, 3)]) == [State.KNOWN] * 2
        assert len(server.paths()) == 3
        done = asyncio.run(reread(store, Silent()))
        assert (done.changed, done.new, done.refused) == ([], [], [])
        assert only(store).copy.article == article


def test_a_page_that_does_not_come_leaves_a_flag(tmp_path: Path) -> None:
    routes = serve(**{"/ferry?page=3": answer("", status="500 Oh", kind="text/html")})
    with Server(dict(routes)) as server, Store(tmp_path) as store:
        run(store, [server.url("/ferry")])
        article = only(store).copy.article
        assert article.text == "\n\n".join((*PARTS[0], *PARTS[1]))
        assert article.body.flags == (UNFINISHED,)


def test_a_site_that_answers_every_number_with_the_same_page(tmp_path: Path) -> None:
    with Server(dict.fromkeys(serve(), answer(part(1)))) as server, Store(tmp_path) as store:
        run(store, [server.url("/ferry")])
        assert only(store).copy.article.text == "\n\n".join(PARTS[0])
        assert len(server.paths()) == 2


def test_the_pages_of_an_index_are_not_followed(tmp_path: Path) -> None:
    items = "".join(
        f'<article><h2><a href="/{town}">Ferry of {town} bought</a></h2>'
        f"<p>The council of {town} voted on Thursday.</p></article>"
        for town in towns(12)
    )
    html = f"<title>News</title><h1>News</h1>{items}<a rel=next href='/news?page=2'>2</a>"
    with Server({"/news": answer(html), "/news?page=2": answer(html)}) as server:
        with Store(tmp_path) as store:
            run(store, [server.url("/news")])
        assert server.paths() == ["/news"]


def test_many_articles_of_many_pages_come_through(tmp_path: Path) -> None:
    names = towns(15)
    routes: dict[str, bytes] = {}
    for at, name in enumerate(names):
        for number in (1, 2):
            path = f"/{name}" if number == 1 else f"/{name}?page=2"
            lines = ferry_story(towns(60)[15 + 2 * at + number])
            after = f'<a rel=next href="/{name}?page=2">Next</a>' if number == 1 else ""
            html = page(f"Ferry of {name} bought", lines, head=STATED, after=after)
            routes[path] = answer(html)
    with Server(dict(routes)) as server, Store(tmp_path) as store:
        run(store, [server.url(f"/{name}") for name in names])
        assert store.totals().records == len(names)
        assert all(len(r.copy.article.text.split("\n\n")) > len(PARTS[0]) for r in store.records())
        assert len(server.paths()) == 2 * len(names)


def whole(reading: SiteReading, html: str, url: str) -> Whole:
    return asyncio.run(reading.whole(Page.from_html(html, url=url)))


def site_reading() -> SiteReading:
    return SiteReading(lambda _: SiteLines({}), RULES)


def test_no_more_than_a_handful_of_pages_is_read() -> None:
    asked: list[str] = []

    async def more(url: str) -> Page | Miss:
        asked.append(url)
        number = int(url.rpartition("=")[2])
        lines = ferry_story(towns(60)[number])
        html = page(TITLE, lines, head=STATED, after=f"<a rel=next href='?page={number + 1}'>Next")
        return Page.from_html(html, url=url)

    first = Page.from_html(part(1), url="https://daily.example/ferry")
    found = asyncio.run(site_reading().whole(first, more=more))
    assert isinstance(found.result, Article)
    assert len(asked) == len(found.later) == MOST_LATER
    assert found.result.body.flags == (UNFINISHED,)


def test_without_anybody_to_ask_an_article_says_that_it_goes_on() -> None:
    found = whole(site_reading(), part(1), "https://daily.example/ferry")
    assert isinstance(found.result, Article)
    assert (found.result.body.flags, found.later) == ((UNFINISHED,), ())


OFFER = "Readers of the Harbour Post get the tide tables too"


@pytest.mark.parametrize("before", [True, False])
def test_what_other_pages_left_out_is_left_out_here(before: bool) -> None:  # noqa: FBT001 - a column of the table
    reading = site_reading()
    aside = f"</p>\n<aside><p>{OFFER}</p></aside>\n<p>"
    inside = page(TITLE, PARTS[0]).replace("</p>\n<p>", aside, 1)
    if before:  # another page prints it where nobody takes it for the story
        box = f'<aside class="promo related"><p><a href=/offer>{OFFER}</a></p></aside>'
        whole(reading, page(TITLE, PARTS[1], after=box), "https://daily.example/other")
    found = whole(reading, inside, "https://daily.example/ferry").result
    assert isinstance(found, Article)
    assert (OFFER in found.text) is not before


def test_the_memory_of_a_site_says_nothing_of_another() -> None:
    reading = site_reading()
    box = f'<aside class="promo related"><p><a href=/offer>{OFFER}</a></p></aside>'
    whole(reading, page(TITLE, PARTS[1], after=box), "https://daily.example/other")
    inside = page(TITLE, (*PARTS[0], OFFER))
    found = whole(reading, inside, "https://evening.example/ferry").result
    assert isinstance(found, Article)
    assert OFFER in found.text


@pytest.mark.parametrize("amp", ["/ferry/amp", "/amp/ferry", "/ferry?outputType=amp", "/a/77.amp"])
@pytest.mark.parametrize("first", ["amp", "full"])
def test_an_article_and_its_amp_page_are_one_record(tmp_path: Path, amp: str, first: str) -> None:
    site = "https://daily.example"
    head = f'{STATED}<link rel="canonical" href="{site}/ferry">'
    full = page(TITLE, PARTS[0], head=f'{head}<link rel="amphtml" href="{site}{amp}">')
    light = page(TITLE, PARTS[0], head=head).replace("<html", "<html amp")
    pages = [Page.from_html(light, url=site + amp), Page.from_html(full, url=f"{site}/ferry")]
    with Store(tmp_path) as store:
        file(store, pages if first == "amp" else pages[::-1])
        file(store, pages)
        assert only(store).copy.article.url == f"{site}/ferry"
        assert all(store.known(each.url) for each in pages)


def test_an_amp_page_alone_is_filed_as_the_page_it_stands_for(tmp_path: Path) -> None:
    site = "https://daily.example"
    head = f'{STATED}<link rel="canonical" href="{site}/ferry">'
    for mark in ("amp", "⚡"):
        light = page(TITLE, PARTS[0], head=head).replace("<html", f"<html {mark}")
        with Store(tmp_path / mark) as store:
            file(store, [Page.from_html(light, url=f"{site}/a/77")])
            assert only(store).copy.article.url == f"{site}/ferry"


def file(store: Store, pages: Sequence[Page]) -> None:
    asyncio.run(crawl((), pages, store=store, settings=Settings(store.folder), watcher=Silent()))


def test_a_miss_stays_one() -> None:
    found = whole(site_reading(), "<html></html>", "https://daily.example/")
    assert isinstance(found.result, Miss)
    assert found.result == replace(found.result, reason=Reason.EMPTY)
