from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from scraper.manners import closed_sites
from scraper.model import Miss, Reason
from scraper.store import Store

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_site_is_closed_as_long_as_the_last_of_its_answers_said(tmp_path: Path) -> None:
    later = Reason.RETRY_LATER
    misses = [
        (Miss("https://www.daily.example/a", later, retry_at=NOON + HOUR), NOON),
        (Miss("https://m.daily.example/b", later, retry_at=NOON + 3 * HOUR), NOON),
        (Miss("https://www.daily.example/c", later, retry_at=NOON + 2 * HOUR), NOON),
        (Miss("https://over.example/a", later, retry_at=NOON - HOUR), NOON - 2 * HOUR),
        (Miss("https://vague.example/a", later), NOON),
        (Miss("https://slow.example/a", Reason.TIMEOUT, retry_at=NOON + HOUR), NOON),
    ]
    with Store(tmp_path / "s") as store:
        for miss, at in misses:
            store.miss(miss, at=at)
        assert closed_sites(store, now=NOON) == {"daily.example": NOON + 3 * HOUR}
        assert closed_sites(store, now=NOON + 4 * HOUR) == {}
