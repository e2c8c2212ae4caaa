"""Common Crawl keeps the news of each month in files named after the time they were begun. Pure.

Each month's folder has a list, `warc.paths.gz`, of files of about 1 GB, named such as
`CC-NEWS-20260304050607-01234.warc.gz` (https://commoncrawl.org/blog/news-dataset-available).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scraper.model import Miss, Reason

if TYPE_CHECKING:
    from scraper.model import Page

__all__ = ["COMMON_CRAWL", "archives_of", "cc_news_paths"]

COMMON_CRAWL = "https://data.commoncrawl.org/"
FIRST = (2016, 8)  # when the collection begins


def cc_news_paths(start: datetime, end: datetime, *, home: str = COMMON_CRAWL) -> tuple[str, ...]:
    """The lists of the news archives, one URL per month from `start` to `end`."""
    months = []
    year, month = max(FIRST, (start.year, start.month))
    while (year, month) <= (end.year, end.month):
        months.append(f"{home}crawl-data/CC-NEWS/{year}/{month:02}/warc.paths.gz")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 - months
    return tuple(months)


def archives_of(
    lists: Page, start: datetime, end: datetime, *, home: str = COMMON_CRAWL
) -> tuple[str, ...] | Miss:
    """The URLs of the files in one month's list (unpacked) that may hold pages of the time span.

    A file holds what was fetched from the time in its name to that in the next one's, so the last
    one that was begun before `start` is among them.
    """
    lines = lists.body.decode("ascii", "replace").split()
    files = sorted(
        (datetime.strptime(match[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC), match[0])
        for match in map(_FILE.fullmatch, lines)
        if match
    )
    if not files:
        return Miss(lists.url, Reason.WRONG_TYPE, "no list of news archives", lists.status)
    followers = [*(began for began, _ in files[1:]), datetime.max.replace(tzinfo=UTC)]
    return tuple(
        home + path
        for (began, path), ended in zip(files, followers, strict=True)
        if began <= end and ended > start
    )


_FILE = re.compile(r"crawl-data/CC-NEWS/\d{4}/\d\d/CC-NEWS-(\d{14})-\d+\.warc\.gz")
