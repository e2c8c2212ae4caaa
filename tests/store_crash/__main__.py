"""Each mode ends workers in its own way; one JSON object with the counts comes out."""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scraper.store import Store
from scraper.store.exports import write_jsonl
from tests.store_crash.judge import Truth, Verdict, judge
from tests.store_crash.worker import FULL, STEPS, article_of, begin, finish, work
from tests.store_samples import NOON


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
        verdict.acknowledged += truth.hear(said)
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
        verdict.acknowledged += truth.hear(said)
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
        time.sleep(dice.random() * (0.01 + cycle * 0.002))
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
        verdict.acknowledged += truth.hear(said)
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
            verdict.acknowledged += truth.hear(said)
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
        verdict.acknowledged += truth.hear(ended.stdout.decode().split("\n")[:-1])
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
