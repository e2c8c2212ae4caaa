"""Measure grouping: speed and memory on an invented stream, F1 and recall on labelled copies.

    python -m tests.bench.stories                    # 100,000 documents over 28 days, some minutes
    python -m tests.bench.stories --docs 10000 --days 3 --among 5000

Speeds are documents by second of CPU time, on one core; the stream's own making is not timed.
MinHash (128 permutations, 5-word shingles, LSH at .7) runs on the first documents of the same
stream where datasketch is installed (`pip install copydesk[bench]`). Emergent-train is read from
../shared/bench where it is there.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import importlib.util
import json
import random
import resource
import statistics
from collections import Counter, defaultdict
from datetime import timedelta
from itertools import islice, product
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

from cleaners import SiteLines, clean
from cleaners.site_lines import masks
from scraper.stories import Grouper, fingerprint, group
from scraper.stories.candidates import Candidates
from tests.bench.stream import stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tests.bench.stream import Item

    Row = dict[str, str]

EMERGENT = Path(__file__).parents[3] / "shared" / "bench" / "stories" / "emergent-train.jsonl.gz"
WINDOW = timedelta(days=7)
ORDERS = 10


def b_cubed(true: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 per article (Bagga and Baldwin 1998), averaged over articles."""
    both = Counter((true[id_], found[id_]) for id_ in true)
    stories, groups = Counter(true.values()), Counter(found.values())
    precision = sum(n * n / groups[x] for (_, x), n in both.items()) / len(true)
    recall = sum(n * n / stories[x] for (x, _), n in both.items()) / len(true)
    return precision, recall, 2 * precision * recall / (precision + recall)


