"""`find` files what tells the same story, and nothing that only shares a few words with it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from scraper.fetch import Archive
from scraper.find import syndication_links
from scraper.model import Page
from scraper.store import Store
from tests.helpers import ferry_story, page, paragraphs, run
from tests.server import Server
from tests.server import page as answer

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
FAST = ("--delay", "0", "--allow-internal", "127.0.0.0/8")
TITLE = "Ferry of Corholm bought back by council"
OTHER = paragraphs("""
The choir has sung in the old mill every Sunday since the roof was mended in spring, and the new
conductor wants to keep it so.

Forty singers came last week, the youngest nine years old; they rehearse without notes and drink tea
from a samovar that somebody's aunt left behind.

A concert is planned for August, with two harps and a saw, and tickets will be sold at the bakery
from the first of June onwards.
""")

# The same town, the same headline but for a word, the same sort of event.
OTHER_FERRY = paragraphs("""
The council of Corholm heard on Monday that the owner of its ferry wants to sell, and put off the
matter until the harbour fund has told it what a new engine costs.

A broker from the capital has offered the boat to three towns so far. “It floats, and that is about
all,” said the engineer whom the harbour office had sent aboard for a look.

People in Corholm can tell the council what they think of a purchase at a meeting in the gymnasium
on the last Friday of the month. Coffee will be served.
""")


def routes(server: Server) -> None:
    """Three outlets: two print the story, one of them naming its origin; one sings."""
    story = ferry_story("Corholm")
    hosts = [server.url("", host) for host in ("127.0.0.1", "127.0.0.2", "127.0.0.3")]
    items = "".join(
        f"<item><title>{title}</title><link>{url}</link></item>"
        for title, url in (
            (TITLE, f"{hosts[1]}/copy"),
            ("Council of Corholm hears its choir", f"{hosts[1]}/choir"),
            ("Ferry of Corholm offered back to council", f"{hosts[1]}/lookalike"),
            ("Weather for the weekend", f"{hosts[1]}/weather"),
        )
    )
    server.routes |= {
        "/seed": answer(page(TITLE, story)),
        "/feed": answer(f'<rss version="2.0"><channel>{items}</channel></rss>', kind="text/xml"),
        "/copy": answer(
            page(TITLE, story, after=f'<p>Originally published by <a href="{hosts[2]}/origin">'
                 "the Third</a>.</p>")
        ),
        "/choir": answer(page("Council of Corholm hears its choir", OTHER)),
        "/lookalike": answer(page("Ferry of Corholm offered back to council", OTHER_FERRY)),
        "/origin": answer(page("Town buys its ferry", story)),
    }  # fmt: skip


def filed(store: Path) -> list[str]:
    with Store(store, read_only=True) as opened:
        return sorted(r.copy.article.url.rpartition("/")[2] for r in opened.records())


@pytest.mark.parametrize("by", ["url", "headline", "passage"])
def test_copies_are_filed_and_lookalikes_let_go(tmp_path: Path, by: str) -> None:
    with Server() as server:
        routes(server)
        seeds = {
            "url": server.url("/seed"),
            "headline": TITLE,
            "passage": TITLE + "\n\n" + "\n\n".join(ferry_story("Corholm")),
        }
        source = ("--source", server.url("/feed", "127.0.0.2"))
        ran = run("find", seeds[by], *source, *FAST, "--store", tmp_path / "s")
        assert ran.code == 0, ran.err
        assert {"/choir", "/lookalike"} <= set(server.paths())  # titles that are worth comparing
        assert "/weather" not in server.paths()
    assert filed(tmp_path / "s") == ["copy", "origin", *(["seed"] if by == "url" else [])]
    assert len({record["story_id"] for record in ran.records}) == 1
    with Store(tmp_path / "s", read_only=True) as store:
        assert store.misses() == []


def test_the_limit_bounds_what_is_fetched(tmp_path: Path) -> None:
    with Server() as server:
        routes(server)
        source = ("--source", server.url("/feed", "127.0.0.2"), "--limit", "1")
        run("find", server.url("/seed"), *source, *FAST, "--store", tmp_path / "s")
        assert server.paths() == ["/seed", "/feed", "/copy"]


def test_sources_of_the_store_are_asked_where_none_is_named(tmp_path: Path) -> None:
    with Server() as server:
        routes(server)
        store = ("--store", tmp_path / "s")
        feed = server.url("/feed", "127.0.0.2")
        run("crawl", "--source", feed, "--since", "2026-01-01", "--max-pages", "1", *FAST, *store)
        run("find", server.url("/seed"), *FAST, *store)
    assert filed(tmp_path / "s") == ["copy", "origin", "seed"]


@pytest.mark.parametrize("by", ["url", "headline"])
def test_archives_are_searched(tmp_path: Path, by: str) -> None:
    pages = [
        ("https://two.example/copy", TITLE, ferry_story("Corholm")),
        ("https://two.example/choir", "Council of Corholm hears its choir", OTHER),
        ("https://two.example/lookalike", "Ferry of Corholm offered to council", OTHER_FERRY),
        ("https://two.example/harbour", "Storm over the harbour", OTHER),
    ]
    folder = tmp_path / "warc"
    with Archive(folder, started=NOON, software="a test") as archive:
        for url, title, story in pages:
            archive.add(Page.from_html(page(title, story), url=url, fetched=NOON))
    with Server() as server:
        routes(server)
        seed = server.url("/seed") if by == "url" else TITLE
        ran = run("find", seed, "--archive", folder, *FAST, "--store", tmp_path / "s")
    assert ran.code == 0, ran.err
    assert filed(tmp_path / "s") == ["copy", *(["seed"] if by == "url" else [])]


def test_the_sources_of_a_desk_are_searched_under_its_settings(tmp_path: Path) -> None:
    with Server() as server:
        routes(server)
        desk = tmp_path / "desk.toml"
        desk.write_text(
            'store = "here"\n[fetch]\ndelay = 0.0\nallow_internal = ["127.0.0.0/8"]\n'
            f'[sources]\nfeeds = ["{server.url("/feed", "127.0.0.2")}"]\n'
        )
        ran = run("find", server.url("/seed"), "--sources", desk)
    assert ran.code == 0, ran.err
    assert filed(tmp_path / "here") == ["copy", "origin", "seed"]


def test_nowhere_to_look_is_said(tmp_path: Path) -> None:
    ran = run("find", TITLE, "--store", tmp_path / "s")
    assert ran.code == 65
    assert "nowhere to look" in ran.err


def test_a_story_that_cannot_be_read_is_a_miss(tmp_path: Path) -> None:
    with Server() as server:
        ran = run("find", server.url("/gone"), *FAST, "--store", tmp_path / "s")
    assert ran.code == 65
    assert "http_status" in ran.err


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<link rel="canonical" href="https://origin.example/a">', ["https://origin.example/a"]),
        ('<link rel="canonical" href="https://www.daily.example/a">', []),
        ('<link rel="canonical" href="https://origin.example/">', []),
        (
            '<meta property="og:url" content="https://origin.example/a">',
            ["https://origin.example/a"],
        ),
        (
            '<script type="application/ld+json">{"isBasedOn": {"@id": "https://o.example/b"}}</script>',
            ["https://o.example/b"],
        ),
        (
            '<script type="application/ld+json">{"isBasedOn": ["https://a.example/1", 7]}</script>',
            ["https://a.example/1"],
        ),
        ('<script type="application/ld+json">{"isBasedOn": </script>', []),
        (
            '<p>This story first appeared in <a href="https://origin.example/c">Origin</a>.</p>',
            ["https://origin.example/c"],
        ),
        ('<p>More in <a href="https://origin.example/c">Origin</a>.</p>', []),
    ],
)
def test_origins(markup: str, found: list[str]) -> None:
    links = syndication_links(Page.from_html(markup, url="https://daily.example/a"))
    assert [link.url for link in links] == found
