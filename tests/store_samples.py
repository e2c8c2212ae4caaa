"""Invented articles for the store's tests, and a look at what a store holds on the disk."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cleaners.model import Cleaned, Kind, Removal
from scraper.model import Article

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 10, 18, 12, 0, tzinfo=UTC)
STORY_TEXT = (
    "Gulls watched the harbour bridge swing open again on Monday.\n\n"
    "The keeper, Ada Quill, said it had rested for nine weeks.\n\n"
    "Sign up for our harbour letter!"
)


def article(url: str = "https://daily.example/bridge", **changes: object) -> Article:
    """One copy with a removal, a note and everything else a copy can have."""
    start = STORY_TEXT.index("\n\nSign up")
    fields: dict[str, object] = {
        "url": url,
        "body": Cleaned(
            STORY_TEXT,
            removals=(Removal(start, len(STORY_TEXT), "letter", Kind.SUBSCRIBE, "harbour"),),
            notes=(Removal(0, 5, "gulls", Kind.CORRECTION),),
            flags=("short",),
        ),
        "title": "Harbour bridge reopens",
        "site": "daily.example",
        "byline": ("Ada Quill", "Søren «B» Øk"),
        "agency": "Kelp Wire",
        "published": NOON,
        "modified": NOON,
        "language": "en",
        "description": "It swings.",
        "fetched": NOON,
        "sha256": "ab" * 32,
        "reader": "own",
        "reader_why": "it knew the keeper",
        "confidence": 0.875,
        "section": "Harbour",
        "licence": "https://licence.example/by/4.0",
        "free": False,
        "captions": ("The bridge, open.",),
    }
    return Article(**(fields | changes))  # type: ignore[arg-type]  # a test names the fields it changes


def plain(text: str, *, url: str, title: str = "", site: str = "") -> Article:
    """One copy with nothing cut from it."""
    return Article(url, Cleaned(text), title=title, site=site)


def texts(folder: Path) -> dict[str, str]:
    """Every file below `texts/`, by its path relative to the store."""
    return {
        str(path.relative_to(folder)): path.read_bytes().decode()
        for path in (folder / "texts").rglob("*")
        if path.is_file()
    }
