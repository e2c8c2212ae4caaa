"""The judge holds what a worker said against what the store holds after it was killed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.store import Store
from tests.store_crash.worker import MARK, text_of
from tests.store_samples import texts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scraper.model import Record


@dataclass
class Verdict:
    """What was counted; all but the first four must be 0."""

    cycles: int = 0
    killed: int = 0
    refused: int = 0
    acknowledged: int = 0
    lost: int = 0
    duplicated: int = 0
    half_written: int = 0
    damaged: int = 0
    faults: list[str] = field(default_factory=list)

    def blame(self, kind: str, what: str) -> None:
        setattr(self, kind, getattr(self, kind) + 1)
        self.faults.append(f"{kind}: {what}")


@dataclass
class Truth:
    """What was acknowledged, and what may have been done without anybody hearing of it."""

    texts: dict[str, str] = field(default_factory=dict)
    maybe: dict[str, set[str]] = field(default_factory=dict)
    missed: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)

    def hear(self, lines: Iterable[str]) -> int:
        done = 0
        for line in lines:
            when, what, *rest = line.split("\t")
            done += when == "done"
            if what in {"file", "batch"}:
                for each in rest:
                    url, version = each.split(" ")
                    self.maybe.setdefault(url, set()).add(version)
                    if when == "done":
                        self.texts[url] = version
                        self.maybe[url] = {version}
            elif when == "done":
                (self.missed if what == "miss" else self.linked).add(rest[0])
        return done


def judge(folder: Path, truth: Truth, verdict: Verdict) -> None:
    """Look at the files as the kill left them, then open the store and look at everything."""
    for path, text in texts(folder).items():
        if not text.endswith(f"{MARK}\n"):
            verdict.blame("half_written", path)
    with Store(folder) as store:
        records = list(store.records())
        missed = {row.miss.url for row in store.misses()}
        store.frontier.release()
        linked = {link.url for link in store.frontier.take(10_000)}
        store.frontier.release()
    judge_records(records, truth, verdict)
    held = {record.copy.article.url for record in records}
    for url in (truth.missed - missed) | (truth.linked - linked - held - missed):
        verdict.blame("lost", f"miss or link {url}")
    files = texts(folder)
    wanted = {record.path: record.copy.article.text + "\n" for record in records}
    if files != wanted:
        verdict.blame("damaged", f"files: {sorted(files.keys() ^ wanted.keys())}")
    with closing(sqlite3.connect(folder / "copydesk.db")) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            verdict.blame("damaged", "database")
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            verdict.blame("damaged", "foreign keys")


def judge_records(records: list[Record], truth: Truth, verdict: Verdict) -> None:
    """Every text that was acknowledged is there, in that version or one begun after it."""
    held = {record.copy.article.url: record.copy.article.body.original for record in records}
    if len(records) != len(held):
        verdict.blame("duplicated", f"{len(records)} records of {len(held)} URLs")
    for url, version in truth.texts.items():
        if held.get(url) not in {text_of(url, each) for each in truth.maybe[url] | {version}}:
            verdict.blame("lost", url)
