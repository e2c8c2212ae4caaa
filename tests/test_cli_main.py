"""The command line itself: what it refuses, what it documents, and how it ends."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

import scraper.cli
from scraper.cli.main import COMMANDS, EXIT_CODES, guarded
from scraper.errors import (
    BusyError,
    ConfigError,
    CopydeskError,
    InputError,
    StoreCreateError,
    StoreError,
    UsageError,
)
from scraper.settings import VERSION
from tests.helpers import COMMAND, ROOT, environment, run, run_alone

if TYPE_CHECKING:
    from collections.abc import Sequence

FULL = Path("/dev/full")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "required: COMMAND"),
        (("crwal",), "invalid choice: 'crwal'"),
        (("crawl", "--frobnicate", "x.txt"), "unrecognized arguments: --frobnicate"),
        (("crawl", "--delay", "soon", "x.txt"), "--delay: not a number of seconds"),
        (("crawl", "--delay", "-1", "x.txt"), "--delay: not a number of seconds"),
        (("crawl", "--delay", "nan", "x.txt"), "--delay: not a number of seconds"),
        (("crawl", "--deadline", "1e9", "x.txt"), "--deadline: not a number of seconds"),
        (("crawl", "--store"), "--store: expected one argument"),
        (("clean",), "required: FILE"),
        (("clean", "--json", "--explain", "x.txt"), "not allowed with argument --json"),
        (("rules", "all"), "invalid choice: 'all'"),
        (("demo", "--port", "80"), "unrecognized arguments: --port"),
    ],
    ids=lambda value: " ".join(value) or "nothing" if isinstance(value, tuple) else "",
)
def test_a_command_line_that_cannot_be_obeyed(arguments: Sequence[str], said: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out, len(ran.said)) == (64, "", 1)
    line = ran.said[0]
    assert said in line
    assert line.startswith("copydesk")
    assert line.endswith("--help)")
    assert "_seconds" not in line


def test_what_a_hostile_argument_says_is_made_harmless() -> None:
    ran = run("crawl", "--\x1b[2Jowned", "\x1b]0;owned\x07.txt")
    assert ran.code == 64
    assert not {"\x1b", "\x07"} & set(ran.err)


def test_the_version_is_data() -> None:
    assert run("--version") == (ran := run_alone("--version"))
    assert (ran.code, ran.out, ran.err) == (0, f"copydesk {VERSION}\n", "")


@pytest.mark.parametrize("arguments", [(), *((name,) for name in COMMANDS)])
def test_help_is_data(arguments: Sequence[str]) -> None:
    ran = run(*arguments, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: {' '.join(('copydesk', *arguments))} ")


def test_help_says_what_each_command_is_for() -> None:
    said = " ".join(run("--help").out.split())
    assert all(f" {name} {purpose} " in said for name, purpose in COMMANDS.items())


HEAVY = {"httpx", "lxml", "numpy", "rich", "sqlite3", "trafilatura", "scraper.read.reader"}


@pytest.mark.parametrize(
    ("command", "light"),
    [("--help", HEAVY), ("init --help", HEAVY - {"lxml"}),
     ("stories --help", HEAVY - {"lxml", "rich", "sqlite3"})],
)  # fmt: skip
def test_a_command_imports_what_it_needs(command: str, light: set[str]) -> None:
    code = (
        "import sys; from scraper.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: print('#', *sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *command.split()],
        capture_output=True,
        check=True,
        env=environment(),
    )
    assert not light & set(ran.stdout.decode().partition("#")[2].split())


def test_the_reader_keeps_its_name_when_its_folder_is_entered() -> None:
    code = (
        "import scraper.read.body, scraper; from scraper import Context, Page, read\n"
        "page = Page.from_html('<p>Hm</p>', url='https://a.example/')\n"
        "print(type(read(page)).__name__, scraper.read is read, Context.__name__)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=environment()
    )
    assert ran.stdout.decode() == "Miss True Context\n"


def test_help_documents_every_code() -> None:
    listed = run("--help").out.partition("exit codes:")[2]
    assert {int(line.split()[0]) for line in listed.splitlines() if line} == set(EXIT_CODES)


def test_every_error_has_a_documented_code() -> None:
    kinds = [UsageError, InputError, StoreError, StoreCreateError, BusyError, ConfigError]
    assert [kind.code for kind in kinds] == [64, 65, 74, 73, 75, 78]
    assert {kind.code for kind in (CopydeskError, *kinds)} <= set(EXIT_CODES)


def test_the_entry_point_is_this_command_line() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        entry = tomllib.load(file)["project"]["scripts"]["copydesk"]
    module, _, function = entry.partition(":")
    assert getattr(sys.modules[module], function) is scraper.cli.main


class TestGuarded:
    @pytest.mark.parametrize(
        ("error", "code", "said"),
        [
            (BusyError("process 7 holds it"), 75, "copydesk: process 7 holds it"),
            (ConfigError("a\nb\x1b[2J"), 78, "copydesk: a b[2J"),
            (KeyboardInterrupt(), 130, "copydesk: interrupted; what was filed stays"),
        ],
        ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
    )
    def test_what_the_operator_can_mend_is_one_line(
        self, error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert guarded(lambda: _fail(error)) == code
        assert capsys.readouterr().err == said + "\n"

    def test_a_bug_shows_where_it_is(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert guarded(lambda: _fail(ZeroDivisionError("by hand"))) == 70
        lines = capsys.readouterr().err.splitlines()
        assert lines[0].startswith("Traceback")
        assert lines[-2] == "ZeroDivisionError: by hand"
        assert lines[-1].startswith("copydesk: this is a bug")


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
def test_a_full_disk_under_stdout(tmp_path: Path) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "rules"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            cwd=tmp_path,
            check=False,
        )
    assert done.returncode == 74
    assert done.stderr.decode().splitlines() == [
        "copydesk: cannot go on: [Errno 28] No space left on device"
    ]


def _fail(error: BaseException) -> NoReturn:
    raise error
