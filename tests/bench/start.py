"""How long a command takes to start, against an empty Python: `python -m tests.bench.start`.

The least of several rounds, taken in turn, so that a busy machine spoils all alike.
"""

from __future__ import annotations

import subprocess
import sys
import time

from scraper.cli.main import COMMANDS
from tests.helpers import COMMAND

ROUNDS = 7


def main() -> None:
    empty = (sys.executable, "-c", "pass")
    asked = {"": (*COMMAND, "--help")} | {name: (*COMMAND, name, "--help") for name in COMMANDS}
    least = {"python": 9.9} | dict.fromkeys(asked, 9.9)
    for _ in range(ROUNDS):
        for name, command in {"python": empty, **asked}.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            least[name] = min(least[name], time.perf_counter() - start)
    for name in asked:
        times = least[name] / least["python"]
        print(f"{times:6.1f} × python  {least[name] * 1000:4.0f} ms  copydesk {name} --help")


if __name__ == "__main__":
    main()
