"""What a site asked of one run holds for the next, too."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.domain import registrable_domain
from scraper.model import Reason

if TYPE_CHECKING:
    from datetime import datetime

    from scraper.store import Store

__all__ = ["closed_sites"]

# No site is obeyed for longer than a day (`scraper.fetch.pace`).
LONGEST = timedelta(days=1)


def closed_sites(store: Store, *, now: datetime) -> dict[str, datetime]:
    """The sites (registrable domains) that asked to be left alone, and until when."""
    closed: dict[str, datetime] = {}
    for row in store.misses(reason=Reason.RETRY_LATER, since=now - LONGEST):
        until = row.miss.retry_at
        if until is not None and until > now:
            site = registrable_domain(urlsplit(row.miss.url).hostname or "")
            closed[site] = max(until, closed.get(site, until))
    return closed
