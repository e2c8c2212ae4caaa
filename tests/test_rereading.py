"""Reading again: other rules give other records, and a page that was refused gets its chance."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cleaners import RULES
from scraper.model import Miss, Reason
from scraper.rereading import load, reread
from scraper.store import PageRow, Store
from tests.helpers import ferry_story, page, run
from tests.server import Server
from tests.server import page as answer

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.model import Article
    from scraper.store import Filed

FAST = ("--delay", "0")
BEGGING = "Sign up for our newsletter"


class Silent:
    def known(self, url: str) -> None: ...
    def missed(self, miss: Miss) -> None: ...
    def filed(self, article: Article, filed: Filed) -> None: ...


def test_other_rules_give_other_records_and_back(tmp_path: Path) -> None:
    text = "\n\n".join((*ferry_story("Corholm"), BEGGING))
    with Server({"/a": answer(text, kind="text/plain")}) as server:
        run("crawl", server.url("/a"), *FAST, "--store", tmp_path / "s")
    with Store(tmp_path / "s") as store:
        (before,) = store.records()
        assert BEGGING not in before.copy.article.text
        bare = asyncio.run(reread(store, Silent(), rules=()))
        assert bare.changed == [before.copy.id]
        (without,) = store.records()
        assert BEGGING in without.copy.article.text
        again = asyncio.run(reread(store, Silent(), rules=RULES))
        assert again.changed == [before.copy.id]
        (after,) = store.records()
    assert after == before


def test_a_page_that_was_refused_gets_another_chance(tmp_path: Path) -> None:
    with Server({"/a": answer(page("Ferry of Corholm bought", ferry_story("Corholm")))}) as server:
        run("crawl", server.url("/a"), *FAST, "--store", tmp_path / "s")
        with Store(tmp_path / "s") as store:
            (row,) = store.pages.of(server.url("/a"))
    # A store that knows the page, but holds no record of it.
    with Store(tmp_path / "t") as other:
        (tmp_path / "t" / "archive").mkdir()
        name = row.archive.rpartition("/")[2]
        (tmp_path / "t" / "archive" / name).write_bytes((tmp_path / "s" / row.archive).read_bytes())
        came = load(tmp_path / "s", row)
        assert not isinstance(came, Miss)
        other.pages.add(came, archive=row.archive, place=row.place, length=row.length)
        done = asyncio.run(reread(other, Silent()))
        assert [len(done.new), len(done.changed)] == [1, 0]


def test_a_place_without_an_archive_is_a_miss(tmp_path: Path) -> None:
    row = PageRow("https://a.example/", "", None, 200, "", 1, "00", "archive/none.warc.gz", 0, 1)
    found = load(tmp_path, row)
    assert isinstance(found, Miss)
    assert found.reason is Reason.CONNECT
