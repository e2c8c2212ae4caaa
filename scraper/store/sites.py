"""What many pages of one site tell: the lines they share, and how much text they usually give."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from scraper.model import Reason
from scraper.store import queries
from scraper.store.encode import storable
from scraper.store.model import YieldAlarm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.store.database import Database
    from scraper.store.session import Session


class Sites:
    """An index of lines and a diary of yields, both by site."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._added = False

    def add_lines(self, site: str, record_id: str, lines: Iterable[str]) -> None:
        """Note that a record of this site holds these (masked) lines. Saying it twice is once.

        Of each line the store remembers up to five records of different stories, which is enough
        to tell "in four others" of each of them, and keeps the index small.
        """
        self._added = True
        with self._session.batch() as db:
            for line in frozenset(lines):
                db.run(
                    queries.ADD_LINE,
                    {
                        "site": storable(site),
                        "line": _hash(line),
                        "record": record_id,
                        "most": _MOST_STORIES,
                    },
                )

    def lines(self, site: str, lines: Iterable[str], *, besides: str = "") -> dict[str, int]:
        """In how many stories of the site, besides this one, each line was seen: 1 to 5.

        Lines that were seen in none are left out.
        """
        seen = {}
        for line in frozenset(lines):
            values = {"site": storable(site), "line": _hash(line), "besides": storable(besides)}
            if stories := self._session.db.the(queries.COUNT_LINE, values)["stories"]:
                seen[line] = int(stories)
        return seen

    def forget_lines(self, *, most: int = 50_000) -> int:
        """Keep at most this many lines of each site: those in several records, then the latest.

        `Store.end_run` does it; where nothing was added since the last time, nothing is looked at.
        """
        if not self._added:
            return 0
        self._added = False
        with self._session.batch() as db:
            return sum(
                db.run(queries.FORGET_LINES, {"site": row["site"], "most": most})
                for row in db.rows(queries.LONG_SITES, (most,))
            )

    def alarms(self, run: int) -> list[YieldAlarm]:
        """The sites of this run that lately gave less than half of their usual text per page.

        A page is one that was filed, or answered for the first time and held no article. Lately is
        this run, with as many before it as make 3 pages; `usual` is the mean of the 30 runs before
        that in which the site gave anything. Silent where that is less than 5 pages.
        """
        found = []
        for site in self._session.db.rows(queries.YIELDING, (run,)):
            rows = self._session.db.rows(queries.YIELDS, (site["site"], run, _MOST_RUNS))
            alarm = _alarm(site["site"], [Yield(**dict(row)) for row in rows])
            found += [alarm] if alarm else []
        return found


def tally(db: Database, run: int | None, site: str, *, article: str | None) -> None:
    """Enter a page of a site into the diary, within a transaction: its text, or None."""
    if run is not None and site:
        values = {
            "run": run,
            "site": site,
            "articles": int(article is not None),
            "chars": len(article or ""),
        }
        db.run(queries.TALLY, values)


@dataclass(frozen=True, slots=True)
class Yield:
    """What the pages of one site gave."""

    pages: int = 0
    articles: int = 0
    chars: int = 0

    def __add__(self, other: Yield) -> Yield:
        return Yield(
            self.pages + other.pages, self.articles + other.articles, self.chars + other.chars
        )


def _alarm(site: str, runs: Sequence[Yield]) -> YieldAlarm | None:
    """Whether the latest of a site's runs, which come first, gave little against those before."""
    lately, rest = Yield(), list(runs)
    while rest and lately.pages < _LEAST_PAGES:
        lately += rest.pop(0)
    before = sum(rest[:_USUAL_RUNS], Yield())
    if lately.pages < _LEAST_PAGES or before.pages < _LEAST_BEFORE:
        return None
    if lately.chars * 2 * before.pages >= before.chars * lately.pages:
        return None
    return YieldAlarm(
        site,
        lately.pages,
        lately.articles,
        lately.chars // lately.pages,
        before.chars // before.pages,
    )


def _hash(line: str) -> int:
    digest = blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


_MOST_STORIES = 5
_LEAST_PAGES = 3
_LEAST_BEFORE = 5
_USUAL_RUNS = 30  # most of a day, at two an hour
_MOST_RUNS = _USUAL_RUNS + _LEAST_PAGES
ANSWERED = frozenset(  # by a page that should have held an article
    {
        Reason.BLOCKED,
        Reason.BOT_WALL,
        Reason.CONSENT_WALL,
        Reason.EMPTY,
        Reason.ERROR_PAGE,
        Reason.HTTP_STATUS,
        Reason.NOT_ARTICLE,
        Reason.PAYWALL,
    }
)
