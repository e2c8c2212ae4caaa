"""What was fetched once is read again from the archive: same bytes, same rules, same record."""

from __future__ import annotations

import io
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cleaners import RULES
from scraper.find import read_warc
from scraper.line import Line
from scraper.model import Miss, Page, Reason
from scraper.readers import IN_A_THREAD, ahead
from scraper.store import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cleaners import Rule
    from scraper.read import Reading
    from scraper.readers import Readers
    from scraper.store import PageRow, Store
    from scraper.summary import Watcher

__all__ = ["Reread", "load", "reread"]


@dataclass(slots=True)
class Reread:
    """What reading again came to.

    `pages` were read; `changed` and `new` are records; `refused` are filed copies whose page is
    now held to be no article (they stay as they are), `lost` pages that the archive does not give
    back; `unarchived` counts the records that did not come from the archive.
    """

    pages: int = 0
    changed: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    refused: list[Miss] = field(default_factory=list)
    lost: list[Miss] = field(default_factory=list)
    unarchived: int = 0


async def reread(
    store: Store,
    watcher: Watcher,
    rules: Sequence[Rule] = RULES,
    *,
    readers: Readers = IN_A_THREAD,
) -> Reread:
    """Read and clean every archived page again; nothing is fetched.

    A record is read from the page that it was made of, so that nothing changes unless the rules
    did, or what is known of a site's lines. A page that gave no article gets another chance. The
    later pages of an article are those that were archived with it.
    """
    line = Line(store, watcher, rules, since=datetime.min.replace(tzinfo=UTC), readers=readers)
    done = Reread()

    async def alone(item: tuple[bool, PageRow]) -> tuple[Page | Miss, Reading | None]:
        page = load(store.folder, item[1])
        return page, None if isinstance(page, Miss) else await line.reading.alone(page)

    async def more(url: str) -> Page | Miss:
        rows = [row for row in store.pages.of(url) if row.archive]
        return load(store.folder, rows[-1]) if rows else Miss(url, Reason.CONNECT, "not archived")

    rows = _rows(store, line, done)
    async with aclosing(ahead(rows, alone, depth=line.reading.depth)) as stream:
        async for (filed, row), (page, reading) in stream:
            if isinstance(page, Miss):
                done.lost.append(page)
                continue
            if not filed and _is_filed(line, row):
                continue  # a page read since then is the same, or has this one as its second
            done.pages += 1
            whole = await line.reading.whole(page, more=more, alone=reading)
            result = whole.result
            if not isinstance(result, Miss):
                line.count(result, line.file(result, row.requested, (page, *whole.later)))
            elif filed:
                done.refused.append(result)
    line.clean_again()
    line.settle()
    store.refresh_search()
    done.changed = list(dict.fromkeys(line.of(State.CHANGED)))
    done.new = list(dict.fromkeys(line.of(State.NEW)))
    return done


def load(folder: Path, row: PageRow) -> Page | Miss:
    """An archived page as it came, from the store's `folder`."""
    try:
        with (folder / row.archive).open("rb") as file:
            file.seek(row.place)
            record = file.read(row.length)
    except OSError as error:
        return Miss(row.url, Reason.CONNECT, f"{row.archive}: cannot read: {error.strerror}")
    page = next(read_warc(io.BytesIO(record), max_bytes=max(row.size, 1)), None)
    if not isinstance(page, Page) or page.sha256 != row.sha256:
        return Miss(row.url, Reason.DECODE, f"{row.archive}: not this page at byte {row.place}")
    return replace(page, requested=row.requested, fetched=row.fetched)


def _rows(store: Store, line: Line, done: Reread) -> Iterator[tuple[bool, PageRow]]:
    """The pages that records were made of, then those that none was made of."""
    for record in store.records():
        rows = [row for row in store.pages.of(record.copy.article.sha256) if row.archive]
        own = [row for row in rows if row.url == record.copy.article.url]
        if rows:
            yield True, (own or rows)[0]
        else:
            done.unarchived += 1
    for row in store.pages.archived():
        if not _is_filed(line, row):
            yield False, row


def _is_filed(line: Line, row: PageRow) -> bool:
    return line.record(row.url) is not None or line.record(row.requested) is not None
