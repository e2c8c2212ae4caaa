"""A list of URLs is read to its end; a bad line costs itself and is named with its number."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from scraper.find.canonical import canonical_url
from scraper.model import Link

__all__ = ["BadLine", "UrlList", "read_url_list"]

SHOWN = 120


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that names no page: its number from 1, its text (cut at 120 characters), and why."""

    number: int
    text: str
    why: str

    def __str__(self) -> str:
        return f"line {self.number}: {self.why}: {self.text}"


@dataclass(frozen=True, slots=True)
class UrlList:
    """What a list holds: its links in order, each article once, and the lines that are none."""

    links: tuple[Link, ...] = ()
    bad: tuple[BadLine, ...] = ()
    repeated: int = 0


def read_url_list(text: str, *, found_in: str = "") -> UrlList:
    """Read one URL per line.

    Blank lines are skipped, and comments: lines that start with `#`, and what follows a `#` after
    white space. Links whose `canonical_url` was met before are counted in `repeated` and left out.
    """
    links: dict[str, Link] = {}
    bad = []
    repeated = 0
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        url = _without_comment(line)
        if not url:
            continue
        if why := _fault(url):
            bad.append(BadLine(number, _printable(url)[:SHOWN], why))
            continue
        key = canonical_url(url)
        repeated += key in links
        links.setdefault(key, Link(url, found_in=found_in))
    return UrlList(tuple(links.values()), tuple(bad), repeated)


def _without_comment(line: str) -> str:
    line = line.strip()
    if line.startswith("#"):
        return ""
    for space in (" #", "\t#"):
        line = line.partition(space)[0]
    return line.strip()


def _fault(url: str) -> str:
    """Why `url` cannot be a page's address; empty where nothing is wrong with it."""
    if any(char.isspace() for char in url):
        return "more than one word"
    if _printable(url) != url:
        return "control characters"
    try:
        parts = urlsplit(url)
        port_is_wrong = parts.port == 0
    except ValueError as error:
        return f"not a URL ({error})"
    if parts.scheme not in {"http", "https"}:
        return "does not start with http:// or https://"
    if not parts.hostname:
        return "no host"
    return "port 0" if port_is_wrong else ""


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
