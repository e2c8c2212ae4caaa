"""How fast a store of many records is, and how large: `python -m tests.bench.store 100000`.

The texts are invented from a vocabulary of 20,000 words with the frequencies of Zipf's law, 3,000
characters on average, each with five removals; every tenth is in Han letters without spaces.
`--texts FILE.jsonl.gz` takes the field `text` of its lines instead, over and over, so that
compression is measured on real prose.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib import import_module
from itertools import accumulate, cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaners.model import Cleaned, Kind, Removal
from scraper.model import Article, Link, now
from scraper.store import Disk, Store
from scraper.store.exports import write_jsonl, write_jsonl_zst, write_parquet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BATCH = 100
HAN = [chr(0x4E00 + number) for number in range(3_000)]  # their ranks as common as in prose


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("records", type=int)
    options.add_argument("--texts", type=Path)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    asked = options.parse_args()
    texts = list(real_texts(asked.texts) if asked.texts else invented_texts())
    folder = Path(tempfile.mkdtemp(dir=asked.folder))
    try:
        one_by_one(folder / "small", texts)
        fill(folder / "store", texts, asked.records)
        questions(folder / "store")
        exports(folder / "store", folder)
        compression(texts)
    finally:
        shutil.rmtree(folder)


def one_by_one(folder: Path, texts: list[str]) -> None:
    """What a transaction per record costs against one per hundred, on the first 1,000."""
    for durable in (True, False):
        for size in (1, BATCH):
            with Store(folder / f"{durable}{size}", disk=Disk(durable=durable)) as store:
                start = time.perf_counter()
                file(store, texts, 1000, size)
                rate = 1000 / (time.perf_counter() - start)
            waits = "waits for each text" if durable else "does not wait"
            print(f"{rate:8,.0f} records/s, {size:3} to a transaction, {waits}")


def fill(folder: Path, texts: list[str], count: int) -> None:
    with Store(folder, disk=Disk(durable=False)) as store:
        with timed(f"{count:,} records filed, {BATCH} to a transaction, not waiting"):
            file(store, texts, count, BATCH)
        before = (folder / "copydesk.db").stat().st_size
        with timed("search index made"):
            store.refresh_search()
        with timed("100,000 links entered"):
            store.frontier.add((Link(f"https://w.example/{n}") for n in range(100_000)), at=now())
    after = (folder / "copydesk.db").stat().st_size
    held = sum(path.stat().st_size for path in (folder / "texts").rglob("*.txt"))
    print(f"{before / 2**20:8,.0f} MiB database, before the search index and the frontier")
    print(f"{after / 2**20:8,.0f} MiB database, after")
    print(f"{held / 2**20:8,.0f} MiB in .txt files")


def questions(folder: Path) -> None:
    with timed("opened"):
        store = Store(folder)
    with store:
        with timed("first 100 links taken"):
            store.frontier.take(100)
        with timed("10,000 times known(), half of them new"):
            for number in range(10_000):
                store.known(f"https://site-{number % 40}.example/story/{number * 20}")
        with timed("all fingerprints read"):
            count = sum(1 for _ in store.fingerprints())
        print(f"{count:8,} fingerprints")
        with timed("stories listed"):
            store.stories()
        words = store.record(next(store.records()).copy.id)
        typed = words.copy.article.text.split()[:40] if words else []
        asked = [typed[0], " ".join(typed[5:8]), f'"{" ".join(typed[10:13])}"', "qqqq"]
        asked += [HAN[0] + HAN[1], HAN[600] + HAN[700], HAN[9], HAN[2900], "橋"]
        for query in asked:
            with timed(f"search for {query}"):
                hits = store.search(query)
            print(f"{len(hits):8,} hits")
        with timed("start and end of a run that found nothing new"):
            store.end_run(store.start_run(at=now()), at=now())


def exports(folder: Path, out: Path) -> None:
    """Each in a process of its own, so that its memory is its own."""
    jobs: list[tuple[str, Callable[..., int], str]] = [
        ("out.jsonl", write_jsonl, "json"),
        ("out.jsonl.zst", write_jsonl_zst, "backports.zstd"),
        ("out.parquet", write_parquet, "pyarrow"),
    ]
    for name, write, needed in jobs:
        if extra(needed) is None:
            print(f"         ({needed} is not installed: no {name})")
            continue
        start = time.perf_counter()
        child = os.fork()
        if not child:
            with Store(folder, read_only=True) as store:
                write(store.records(), out / name)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            size = (out / name).stat().st_size / 2**20
            took = time.perf_counter() - start
            print(f"{took:8.1f} s  {name}: {size:,.0f} MiB, at most {peak:,.0f} MiB of memory")
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)


def extra(name: str) -> Any:
    """A library that not every installation has, or None."""
    try:
        return import_module(name)
    except ImportError:
        return None


def compression(texts: list[str]) -> None:
    """What a text takes if it were kept compressed, and what that costs to write and to read."""
    zstd = extra("backports.zstd")
    if zstd is None:
        print("         (backports.zstd is not installed: compression not measured)")
        return
    sample = [text.encode() for text in texts[:5000]]
    plain = sum(map(len, sample))
    book = zstd.train_dict(sample[::2], 110_000)
    ways: list[tuple[str, dict[str, Any]]] = [
        ("each text alone", {}),
        ("with a dictionary of 110 kB, of every second text", {"zstd_dict": book.as_digested_dict}),
    ]
    for name, way in ways:
        start = time.perf_counter()
        packed = [zstd.compress(text, 3, **way) for text in sample[1::2]]
        middle = time.perf_counter()
        for each in packed:
            zstd.decompress(each, **way)
        took = [(middle - start), time.perf_counter() - middle]
        write, read = (seconds / len(packed) * 1e6 for seconds in took)
        share = sum(map(len, packed)) / sum(map(len, sample[1::2]))
        print(
            f"{share:8.0%} of plain: zstd -3, {name}; {write:.0f} µs to write, {read:.0f} to read"
        )
    print(f"{plain / len(sample):8,.0f} bytes a text on average")


def file(store: Store, texts: list[str], count: int, size: int) -> None:
    coming = cycle(texts)
    for start in range(0, count, size):
        with store.batch():
            for number in range(start, min(start + size, count)):
                text = next(coming)
                store.file(
                    article(number, text),
                    story_id=f"s{number // 4}",
                    fingerprint=f"{number:08x}" * 300,
                )


def article(number: int, text: str) -> Article:
    """A copy with five pieces of debris, 15 % of it, behind its story."""
    debris = "".join(f"\n\n{text[at * 40 : at * 40 + len(text) // 33]}" for at in range(5))
    original = text + debris
    step = max(1, len(debris) // 5)
    cuts = tuple(
        Removal(len(text) + at * step, len(text) + (at + 1) * step, f"rule-{at}", Kind.RELATED)
        for at in range(5 if debris else 0)
    )
    site = f"site-{number % 40}.example"
    return Article(
        f"https://{site}/story/{number}",
        Cleaned(original, cuts),
        title=text[:60],
        site=site,
        byline=("Ada Quill",),
        language="en",
        published=now(),
        fetched=now(),
        sha256=f"{number:064x}",
    )


def invented_texts() -> Iterator[str]:
    dice = random.Random(7)  # noqa: S311 - no secrets here
    words = ["".join(dice.choices("aeioulnrstdkm", k=dice.randint(2, 10))) for _ in range(20_000)]
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(words))))
    letters = list(accumulate(1 / (rank + 5) for rank in range(len(HAN))))
    for number in range(5_000):
        length = dice.randint(100, 900)
        if number % 10 == 9:
            yield "".join(dice.choices(HAN, cum_weights=letters, k=length * 2))
            continue
        chosen = dice.choices(words, cum_weights=weights, k=length)
        yield "\n\n".join(" ".join(chosen[at : at + 60]) for at in range(0, length, 60))


def real_texts(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            text = json.loads(line).get("text", "")
            if text:
                yield text


@contextmanager
def timed(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    print(f"{(time.perf_counter() - start) * 1000:8,.0f} ms  {what}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
