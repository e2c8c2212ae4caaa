"""A URL is waiting, taken, or gone because it was filed or missed; a kill loses none."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.model import Link
from scraper.store import queries
from scraper.store.encode import moment, stamp, storable, time_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from scraper.model import Reason
    from scraper.store.session import Session


class Frontier:
    """What is still to be fetched.

    add, retry → waiting → take → taken → Store.file, Store.miss, drop → gone
                    ↑                │
                    └── start_run ───┘   what a killed run had taken
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, links: Iterable[Link], *, at: datetime, again: bool = False) -> int:
        """Enter the links that are new, and give their number.

        Left out: what is here already and, unless wanted `again`, what is not due.
        """
        with self._session.batch() as db:
            return sum(
                db.run(
                    queries.ADD_LINK,
                    {
                        "url": storable(link.url),
                        "found_in": storable(link.found_in),
                        "title": storable(link.title),
                        "published": stamp(link.published),
                        "at": stamp(at),
                    },
                )
                for link in links
                if again or self.is_due(link.url, at=at)
            )

    def is_due(self, url: str, *, at: datetime) -> bool:
        """Whether a URL is worth fetching: not filed, and not missed a short time ago.

        What was missed is due at its `retry_at`, or else an hour after the first try, then two,
        four, up to 30 days.
        """
        return self._is_due(storable(url), at)

    def retry(self, *, at: datetime, reason: Reason | None = None) -> int:
        """Enter what was missed, for this reason or any, and give the number; due or not."""
        with self._session.batch() as db:
            return db.run(queries.RETRY, {"reason": reason, "at": stamp(at)})

    def take(self, most: int) -> list[Link]:
        """Up to `most` links to fetch now, those first that have waited longest."""
        with self._session.batch() as db:
            rows = db.rows(queries.WAITING, (most,))
            db.run_all(queries.TAKE, ((row["url"],) for row in rows))
        return [
            Link(row["url"], row["found_in"], row["title"], moment(row["published"]))
            for row in rows
        ]

    def release(self) -> int:
        """Let everything that was taken wait again, and give its number."""
        with self._session.batch() as db:
            return db.run(queries.RELEASE)

    def drop(self, url: str) -> None:
        """Give up a URL that shall be neither filed nor missed."""
        with self._session.batch() as db:
            db.run(queries.DROP_LINK, (storable(url),))

    def waiting(self) -> int:
        """How many links wait; those that are taken do not count."""
        return int(self._session.db.the(queries.COUNT_WAITING)["waiting"])

    def unfinished(self) -> int:
        """How many links are taken; while no run is going on, a killed one has left them."""
        return int(self._session.db.the(queries.COUNT_TAKEN)["taken"])

    def _is_due(self, url: str, at: datetime) -> bool:
        db = self._session.db
        if db.row(queries.RECORD_OF_URL, (url,)):
            return False
        miss = db.row(queries.MISS, (url,))
        if miss is None:
            return True
        last = time_of(miss["last_at"])
        if last > at:  # the clock was ahead then; what it said is no reason to wait
            return True
        wait = min(_FIRST_WAIT * 2 ** min(miss["tries"] - 1, _MOST_DOUBLINGS), _LONGEST_WAIT)
        return at >= (moment(miss["retry_at"]) or last + wait)


_FIRST_WAIT = timedelta(hours=1)
_LONGEST_WAIT = timedelta(days=30)
_MOST_DOUBLINGS = 10
