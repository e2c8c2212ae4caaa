"""The only place that knows SQL: records, misses and runs in SQLite, one `.txt` per copy."""

from scraper.store.disk import Disk
from scraper.store.identity import own_canonical
from scraper.store.lock import hold
from scraper.store.model import (
    DisagreementRow,
    Filed,
    FingerprintRow,
    Hit,
    Mended,
    MissRow,
    PageRow,
    RelationRow,
    RunCounts,
    RunRow,
    Said,
    SourceRow,
    State,
    StoryRow,
    Totals,
    Undone,
    Version,
    YieldAlarm,
)
from scraper.store.store import Store

__all__ = [
    "DisagreementRow",
    "Disk",
    "Filed",
    "FingerprintRow",
    "Hit",
    "Mended",
    "MissRow",
    "PageRow",
    "RelationRow",
    "RunCounts",
    "RunRow",
    "Said",
    "SourceRow",
    "State",
    "Store",
    "StoryRow",
    "Totals",
    "Undone",
    "Version",
    "YieldAlarm",
    "hold",
    "own_canonical",
]
