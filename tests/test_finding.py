"""Indexes as `find` meets them: a stand-in on loopback answers as they do, or refuses."""

from __future__ import annotations

import asyncio
import itertools
import json
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from scraper.find import GDELT, GOOGLE_NEWS
from scraper.finding import Search, find_copies
from scraper.model import Reason
from scraper.settings import FetchSettings, Settings
from scraper.store import Store
from tests.helpers import ferry_story, page
from tests.server import Server
from tests.server import page as answer

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.find import Provider
    from scraper.model import Article, Miss
    from scraper.store import Filed
    from scraper.summary import Summary
    from tests.server import Exchange

TITLE = "Ferry of Corholm bought back by council"
FETCH = FetchSettings(delay=0, backoff=0.01, deadline=3, allow_internal=("127.0.0.0/8",))


class Quiet:
    def known(self, url: str) -> None:
        pass

    def missed(self, miss: Miss) -> None:
        pass

    def filed(self, article: Article, filed: Filed) -> None:
        pass


def find(folder: Path, server: Server, provider: Provider) -> Summary:
    """Look for the story at /seed with a stand-in for a provider at /index."""
    here = replace(provider, home=server.url("/index", "127.0.0.9"), delay=0.2)
    search = Search(server.url("/seed"), providers=(here,))
    settings = Settings(store=folder, fetch=FETCH)
    with Store(folder) as store:
        return asyncio.run(find_copies(search, store=store, settings=settings, watcher=Quiet()))


def stand_in(server: Server, text: str, kind: str) -> list[dict[str, list[str]]]:
    """Answer /index whatever its parameters are; the parameters of each question."""
    asked: list[dict[str, list[str]]] = []

    async def index(exchange: Exchange) -> None:
        asked.append(parse_qs(urlsplit(exchange.request.path).query))
        await exchange.send(answer(text, kind=kind))

    server.others = index
    server.routes |= {
        "/robots.txt": answer("", kind="text/plain"),
        "/seed": answer(page(TITLE, ferry_story("Corholm"))),
        "/copy": answer(page("Corholm buys its ferry", ferry_story("Corholm"))),
    }
    return asked


def test_what_gdelt_lists_is_fetched_and_compared(tmp_path: Path) -> None:
    with Server() as server:
        listed = {"url": server.url("/copy", "127.0.0.2"), "title": "Corholm buys back ferry"}
        asked = stand_in(server, json.dumps({"articles": [listed]}), "application/json")
        summary = find(tmp_path / "s", server, GDELT)
    assert len(summary.records) == 2
    assert summary.misses == []
    assert asked[0]["mode"] == ["ArtList"]
    assert asked[0]["query"] == ["ferry corholm bought back council"]


def test_a_copy_of_several_pages_is_filed_whole(tmp_path: Path) -> None:
    story = ferry_story("Corholm")
    half = len(story) // 2
    with Server() as server:
        listed = {"url": server.url("/copy", "127.0.0.2"), "title": "Corholm buys back ferry"}
        stand_in(server, json.dumps({"articles": [listed]}), "application/json")
        further = '<p class=pages><a href="/copy?page=2">2</a></p>'
        server.routes["/copy"] = answer(page(TITLE, story[:half], after=further))
        server.routes["/copy?page=2"] = answer(page(TITLE, story[half:]))
        find(tmp_path / "s", server, GDELT)
    with Store(tmp_path / "s") as store:
        texts = [record.copy.article.text for record in store.records()]
    assert texts == ["\n\n".join(story)] * 2


def test_outlets_that_google_news_names_are_looked_at(tmp_path: Path) -> None:
    with Server() as server:
        outlet = server.url("", "127.0.0.3")
        text = (
            f"<rss><channel><item><title>{TITLE} - Third</title>"
            "<link>https://news.google.com/rss/articles/CBMiK0FVX3lxTE8?oc=5</link>"
            f'<source url="{outlet}">Third</source></item></channel></rss>'
        )
        stand_in(server, text, "application/xml")
        server.routes["127.0.0.3/"] = answer(
            '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head>'
        )
        server.routes["127.0.0.3/feed"] = answer(
            f"<rss><channel><item><title>{TITLE}</title><link>{outlet}/copy</link></item>"
            "</channel></rss>",
            kind="text/xml",
        )
        summary = find(tmp_path / "s", server, GOOGLE_NEWS)
        hosts = [request.host for request in server.log if request.path == "/copy"]
    assert len(summary.records) == 2
    assert hosts == ["127.0.0.3"]


@pytest.mark.parametrize(
    ("provider", "status", "text", "reason"),
    [
        (GDELT, "200 OK", "Please limit requests to one every 5 seconds.", Reason.RETRY_LATER),
        (GDELT, "429 Too Many Requests", "Please limit requests.", Reason.RETRY_LATER),
        (GDELT, "200 OK", "Your query was too short or too long.", Reason.PROTOCOL),
        (GOOGLE_NEWS, "503 Sorry", "<html>Sorry", Reason.HTTP_STATUS),
        (GOOGLE_NEWS, "200 OK", "<html>Before you continue", Reason.RETRY_LATER),
    ],
)
def test_a_refusal_is_said_in_the_name_of_the_index(
    tmp_path: Path, provider: Provider, status: str, text: str, reason: Reason
) -> None:
    with Server() as server:
        stand_in(server, "", "text/html")

        async def refuse(exchange: Exchange) -> None:
            await exchange.send(answer(text, status=status))

        server.others = refuse
        summary = find(tmp_path / "s", server, provider)
        times = [r.began for r in server.log if r.path.startswith("/index")]
    (miss,) = summary.misses
    assert miss.reason is reason
    assert miss.detail.startswith(f"{provider.name} refuses: ")
    assert len(summary.records) == 1, "the story itself is filed all the same"
    assert all(later - earlier >= 0.2 for earlier, later in itertools.pairwise(times))
