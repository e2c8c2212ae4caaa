"""A watched story is looked for in every run: its copies are filed, the rest is asked for once."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from scraper.store import Store
from tests.helpers import ferry_story, page, paragraphs, run
from tests.server import Server
from tests.server import page as answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

TITLE = "Ferry of Corholm bought back by council"
CHOIR = "Council of Corholm hears its choir"
LATER = "Corholm ferry bought back: council voted"
OTHER = paragraphs("""
The choir has sung in the old mill every Sunday since the roof was mended in spring, and the new
conductor wants to keep it so.

Forty singers came last week, the youngest nine years old; they rehearse without notes and drink tea
from a samovar that somebody's aunt left behind.

A concert is planned for August, with two harps and a saw, and tickets will be sold at the bakery
from the first of June onwards.
""")
ELSEWHERE = "127.0.0.2"  # the outlet whose feed is looked through


def feed(server: Server, *items: tuple[str, str]) -> bytes:
    listed = "".join(
        f"<item><title>{title}</title><link>{server.url(path, ELSEWHERE)}</link></item>"
        for title, path in items
    )
    return answer(f'<rss version="2.0"><channel>{listed}</channel></rss>', kind="text/xml")


@pytest.fixture
def site() -> Iterable[Server]:
    """A story, and another outlet's feed that names a copy, another story and the weather."""
    with Server() as server:
        story = answer(page(TITLE, ferry_story("Corholm")))
        server.routes |= {
            "/seed": story,
            "/copy": story,
            "/choir": answer(page(CHOIR, OTHER)),
            "/feed": feed(
                *(server, (TITLE, "/copy"), (CHOIR, "/choir"), ("Weather for the day", "/weather"))
            ),
        }
        yield server


def desk(
    folder: Path, *, feeds: Sequence[str] = (), urls: Sequence[str] = (), words: Sequence[str] = ()
) -> Path:
    path = folder / "desk.toml"
    path.write_text(
        f'store = "corpus"\n[watch]\nurls = {json.dumps(urls)}\nwords = {json.dumps(words)}\n'
        f"feeds = {json.dumps(feeds)}\n[fetch]\ndelay = 0\ntries = 1\n"
        f'allow_internal = ["127.0.0.0/8"]\n'
    )
    return path


def filed(folder: Path) -> dict[str, str]:
    """The story of each record, by the end of its URL."""
    with Store(folder / "corpus", read_only=True) as store:
        return {r.copy.article.url.rpartition("/")[2]: r.story_id for r in store.records()}


@pytest.mark.parametrize("by", ["url", "headline", "passage"])
def test_copies_are_filed_and_all_else_is_left_alone(by: str, site: Server, tmp_path: Path) -> None:
    passage = TITLE + "\n\n" + "\n\n".join(ferry_story("Corholm"))
    wish = {"url": site.url("/seed"), "headline": TITLE, "passage": passage}[by]
    wishes = {"urls": [wish]} if by == "url" else {"words": [wish]}
    ran = run("run", "-c", desk(tmp_path, feeds=[site.url("/feed", ELSEWHERE)], **wishes))
    assert (ran.code, ran.err) == (0, "")
    assert sorted(filed(tmp_path)) == ["copy", *(["seed"] if by == "url" else [])]
    assert len(set(filed(tmp_path).values())) == 1
    assert "/choir" in site.paths()  # its title made it worth comparing
    assert "/weather" not in site.paths()
    with Store(tmp_path / "corpus", read_only=True) as store:
        assert (store.totals().waiting, store.totals().misses) == (0, 0)


@pytest.mark.parametrize("by", ["url", "headline"])
def test_nothing_is_asked_for_twice_and_a_later_copy_is_found(
    by: str, site: Server, tmp_path: Path
) -> None:
    wishes = {"urls": [site.url("/seed")]} if by == "url" else {"words": [TITLE]}
    config = desk(tmp_path, feeds=[site.url("/feed", ELSEWHERE)], **wishes)
    run("run", "-c", config)
    before = len(site.paths())
    site.routes["/late"] = site.routes["/copy"]
    site.routes["/feed"] = feed(site, (TITLE, "/copy"), (CHOIR, "/choir"), (LATER, "/late"))
    assert run("run", "-c", config, "--now").err == ""
    assert site.paths()[before:] == ["/feed", "/late"]
    assert {"copy", "late"} <= filed(tmp_path).keys()
    assert len(set(filed(tmp_path).values())) == 1


