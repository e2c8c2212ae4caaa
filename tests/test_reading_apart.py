"""Children that read: the same answers as here, and nothing that a page does to one stops a run."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaners import Kind, Rule
from scraper.model import Article, Miss, Page, Reason
from scraper.read import Context, SiteMemory, read_page
from scraper.readers import Limits
from scraper.reading_apart import ReadersApart
from tests.helpers import COMMAND, ROOT, ferry_story, page, run, towns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scraper.read import Reading

CONTEXT = Context(memory=SiteMemory())
HUGE = "<p>" + "word " * 4_000_000  # takes seconds


def a_page(town: str, *lines: str) -> Page:
    html = page(f"Ferry of {town} bought", (*ferry_story(town), *lines))
    return Page.from_html(html, url=f"https://{town.lower()}.example/ferry")


def read(readers: ReadersApart, *pages: Page) -> list[Reading]:
    async def all_at_once() -> list[Reading]:
        return await asyncio.gather(*(readers.read(each, CONTEXT) for each in pages))

    return asyncio.run(all_at_once())


def miss_of(reading: Reading) -> Miss:
    assert isinstance(reading.result, Miss)
    return reading.result


def until(holds: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def test_children_answer_as_this_process_does() -> None:
    pages = [a_page(town) for town in towns(7)]
    pages.append(Page.from_html("", url="https://empty.example/"))
    with ReadersApart(2) as readers:
        assert read(readers, *pages) == [read_page(each, CONTEXT) for each in pages]
        assert len(multiprocessing.active_children()) == 2
    assert multiprocessing.active_children() == []


def test_children_clean_by_the_rules_they_were_given() -> None:
    rule = Rule("tides", Kind.NAVIGATION, ("tide tables for .{1,40}",), ())
    with ReadersApart(1, (rule,)) as readers:
        (reading,) = read(readers, a_page("Corwick", "Tide tables for Corwick Bay"))
    assert isinstance(reading.result, Article)
    assert [cut.rule for cut in reading.result.body.removals] == ["tides"]


def test_a_page_that_takes_too_long_is_a_miss_and_costs_no_other() -> None:
    hanging = Page.from_html(HUGE, url="https://hanging.example/")
    pages = [a_page("Corwick"), hanging, a_page("Delholm"), a_page("Marwick")]
    with ReadersApart(2) as readers:
        read(readers, *pages[2:])  # the first reading of a child loads the model
        quick = ReadersApart(1, limits=Limits(seconds=0.05))
        with contextlib.closing(quick):
            miss = miss_of(read(quick, hanging)[0])
        readings = read(readers, *pages)
    assert (miss.reason, miss.detail) == (Reason.TIMEOUT, "reading it took more than 0.05 s")
    assert [reading.result.url for reading in readings] == [each.url for each in pages]
    assert isinstance(readings[0].result, Article)


def test_a_page_that_takes_too_much_memory_is_a_miss_and_costs_no_other() -> None:
    greedy = Page.from_html(HUGE, url="https://greedy.example/")
    with ReadersApart(1, limits=Limits(memory=400 * 2**20)) as readers:
        before, miss, after = read(readers, a_page("Corwick"), greedy, a_page("Delholm"))
    assert miss_of(miss).reason in {Reason.TOO_LARGE, Reason.DECODE}
    assert isinstance(before.result, Article)
    assert isinstance(after.result, Article)


def test_a_child_that_died_between_two_pages_costs_none() -> None:
    with ReadersApart(1) as readers:
        read(readers, a_page("Corwick"))
        (child,) = multiprocessing.active_children()
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        (reading,) = read(readers, a_page("Delholm"))
    assert isinstance(reading.result, Article)


def test_a_page_of_which_children_die_is_a_miss() -> None:
    async def kill_all(task: asyncio.Task[Reading]) -> None:
        while not task.done():
            await asyncio.sleep(0.05)
            for child in multiprocessing.active_children():
                child.kill()

    async def reading(readers: ReadersApart) -> Reading:
        slow = Page.from_html(HUGE, url="https://deadly.example/")
        task = asyncio.ensure_future(readers.read(slow, CONTEXT))
        await kill_all(task)
        return await task

    with ReadersApart(1) as readers:
        miss = miss_of(asyncio.run(reading(readers)))
    assert (miss.reason, miss.detail) == (Reason.DECODE, "its reader died (exit code -9)")


def test_closing_waits_for_no_page() -> None:
    async def give_up(readers: ReadersApart) -> None:
        task = asyncio.ensure_future(readers.read(Page.from_html(HUGE), CONTEXT))
        await asyncio.sleep(1)
        task.cancel()

    readers = ReadersApart(1)
    asyncio.run(give_up(readers))
    readers.close()
    assert multiprocessing.active_children() == []
    assert miss_of(read_closed(readers)).reason is Reason.DECODE


def read_closed(readers: ReadersApart) -> Reading:
    return readers._read(a_page("Corwick"), CONTEXT)  # noqa: SLF001 - threads may come so late


def saved(folder: Path, names: Sequence[str]) -> list[Path]:
    folder.mkdir()
    files = []
    for name in names:
        files.append(folder / f"{name}.html")
        files[-1].write_text(page(f"Ferry of {name} bought", ferry_story(name)), encoding="utf-8")
    return files


def test_a_crawl_in_children_files_what_one_in_this_process_files(tmp_path: Path) -> None:
    saved(tmp_path / "pages", towns(12))
    (tmp_path / "pages" / "empty.html").write_text("<html></html>", encoding="utf-8")
    here = run("crawl", tmp_path / "pages", "--store", tmp_path / "a")
    there = run("crawl", tmp_path / "pages", "--store", tmp_path / "b", "--jobs", "2")
    assert there.code == here.code == 1
    assert there.records == here.records
    assert len(there.records) == 12
    assert [line for line in there.said if "empty.html" in line] != []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_children_end_with_their_parent(tmp_path: Path, number: signal.Signals) -> None:
    saved(tmp_path / "pages", towns(40))
    for at in range(4):
        (tmp_path / "pages" / f"a{at}.html").write_text(HUGE, encoding="utf-8")
    command = [*COMMAND, "crawl", str(tmp_path / "pages"), "--store", str(tmp_path / "s"),
               "--jobs", "2"]  # fmt: skip
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:  # fmt: skip
        assert until(lambda: len(members(process.pid)) >= 4)  # itself, the server, two children
        # As a terminal does: all of them are told.
        (os.killpg if number is signal.SIGINT else os.kill)(process.pid, number)
        code = process.wait(30)
    assert code == (130 if number is signal.SIGINT else -number)
    assert until(lambda: not members(process.pid))


def members(session: int) -> list[int]:
    """The processes of a session that are at work, as Linux tells them (proc(5))."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has just ended
            state, _, _, its = stat.read_text(encoding="utf-8").rpartition(")")[2].split()[:4]
            if int(its) == session and state != "Z":
                found.append(int(stat.parent.name))
    return found
