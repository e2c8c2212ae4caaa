"""Compare our reader with trafilatura: `python -m tests.bench.extraction BENCH [FOLDER ...]`.

Both read each page in turn in one process; cost is CPU time, ours including parsing, metadata and
body, as a share of `trafilatura.extract(html, include_comments=False)`. `PREDICTIONS` is a folder
for the texts, if given. Pages of the folders that the model was trained on flatter it: their honest
figures are those of `python -m tests.train.train BENCH --cv`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import sys
import time
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from statistics import mean, median

import trafilatura

from scraper.read.body import read_body
from scraper.read.charset import decode_bytes
from scraper.read.metadata import read_metadata
from scraper.read.parse import parse_html
from tests.bench.metrics import score


def measure(folder: Path, predictions: Path | None) -> None:
    """Print the two rows of one folder's table."""
    ours: dict[str, str] = {}
    theirs: dict[str, str] = {}
    spent: list[tuple[float, float]] = []
    readers: Counter[str] = Counter()
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        truths = [json.loads(line) for line in lines]
    for truth in truths:
        html = decode_bytes(gzip.decompress((folder / truth["file"]).read_bytes())) or ""
        start = time.process_time()
        tree = parse_html(html)
        body = read_body(html, tree, read_metadata(tree, url=truth["url"] or ""))
        between = time.process_time()
        other = trafilatura.extract(html, include_comments=False)
        spent.append((between - start, time.process_time() - between))
        ours[truth["id"]], theirs[truth["id"]] = body.text, other or ""
        readers[body.reader] += 1
    print(f"{folder.name}: {len(truths)} pages, read by {dict(readers)}")
    print(f"  trafilatura {version('trafilatura')}  {score(truths, theirs)}  cost 1")
    share = sum(a for a, _ in spent) / sum(b for _, b in spent)
    middle = median(a / b for a, b in spent if b)
    print(f"  copydesk           {score(truths, ours)}  cost mean {share:.3f} median {middle:.3f}")
    print(f"  trafilatura {1000 * mean(b for _, b in spent):.1f} ms a page", flush=True)
    if predictions:
        rows = (json.dumps({"id": key, "text": text}) for key, text in ours.items())
        (predictions / f"{folder.name}.jsonl").write_text("\n".join(rows), encoding="utf-8")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("folders", nargs="*", default=["aeb", "fundus-dev", "wcxb-dev-articles"])
    parser.add_argument("--predictions", type=Path)
    options = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    for folder in options.folders:
        measure(options.bench / folder, options.predictions)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
