"""Sums up what an outside fault runner wrote: handled, classified, and the dearest cases.

    python -m tests.faults_judge RESULTS.json...

Ends with 1 where a case was not handled or not classified, took more than 30 s on the clock (from
the start of its process to its end) or more than 200 MB.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

MOST_SECONDS = 30
MOST_MB = 200


def judge(results: list[dict[str, object]]) -> tuple[str, bool]:
    """One line about the cases, and whether all is well."""
    handled = sum(not case["fails"] for case in results)
    classified = sum(bool(case.get("class_ok", not case["fails"])) for case in results)
    slowest = max(results, key=seconds)
    largest = max(results, key=megabytes)
    line = (
        f"{len(results)} cases, {handled} handled, {classified} classified;"
        f" longest {seconds(slowest):.1f} s ({slowest['id']}),"
        f" largest {megabytes(largest):.0f} MB ({largest['id']})"
    )
    good = handled == classified == len(results)
    return line, good and seconds(slowest) <= MOST_SECONDS and megabytes(largest) <= MOST_MB


def seconds(case: dict[str, object]) -> float:
    return float(str(case["wall"]))


def megabytes(case: dict[str, object]) -> float:
    return float(str(case.get("rss_mb", case.get("rss"))))


def main(paths: list[str]) -> int:
    well = True
    for path in paths:
        line, good = judge(json.loads(Path(path).read_text(encoding="utf-8")))
        print(f"{path}: {line}")
        well = well and good
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
