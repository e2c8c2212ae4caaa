"""`copydesk check`: one line per thing that a run needs, and whether it is as it must be."""

from __future__ import annotations

import asyncio
import os
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.cli.requirements import installed
from scraper.cli.talk import printable
from scraper.config import read_desk
from scraper.errors import StoreError
from scraper.fetch import FEED, PAGE, SITEMAP, Fetcher
from scraper.model import Link, Miss, now
from scraper.settings import VERSION
from scraper.store import Store, hold

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator, Iterator

    from scraper.config import Desk, Export
    from scraper.model import Page

__all__ = ["Finding", "register"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is well, and what was seen."""

    about: str
    well: bool
    seen: str


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "check",
        description="Check a configuration, the store and the disk it names, whether each source "
        "may be fetched and answers, and the versions of the libraries. One line each; the exit "
        "code is 1 where something is wrong, 78 where the configuration is. Nothing is changed, "
        "unless texts shall be mended.",
    )
    command.add_argument("-c", "--config", type=Path, default=Path("desk.toml"), metavar="FILE",
                         help="default: desk.toml")  # fmt: skip
    command.add_argument("--offline", action="store_true", help="ask no site for anything")
    command.add_argument("--mend", action="store_true", help="write the texts that are missing or "
                         "were altered anew, from the database")  # fmt: skip
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check it all; raises ConfigError where the file is wrong."""
    desk = read_desk(options.config)
    sources, exports = len(desk.sources), len(desk.exports)
    watched = len(desk.watched)
    what = f"{options.config}: {sources} source{'s' * (sources != 1)}"
    what += f", {watched} watched stor{'y' if watched == 1 else 'ies'}" * bool(watched)
    what += f", {exports} export{'s' * (exports != 1)}"
    what += "; name feeds, sitemaps or sites in [sources]" * (not sources)
    well = _say(Finding("config", bool(desk.sources), what))
    if options.mend:
        _mend(desk.settings.store)
    findings = (_store(desk), _disk(desk), *map(_export, desk.exports), *_versions())
    for finding in findings:
        well &= _say(finding)
    if not options.offline:
        well &= asyncio.run(_ask_all(desk))
    return 0 if well else 1


def _say(finding: Finding) -> bool:
    mark = "ok  " if finding.well else "BAD "
    print(f"{mark} {finding.about:8} {printable(finding.seen)}", flush=True)
    return finding.well


def _store(desk: Desk) -> Finding:
    folder = desk.settings.store
    if not (folder / "copydesk.db").exists():
        fault = _unwritable(folder)
        seen = f"{folder}: {fault or 'not there yet, the first run makes it'}"
        return Finding("store", not fault, seen)
    try:
        # For writing, as a run opens it: a folder that may only be read is found out here.
        with Store(folder) as store:
            faults, totals = store.check(), store.totals()
    except StoreError as error:
        return Finding("store", well=False, seen=str(error))
    if faults:
        more = f", and {len(faults) - 1} more faults" * (len(faults) > 1)
        hint = "; copydesk check --mend writes texts anew" * any(
            "altered" in each for each in faults
        )
        return Finding("store", well=False, seen=f"{folder}: {faults[0]}{more}{hint}")
    seen = f"{folder}: {totals.records} records in {totals.stories} stories, {totals.misses} misses"
    return Finding("store", well=True, seen=seen)


def _disk(desk: Desk) -> Finding:
    """The room where the store is, or will be."""
    there = _nearest(desk.settings.store)
    try:
        free = shutil.disk_usage(there).free
    except OSError as error:
        return Finding("disk", well=False, seen=f"{there}: {error.strerror}")
    least = f", less than {_LEAST_FREE >> 20} MiB" if free < _LEAST_FREE else ""
    return Finding("disk", not least, f"{there}: {free / 2**30:.1f} GiB free{least}")


def _export(export: Export) -> Finding:
    """Whether an export can be written where it shall go."""
    path = export.path
    fault = _unwritable(path if export.format in _TREES else path.parent)
    if not fault and export.format not in _TREES and path.is_dir():
        fault = "is a folder, and shall be a file"
    return Finding("export", not fault, f"{path}: {fault or export.format}")


def _unwritable(folder: Path) -> str:
    """Why nothing can be written into a folder that is there or is still to be made, or ''."""
    there = _nearest(folder)
    if not there.is_dir():
        return f"{there} is no folder"
    return "" if os.access(there, os.W_OK | os.X_OK) else f"{there} cannot be written to"


def _nearest(path: Path) -> Path:
    """A path, or the nearest thing above it that exists."""
    there = path.absolute()
    while not os.path.lexists(there) and there != there.parent:
        there = there.parent
    return there


def _mend(folder: Path) -> None:
    """Bring back the texts of a store that is there. Raises StoreError."""
    if (folder / "copydesk.db").exists():
        with hold(folder, at=now(), doing="copydesk check --mend"), Store(folder) as store:
            mended = store.mend()
        for path in mended.written:
            print(f"anew {printable(path)}")
        for path in mended.strays:
            print(f"???? {printable(path)}: of no record; left alone")


def _versions() -> Iterator[Finding]:
    found = installed()
    own = f"copydesk {VERSION} on Python {platform.python_version()}"
    yield Finding("version", well=True, seen=own if found else f"{own}, not installed")
    for one in found:
        extra = f", extra {one.extra}" if one.extra else ""
        yield Finding(
            "library",
            one.ok,
            f"{one.name} {one.version or 'is not installed'} ({one.bounds}{extra})",
        )


async def _ask_all(desk: Desk) -> bool:
    well = True
    async for finding in _sources(desk):
        well &= _say(finding)
    return well


async def _sources(desk: Desk) -> AsyncIterator[Finding]:
    """Each source and watched page is asked once, as a run would, robots.txt first."""
    asked = [("source", source.url, _WANTED[source.kind]) for source in desk.sources]
    asked += [("story", story, PAGE) for story in desk.watched if "://" in story]
    async with Fetcher(desk.settings.fetch) as fetcher:
        for about, url, want in asked:
            answer = await fetcher.fetch(Link(url), want=want)
            yield Finding(about, not isinstance(answer, Miss), f"{url}: {_answered(answer)}")


def _answered(answer: Page | Miss) -> str:
    if isinstance(answer, Miss):
        return f"{answer.reason} ({answer.detail})"
    return f"robots.txt allows it, {len(answer.body)} bytes of {answer.content_type or 'no type'}"


_TREES = frozenset({"txt", "stories"})
_LEAST_FREE = 256 << 20  # bytes; about 10,000 records
_WANTED = {"feed": FEED, "sitemap": SITEMAP, "site": PAGE}
