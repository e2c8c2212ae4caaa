"""Title, author and date beside trafilatura's: `python -m tests.bench.metadata BENCH [FOLDER ...]`.

Ours are the article's, as `read` gives it: a page that is refused has none. A value counts where
the truth has one. A title is exact when its words, signs and case are, white
space and the form of quotes aside; an author when the same persons are named, in any order and
case; a date when it is the truth's day in the truth's own zone. `minute` asks for the time as well
and is only counted where the truth has one; trafilatura gives days. `--misses` lists what differs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import sys
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import trafilatura

from cleaners import Cleaned
from scraper.model import Article, Miss, Page
from scraper.read import read
from scraper.read.charset import decode_bytes

if TYPE_CHECKING:
    from datetime import date

FOLDERS = ("fundus-dev", "wcxb-dev-articles")
FACTS = ("title", "author", "date", "minute")


@dataclass(slots=True)
class Tally:
    """How often each fact was right among the pages whose truth has it."""

    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FACTS, 0))
    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FACTS, 0))

    def count(self, fact: str, *, right: bool) -> bool:
        self.asked[fact] += 1
        self.right[fact] += right
        return right

    def __str__(self) -> str:
        return "  ".join(
            f"{fact} {self.right[fact] / max(1, self.asked[fact]):.3f} of {self.asked[fact]}"
            for fact in FACTS
        )


def measure(folder: Path, *, misses: bool) -> None:
    """Print the two rows of one folder's table."""
    ours, theirs = Tally(), Tally()
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        for truth in map(json.loads, lines):
            body = gzip.decompress((folder / truth["file"]).read_bytes())
            url = truth["url"] or f"https://{truth['host']}/{truth['id']}"
            found = read(Page.from_html(body, url=url))
            if isinstance(found, Miss):
                found = Article(url, Cleaned(""))
            html = decode_bytes(body) or ""
            other = trafilatura.extract_metadata(html, default_url=truth["url"] or None)
            wrong = _count(ours, truth, found.title, found.byline, found.published)
            _count(
                theirs,
                truth,
                other.title or "",
                (other.author or "").split("; "),
                datetime.fromisoformat(other.date).replace(tzinfo=UTC) if other.date else None,
            )
            for fact in wrong if misses else ():
                said = {"title": found.title, "author": found.byline}.get(fact, found.published)
                print(f"  {truth['id']} {truth['host']} {fact}: {said!s} / {truth[fact]!s}")
    print(f"{folder.name}, exact")
    print(f"  trafilatura {version('trafilatura')}  {theirs}")
    print(f"  copydesk           {ours}", flush=True)


def _count(
    tally: Tally,
    truth: dict[str, Any],
    title: str,
    names: tuple[str, ...] | list[str],
    published: datetime | None,
) -> list[str]:
    """Count one page's facts; the answer names those that are wrong."""
    wrong = []
    if truth["title"] and not tally.count("title", right=_line(title) == _line(truth["title"])):
        wrong.append("title")
    if truth["author"] and not tally.count(
        "author", right=_persons(names) == _persons(truth["author"])
    ):
        wrong.append("author")
    if truth["date"]:
        day, moment = _day_and_moment(truth["date"])
        zone = moment.tzinfo if moment else None
        local = published.astimezone(zone) if published and zone else published
        same = local is not None and local.date() == day
        # A day without a time is the day as the page writes it.
        same = same or (published is not None and published.date() == day)
        if not tally.count("date", right=same):
            wrong.append("date")
        if moment:
            at = moment.astimezone(UTC).replace(second=0, microsecond=0)
            here = published.astimezone(UTC).replace(second=0, microsecond=0) if published else None
            tally.count("minute", right=here == at)
    return wrong


def _day_and_moment(text: str) -> tuple[date, datetime | None]:
    """The day, and the moment where the truth has one; a month alone begins on its first."""
    found = datetime.fromisoformat(text if len(text) >= len("2024-01-01") else f"{text}-01")
    whole_day = ":" not in text
    return found.date(), None if whole_day or found.tzinfo is None else found


def _line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).translate(QUOTES).split())


def _persons(names: tuple[str, ...] | list[str]) -> set[str]:
    """The names as sets of words: the truth writes several in one string, and so do pages."""
    parts = (part for name in names for part in BETWEEN.split(name))
    return {" ".join(WORD.findall(part.casefold())) for part in parts} - {""}


QUOTES = str.maketrans("“”„«»‘’‚`", '"""""\'\'\'\'')
BETWEEN = re.compile(r"[,;&]|\band\b")
WORD = re.compile(r"\w+")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("folders", nargs="*", default=FOLDERS)
    parser.add_argument("--misses", action="store_true", help="list what differs")
    options = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    for folder in options.folders:
        measure(options.bench / folder, misses=options.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
