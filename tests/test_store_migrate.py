"""A store of every earlier version opens as if this version had written it."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from scraper.errors import StoreError
from scraper.model import Miss, Reason
from scraper.store import State, Store
from scraper.store.migrate import LATEST, migrate
from tests.store_samples import NOON, article, plain, texts

if TYPE_CHECKING:
    from pathlib import Path

SEARCHABLE = 3  # the version that brought the index
URL = "https://daily.example/bridge"


def _schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_master"))


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("today")
    with Store(folder):
        pass
    return folder / "copydesk.db"


def _store_of(version: int, folder: Path) -> None:
    """What that version left behind: a record, its text, and all that its tables could hold."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / "copydesk.db", isolation_level=None)) as connection:
        migrate(connection, to=version)
        connection.execute("INSERT INTO stories VALUES ('s1', 'Bridge', 'abcd', 'only', 'f--s1')")
        connection.execute("INSERT INTO runs (started) VALUES ('2026-10-01T00:00:00Z')")
        connection.execute(
            "INSERT INTO records (id, story, site, title, url, path, filed, changed, run, digest,"
            " text, original) VALUES ('abcdabcdabcd', 's1', 'daily.example', 'Bridge', ?,"
            " 'texts/f--s1/a.txt', '2026-10-01T00:00:00Z', '2026-10-01T00:00:00Z', 1, 'old',"
            " 'Gulls.', 'Gulls. Letter!')",
            (URL,),
        )
        connection.execute(
            "INSERT INTO removals VALUES ('abcdabcdabcd', 6, 14, 'letter', 'subscribe', '')"
        )
        connection.execute("INSERT INTO urls VALUES (?, 'abcdabcdabcd', 0)", (URL,))
        connection.execute(
            "INSERT INTO misses VALUES ('https://x.example/', 'x.example', 'dns', '', NULL, '', 2,"
            " '2026-10-01T00:00:00Z', '2026-10-01T00:00:00Z')"
        )
        connection.execute("INSERT INTO outbox VALUES ('abcdabcdabcd', '')")
        if version >= SEARCHABLE:
            connection.execute("INSERT INTO unsearched VALUES (1)")


@pytest.mark.parametrize("version", range(LATEST + 1))
def test_any_earlier_version_is_brought_up(tmp_path: Path, today: Path, version: int) -> None:
    folder = tmp_path / "store"
    if version:
        _store_of(version, folder)
    with Store(folder, clock=lambda: NOON) as store:
        assert _schema(folder / "copydesk.db") == _schema(today)
        if version:
            assert texts(folder) == {"texts/f--s1/a.txt": "Gulls.\n"}
            assert [miss.tries for miss in store.misses()] == [2]
            undone = store.undo(URL, "letter")
            assert undone is not None
            assert undone.words == ("Letter!",)
            assert store.refresh_search() == 1
            assert store.relations.unsettled() == ["s1"]
        filed = store.file(plain("Gulls. Letter!", url=URL, title="Bridge"), story_id="s2")
        assert filed.state is (State.CHANGED if version else State.NEW)
    with closing(sqlite3.connect(folder / "copydesk.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (LATEST,)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_an_older_store_is_not_changed_by_reading(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _store_of(1, folder)
    before = (folder / "copydesk.db").read_bytes()
    with pytest.raises(StoreError, match="older version"):
        Store(folder, read_only=True)
    assert (folder / "copydesk.db").read_bytes() == before


def test_a_migration_that_cannot_finish_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _store_of(1, folder)
    with closing(sqlite3.connect(folder / "copydesk.db")) as connection:
        connection.execute("CREATE TABLE pages (taken)")
        connection.commit()
    copy = shutil.copytree(folder, tmp_path / "copy")
    with pytest.raises(StoreError, match="pages already exists"):
        Store(folder)
    assert _schema(folder / "copydesk.db") == _schema(copy / "copydesk.db")


def test_migrations_are_numbered_each_once() -> None:
    names = sorted(entry.name for entry in files("scraper.store.sql").iterdir())
    numbers = [int(name[:4]) for name in names if re.fullmatch(r"\d{4}_[a-z]+\.sql", name)]
    assert numbers == sorted(set(numbers))
    assert (numbers[0], numbers[-1]) == (1, LATEST)
    assert len(numbers) == sum(name.endswith(".sql") for name in names)


def test_tools_see_that_the_records_are_searchable(today: Path) -> None:
    assert 'content="records"' in dict(_schema(today))["records_fts"]


def test_the_views_say_what_people_ask(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        record_id = store.file(article(), story_id="s1").record_id
        store.miss(Miss("https://daily.example/gone", Reason.HTTP_STATUS), at=NOON)
    with closing(sqlite3.connect(tmp_path / "copydesk.db")) as connection:
        connection.row_factory = sqlite3.Row

        def only(view: str) -> dict[str, object]:
            (row,) = connection.execute(f"SELECT * FROM {view}")  # noqa: S608 - a name from below
            return dict(row)

        text, original = article().text, article().body.original
        assert (
            only("copies").items()
            >= {
                "story": "Harbour bridge reopens",
                "site": "daily.example",
                "chars": len(text),
                "chars_cut": len(original) - len(text),
                "cuts": 1,
            }.items()
        )
        assert only("cuts") == {
            "record": record_id,
            "site": "daily.example",
            "story": "Harbour bridge reopens",
            "kind": "subscribe",
            "rule": "letter",
            "words": "Sign up for our harbour letter!",
            "value": "harbour",
            "url": article().url,
        }
        assert (
            only("story_list").items()
            >= {
                "copies": 1,
                "sites": 1,
                "site_names": "daily.example",
            }.items()
        )
        assert only("site_list").items() >= {"records": 1, "stories": 1, "misses": 1}.items()
        assert only("kinds_cut") == {
            "kind": "subscribe",
            "rule": "letter",
            "cuts": 1,
            "records": 1,
        }
