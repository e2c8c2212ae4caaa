"""What the world does to a running command: readers leave, people interrupt, terminals show."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from scraper.store import Store
from tests.helpers import COMMAND, environment, ferry_story, page, run
from tests.server import Server
from tests.server import page as answer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.server import Exchange

PATIENCE = 60.0  # seconds until a test gives up on what should have happened


@pytest.mark.parametrize("lines", [0, 1])
@pytest.mark.parametrize("arguments", [("rules",), ("rules", "--json"), ("crawl", "{dump}")])
def test_a_reader_that_leaves_early(arguments: Sequence[str], lines: int, tmp_path: Path) -> None:
    for number in range(40):
        text = page(f"Ferry {number}", ferry_story(f"Corholm {number}"))
        (tmp_path / f"{number}.html").write_text(text)
    given = [text.format(dump=tmp_path) for text in arguments]
    with subprocess.Popen(
        [*COMMAND, *given],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        for _ in range(lines):
            assert child.stdout.readline()
        child.stdout.close()
        said = child.stderr.read().decode()
        assert child.wait(PATIENCE) == 0
    assert "Traceback" not in said
    assert "BrokenPipe" not in said
    if arguments[0] == "crawl":
        with Store(tmp_path / "copydesk-store", read_only=True) as store:
            assert len(list(store.records())) == 40


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_what_was_filed_stays(number: signal.Signals, tmp_path: Path) -> None:
    async def never(exchange: Exchange) -> None:
        await exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        await exchange.send(*[b" "] * 600, every=0.1)

    store = tmp_path / "store"
    quick = answer(page("Ferry of Fenwick bought", ferry_story("Fenwick")))
    with Server({"/quick": quick, "127.0.0.2/slow": never}) as server:
        urls = (server.url("/quick"), server.url("/slow", host="127.0.0.2"))
        with subprocess.Popen(
            [*COMMAND, "crawl", *urls, "--delay", "0", "--store", str(store)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        ) as child:
            _wait_for(lambda: "/slow" in server.paths() and _filed(store) == 1)
            child.send_signal(number)
            out, said = child.communicate(timeout=PATIENCE)
        assert _filed(store) == 1
        again = run("crawl", urls[0], "--store", store)
        assert server.paths().count("/quick") == 1
    assert "0 new, 1 known, 0 without an article" in again.err
    assert out == b""
    with Store(store, read_only=True) as opened:
        outcome = opened.runs()[0].outcome
    if number is signal.SIGINT:
        assert child.returncode == 130
        assert said.decode() == "copydesk: interrupted; what was filed stays\n"
        assert outcome == "interrupted"
    else:
        assert child.returncode == -signal.SIGKILL
        assert outcome == ""


class TestTerminal:
    def test_stories_are_for_people(self, tmp_path: Path) -> None:
        dump = _hostile(tmp_path)
        code, shown = _on_a_terminal("crawl", dump, "--store", tmp_path / "store", NO_COLOR="1")
        assert code == 0
        assert "Ferry of Galwick" in shown
        assert "1 new, 0 known" in shown
        assert '"story_id"' not in shown

    def test_ndjson_on_request(self, tmp_path: Path) -> None:
        dump = _hostile(tmp_path)
        code, shown = _on_a_terminal("crawl", dump, "--ndjson", "-q", "--store", tmp_path / "store")
        assert code == 0
        assert shown.startswith('{"id": ')

    def test_quiet_shows_no_bar(self, tmp_path: Path) -> None:
        dump = _hostile(tmp_path)
        code, shown = _on_a_terminal("crawl", dump, "-q", "--store", tmp_path / "store")
        assert (code, shown) == (0, "")

    @pytest.mark.parametrize("colour", [True, False])
    def test_colour_unless_it_is_not_wanted(self, colour: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a column of the table
        dump = _hostile(tmp_path)
        wish = {} if colour else {"NO_COLOR": "1"}
        _, shown = _on_a_terminal("crawl", dump, "--store", tmp_path / "store", **wish)
        assert "copies" in shown  # the bar was there
        assert bool(COLOUR.search(shown)) is colour

    def test_a_page_cannot_speak_to_the_terminal(self, tmp_path: Path) -> None:
        dump = _hostile(tmp_path)
        for _ in range(2):
            _, shown = _on_a_terminal(
                "crawl", dump, tmp_path / "none\x1b[5m", "--store", tmp_path / "s"
            )
            assert not any(
                order in shown for order in ("\x1b[2J", "\x1b]", "\x07", "\x9b", "\x1b[5m")
            )


COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-9][0-9;]*m")


def _hostile(folder: Path) -> Path:
    path = folder / "hostile.html"
    title = "Ferry \x1b[2J\x1b]0;owned\x07of \x9b5mGalwick &#27;[5m&#x9b;2J"
    path.write_text(page("x", ferry_story("Galwick")).replace(">x<", f">{title}<"))
    return path


def _filed(store: Path) -> int:
    if not (store / "texts").is_dir():
        return 0
    with Store(store, read_only=True) as opened:
        return len(list(opened.records()))


def _wait_for(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def _on_a_terminal(*arguments: str | Path, **wishes: str) -> tuple[int, str]:
    """Run a command with a terminal for both its streams; its exit code and all that it showed."""
    mine, its = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdin=its,
        stdout=its,
        stderr=its,
        env=environment(**wishes),
        start_new_session=True,
    ) as child:
        os.close(its)
        shown = b""
        try:
            while select.select([mine], [], [], PATIENCE)[0] and (more := os.read(mine, 65536)):
                shown += more
        except OSError:  # how Linux says that the other end is closed
            pass
        finally:
            os.close(mine)
        code = child.wait(PATIENCE)
    return code, shown.decode(errors="replace")
