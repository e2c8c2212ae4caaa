"""What is fetched is kept, what is left goes on, and nothing is asked for twice without need."""

from __future__ import annotations

import gzip
import io
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from warcio.archiveiterator import ArchiveIterator

from scraper.cli.times import duration, since
from scraper.store import Store
from tests.helpers import COMMAND, environment, ferry_story, page, run, snapshot, towns
from tests.server import Server
from tests.server import page as answer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server import Exchange

FAST = ("--delay", "0", "--allow-internal", "127.0.0.0/8")
UNCHANGED = b"HTTP/1.1 304 Not Modified\r\n\r\n"


def story(town: str, *headers: str, head: str = "") -> bytes:
    return answer(page(f"Ferry of {town} bought", ferry_story(town), head=head), *headers)


def feed(server: Server, *paths: str) -> bytes:
    items = "".join(f"<item><title>x</title><link>{server.url(p)}</link></item>" for p in paths)
    return answer(
        f'<rss version="2.0"><channel>{items}</channel></rss>', 'ETag: "f"', kind="text/xml"
    )


class TestArchive:
    def test_other_tools_read_what_was_fetched(self, tmp_path: Path) -> None:
        with Server({"/a": story("Corholm"), "/b": answer("<p>No story.</p>")}) as server:
            run("crawl", server.url("/a"), server.url("/b"), *FAST, "--store", tmp_path / "s")
            (file,) = (tmp_path / "s" / "archive").iterdir()
            with file.open("rb") as stream:
                urls = [
                    record.rec_headers["WARC-Target-URI"]
                    for record in ArchiveIterator(stream)
                    if record.rec_type == "response"
                ]
            assert sorted(urls) == [server.url("/a"), server.url("/b")]
            with Store(tmp_path / "s", read_only=True) as store:
                (row,) = store.pages.of(server.url("/a"))
        member = file.read_bytes()[row.place : row.place + row.length]
        assert b"Ferry of Corholm bought" in gzip.decompress(member)

    def test_reading_again_changes_nothing(self, tmp_path: Path) -> None:
        with Server({f"/{t}": story(t) for t in towns(4)}) as server:
            urls = [server.url(f"/{town}") for town in towns(4)]
            run("crawl", *urls, *FAST, "--store", tmp_path / "s")
        before = snapshot(tmp_path / "s")
        ran = run("reread", tmp_path / "s")
        assert (ran.code, ran.out) == (0, "")
        assert "4 pages read again: 0 changed, 0 new" in ran.err
        assert snapshot(tmp_path / "s") == before

    def test_another_archive_is_as_good_as_the_web(self, tmp_path: Path) -> None:
        with Server({f"/{t}": story(t) for t in towns(3)}) as server:
            urls = [server.url(f"/{town}") for town in towns(3)]
            first = run("crawl", *urls, *FAST, "--store", tmp_path / "one")
        (file,) = (tmp_path / "one" / "archive").iterdir()
        second = run("crawl", file, "--store", tmp_path / "two")
        assert {r["url"] for r in second.records} == set(urls)
        assert sorted(r["text"] for r in first.records) == sorted(r["text"] for r in second.records)

    def test_a_lost_archive_is_told_and_costs_no_record(self, tmp_path: Path) -> None:
        with Server({"/a": story("Corholm")}) as server:
            run("crawl", server.url("/a"), *FAST, "--store", tmp_path / "s")
        (file,) = (tmp_path / "s" / "archive").iterdir()
        file.write_bytes(b"")
        ran = run("reread", tmp_path / "s")
        assert ran.code == 1
        assert "not this page" in ran.err
        with Store(tmp_path / "s", read_only=True) as store:
            assert store.totals().records == 1

    def test_no_store_is_made_by_reading_again(self, tmp_path: Path) -> None:
        assert run("reread", tmp_path / "none").code == 74
        assert not (tmp_path / "none").exists()


