"""What the command line names becomes links, files and sources; what is wrong with it is said."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.cli.talk import say
from scraper.errors import InputError
from scraper.find import read_url_list
from scraper.local import files_in, is_file, pages_in
from scraper.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.model import Link, Miss, Page

__all__ = ["Inputs", "gather", "sources_of"]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What to read: links to fetch, files at hand, and how many bad lines the lists had."""

    links: tuple[Link, ...] = ()
    files: tuple[Path, ...] = ()
    bad: int = 0

    def pages(self) -> Iterator[Page | Miss]:
        """The pages at hand, one at a time."""
        return chain.from_iterable(map(pages_in, self.files))


def gather(inputs: Iterable[str], lists: Iterable[str]) -> Inputs:
    """What the arguments name. Bad arguments and bad lines of a list are said and left out.

    Raises InputError where nothing is left; its message is the last fault.
    """
    links: dict[str, Link] = {}
    files: dict[Path, None] = {}
    faults: list[InputError] = []
    bad = 0
    for name, is_list in (*((n, n == "-") for n in inputs), *((n, True) for n in lists)):
        try:
            found = _listed(name) if is_list else _named(name)
        except InputError as fault:
            faults.append(fault)
            continue
        links |= {link.url: link for link in found.links}
        files |= dict.fromkeys(found.files)
        bad += found.bad
    if not links and not files:
        faults = faults or [
            InputError("nothing to read: no URL, file or folder (see copydesk crawl --help)")
        ]
        last = faults.pop()
        _say_all(faults)
        raise last
    _say_all(faults)
    return Inputs(tuple(links.values()), tuple(files), bad + len(faults))


def sources_of(urls: Iterable[str]) -> tuple[Source, ...]:
    """The sources that the command line names. Raises InputError where one is no URL."""
    found = []
    for url in urls:
        listed = read_url_list(url)
        if listed.bad or not listed.links:
            raise InputError(f"{url}: {listed.bad[0].why if listed.bad else 'not a URL'}")
        found.append(Source(listed.links[0].url))
    return tuple(found)


def _say_all(faults: Iterable[InputError]) -> None:
    for fault in faults:
        say(f"copydesk: {fault}")


def _named(name: str) -> Inputs:
    """What one argument names: a URL, a file or a folder."""
    if not _is_url(name):
        return Inputs(files=tuple(files_in(Path(name))))
    listed = read_url_list(name)
    if listed.bad:
        raise InputError(f"{name}: {listed.bad[0].why}")
    return Inputs(listed.links)


def _listed(name: str) -> Inputs:
    """What a list names, line by line; its bad lines are said with their numbers."""
    where = "stdin" if name == "-" else name
    try:
        body = sys.stdin.buffer.read() if name == "-" else Path(where).read_bytes()
    except OSError as error:
        raise InputError(f"{where}: cannot read: {error.strerror}") from error
    lines = body.decode("utf-8", "replace").splitlines()
    files, rest = [], []
    for line in lines:
        path = line.strip()
        if path and not path.startswith("#") and "://" not in path and is_file(path):
            files.append(Path(path))
            rest.append("")  # keeps the line numbers
        else:
            rest.append(line)
    listed = read_url_list("\n".join(rest), found_in=where)
    for line in listed.bad:
        say(f"copydesk: {where}: {line}")
    if not listed.links and not files:
        raise InputError(f"{where}: no usable URL in this list")
    return Inputs(listed.links, tuple(files), len(listed.bad))


def _is_url(name: str) -> bool:
    return "://" in name or (name.partition(":")[0] in {"http", "https"} and ":" in name)
