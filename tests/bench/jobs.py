"""What children are worth: `python -m tests.bench.jobs BENCH [--jobs N]`.

Pages of `wcxb-dev-articles` lie in a store's archive and are filed in it; `reread` reads all of
them again, in this process and in N children, in turn. Printed is how many times faster the
children are, wall clock by wall clock, for reading alone and for the whole of `reread`: the rest of
it, filing above all, is the parent's either way. Other work on the machine spoils the figures.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import logging
import os
import sys
import tempfile
import time
from contextlib import aclosing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.fetch import Archive
from scraper.model import Page, now
from scraper.read import Context, SiteMemory
from scraper.readers import IN_A_THREAD, ahead
from scraper.reading_apart import ReadersApart
from scraper.rereading import reread
from scraper.store import Store

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from scraper.model import Article, Miss
    from scraper.read import Reading
    from scraper.readers import Readers
    from scraper.store import Filed

PAGES, ROUNDS = 300, 3


class Silent:
    def known(self, url: str) -> None: ...
    def missed(self, miss: Miss) -> None: ...
    def filed(self, article: Article, filed: Filed) -> None: ...


def pages_of(folder: Path) -> list[Page]:
    """The labelled pages, as if they had been fetched."""
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        return [
            Page.from_html(
                gzip.decompress((folder / truth["file"]).read_bytes()),
                url=f"https://{truth['host']}/{truth['id']}",
                fetched=now(),
            )
            for truth in map(json.loads, lines)
        ]


def fill(folder: Path, pages: list[Page]) -> None:
    """A store that has archived the pages and holds no record of them."""
    with (
        Store(folder) as store,
        Archive(folder / "archive", started=now(), software="bench") as archive,
        store.batch(),
    ):
        for page in pages:
            at = archive.add(page)
            name = f"archive/{at.file}"
            store.pages.add(page, archive=name, place=at.offset, length=at.length)


def read_all(pages: list[Page], readers: Readers) -> float:
    """Seconds for reading the pages, filed nowhere."""

    async def work() -> None:
        async def one(page: Page) -> Reading:
            return await readers.read(page, Context(memory=SiteMemory()))

        async with aclosing(ahead(pages, one, depth=readers.depth)) as stream:
            async for _ in stream:
                pass

    start = time.perf_counter()
    asyncio.run(work())
    return time.perf_counter() - start


def reread_all(folder: Path, readers: Readers) -> tuple[float, list[str]]:
    """Seconds for `reread`, and the texts that are filed then."""
    with Store(folder) as store:
        start = time.perf_counter()
        asyncio.run(reread(store, Silent(), readers=readers))
        spent = time.perf_counter() - start
        return spent, [record.copy.article.text for record in store.records()]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    pages = pages_of(options.bench / "wcxb-dev-articles")[:PAGES]
    reading, whole = [0.0, 0.0], [0.0, 0.0]
    texts: list[list[str]] = [[], []]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder, pages)
        reread_all(folder, IN_A_THREAD)
        for at in (0, 1) * ROUNDS:
            made: AbstractContextManager[Readers] = (
                ReadersApart(options.jobs) if at else nullcontext(IN_A_THREAD)
            )
            with made as readers:
                read_all(pages[:50], readers)  # models, rules and trafilatura are loaded
                reading[at] += read_all(pages, readers)
                spent, texts[at] = reread_all(folder, readers)
                whole[at] += spent
    assert texts[0] == texts[1]
    print(f"{len(pages)} pages, {options.jobs} children, {os.cpu_count()} cores")
    print(f"  reading alone  {reading[0] / reading[1]:.2f} times as fast as in this process")
    print(f"  reread         {whole[0] / whole[1]:.2f} times", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
