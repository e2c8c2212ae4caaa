"""Kill a store over and over while it works, and count what it acknowledged and what it holds.

    python -m tests.store_crash random 1000      kill -9 at random moments
    python -m tests.store_crash opening 100      kill -9 while the store is being made
    python -m tests.store_crash nth 100          kill -9 at every nth call that writes (strace)
    python -m tests.store_crash export 100       kill -9 while the records are exported
    python -m tests.store_crash limit 200        the disk takes no more, each time at another write
    python -m tests.store_crash pair 5           two processes write at once
    python -m tests.store_crash birth 20         six processes make one store at once

Each line that the worker writes to its pipe says what it is about to do or has done; the judge
compares that with what a store opened afterwards holds. One JSON object with the counts comes out.
"""

from __future__ import annotations

import json
import os
import random
import resource
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cleaners.model import Cleaned, Kind, Removal
from scraper.errors import StoreError
from scraper.model import Article, Link, Miss, Reason
from scraper.store import Store
from scraper.store.exports import write_jsonl
from tests.store_samples import NOON, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.model import Record

MARK = "This line ends the text."
STEPS = 400
FULL = 3  # the worker's exit code where the store said that it cannot write


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


def text_of(url: str, version: str) -> str:
    body = "\n\n".join(f"Paragraph {at} of {url}, version {version}." for at in range(20))
    return f"{body}\n\n{MARK}"


def article_of(url: str, version: str) -> Article:
    text = text_of(url, version)
    cut = Removal(0, text.index("\n\n") + 2, "first", Kind.BYLINE)
    return Article(url, Cleaned(text, (cut,)), title=f"About {url[-3:]}", site="a.example")


def work(store: Store, seed: int, say: int, first: int = 0, steps: int = STEPS) -> None:
    """Do what a run does, in an order that the seed gives, saying each thing before and after."""
    order = random.Random(seed)  # noqa: S311 - no secrets here
    for step in range(first, first + steps):
        number = order.randrange(120)
        url = f"https://a.example/{number:03}"
        match order.randrange(8):
            case 0:
                with _said(say, "link", url):
                    store.frontier.add([Link(url)], at=NOON)
            case 1:
                store.frontier.take(3)
            case 2:
                url += "/missed"
                with _said(say, "miss", url):
                    store.miss(Miss(url, Reason.TIMEOUT), at=NOON)
            case 3:
                record = store.record(url)
                if record:
                    store.place(record.copy.id, story_id=f"s{step % 7}")
            case 4:
                urls = [f"{url}/{part}" for part in range(3)]
                said = "\t".join(f"{each} {step}" for each in urls)
                with _said(say, "batch", said), store.batch():
                    for each in urls:
                        store.file(article_of(each, str(step)), story_id=f"s{step % 5}")
            case _:
                with _said(say, "file", f"{url} {step}"):
                    store.file(article_of(url, str(step)), story_id=f"s{step % 5}")


class _said:  # noqa: N801 - reads as a verb
    """Say a thing before it is done and once it is."""

    def __init__(self, say: int, what: str, of: str) -> None:
        self.say, self.line = say, f"{what}\t{of}\n"

    def __enter__(self) -> None:
        os.write(self.say, f"begin\t{self.line}".encode())

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            os.write(self.say, f"done\t{self.line}".encode())


@dataclass
class Truth:
    """What was acknowledged, and what may have been done without anybody hearing of it."""

    texts: dict[str, str] = field(default_factory=dict)
    maybe: dict[str, set[str]] = field(default_factory=dict)
    missed: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)

    def hear(self, lines: Iterator[str]) -> int:
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


def begin(  # noqa: PLR0913 - the ways of spoiling a worker's day
    folder: Path,
    seed: int,
    first: int,
    *,
    limit: int | None = None,
    steps: int = STEPS,
    gate: tuple[int, int] | None = None,
) -> tuple[int, int]:
    """Fork a worker; the answer is its process and the pipe that it writes to."""
    hear, say = os.pipe()
    child = os.fork()
    if child:
        os.close(say)
        return child, hear
    code = 1
    try:
        os.close(hear)
        if gate is not None:
            os.close(gate[1])
            os.read(gate[0], 1)  # nothing comes, but the end of it
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        with Store(folder) as store:
            store.start_run(at=NOON)
            work(store, seed, say, first, steps)
        code = 0
    except StoreError as error:
        code = FULL if "\n" not in str(error) else 1
    finally:
        os._exit(code)


def finish(child: int, hear: int) -> tuple[int, list[str]]:
    """All that a worker said, in whole lines, and its exit code."""
    said = b""
    while chunk := os.read(hear, 1 << 16):
        said += chunk
    os.close(hear)
    status = os.waitpid(child, 0)[1]
    return os.waitstatus_to_exitcode(status), said.decode().split("\n")[:-1]


def kill_at_random(cycles: int, folder: Path, verdict: Verdict) -> None:
    dice = random.Random(cycles)  # noqa: S311 - no secrets here
    truth = Truth()
    for cycle in range(cycles):
        child, hear = begin(folder, seed=cycle, first=cycle * STEPS)
        select.select([hear], [], [], 10)  # the first word: the store is open
        time.sleep(dice.random() ** 2 * 0.12)
        os.kill(child, signal.SIGKILL)
        code, said = finish(child, hear)
        verdict.killed += code == -signal.SIGKILL
        verdict.acknowledged += truth.hear(iter(said))
        verdict.cycles += 1
        judge(folder, truth, verdict)


