"""What can be exported is one table: a format, what it holds, and the function that writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.model import Story
from scraper.store.exports import (
    write_csv,
    write_jsonl,
    write_jsonl_zst,
    write_parquet,
    write_stories,
    write_tree,
)
from scraper.stories import contradictions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from scraper.model import Copy, Record
    from scraper.store import Store
    from scraper.stories import Contradiction, Span

__all__ = ["FORMATS", "Format", "Narrowing"]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which records are wanted: those of one story (by its full id), of a site, changed since."""

    story: str | None = None
    site: str | None = None
    since: datetime | None = None

    def records(self, store: Store) -> Iterator[Record]:
        """The records in the order of filing, in constant memory."""
        return store.records(story=self.story, site=self.site, since=self.since)

    def stories(self, store: Store) -> Iterator[str]:
        """The ids of the stories that have such a record."""
        for row in store.stories(site=self.site, since=self.since):
            if self.story in {None, row.id}:
                yield row.id


@dataclass(frozen=True, slots=True)
class Format:
    """`write` takes what is wanted of a store to a path and gives the number of `unit`s written.

    It raises StoreError where that cannot be written, UsageError where a library is missing.
    """

    what: str
    unit: tuple[str, str]
    write: Callable[[Store, Narrowing, Path], int]


def _of_records(
    write: Callable[[Iterable[Record], Path], int],
) -> Callable[[Store, Narrowing, Path], int]:
    return lambda store, narrowing, path: write(narrowing.records(store), path)


def _write_stories(store: Store, narrowing: Narrowing, path: Path) -> int:
    return write_stories(store, narrowing.stories(store), path)


def _write_disagreements(store: Store, narrowing: Narrowing, path: Path) -> int:
    rows = (row for story_id in narrowing.stories(store) for row in _disagreements(store, story_id))
    return write_csv(_COLUMNS, rows, path)


def _disagreements(store: Store, story_id: str) -> Iterator[tuple[object, ...]]:
    """Each point on which the copy to read and another one disagree, both said in full."""
    row = store.story(story_id)
    copies = {record.copy.id: record.copy for record in store.records(story=story_id)}
    if row is None or len(copies) < 2:  # noqa: PLR2004 - it takes two to disagree
        return
    longest = max(copies.values(), key=lambda copy: len(copy.article.text))
    canonical = row.canonical if row.canonical in copies else longest.id
    for found in contradictions(Story(row.id, tuple(copies.values()), canonical)):
        yield (row.id, row.title, *_cells(found, copies))


def _cells(found: Contradiction, copies: dict[str, Copy]) -> Iterator[object]:
    point = found.point
    yield from (str(point.kind), str(point.tier), f"{point.match:.2f}")
    for name, said in ((found.a, point.a), (found.b, point.b)):
        article = copies[name].article
        yield from (name, article.site, article.url, said.words, _said(said.sentence, article.text))


def _said(sentence: Span, text: str) -> str:
    return " ".join(sentence.of(text).split())


_COLUMNS = (
    *("story", "title", "kind", "tier", "match"),
    *("record_a", "site_a", "url_a", "words_a", "sentence_a"),
    *("record_b", "site_b", "url_b", "words_b", "sentence_b"),
)
_RECORDS = ("record", "records")
FORMATS = {
    "jsonl": Format("one record a line, flat", _RECORDS, _of_records(write_jsonl)),
    "jsonl.zst": Format("the same, compressed", _RECORDS, _of_records(write_jsonl_zst)),
    "parquet": Format("the same as columns", _RECORDS, _of_records(write_parquet)),
    "txt": Format("a folder per story, a text per copy", _RECORDS, _of_records(write_tree)),
    "stories": Format("a text per story: the copy to read", ("story", "stories"), _write_stories),
    "csv": Format(
        "where copies of a story disagree",
        ("disagreement", "disagreements"),
        _write_disagreements,
    ),
}
