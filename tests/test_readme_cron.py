"""What the README gives to cron and systemd is what they get here."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.helpers import ROOT, ferry_story, page, towns
from tests.server import Server
from tests.server import page as answer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

README = (ROOT / "README.md").read_text(encoding="utf-8")
HOME = "/srv/copydesk"  # where the README says that the desk is


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder as the README says, here: the command in a virtual environment of its own."""
    command = tmp_path / ".venv" / "bin" / "copydesk"
    command.parent.mkdir(parents=True)
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -c '
        '"import sys; from scraper.cli import main; sys.exit(main())" "$@"\n'
    )  # fmt: skip
    command.chmod(0o755)
    return tmp_path


@pytest.fixture
def site() -> Iterable[Server]:
    """Three stories whose names and words are not ASCII."""
    with Server() as server:
        names = [f"{town}-Åö" for town in towns(3)]
        items = "".join(
            f"<item><title>{name}</title><link>{server.url(f'/{number}')}</link></item>"
            for number, name in enumerate(names)
        )
        server.routes |= {
            f"/{number}": answer(page(f"Fähre von {name}", ferry_story(name)))
            for number, name in enumerate(names)
        } | {"/feed": answer(f"<rss><channel>{items}</channel></rss>", kind="text/xml")}
        yield server


def crontab() -> str:
    """What the line of the crontab hands to the shell."""
    (line,) = re.findall(r"(?m)^\*/30 \* \* \* \* (.*)$", README)
    assert "%" not in line  # which cron takes for a line break
    return str(line)


def as_cron(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as cron does: /bin/sh, four variables, the home folder, no terminal."""
    return subprocess.run(
        ["/bin/sh", "-c", command.replace(HOME, str(folder))],
        env={"HOME": "/", "LOGNAME": "desk", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"},
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        start_new_session=True,
    )


def configure(folder: Path, *feeds: str) -> None:
    (folder / "desk.toml").write_text(
        f'store = "corpus"\n[sources]\nfeeds = [{", ".join(map("{!r}".format, feeds))}]\n'
        '[fetch]\ndelay = 0\ntries = 1\nallow_internal = ["127.0.0.1"]\n'
        '[[export]]\nformat = "txt"\npath = "texts"\n'
    )


def test_the_line_of_the_crontab_files_and_says_nothing(desk: Path, site: Server) -> None:
    configure(desk, site.url("/feed"))
    ran = as_cron(crontab(), desk)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert len(list((desk / "texts").rglob("*.txt"))) == 3


def test_what_cron_mails_is_one_line(desk: Path, site: Server) -> None:
    configure(desk, site.url("/feed"), site.url("/gone-Å"))
    ran = as_cron(crontab(), desk)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)
    assert "1 of 2 sources failed: " in ran.stderr


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)
def test_the_units_are_what_systemd_takes(desk: Path) -> None:
    units = re.findall(r"`(copydesk\.(?:service|timer))`:\n\n```ini\n(.*?)```", README, re.DOTALL)
    assert [name for name, _ in units] == ["copydesk.service", "copydesk.timer"]
    for name, text in units:
        (desk / name).write_text(text.replace(HOME, str(desk)))
    ran = subprocess.run(
        ["systemd-analyze", "verify", *(str(desk / name) for name, _ in units)],  # noqa: S607 - wherever it is
        capture_output=True,
        text=True,
        check=False,
    )
    about = [line for line in ran.stderr.splitlines() if "copydesk." in line]
    assert (ran.returncode, about) == (0, [])


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)
def test_the_timer_runs_as_often_as_the_crontab() -> None:
    (when,) = re.findall(r"(?m)^OnCalendar=(.*)$", README)
    ran = subprocess.run(
        ["systemd-analyze", "calendar", when],  # noqa: S607 - as above
        capture_output=True,
        text=True,
        check=True,
    )
    assert "*-*-* *:00/30:00" in ran.stdout