def run_stream(items: Iterable[Item]) -> None:
    """Fingerprint and group a stream; settle and forget once a day, as a run from cron does."""
    spent = {"fingerprint": 0.0, "add": 0.0, "settle": 0.0}
    true: dict[str, str] = {}
    found: dict[str, str] = {}
    grouper = Grouper(window=WINDOW)
    today = None
    most = 0
    for item in items:
        if item.published.date() != today:
            today = item.published.date()
            start = process_time()
            grouper.settle()
            spent["settle"] += process_time() - start
            found.update(_flat(grouper))
            most = max(most, len(grouper))
            start = process_time()
            grouper.forget(item.published - WINDOW)
            spent["settle"] += process_time() - start
        start = process_time()
        copy = fingerprint(item.id, item.text, published=item.published)
        middle = process_time()
        grouper.add(copy)
        spent["fingerprint"] += middle - start
        spent["add"] += process_time() - middle
        true[item.id] = item.story
    start = process_time()
    grouper.settle()
    spent["settle"] += process_time() - start
    found.update(_flat(grouper))
    total, count = sum(spent.values()), len(true)
    print(f"copydesk     {count / total:8,.0f} documents/s  ", end="")
    print("  ".join(f"{name} {seconds / count * 1e3:.2f} ms" for name, seconds in spent.items()))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"             {count:,} documents, {most:,} at once, peak memory {memory:,.0f} MB")
    precision, recall, f1 = b_cubed(true, found)
    print(f"             B-cubed precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def run_minhash(items: Iterable[Item]) -> None:
    """The usual near-duplicate search: MinHash with 128 permutations and LSH at Jaccard .7."""
    if importlib.util.find_spec("datasketch") is None:
        print("MinHash      not measured: datasketch is not installed")
        return
    datasketch: Any = importlib.import_module("datasketch")
    index = datasketch.MinHashLSH(threshold=0.7, num_perm=128)
    true: dict[str, str] = {}
    found: dict[str, str] = {}
    start = spent = 0.0
    for item in items:
        start = process_time()
        words = item.text.lower().split()
        sketch = datasketch.MinHash(num_perm=128)
        shingles = zip(*(words[at:] for at in range(5)), strict=False)
        sketch.update_batch([" ".join(shingle).encode() for shingle in shingles])
        mates = index.query(sketch)
        index.insert(item.id, sketch)
        spent += process_time() - start
        true[item.id] = item.story
        found[item.id] = found[mates[0]] if mates else item.id
    precision, recall, f1 = b_cubed(true, found)
    print(f"MinHash 128  {len(true) / spent:8,.0f} documents/s  on {len(true):,} of them")
    print(f"             B-cubed precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def run_emergent(rows: Sequence[Row]) -> None:
    """B-cubed F1 on Emergent-train, in one batch and one by one in ten random orders."""
    true = {row["id"]: row["story"] for row in rows}
    batch = b_cubed(true, group((row["id"], row["text"]) for row in rows))
    print("Emergent     precision {:.4f} recall {:.4f} F1 {:.4f} in one batch".format(*batch))
    prints = [fingerprint(row["id"], row["text"]) for row in rows]
    scores = []
    for seed in range(ORDERS):
        random.Random(seed).shuffle(prints)  # noqa: S311 - an order, not a secret
        grouper = Grouper()
        for at, copy in enumerate(prints):
            grouper.add(copy)
            if at % 100 == 0:
                grouper.settle()
        grouper.settle()
        scores.append(b_cubed(true, _flat(grouper))[2])
    mean, spread = statistics.mean(scores), statistics.pstdev(scores)
    print(f"             F1 {mean:.4f}, deviation {spread:.4f} over {ORDERS} orders of arrival")


def run_blocks(rows: Sequence[Row]) -> None:
    """B-cubed F1 where each site's articles carry the same 100 words on top, after cleaning.

    The articles are dealt out to sites at random; a site's block is one paragraph or four, of words
    that the articles open with, and is known from the site's articles about other stories.
    """
    true = {row["id"]: row["story"] for row in rows}
    plain = b_cubed(true, group((row["id"], clean(row["text"]).text) for row in rows))[2]
    print(f"Site blocks  F1 {plain:.4f} without; lost with 100 words on top of every text:")
    for sites, paragraphs in product((5, 20, 80), (1, 4)):
        dice = random.Random(sites)  # noqa: S311 - an order, not a secret
        blocks = [_block(rows, dice, paragraphs) for _ in range(sites)]
        site_of = {row["id"]: dice.randrange(sites) for row in rows}
        texts = {row["id"]: f"{blocks[site_of[row['id']]]}\n\n{row['text']}" for row in rows}
        seen: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
        for id_, text in texts.items():
            for line in masks(text):
                seen[site_of[id_], line].add(true[id_])
        cleaned = {}
        for id_, text in texts.items():
            others = {line: len(seen[site_of[id_], line] - {true[id_]}) for line in masks(text)}
            cleaned[id_] = clean(text, site_lines=SiteLines(others)).text
        left, cut = (b_cubed(true, group(items.items()))[2] for items in (texts, cleaned))
        print(
            f"             {sites:2} sites, block of {paragraphs} paragraphs: {plain - cut:.4f}"
            f" (uncleaned {plain - left:.4f})"
        )


def _block(rows: Sequence[Row], dice: random.Random, paragraphs: int) -> str:
    words = [dice.choice(dice.choice(rows)["text"].split()[:40] or ["news"]) for _ in range(100)]
    step = 100 // paragraphs
    parts = (words[at : at + step] for at in range(0, 100, step))
    return "\n\n".join(" ".join(part).capitalize() + "." for part in parts)


def run_recall(rows: Sequence[Row], strangers: Iterable[Item]) -> None:
    """How often the candidates of a copy hold another copy of its story, among strangers."""
    index = Candidates()
    prints = [fingerprint(row["id"], row["text"]) for row in rows]
    for number, copy in enumerate(prints):
        index.add(number, copy)
    count = len(prints)
    for item in strangers:
        index.add(count, fingerprint(item.id, item.text))
        count += 1
    copies = Counter(row["story"] for row in rows)
    found, sizes = [], []
    for number, (row, copy) in enumerate(zip(rows, prints, strict=True)):
        if copies[row["story"]] > 1:
            near = [other for other in index.near(copy) if other != number]
            mates = [x for x in near if x < len(rows) and rows[x]["story"] == row["story"]]
            found.append(bool(mates))
            sizes.append(len(near))
    print(
        f"Candidates   recall {statistics.mean(found):.4f} for {len(found):,} copies with a mate,"
        f" {statistics.mean(sizes):.0f} candidates each (at most {max(sizes)}) among {count:,}"
    )


def _emergent() -> list[Row]:
    with gzip.open(EMERGENT, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _flat(grouper: Grouper) -> dict[str, str]:
    return {id_: story for story, ids in grouper.stories().items() for id_ in ids}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--docs", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=28)
    parser.add_argument("--minhash", type=int, default=2_000, help="documents for MinHash")
    parser.add_argument("--among", type=int, default=40_000, help="documents to find copies in")
    options = parser.parse_args()
    run_stream(stream(options.docs, days=options.days))
    run_minhash(islice(stream(options.docs, days=options.days), options.minhash))
    if not EMERGENT.exists():
        print("Emergent     not measured: ../shared/bench is not here")
        return
    rows = _emergent()
    run_emergent(rows)
    run_blocks(rows)
    run_recall(rows, islice(stream(options.among, days=28), max(0, options.among - len(rows))))


if __name__ == "__main__":
    main()
