"""Text files for people and for programs that know nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.errors import StoreError
from scraper.store.disk import Disk, inside, put
from scraper.store.encode import file_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scraper.model import Record
    from scraper.store.reading import Reading


def write_tree(records: Iterable[Record], folder: Path) -> int:
    """One file per copy in one folder per story, named as in the store; the answer is their number.

    Raises:
        StoreError: a file cannot be written; those before it are whole.

    """
    return _write_all(
        ((record.path.partition("/")[2], record.copy.article.text) for record in records), folder
    )


def write_stories(store: Reading, stories: Iterable[str], folder: Path) -> int:
    """One file per story: its canonical copy, or its longest where none was chosen.

    Raises:
        StoreError: a file cannot be written; those before it are whole.

    """
    wanted = frozenset(stories)
    rows = (story for story in store.stories() if story.id in wanted)
    return _write_all(
        ((f"{row.folder}.txt", _text_of(store, row.id, row.canonical)) for row in rows), folder
    )


def _text_of(store: Reading, story_id: str, canonical: str) -> str:
    chosen = store.record(canonical) if canonical else None
    if chosen is not None:
        return chosen.copy.article.text
    texts = (record.copy.article.text for record in store.records(story=story_id))
    return max(texts, key=len, default="")


def _write_all(files: Iterable[tuple[str, str]], folder: Path) -> int:
    disk, aside, count = Disk(), folder / ".part", 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for count, (name, text) in enumerate(files, 1):  # noqa: B007 - the count is the answer
            put(disk, inside(folder, name), file_bytes(text), aside=aside)
    except OSError as error:
        raise StoreError(f"cannot write into {folder}: {error.strerror or error}") from error
    return count