class TestOnlyWhatChanged:
    def test_an_unchanged_page_is_known(self, tmp_path: Path) -> None:
        page_once = story("Corholm", 'ETag: "1"', "Last-Modified: x")
        with Server({"/a": (page_once, UNCHANGED)}) as server:
            arguments = ("crawl", server.url("/a"), *FAST, "--store", tmp_path / "s")
            run(*arguments)
            before = snapshot(tmp_path / "s")
            again = run(*arguments, "--refresh")
            assert server.paths() == ["/a", "/a"]
            assert server.log[-1].headers["if-none-match"] == '"1"'
            assert server.log[-1].headers["if-modified-since"] == "x"
        assert "0 new, 1 known, 0 without" in again.err
        assert snapshot(tmp_path / "s") == before
        kinds = []
        for file in sorted((tmp_path / "s" / "archive").iterdir()):
            kinds += [r.rec_type for r in ArchiveIterator(io.BytesIO(file.read_bytes()))]
        assert kinds == ["warcinfo", "response", "request", "warcinfo", "revisit", "request"]

    def test_the_same_bytes_are_archived_once(self, tmp_path: Path) -> None:
        with Server({"/a": story("Corholm")}) as server:
            arguments = ("crawl", server.url("/a"), *FAST, "--store", tmp_path / "s", "--refresh")
            for _ in range(3):
                run(*arguments)
            assert server.paths() == ["/a"] * 3
        records = [
            record
            for file in sorted((tmp_path / "s" / "archive").iterdir())
            for record in ArchiveIterator(io.BytesIO(file.read_bytes()))
            if record.rec_type in {"response", "revisit"}
        ]
        assert [record.rec_type for record in records] == ["response", "revisit", "revisit"]
        assert len({record.rec_headers["WARC-Payload-Digest"] for record in records}) == 1
        assert run("reread", tmp_path / "s").code == 0

    def test_no_spelling_of_a_url_is_fetched_twice(self, tmp_path: Path) -> None:
        with Server({"/a": story("Corholm")}) as server:
            urls = [server.url(p) for p in ("/a", "/a?utm_source=x", "/a#top", "/a?fbclid=1")]
            run("crawl", *urls, *FAST, "--store", tmp_path / "s")
            run("crawl", *urls[1:], *FAST, "--store", tmp_path / "s")
            assert server.paths() == ["/a"]

    def test_no_spelling_of_a_url_is_filed_twice(self, tmp_path: Path) -> None:
        with Server({"/a": story("Corholm"), "/a/amp": story("Corholm")}) as server:
            run("crawl", server.url("/a"), *FAST, "--store", tmp_path / "s")
            run("crawl", server.url("/a/amp"), *FAST, "--store", tmp_path / "s", "--refresh")
        with Store(tmp_path / "s", read_only=True) as store:
            assert [r.copy.article.url for r in store.records()] == [server.url("/a")]


class TestSources:
    def test_what_a_feed_names_is_fetched_once(self, tmp_path: Path) -> None:
        with Server({f"/{t}": story(t) for t in towns(3)}) as server:
            server.routes["/feed"] = (feed(server, *(f"/{t}" for t in towns(3))), UNCHANGED)
            arguments = ("crawl", "--source", server.url("/feed"), *FAST, "--store", tmp_path / "s")
            first, second = run(*arguments), run(*arguments)
            assert len(first.records) == 3
            assert (second.code, second.out) == (0, "")
            assert server.paths() == ["/feed", *(f"/{t}" for t in towns(3)), "/feed"]

    def test_the_rest_waits_for_the_next_run(self, tmp_path: Path) -> None:
        with Server({f"/{t}": story(t) for t in towns(5)}) as server:
            server.routes["/feed"] = feed(server, *(f"/{t}" for t in towns(5)))
            store = ("--store", tmp_path / "s")
            first = run("crawl", "--source", server.url("/feed"), "--max-pages", "2", *FAST, *store)
            assert len(first.records) == 2
            assert "3 waiting for the next run" in first.err
            second = run("crawl", *FAST, *store)
            assert len(second.records) == 3
            assert sorted(server.paths()) == sorted(["/feed", *(f"/{t}" for t in towns(5))])

    def test_a_crawl_ends_when_its_time_is_up(self, tmp_path: Path) -> None:
        async def never(exchange: Exchange) -> None:
            await exchange.send(b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 200, every=0.1)

        with Server({"/a": story("Corholm"), "/slow": never}) as server:
            urls = server.url("/a"), server.url("/slow", "127.0.0.2")
            ran = run("crawl", *urls, "--max-time", "2s", *FAST, "--store", tmp_path / "s")
            assert len(ran.records) == 1
            assert "1 waiting for the next run" in ran.err

    def test_a_dry_run_prints_and_leaves_everything_as_it_is(self, tmp_path: Path) -> None:
        with Server({"/a": story("Corholm")}) as server:
            server.routes["/feed"] = feed(server, "/a", "/b")
            ran = run(
                "crawl", "--source", server.url("/feed"), "--dry-run", *FAST,
                "--store", tmp_path / "s",
            )  # fmt: skip
            assert ran.out.splitlines() == [server.url("/a"), server.url("/b")]
            assert server.paths() == ["/feed"]
        assert not (tmp_path / "s").exists()

    def test_a_source_that_is_no_url_is_said(self) -> None:
        assert run("crawl", "--source", "ftp://a.example/").code == 65


