"""The only place that knows SQL: records, misses and runs in SQLite, one `.txt` per copy."""

from scraper.store.model import (
    Filed,
    Fingerprint,
    MissRow,
    RunCounts,
    RunRow,
    State,
    StoryRow,
)
from scraper.store.store import Store

__all__ = [
    "Filed",
    "Fingerprint",
    "MissRow",
    "RunCounts",
    "RunRow",
    "State",
    "Store",
    "StoryRow",
]
