"""Where things come from: the sources that name pages, and the pages as they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.store import queries
from scraper.store.encode import moment, stamp, storable
from scraper.store.model import PageRow, SourceRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from scraper.model import Page
    from scraper.store.session import Session


class Sources:
    """The feeds, sitemaps and sites that are asked again and again, and how that went."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, source: SourceRow) -> None:
        """Keep what is known of a source now, instead of what was."""
        with self._session.batch() as db:
            db.run(
                queries.PUT_SOURCE,
                {
                    "url": storable(source.url),
                    "kind": storable(source.kind),
                    "checked": stamp(source.checked),
                    "outcome": storable(source.outcome),
                    "failures": source.failures,
                    "etag": storable(source.etag),
                    "last_modified": storable(source.last_modified),
                    "links": source.links,
                    "new": source.new,
                    "interval": source.interval,
                },
            )

    def get(self, url: str) -> SourceRow | None:
        """A source, if it was ever asked."""
        row = self._session.db.row(queries.SOURCE, (storable(url),))
        return None if row is None else _source_of(row)

    def all(self) -> list[SourceRow]:
        """Every source that was ever asked, by URL."""
        return [_source_of(row) for row in self._session.db.rows(queries.SOURCES)]


class Pages:
    """Raw pages: what came, when, and where it lies in the archive."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, page: Page, *, archive: str = "", place: int = 0, length: int = 0) -> None:
        """Note a page. `archive` is the WARC file, `place` and `length` are bytes in it.

        The same bytes from the same URL are noted once, and lie where they were archived first.
        What the answer said of its version is kept by the URL that was asked for.
        """
        etag, modified = (page.headers.get(name, "") for name in ("etag", "last-modified"))
        with self._session.batch() as db:
            asked = storable(page.requested or page.url)
            db.run(queries.PUT_VALIDATORS, (asked, storable(etag), storable(modified)))
            db.run(
                queries.ADD_PAGE,
                {
                    "url": storable(page.url),
                    "requested": storable(page.requested),
                    "fetched": stamp(page.fetched),
                    "status": page.status,
                    "content_type": storable(page.content_type),
                    "size": len(page.body),
                    "sha256": page.sha256,
                    "archive": storable(archive),
                    "place": place,
                    "length": length,
                },
            )

    def of(self, url_or_sha256: str) -> list[PageRow]:
        """The pages that came from a URL, or that had these bytes, oldest first."""
        rows = self._session.db.rows(queries.PAGES, {"key": storable(url_or_sha256)})
        return list(map(_page_of, rows))

    def archived(self) -> Iterator[PageRow]:
        """The last archived page of each URL, in the order of their coming."""
        for row in self._session.paged(queries.ARCHIVED, {}):
            yield _page_of(row)

    def validators(self, url: str) -> tuple[str, str]:
        """The ETag and the Last-Modified that the last page asked for at this URL had, or ''."""
        row = self._session.db.row(queries.VALIDATORS, (storable(url),))
        return ("", "") if row is None else (row["etag"], row["last_modified"])


def _page_of(row: Mapping[str, Any]) -> PageRow:
    values = {name: row[name] for name in row.keys() if name != "number"}  # noqa: SIM118 - a Row
    return PageRow(**{**values, "fetched": moment(row["fetched"])})


def _source_of(row: Mapping[str, Any]) -> SourceRow:
    return SourceRow(**{**dict(row), "checked": moment(row["checked"])})
