"""A run from cron: what it does, what it says, how it ends, and that the next one recovers."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from scraper.model import Miss, Reason, now
from scraper.store import SourceRow, Store, hold
from tests.helpers import COMMAND, Ran, environment, ferry_story, page, run, towns
from tests.server import Server
from tests.server import page as answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from tests.server import Exchange

PATIENCE = 60.0  # seconds
CHECKED_SIZE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from scraper.cli import main
sys.exit(main())
"""


def story(town: str) -> bytes:
    return answer(page(f"Ferry of {town} bought", ferry_story(town)))


async def never(exchange: Exchange) -> None:
    await exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    await exchange.send(*[b" "] * 600, every=0.1)


def feed(server: Server, names: Iterable[str], *, old: Sequence[str] = ()) -> bytes:
    items = "".join(
        f"<item><title>{name}</title><link>{server.url('/' + name)}</link><pubDate>"
        f"{'Mon, 02 Mar 2020 08:00:00 GMT' if name in old else ''}</pubDate></item>"
        for name in names
    )
    text = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
    return answer(text, kind="application/rss+xml")


def desk(folder: Path, *feeds: str, store: str = "corpus", more: str = "") -> Path:
    path = folder / "desk.toml"
    path.write_text(
        f'store = "{store}"\n[sources]\nfeeds = {json.dumps(feeds)}\n[fetch]\ndelay = 0\n'
        f'tries = 1\nallow_internal = ["127.0.0.0/8"]\n'
        f'[[export]]\nformat = "jsonl"\npath = "all.jsonl"\n{more}'
    )
    return path