def test_a_source_that_is_not_due_is_left_alone(site: Server, tmp_path: Path) -> None:
    config = desk(tmp_path, feeds=[site.url("/feed", ELSEWHERE)], urls=[site.url("/seed")])
    run("run", "-c", config)
    before = len(site.paths())
    assert run("run", "-c", config).code == 0
    assert site.paths()[before:] == []


def test_a_story_that_is_watched_later_is_looked_for_in_what_is_listed_by_then(
    site: Server, tmp_path: Path
) -> None:
    places = [site.url("/feed", ELSEWHERE)]
    run("run", "-c", desk(tmp_path, feeds=places, words=["Tide tables of Marrow"]))
    assert filed(tmp_path) == {}
    run("run", "-c", desk(tmp_path, feeds=places, words=[TITLE]), "--now")
    assert filed(tmp_path).keys() == {"copy"}


def test_a_story_that_cannot_be_read_is_named_until_it_can(site: Server, tmp_path: Path) -> None:
    seed = site.routes.pop("/seed")
    config = desk(tmp_path, feeds=[site.url("/feed", ELSEWHERE)], urls=[site.url("/seed")])
    ran = run("run", "-c", config)
    assert (ran.code, len(ran.said)) == (1, 1)
    named = f"watched, but cannot be read: {site.url('/seed')} (http_status: status 404); "
    assert ran.err.startswith(f"copydesk: {named}0 new")
    site.routes["/seed"] = seed
    assert run("run", "-c", config, "--now").code == 0
    assert filed(tmp_path).keys() == {"seed", "copy"}


def test_a_page_that_does_not_answer_is_asked_again(site: Server, tmp_path: Path) -> None:
    copy = site.routes["/copy"]
    site.routes["/copy"] = b""
    config = desk(tmp_path, feeds=[site.url("/feed", ELSEWHERE)], urls=[site.url("/seed")])
    assert run("run", "-c", config).code == 0
    assert filed(tmp_path).keys() == {"seed"}
    site.routes["/copy"] = copy
    assert run("run", "-c", config, "--now").code == 0
    assert filed(tmp_path).keys() == {"seed", "copy"}


def test_a_headline_may_stand_for_what_is_filed_already(site: Server, tmp_path: Path) -> None:
    config = desk(tmp_path)
    config.write_text(config.read_text() + f'[sources]\nfeeds = ["{site.url("/whole")}"]\n')
    site.routes["/whole"] = feed(site, (TITLE, "/copy"))
    assert run("run", "-c", config).code == 0
    asked = len(site.paths())
    config = desk(tmp_path, feeds=[site.url("/feed", ELSEWHERE)], words=[TITLE])
    assert run("run", "-c", config).code == 0
    assert site.paths()[asked:] == ["/feed", "/choir"]
    assert filed(tmp_path).keys() == {"copy"}


def test_sources_that_are_taken_whole_are_so_still(site: Server, tmp_path: Path) -> None:
    config = desk(tmp_path, urls=[site.url("/seed")])
    whole = site.url("/whole")
    site.routes["/whole"] = feed(site, (CHOIR, "/choir"))
    config.write_text(config.read_text() + f'[sources]\nfeeds = ["{whole}"]\n')
    assert run("run", "-c", config).code == 0
    assert filed(tmp_path).keys() == {"choir", "seed"}


def test_what_was_looked_at_can_be_looked_up(site: Server, tmp_path: Path) -> None:
    run("run", "-c", desk(tmp_path, feeds=[site.url("/feed", ELSEWHERE)], words=[TITLE]))
    with closing(sqlite3.connect(tmp_path / "corpus" / "copydesk.db")) as connection:
        (row,) = connection.execute(
            "SELECT watched, story, copies, sites, let_go FROM watch_list"
        ).fetchall()
    assert row == (TITLE, TITLE, 1, 1, 1)


def test_the_check_asks_for_watched_pages_too(site: Server, tmp_path: Path) -> None:
    config = desk(
        tmp_path, feeds=[site.url("/feed", ELSEWHERE)], urls=[site.url("/gone")], words=[TITLE]
    )
    ran = run("check", "-c", config)
    assert ran.code == 1
    assert f"{config}: 1 source, 2 watched stories, 0 exports" in ran.out
    assert f"BAD  story    {site.url('/gone')}: http_status (status 404)" in ran.out