class TestRetry:
    def test_what_was_missed_is_tried_again_by_its_reason(self, tmp_path: Path) -> None:
        store = ("--store", tmp_path / "s")
        gone = answer("", status="404 Not Found")
        none = answer("<p>No story.</p>")
        with Server({"/a": (gone, story("Corholm")), "/b": none}) as server:
            run("crawl", server.url("/a"), server.url("/b"), *FAST, *store)
            assert run("retry", "--reason", "timeout,dns", *FAST, *store).code == 0
            assert len(server.paths()) == 2
            ran = run("retry", "--reason", "http_status", *FAST, *store)
            assert [r["url"] for r in ran.records] == [server.url("/a")]
            assert server.paths()[2:] == ["/a"]

    def test_a_reason_that_is_none_is_said(self, tmp_path: Path) -> None:
        ran = run("retry", "--reason", "boredom", "--store", tmp_path / "s")
        assert ran.code == 64
        assert "no such reason: boredom" in ran.err


def test_a_site_that_asked_to_be_left_alone_is_left_alone_by_the_next_run(tmp_path: Path) -> None:
    busy = answer("", "Retry-After: 3600", status="429 Too Many Requests")
    store = ("--store", tmp_path / "s")
    with Server({"/a": busy, "/b": story("Corholm"), "/c": story("Delmere")}) as server:
        run("crawl", server.url("/a"), *FAST, *store)
        asked = len(server.log)
        other = server.url("/c", "127.0.0.2")
        ran = run("crawl", server.url("/b"), other, *FAST, *store)
        assert [r["url"] for r in ran.records] == [other]
        assert "retry_later" in ran.err
        assert {r.host for r in server.log[asked:]} == {"127.0.0.2"}


def test_a_crawl_that_is_killed_again_and_again_loses_nothing(tmp_path: Path) -> None:
    names = towns(24)
    slow = {}
    for town in names:

        async def drip(exchange: Exchange, town: str = town) -> None:
            await exchange.send(b"", every=0.05)
            await exchange.send(story(town))

        slow[f"/{town}"] = drip
    kills = 0
    with Server(dict(slow)) as server:
        server.routes["/feed"] = (feed(server, *(f"/{t}" for t in names)), UNCHANGED)
        # Each kill strikes later than the one before, until a run comes to its end.
        for patience in range(1, 30):
            seen = len(server.log)
            command = ["crawl", "--source", server.url("/feed"), *FAST, "--store", "s"]
            child = subprocess.Popen(
                [*COMMAND, *command], cwd=tmp_path, env=environment(),
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            )  # fmt: skip
            try:
                while child.poll() is None and len(server.log) < seen + patience + 2:
                    time.sleep(0.005)
                if child.poll() is None:
                    child.send_signal(signal.SIGKILL)
                    kills += 1
            finally:
                child.communicate(timeout=60)
            if child.returncode == 0:
                break
        asked = [path for path in server.paths() if path != "/feed"]
    assert kills >= 3
    assert set(asked) == {f"/{town}" for town in names}
    # Of one host one page is under way, and one more may have come that was not filed yet.
    assert len(asked) - len(names) <= 2 * kills
    with Store(tmp_path / "s", read_only=True) as store:
        assert store.totals().records == len(names)
        assert store.totals().waiting == 0


@pytest.mark.parametrize(
    ("text", "seconds"), [("90", 90), ("90s", 90), ("10m", 600), ("1.5h", 5400), ("7d", 604_800)]
)
def test_a_duration(text: str, seconds: float) -> None:
    assert duration(text) == seconds


@pytest.mark.parametrize("text", ["2026-03-01", "2026-03-01T00:00:00Z", "2026-03-01T01:00+01:00"])
def test_a_date(text: str) -> None:
    assert since(text).isoformat() == "2026-03-01T00:00:00+00:00"


@pytest.mark.parametrize(
    "arguments",
    [("--since", "yesterday"), ("--max-pages", "0"), ("--max-time", "-1"), ("--max-time", "1y")],
)
def test_what_is_no_time_and_no_count_is_refused(arguments: tuple[str, str]) -> None:
    assert run("crawl", *arguments).code == 64
