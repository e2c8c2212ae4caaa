"""How much debris the cleaners cut, and how much of the story with it: line by line, labelled.

    python -m tests.bench.lines ../shared/bench/lines.jsonl.gz [--show cut|left]

Each page's lines are joined and cleaned as one text. The site index of a page holds the other pages
of its host, as a user's own would. A line counts as cut when at least half of it goes; characters
of content are counted one by one. A line that stands twice and is kept once is not lost; what such
lines amount to is told beside.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from cleaners import SiteLines, clean, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaners import Cleaned


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """One line of a page and what it is: `content`, `debris` or `title`."""

    text: str
    gold: str
    kind: str


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """The lines an extractor gave for one page, in order."""

    name: str
    group: str
    host: str
    language: str
    lines: tuple[LabelledLine, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(slots=True)
class Tally:
    """What was cut of what there was."""

    debris: Counter[str] = field(default_factory=Counter)
    debris_cut: Counter[str] = field(default_factory=Counter)
    content_lines: int = 0
    content_lines_cut: int = 0
    content: Counter[str] = field(default_factory=Counter)
    content_cut: Counter[str] = field(default_factory=Counter)
    printed_again: int = 0
    seconds: float = 0.0

    @property
    def recall(self) -> float:
        return self.debris_cut.total() / max(1, self.debris.total())

    @property
    def precision(self) -> float:
        return self.debris_cut.total() / max(1, self.debris_cut.total() + self.content_lines_cut)

    @property
    def loss(self) -> float:
        return self.content_cut.total() / max(1, self.content.total())

    @property
    def loss_with_repeats(self) -> float:
        return (self.content_cut.total() + self.printed_again) / max(1, self.content.total())


def read_pages(path: Path) -> Iterator[LabelledPage]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        rows = map(json.loads, stream)
        for (group, page), lines in groupby(rows, key=lambda row: (row["set"], row["page"])):
            held = list(lines)
            yield LabelledPage(
                page,
                group,
                held[0]["host"],
                held[0]["lang"],
                tuple(LabelledLine(row["text"], row["gold"], row["kind"]) for row in held),
            )


def cut_shares(
    cleaned: Cleaned, lines: Iterable[LabelledLine]
) -> Iterator[tuple[LabelledLine, int, int]]:
    """For each line: how many of its characters stand in the original, how many of them went."""
    gone = bytearray(len(cleaned.original))
    for removal in cleaned.removals:
        gone[removal.start : removal.end] = b"\1" * (removal.end - removal.start)
    at = 0
    for line in lines:
        text = normalize(line.text)
        found = cleaned.original.find(text, at)
        if not text or found < 0:
            continue
        at = found + len(text)
        yield line, len(text), sum(gone[found:at])


def measure(pages: list[LabelledPage], show: str = "") -> dict[str, Tally]:
    hosts: dict[str, list[LabelledPage]] = defaultdict(list)
    for page in pages:
        hosts[page.host].append(page)
    tallies: dict[str, Tally] = defaultdict(Tally)
    for page in pages:
        others = SiteLines.of(other.text for other in hosts[page.host] if other is not page)
        tally = tallies[page.group]
        text, started = page.text, time.process_time()
        cleaned = clean(text, site_lines=others)
        tally.seconds += time.process_time() - started
        for line, size, cut in cut_shares(cleaned, page.lines):
            went = 2 * cut >= size
            if line.gold == "debris":
                tally.debris[line.kind] += 1
                tally.debris_cut[line.kind] += went
                if show == "left" and not went:
                    print(f"left  {line.kind:18} {page.name[:20]:20} {line.text[:150]}")
            elif line.gold == "content":
                tally.content_lines += 1
                tally.content[page.language] += size
                if cut and _rule(cleaned, line) == "repeated-passage":
                    # An extractor that gives a page twice does not make the story longer.
                    tally.printed_again += cut
                    continue
                tally.content_lines_cut += went
                tally.content_cut[page.language] += cut
                if show == "cut" and cut > 2:
                    rule = _rule(cleaned, line)
                    print(f"cut   {rule:22} {page.name[:20]:20} {page.language} {line.text[:170]}")
    return tallies


def _rule(cleaned: Cleaned, line: LabelledLine) -> str:
    text = normalize(line.text)
    for removal in cleaned.removals:
        words = cleaned.cut(removal)
        if words and (words in text or text in words):
            return removal.rule
    return "?"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--show", choices=("cut", "left"), default="")
    parser.add_argument("--set", default="")
    options = parser.parse_args()
    pages = [page for page in read_pages(options.path) if options.set in page.group]
    clean("warm up")
    tallies = measure(pages, options.show)
    for group, tally in tallies.items():
        print(f"\n{group}: debris recall {tally.recall:.3f}, precision {tally.precision:.3f}, "
              f"true characters removed {100 * tally.loss:.3f} % (with lines printed again "
              f"{100 * tally.loss_with_repeats:.3f} %)")  # fmt: skip
        for kind, there in tally.debris.most_common():
            print(f"  {kind or '-':22} {tally.debris_cut[kind]:4} of {there:4}")
        shares = ", ".join(
            f"{code} {100 * tally.content_cut[code] / size:.2f}"
            for code, size in tally.content.most_common()
        )
        print(f"  per cent of true characters removed by language: {shares}")
    lines = sum(len(page.lines) for page in pages)
    seconds = sum(tally.seconds for tally in tallies.values())
    print(f"\n{lines} lines cleaned in {seconds:.1f} s of CPU: {lines / seconds:,.0f} lines/s")


if __name__ == "__main__":
    main()
