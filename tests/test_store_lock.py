"""A second run is told who holds the store; a killed one holds nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scraper.errors import BusyError, StoreCreateError
from scraper.store import hold
from tests.store_samples import NOON

if TYPE_CHECKING:
    from pathlib import Path

CHILD = """
import sys, time
from pathlib import Path
from scraper.model import now
from scraper.store import hold
with hold(Path(sys.argv[1]), at=now(), doing="copydesk run -c desk.toml"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_is_told_who_holds_it(tmp_path: Path) -> None:
    with hold(tmp_path, at=NOON, doing="copydesk run"):
        with pytest.raises(BusyError) as raised, hold(tmp_path, at=NOON):
            pass
        assert f"process {os.getpid()} on " in str(raised.value)
        assert "since 2026-10-18T12:00:00Z: copydesk run" in str(raised.value)
        assert raised.value.code == 75
    with hold(tmp_path, at=NOON, doing="x"):
        pass


def test_a_killed_run_lets_go(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with (
            pytest.raises(BusyError, match=f"process {child.pid} .*desk.toml"),
            hold(tmp_path, at=NOON),
        ):
            pass
        child.kill()
    with hold(tmp_path, at=NOON):
        pass


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreCreateError), hold(tmp_path / "file", at=NOON):
        pass
