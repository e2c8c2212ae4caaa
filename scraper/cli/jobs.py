"""`--jobs N`: pages are read in N children, each with limits; without it, in this process."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from scraper.cli.times import count
from scraper.readers import IN_A_THREAD, LIMITS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from cleaners import Rule
    from scraper.readers import Readers

__all__ = ["add_jobs", "readers_for"]


def add_jobs(command: argparse.ArgumentParser) -> None:
    """Add the option."""
    command.add_argument(
        "--jobs",
        type=count,
        metavar="N",
        help="read pages in N processes at once; one that takes more than "
        f"{LIMITS.seconds:g} s or {LIMITS.memory / 2**30:g} GiB for a page is ended, and its "
        "page is a miss (default: in this one, without limits)",
    )


@contextmanager
def readers_for(jobs: int | None, rules: Sequence[Rule]) -> Iterator[Readers]:
    """Who reads the pages of a run."""
    if not jobs:
        yield IN_A_THREAD
        return
    from scraper.reading_apart import ReadersApart  # noqa: PLC0415 - few runs need its imports

    with ReadersApart(jobs, rules) as readers:
        yield readers
