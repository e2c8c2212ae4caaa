"""Killed, full or shared: no acknowledged record is lost, doubled or half written.

The counts are small here and can be raised by COPYDESK_KILLS, which multiplies them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TIMES = int(os.environ.get("COPYDESK_KILLS", "1"))


@pytest.mark.parametrize(
    ("mode", "cycles", "ends", "least"),
    [
        ("random", 200, "killed", 0.5),
        ("opening", 40, "killed", 0.3),
        pytest.param(
            *("nth", 60, "killed", 0.5),
            marks=pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed"),
        ),
        ("export", 30, "killed", 0.1),  # the others had finished
        ("limit", 160, "refused", 0.9),
        ("pair", 2, "cycles", 1.0),
        ("birth", 15, "cycles", 1.0),
    ],
)
def test_nothing_acknowledged_is_lost(mode: str, cycles: int, ends: str, least: float) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.store_crash", mode, str(cycles * TIMES)],
        stdout=subprocess.PIPE,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    verdict = json.loads(ran.stdout)
    assert verdict["faults"] == []
    assert verdict["cycles"] == cycles * TIMES
    if mode not in {"opening", "export"}:  # which a slow machine may never let get that far
        assert verdict["acknowledged"] > 0
    assert verdict[ends] >= cycles * TIMES * least
