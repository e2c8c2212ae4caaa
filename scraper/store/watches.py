"""Of a story that is followed the store knows the copy to compare with, and what is no copy."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.store import queries
from scraper.store.encode import stamp, storable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from scraper.store.session import Session


class Watches:
    """The stories that are followed, by the words or the URL that the desk has for them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, story: str) -> str | None:
        """The id of the record that copies of the story are compared with, if there is one."""
        row = self._session.db.row(queries.WATCHED, (storable(story),))
        return row["record"] if row else None

    def let_go(self, story: str) -> frozenset[str]:
        """The canonical URLs that were fetched for the story and are no copies of it."""
        rows = self._session.db.rows(queries.LET_GO, (storable(story),))
        return frozenset(row["url"] for row in rows)

    def looked(
        self, story: str, *, at: datetime, record_id: str | None, let_go: Iterable[str]
    ) -> None:
        """Note that copies of a story were looked for, and which pages turned out to be none.

        What was let go two months ago is forgotten: no source lists it any more.
        """
        name = storable(story)
        with self._session.batch() as db:
            db.run(queries.PUT_WATCH, {"story": name, "record": record_id, "at": stamp(at)})
            db.run_all(queries.LET_IT_GO, ((name, storable(url), stamp(at)) for url in let_go))
            db.run(queries.FORGET_LET_GO, (name, stamp(at - _LONG)))


_LONG = timedelta(days=60)
