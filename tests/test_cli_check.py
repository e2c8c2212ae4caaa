"""What an operator does before the first run: write a desk, check it, put right what is wrong."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from scraper.cli.requirements import Requirement, installed, within
from scraper.config import EXAMPLE
from scraper.store import Store
from tests.helpers import run, run_alone
from tests.server import Server
from tests.server import page as answer
from tests.store_samples import NOON, article

if TYPE_CHECKING:
    from pathlib import Path

FEED = answer("<rss><channel></channel></rss>", kind="application/rss+xml")


def desk(folder: Path, feed: str, more: str = "") -> Path:
    path = folder / "desk.toml"
    path.write_text(
        f'store = "corpus"\n[sources]\nfeeds = ["{feed}"]\n'
        f'[fetch]\ndelay = 0\ntries = 1\nallow_internal = ["127.0.0.1"]\n{more}'
    )
    return path


def broken(lines: list[str]) -> list[str]:
    return [line for line in lines if not line.startswith("ok ")]


class TestInit:
    def test_it_is_written_once(self, tmp_path: Path) -> None:
        ran = run_alone("init", cwd=tmp_path)
        assert (ran.code, ran.out, len(ran.said)) == (0, "", 1)
        path = tmp_path / "desk.toml"
        assert path.read_text() == EXAMPLE
        path.write_text("mine")
        again = run("init", path)
        assert (again.code, len(again.said)) == (64, 1)
        assert path.read_text() == "mine"

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        ran = run("init", tmp_path / "none" / "desk.toml")
        assert (ran.code, len(ran.said)) == (74, 1)

    def test_what_it_writes_passes_the_check(self, tmp_path: Path) -> None:
        run("init", tmp_path / "desk.toml")
        ran = run("check", "-c", tmp_path / "desk.toml", "--offline")
        assert (ran.code, ran.err) == (0, "")


class TestCheck:
    def test_all_is_well(self, tmp_path: Path) -> None:
        with Server({"/feed": FEED}) as server:
            config = desk(tmp_path, server.url("/feed"))
            ran = run("check", "-c", config)
        assert (ran.code, ran.err) == (0, "")
        lines = ran.out.splitlines()
        assert lines[0] == f"ok   config   {config}: 1 source, 0 exports"
        assert broken(lines) == []
        assert f"ok   store    {tmp_path}/corpus: not there yet, the first run makes it" in lines
        assert lines[-1].endswith("robots.txt allows it, 30 bytes of application/rss+xml")
        assert any(line.startswith("ok   library  httpx 0.") for line in lines)
        assert not (tmp_path / "corpus").exists()

    @pytest.mark.parametrize(
        ("routes", "said"),
        [
            ({}, "http_status (status 404)"),
            (
                {"/robots.txt": answer("User-agent: *\nDisallow: /", kind="text/plain")},
                "robots (robots.txt disallows it)",
            ),
            ({"/robots.txt": answer("", status="503 Busy")}, "robots (robots.txt: status 503)"),
        ],
        ids=["gone", "disallowed", "robots unreachable"],
    )
    def test_a_source_that_gives_nothing(
        self, routes: dict[str, bytes], said: str, tmp_path: Path
    ) -> None:
        with Server(dict(routes)) as server:
            url = server.url("/feed")
            ran = run("check", "-c", desk(tmp_path, url))
        assert ran.code == 1
        assert broken(ran.out.splitlines()) == [f"BAD  source   {url}: {said}"]

    def test_a_wrong_configuration_is_78(self, tmp_path: Path) -> None:
        config = desk(tmp_path, "https://a.example/", "tiemout = 1\n")
        ran = run("check", "-c", config)
        assert (ran.code, ran.out) == (78, "")
        assert ran.err == (
            f"copydesk: {config}:8: unknown key tiemout in [fetch], did you mean timeout?\n"
        )

    def test_no_configuration_is_78(self, tmp_path: Path) -> None:
        ran = run_alone("check", cwd=tmp_path)
        assert (ran.code, ran.err) == (
            78,
            "copydesk: desk.toml: cannot read: No such file or directory\n",
        )

    def test_no_sources_is_bad(self, tmp_path: Path) -> None:
        (tmp_path / "desk.toml").write_text("")
        ran = run("check", "-c", tmp_path / "desk.toml")
        assert ran.code == 1
        assert ran.out.startswith("BAD  config ")
        assert "name feeds, sitemaps or sites in [sources]" in ran.out.splitlines()[0]

    def test_a_store_of_a_newer_version(self, tmp_path: Path) -> None:
        with Store(tmp_path / "corpus"):
            pass
        with closing(sqlite3.connect(tmp_path / "corpus" / "copydesk.db")) as connection:
            connection.execute("PRAGMA user_version = 999")
        ran = run("check", "-c", desk(tmp_path, "https://a.example/"), "--offline")
        (line,) = broken(ran.out.splitlines())
        assert ran.code == 1
        assert line.startswith("BAD  store    cannot use the store ")
        assert "newer" in line

    def test_a_store_with_a_text_missing(self, tmp_path: Path) -> None:
        with Store(tmp_path / "corpus", clock=lambda: NOON) as store:
            filed = store.file(article(), story_id="aaaa11112222")
        config = desk(tmp_path, "https://a.example/")
        assert "1 records in 1 stories" in run("check", "-c", config, "--offline").out
        (tmp_path / "corpus" / filed.path).unlink()
        ran = run("check", "-c", config, "--offline")
        (line,) = broken(ran.out.splitlines())
        assert ran.code == 1
        assert f"{filed.path} is missing or altered; copydesk check --mend" in line
        mended = run("check", "-c", config, "--offline", "--mend")
        assert mended.code == 0
        assert f"\nanew {filed.path}\n" in mended.out
        assert (tmp_path / "corpus" / filed.path).exists()

    @pytest.mark.parametrize(
        ("store", "export", "said"),
        [
            ("desk.toml", "a.jsonl", "store    {0}/desk.toml: {0}/desk.toml is no folder"),
            ("desk.toml/x", "a.jsonl", "store    {0}/desk.toml/x: {0}/desk.toml is no folder"),
            ("corpus", "desk.toml/a", "export   {0}/desk.toml/a: {0}/desk.toml is no folder"),
            ("corpus", "dir", "export   {0}/dir: is a folder, and shall be a file"),
        ],
    )
    def test_a_place_that_cannot_be_written_to(
        self, store: str, export: str, said: str, tmp_path: Path
    ) -> None:
        (tmp_path / "dir").mkdir()
        more = f'[[export]]\nformat = "jsonl"\npath = "{export}"\n'
        config = desk(tmp_path, "https://a.example/", more)
        config.write_text(config.read_text().replace('"corpus"', f'"{store}"'))
        ran = run("check", "-c", config, "--offline")
        assert ran.code == 1
        assert broken(ran.out.splitlines()) == [f"BAD  {said.format(tmp_path)}"]


class TestRequirements:
    @pytest.mark.parametrize(
        ("number", "bounds", "well"),
        [
            ("9.0.0", ">=9,<10", True),
            ("10", ">=9,<10", False),
            ("8.9.9", ">=9,<10", False),
            ("0.28.1", ">=0.28,<0.29", True),
            ("0.29", "<0.29,>=0.28", False),
            ("1.0.0", "==1", True),
            ("3", "", True),
        ],
    )
    def test_bounds(self, number: str, bounds: str, *, well: bool) -> None:
        assert within(number, bounds) is well

    def test_only_a_library_of_an_extra_may_be_absent(self) -> None:
        assert Requirement("pyarrow", "", ">=18", "parquet").ok
        assert not Requirement("httpx", "", ">=0.28").ok
        assert not Requirement("pyarrow", "17.0", ">=18", "parquet").ok

    def test_none_is_known_of_what_is_not_installed(self) -> None:
        assert installed("no-such-distribution") == ()
