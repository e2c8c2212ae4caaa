"""Killed, full or shared: no acknowledged record is lost, doubled or half written.

The counts are small here and can be raised by COPYDESK_KILLS, which multiplies them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

TIMES = int(os.environ.get("COPYDESK_KILLS", "1"))


@pytest.mark.parametrize(
    ("mode", "cycles", "ends"),
    [
        ("random", 200, "killed"),
        ("opening", 40, "killed"),
        pytest.param(
            *("nth", 60, "killed"),
            marks=pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed"),
        ),
        ("limit", 160, "refused"),
        ("pair", 2, ""),
    ],
)
def test_nothing_acknowledged_is_lost(mode: str, cycles: int, ends: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.store_crash", mode, str(cycles * TIMES)],
        stdout=subprocess.PIPE,
        check=True,
    )
    verdict = json.loads(ran.stdout)
    assert verdict["faults"] == []
    assert verdict["cycles"] == cycles * TIMES
    assert verdict["acknowledged"] > 0
    if ends:
        assert verdict[ends] >= cycles * TIMES * 0.9
