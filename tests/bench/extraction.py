"""Compare our reader with trafilatura: `python -m tests.bench.extraction BENCH [FOLDER ...]`.

Both read each page in turn in one process. Of ours there are two texts: the body as the reader
found it, and the article as it is filed, judged and cleaned (a refused page counts as empty). Cost
is CPU time as a share of `trafilatura.extract(html, include_comments=False)`: ours from bytes to a
cleaned article with its metadata, verdict and second opinions. Both read the first page once before
the clock runs, since both make their tables then. `PREDICTIONS` is a folder for the
texts, if given. Pages of the folders that the model was trained on flatter it: their honest figures
are those of `python -m tests.train.train BENCH --cv`, which prints the same table.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import trafilatura

from scraper.model import Miss, Page
from scraper.read import Context, read
from scraper.read.charset import decode_bytes
from tests.bench.metrics import score

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scraper.read.scorer import Scorer

__all__ = ["measure"]

FOLDERS = ("aeb", "fundus-dev", "wcxb-dev-articles")


@dataclass(slots=True)
class Run:
    """What both made of the pages of a folder; `spent` has seconds of CPU, ours and theirs."""

    truths: list[dict[str, Any]] = field(default_factory=list)
    theirs: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)
    spent: dict[str, tuple[float, float]] = field(default_factory=dict)
    readers: dict[str, str] = field(default_factory=dict)


def measure(folder: Path, scorer: Callable[[Mapping[str, Any]], Scorer | None]) -> Run:
    """Read a folder's pages and print its table; `scorer` gives the model for a page's host."""
    run = Run()
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        run.truths = [json.loads(line) for line in lines]
    for truth in (run.truths[0], *run.truths):
        raw = gzip.decompress((folder / truth["file"]).read_bytes())
        html = decode_bytes(raw) or ""
        context = Context(scorer=scorer(truth))
        page = Page.from_html(raw, url=truth["url"] or "")
        start = time.process_time()
        article = read(page, context)
        between = time.process_time()
        other = trafilatura.extract(html, include_comments=False)
        name = truth["id"]
        run.spent[name] = (between - start, time.process_time() - between)
        run.theirs[name] = other or ""
        if isinstance(article, Miss):
            run.readers[name] = f"refused: {article.reason}"
            run.bodies[name] = run.articles[name] = ""
        else:
            run.readers[name] = article.reader
            run.bodies[name], run.articles[name] = article.body.original, article.text
    _print(folder.name, run)
    return run


def _print(name: str, run: Run) -> None:
    ours, theirs = (sum(column) for column in zip(*run.spent.values(), strict=True))
    middle = median(mine / other for mine, other in run.spent.values() if other)
    print(f"{name}: {len(run.truths)} pages, read by {dict(Counter(run.readers.values()))}")
    print(f"  trafilatura {version('trafilatura')}  {score(run.truths, run.theirs)}  cost 1")
    print(f"  copydesk, body     {score(run.truths, run.bodies)}")
    print(f"  copydesk, article  {score(run.truths, run.articles)}", end="  ")
    print(f"cost mean {ours / theirs:.3f} median {middle:.3f}")
    print(f"  trafilatura {1000 * theirs / len(run.truths):.1f} ms a page", flush=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("folders", nargs="*", default=FOLDERS)
    parser.add_argument("--predictions", type=Path)
    options = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    for folder in options.folders:
        run = measure(options.bench / folder, lambda _: None)
        if options.predictions:
            rows = (json.dumps({"id": key, "text": text}) for key, text in run.articles.items())
            path = options.predictions / f"{folder}.jsonl"
            path.write_text("\n".join(rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