def kill_at_opening(cycles: int, folder: Path, verdict: Verdict) -> None:
    dice = random.Random(cycles)  # noqa: S311 - no secrets here
    for cycle in range(cycles):
        new = folder / str(cycle)
        child, hear = begin(new, seed=cycle, first=0)
        time.sleep(dice.random() * 0.012)
        os.kill(child, signal.SIGKILL)
        code, said = finish(child, hear)
        truth = Truth()
        verdict.killed += code == -signal.SIGKILL
        verdict.acknowledged += truth.hear(iter(said))
        verdict.cycles += 1
        judge(new, truth, verdict)
        shutil.rmtree(new)


def kill_the_export(cycles: int, folder: Path, verdict: Verdict) -> None:
    """Each export has one record more than the last; what is visible is one of them, whole."""
    dice = random.Random(cycles)  # noqa: S311 - no secrets here
    out, whole = folder / "out.jsonl", 0
    for cycle in range(cycles):
        with Store(folder / "store") as store:
            for number in range(20):
                url = f"https://a.example/{cycle}/{number}"
                store.file(article_of(url, "1"), story_id=f"s{cycle}")
        child = os.fork()
        if not child:
            with Store(folder / "store", read_only=True) as store:
                write_jsonl(store.records(), out)
            os._exit(0)
        time.sleep(dice.random() * (0.03 + cycle * 0.004))
        os.kill(child, signal.SIGKILL)
        verdict.killed += os.waitpid(child, 0)[1] == signal.SIGKILL
        verdict.cycles += 1
        lines = out.read_text().splitlines() if out.exists() else []
        if len(lines) not in {whole, 20 * (cycle + 1)} or (lines and not json.loads(lines[-1])):
            verdict.blame("half_written", f"{len(lines)} lines")
        verdict.acknowledged += len(lines) - whole
        whole = len(lines)


def fill_the_disk(cycles: int, folder: Path, verdict: Verdict) -> None:
    for cycle in range(cycles):
        new, truth = folder / str(cycle), Truth()
        child, hear = begin(new, seed=cycle, first=0, limit=512 + cycle * 4096)
        code, said = finish(child, hear)
        verdict.refused += code == FULL
        if code not in {0, FULL}:
            verdict.blame("damaged", f"exit {code} at limit {cycle}")
        verdict.acknowledged += truth.hear(iter(said))
        verdict.cycles += 1
        judge(new, truth, verdict)
        shutil.rmtree(new)


def write_at_once(cycles: int, folder: Path, verdict: Verdict) -> None:
    truth = Truth()
    for cycle in range(cycles):
        workers = [begin(folder, seed=cycle * 2 + at, first=at * STEPS) for at in range(2)]
        for child, hear in workers:
            code, said = finish(child, hear)
            if code:
                verdict.blame("damaged", f"exit {code}")
            verdict.acknowledged += truth.hear(iter(said))
        for url in truth.texts:  # which of the two was the last to file it, nobody knows
            truth.maybe[url] |= {str(step) for step in range(STEPS * 2)}
        verdict.cycles += 1
        judge(folder, truth, verdict)


def kill_at_nth_call(cycles: int, folder: Path, verdict: Verdict) -> None:
    """Kill at the first, second, third... call that changes a file, as strace counts them."""
    strace = shutil.which("strace") or "strace"
    for cycle in range(cycles):
        new, truth = folder / str(cycle), Truth()
        kill = f"inject={CALLS}:signal=SIGKILL:when={1 + cycle * STRIDE}"
        options = ["-qq", "-o", "/dev/null", "-e", f"trace={CALLS}", "-e", kill]
        worker = [sys.executable, "-B", "-m", "tests.store_crash", "worker", str(new)]
        ended = subprocess.run([strace, *options, *worker], stdout=subprocess.PIPE, check=False)
        verdict.killed += ended.returncode in {-signal.SIGKILL, 128 + signal.SIGKILL}
        verdict.acknowledged += truth.hear(iter(ended.stdout.decode().split("\n")[:-1]))
        verdict.cycles += 1
        judge(new, truth, verdict)
        shutil.rmtree(new)


def work_here(folder: Path) -> None:
    """The worker that strace watches; it says on stdout what it does."""
    with Store(folder) as store:
        store.start_run(at=NOON)
        work(store, seed=1, say=sys.stdout.fileno())


CALLS = "pwrite64,write,ftruncate,fsync,fdatasync,rename,unlink,mkdir"
STRIDE = 5


def make_at_once(cycles: int, folder: Path, verdict: Verdict) -> None:
    for cycle in range(cycles):
        new, truth = folder / str(cycle), Truth()
        gate = os.pipe()
        workers = [begin(new, seed=at, first=at * STEPS, steps=3, gate=gate) for at in range(6)]
        os.close(gate[1])
        os.close(gate[0])
        for child, hear in workers:
            code, said = finish(child, hear)
            if code:
                verdict.blame("damaged", f"exit {code}")
            verdict.acknowledged += truth.hear(iter(said))
        for url in truth.texts:
            truth.maybe[url] |= {str(step) for step in range(STEPS * 6)}
        verdict.cycles += 1
        judge(new, truth, verdict)


MODES = {
    "random": kill_at_random,
    "opening": kill_at_opening,
    "nth": kill_at_nth_call,
    "export": kill_the_export,
    "limit": fill_the_disk,
    "pair": write_at_once,
    "birth": make_at_once,
}


def main() -> None:
    if sys.argv[1] == "worker":
        work_here(Path(sys.argv[2]))
        return
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as folder:
        MODES[sys.argv[1]](int(sys.argv[2]), Path(folder), verdict)
    print(json.dumps(vars(verdict)))


if __name__ == "__main__":
    main()
