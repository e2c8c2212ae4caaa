"""Pages are kept as they came: facts in the store, bytes in an archive where there is one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from scraper.fetch import Archive
    from scraper.model import Page
    from scraper.store import Store

__all__ = ["ARCHIVE", "Keeper"]

ARCHIVE = "archive"  # the folder of the WARC files, below the store's


class Keeper:
    """Keeps pages in a store and an archive."""

    def __init__(self, store: Store, archive: Archive | None) -> None:
        self._store = store
        self._archive = archive

    def keep(self, page: Page, requested: str) -> None:
        """Write a page into the archive, or that it had not changed where its bytes lie there."""
        page = replace(page, requested=requested)
        if self._archive is None:
            self._store.pages.add(page)
            return
        known = self._archived(page, sha256=page.sha256)
        place = self._archive.add(page, known=known)
        if known is not None:
            self._store.pages.add(page)
            return
        self._store.pages.add(
            page, archive=f"{ARCHIVE}/{place.file}", place=place.offset, length=place.length
        )

    def keep_unchanged(self, page: Page) -> None:
        """Write into the archive that a server says a page is as it was."""
        if self._archive is not None:
            self._archive.add(page, known=self._archived(page))

    def _archived(self, page: Page, *, sha256: str = "") -> datetime | None:
        """When the last page of this URL (with these bytes) was archived, if any was."""
        rows = [row for row in self._store.pages.of(page.url) if row.archive]
        return next((row.fetched for row in reversed(rows) if sha256 in {"", row.sha256}), None)