def alone(*arguments: str | Path, prefix: Sequence[str] = COMMAND, **wishes: str) -> Ran:
    done = subprocess.run(
        [*prefix, *map(str, arguments)],
        capture_output=True,
        env=environment(**wishes),
        timeout=PATIENCE,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def records(folder: Path) -> set[str]:
    with Store(folder, read_only=True) as store:
        return {record.copy.article.url.rpartition("/")[2] for record in store.records()}


@pytest.fixture
def site() -> Iterable[Server]:
    """A site with three stories in its feed."""
    with Server() as server:
        server.routes |= {f"/{town}": story(town) for town in towns(3)}
        server.routes["/feed"] = feed(server, towns(3))
        yield server


class TestCycle:
    def test_silent_when_all_is_well_and_again_when_nothing_is_new(
        self, site: Server, tmp_path: Path
    ) -> None:
        config = desk(tmp_path, site.url("/feed"))
        first = run("run", "-c", config)
        assert (first.code, first.out, first.err) == (0, "", "")
        assert records(tmp_path / "corpus") == set(towns(3))
        assert len((tmp_path / "all.jsonl").read_text().splitlines()) == 3
        asked = len(site.paths())
        assert run("run", "-c", config, "--now").err == ""
        assert site.paths()[asked:] == ["/feed"]

    def test_a_source_is_left_alone_until_it_is_due(self, site: Server, tmp_path: Path) -> None:
        config = desk(tmp_path, site.url("/feed"))
        run("run", "-c", config)
        asked = len(site.paths())
        assert run("run", "-c", config).code == 0
        assert len(site.paths()) == asked

    def test_verbose_says_the_summary(self, site: Server, tmp_path: Path) -> None:
        ran = run("run", "-c", desk(tmp_path, site.url("/feed")), "-v")
        assert ran.err == "copydesk: 3 new, 0 known, 0 changed, 0 without an article\n"

    def test_edits_are_found_where_copies_are_fetched_again(
        self, site: Server, tmp_path: Path
    ) -> None:
        config = desk(tmp_path, site.url("/feed"))
        run("run", "-c", config)
        edited = towns(1)[0]
        lines = [*ferry_story(edited), "Correction: the price was 1.5 million crowns."]
        site.routes[f"/{edited}"] = answer(page(f"Ferry of {edited} bought", lines))
        assert run("run", "-c", config, "--now", "-v").err.startswith("copydesk: 0 new, 0 known, 0")
        config.write_text("refresh = true\n" + config.read_text())
        ran = run("run", "-c", config, "--now", "-v")
        assert ran.err == "copydesk: 0 new, 2 known, 1 changed, 0 without an article\n"
        with Store(tmp_path / "corpus", read_only=True) as store:
            (record,) = (r for r in store.records() if r.copy.article.url.endswith(edited))
            assert record.copy.article.text.endswith("crowns.")
            assert len(store.versions(record.copy.id)) == 1
            row = store.sources.get(site.url("/feed"))
            assert row is not None
            assert row.new == 0

    def test_only_since(self, site: Server, tmp_path: Path) -> None:
        site.routes["/feed"] = feed(site, towns(3), old=towns(2))
        run("run", "-c", desk(tmp_path, site.url("/feed")), "--since", "7d")
        assert records(tmp_path / "corpus") == {towns(3)[2]}

    def test_time_is_up_and_the_rest_waits(self, site: Server, tmp_path: Path) -> None:
        site.routes["/slow"] = never
        site.routes["/feed"] = feed(site, [towns(1)[0], "slow"])
        config = desk(tmp_path, site.url("/feed"))
        ran = run("run", "-c", config, "--max-time", "2s", "-v")
        assert (ran.code, len(ran.said)) == (0, 1)
        assert ran.err.endswith("; 1 links wait for the next run\n")
        site.routes["/slow"] = story("Slowholm")
        assert run("run", "-c", config).code == 0
        assert records(tmp_path / "corpus") == {towns(1)[0], "slow"}

    def test_rules_of_ones_own(self, site: Server, tmp_path: Path) -> None:
        config = desk(tmp_path, site.url("/feed"))
        ran = run("run", "-c", config, "--rules", tmp_path / "none.toml")
        assert (ran.code, len(ran.said)) == (78, 1)
        assert site.paths() == []

    def test_an_article_missed_is_no_trouble(self, site: Server, tmp_path: Path) -> None:
        del site.routes[f"/{towns(1)[0]}"]
        ran = run("run", "-c", desk(tmp_path, site.url("/feed")))
        assert (ran.code, ran.err) == (0, "")
        assert len(run("misses", "-c", tmp_path / "desk.toml", "--json").records) == 1

    @pytest.mark.parametrize("text", ["", "# nothing\n", 'store = "x"\n'])
    def test_no_sources(self, text: str, tmp_path: Path) -> None:
        (tmp_path / "desk.toml").write_text(text)
        ran = run("run", "-c", tmp_path / "desk.toml")
        assert (ran.code, len(ran.said)) == (78, 1)
        assert ran.err.endswith("no sources; name feeds, sitemaps or sites in [sources]\n")


class TestTrouble:
    def test_a_source_that_fails_is_named(self, site: Server, tmp_path: Path) -> None:
        ran = run("run", "-c", desk(tmp_path, site.url("/feed"), site.url("/gone")))
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == (
            f"copydesk: 1 of 2 sources failed: {site.url('/gone')} (http_status: status 404); "
            "3 new, 0 known, 0 changed, 0 without an article\n"
        )

    def test_nothing_reachable(self, tmp_path: Path) -> None:
        ran = run("run", "-c", desk(tmp_path, "http://127.0.0.1:9/feed"))
        assert (ran.code, len(ran.said)) == (69, 1)
        assert "1 of 1 sources failed: http://127.0.0.1:9/feed (connect: " in ran.err

    @pytest.mark.parametrize(
        ("text", "code", "letters"),
        [
            (["Please wait."], None, "0"),
            (None, "410 Gone", "0"),
            (ferry_story("Elm")[:1], None, "1.."),
        ],
        ids=["shells", "gone", "the first paragraph"],
    )
    def test_a_site_that_gives_little_is_named(
        self,
        text: Sequence[str] | None,
        code: str | None,
        letters: str,
        site: Server,
        tmp_path: Path,
    ) -> None:
        names = towns(6)
        site.routes |= {f"/{town}": story(town) for town in names}
        site.routes["/feed"] = feed(site, names)
        config = desk(tmp_path, site.url("/feed"))
        assert run("run", "-c", config).code == 0
        poor = [f"poor-{number}" for number in range(4)]
        for name in poor:
            lines = [line.replace("Elm", name) for line in text or ["Gone."]]
            site.routes[f"/{name}"] = answer(page(name, lines), status=code or "200 OK")
        site.routes["/feed"] = feed(site, poor)
        ran = run("run", "-c", config, "--now")
        assert (ran.code, len(ran.said)) == (1, 1)
        assert re.match(
            rf"copydesk: little text from 127\.0\.0\.1 \({letters} letters a page, usually \d+\);",
            ran.err,
        )

    def test_an_export_that_fails_keeps_no_other_from_being_written(
        self, site: Server, tmp_path: Path
    ) -> None:
        (tmp_path / "taken").write_text("by a file")
        more = '[[export]]\nformat = "txt"\npath = "taken"\n'
        more += '[[export]]\nformat = "stories"\npath = "stories"\n'
        ran = run("run", "-c", desk(tmp_path, site.url("/feed"), more=more))
        assert (ran.code, len(ran.said)) == (74, 1)
        assert ran.err.startswith(f"copydesk: cannot write into {tmp_path}/taken: ")
        assert len((tmp_path / "all.jsonl").read_text().splitlines()) == 3
        assert list((tmp_path / "stories").glob("*.txt"))


class TestMachines:
    def test_events_as_json(self, site: Server, tmp_path: Path) -> None:
        site.routes["/feed"] = feed(site, [*towns(1), "none"])
        config = desk(tmp_path, site.url("/feed"), site.url("/gone"))
        ran = run("run", "-c", config, "--log-json")
        events = [json.loads(line) for line in ran.said]
        assert [event["event"] for event in events] == [
            *("start", "source_failed", "filed", "missed", "exported", "end")
        ]
        assert (events[1]["url"], events[1]["reason"]) == (site.url("/gone"), "http_status")
        assert (events[2]["state"], events[2]["letters"] > 500) == ("new", True)
        assert (events[-1]["code"], events[-1]["new"], events[-1]["misses"]) == (
            *(1, 1, {"http_status": 1}),
        )

    def test_an_error_as_json(self, tmp_path: Path) -> None:
        ran = run("run", "-c", tmp_path / "none.toml", "--log-json")
        (event,) = map(json.loads, ran.said)
        assert (ran.code, event["event"], event["code"]) == (78, "end", 78)
        assert event["errors"] == [f"{tmp_path}/none.toml: cannot read: No such file or directory"]

    def test_figures(self, site: Server, tmp_path: Path) -> None:
        config = desk(tmp_path, site.url("/feed"), site.url("/gone"))
        path = tmp_path / "node" / "copydesk.prom"
        run("run", "-c", config, "--metrics", path)
        text = path.read_text()
        samples = dict(re.findall(r"(?m)^(\w+(?:\{[^}]*\})?) (\S+)$", text))
        assert samples["copydesk_run_exit_code"] == "1"
        assert samples['copydesk_run_copies{state="new"}'] == "3"
        assert samples["copydesk_run_sources_failed"] == "1"
        assert samples["copydesk_store_records"] == "3"
        assert abs(float(samples["copydesk_run_end_time_seconds"]) - time.time()) < PATIENCE
        assert all(
            line.startswith(("# HELP ", "# TYPE ", "copydesk_")) for line in text.split("\n")[:-1]
        )
        assert [each.name for each in path.parent.iterdir()] == ["copydesk.prom"]

    def test_figures_of_a_run_that_could_not_be(self, tmp_path: Path) -> None:
        path = tmp_path / "copydesk.prom"
        assert run("run", "-c", tmp_path / "none.toml", "--metrics", path).code == 78
        assert "\ncopydesk_run_exit_code 78\n" in path.read_text()

    def test_figures_that_cannot_be_written(self, site: Server, tmp_path: Path) -> None:
        config = desk(tmp_path, site.url("/feed"))
        ran = run("run", "-c", config, "--metrics", "/proc/none/x.prom")
        assert (ran.code, len(ran.said)) == (74, 1)
        assert ran.err.startswith("copydesk: cannot write /proc/none/x.prom: ")
        assert records(tmp_path / "corpus") == set(towns(3))

    @pytest.mark.parametrize(
        ("feeds", "code", "asked"),
        [(("/feed",), 0, "/ping"), (("/feed", "/gone"), 1, "/ping"), ((), 78, "/ping/fail")],
    )
    def test_a_ping(
        self, feeds: Sequence[str], code: int, asked: str, site: Server, tmp_path: Path
    ) -> None:
        site.routes |= {"/ping": answer("OK"), "/ping/fail": answer("OK")}
        config = desk(tmp_path, *map(site.url, feeds))
        ran = alone("run", "-c", config, COPYDESK_PING_URL=site.url("/ping"))
        assert ran.code == code
        assert [path for path in site.paths() if "ping" in path] == [asked]

    @pytest.mark.parametrize("url", ["nonsense", "http://127.0.0.1:9/", "http://["])
    def test_a_ping_cannot_fail_the_run(self, url: str, site: Server, tmp_path: Path) -> None:
        ran = alone("run", "-c", desk(tmp_path, site.url("/feed")), COPYDESK_PING_URL=url)
        assert (ran.code, len(ran.said)) == (0, 1)
        assert ran.err.startswith("copydesk: the ping went wrong, the run did not: ")


class TestStopping:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_the_page_in_hand_is_filed(
        self, number: signal.Signals, site: Server, tmp_path: Path
    ) -> None:
        child: list[subprocess.Popen[bytes]] = []

        async def in_hand(exchange: Exchange) -> None:
            child[0].send_signal(number)
            await exchange.send(b"", every=0.5)
            await exchange.send(story("Handford"))

        site.routes["/hand"] = in_hand
        site.routes["/feed"] = feed(site, [towns(1)[0], "hand", towns(2)[1]])
        config = desk(tmp_path, site.url("/feed"))
        ran = stopped(config, child, lambda: True)
        assert (ran.code, ran.out, len(ran.said)) == (130, "", 1)
        assert "interrupted; what was filed stays; 2 new, " in ran.err
        assert records(tmp_path / "corpus") == {towns(1)[0], "hand"}
        with Store(tmp_path / "corpus", read_only=True) as store:
            assert store.runs()[-1].outcome == "interrupted"
        assert run("run", "-c", config).code == 0
        assert records(tmp_path / "corpus") == {towns(1)[0], "hand", towns(2)[1]}
        assert site.paths().count("/hand") == 1

    def test_asked_twice_it_does_not_wait(self, site: Server, tmp_path: Path) -> None:
        site.routes["/never"] = never
        site.routes["/feed"] = feed(site, ["never"])
        child: list[subprocess.Popen[bytes]] = []
        sent: list[int] = []

        def twice() -> bool:
            if "/never" in site.paths() and len(sent) < 2:
                child[0].send_signal(signal.SIGTERM)
                sent.append(signal.SIGTERM)
            return len(sent) == 2

        ran = stopped(desk(tmp_path, site.url("/feed")), child, twice)
        assert (ran.code, len(ran.said)) == (130, 1)
        with Store(tmp_path / "corpus", read_only=True) as store:
            assert (store.totals().misses, store.totals().waiting) == (0, 0)
            assert store.runs()[-1].outcome == "interrupted"
        site.routes["/never"] = story("Neverton")
        assert run("run", "-c", tmp_path / "desk.toml").code == 0
        assert records(tmp_path / "corpus") == {"never"}

    def test_two_runs_at_once(self, site: Server, tmp_path: Path) -> None:
        config = desk(tmp_path, site.url("/feed"))
        metrics = tmp_path / "x.prom"
        with hold(tmp_path / "corpus", at=now(), doing="the other"):
            ran = run("run", "-c", config, "--metrics", metrics)
        assert (ran.code, len(ran.said)) == (75, 1)
        assert f"is held by process {os.getpid()} on " in ran.err
        assert ran.err.endswith(": the other\n")
        assert site.paths() == []
        assert not metrics.exists()
        assert run("run", "-c", config).code == 0


class TestRecovery:
    def test_a_full_disk(self, site: Server, tmp_path: Path) -> None:
        config = desk(tmp_path, site.url("/feed"))
        limited = (sys.executable, "-c", CHECKED_SIZE)
        for size in (100, 60_000, 200_000, 300_000):
            ran = alone(str(size), "run", "-c", config, prefix=limited)
            assert ran.code in {0, 73, 74}, ran.err
            assert (len(ran.said) == 1) == (ran.code != 0), ran.err
            assert "Traceback" not in ran.err
        assert run("run", "-c", config, "--now").code == 0
        assert records(tmp_path / "corpus") == set(towns(3))
        assert run("check", "-c", config, "--offline").code == 0

    @pytest.mark.parametrize("table", ["sources", "frontier", "records", "yields", "runs"])
    def test_an_error_at_any_table(self, table: str, site: Server, tmp_path: Path) -> None:
        config = desk(tmp_path, site.url("/feed"))
        with Store(tmp_path / "corpus"):
            pass
        trigger = f"""CREATE TRIGGER broken BEFORE INSERT ON {table}
            BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"""
        _execute(tmp_path / "corpus", trigger)
        ran = run("run", "-c", config)
        assert (ran.code, len(ran.said)) == (74, 1), ran.err
        assert ran.err.endswith("copydesk.db: disk I/O error\n")
        _execute(tmp_path / "corpus", "DROP TRIGGER broken")
        assert run("run", "-c", config, "--now").code == 0
        assert records(tmp_path / "corpus") == set(towns(3))

    @pytest.mark.parametrize("store", ["/proc/none", "desk.toml"])
    def test_a_store_that_cannot_be_made(self, store: str, site: Server, tmp_path: Path) -> None:
        ran = run("run", "-c", desk(tmp_path, site.url("/feed"), store=store))
        assert (ran.code, len(ran.said)) == (73, 1)
        assert site.paths() == []

    def test_a_store_of_a_newer_version(self, site: Server, tmp_path: Path) -> None:
        config = desk(tmp_path, site.url("/feed"))
        assert run("run", "-c", config).code == 0
        _execute(tmp_path / "corpus", "PRAGMA user_version = 999")
        ran = run("run", "-c", config, "--now")
        assert (ran.code, len(ran.said)) == (74, 1)
        assert "newer" in ran.err
        assert site.paths().count("/feed") == 1

    def test_a_file_that_is_no_database(self, site: Server, tmp_path: Path) -> None:
        config = desk(tmp_path, site.url("/feed"))
        (tmp_path / "corpus").mkdir()
        (tmp_path / "corpus" / "copydesk.db").write_bytes(b"not a database, but long enough" * 40)
        ran = run("run", "-c", config)
        assert (ran.code, len(ran.said)) == (74, 1)
        (tmp_path / "corpus" / "copydesk.db").unlink()
        assert run("run", "-c", config).code == 0

    def test_a_clock_that_was_a_year_ahead(self, site: Server, tmp_path: Path) -> None:
        ahead = now() + timedelta(days=365)
        url = site.url(f"/{towns(1)[0]}")
        with Store(tmp_path / "corpus", clock=lambda: ahead) as store:
            number = store.start_run(at=ahead)
            store.sources.put(SourceRow(site.url("/feed"), "feed", ahead, "ok"))
            store.miss(Miss(url, Reason.TIMEOUT), at=ahead)
            store.end_run(number, at=ahead)
        ran = run("run", "-c", desk(tmp_path, site.url("/feed")))
        assert (ran.code, ran.err) == (0, "")
        assert records(tmp_path / "corpus") == set(towns(3))


def stopped(config: Path, child: list[subprocess.Popen[bytes]], done: Callable[[], bool]) -> Ran:
    """Start a run that a test stops; `done` is asked again and again until it says so."""
    with subprocess.Popen(
        [*COMMAND, "run", "-c", str(config)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        child.append(process)
        until = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < until, "it did not stop"
            time.sleep(0.05)
        out, err = process.communicate(timeout=PATIENCE)
    return Ran(process.returncode, out.decode(), err.decode())


def _execute(folder: Path, sql: str) -> None:
    with closing(sqlite3.connect(folder / "copydesk.db")) as connection:
        connection.execute(sql)
