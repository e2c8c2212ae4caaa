"""What happens in a run, as it happens: one JSON object a line on stderr, or nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from scraper.cli.records import dump
from scraper.model import now

if TYPE_CHECKING:
    from collections.abc import Collection

    from scraper.cli.signals import Stop
    from scraper.model import Article, Miss
    from scraper.store import Filed

__all__ = ["Journal"]


class Journal:
    """Watches a run for programs that read logs; between two pages it lets the run be stopped."""

    def __init__(self, stop: Stop, sources: Collection[str], *, written: bool) -> None:
        self._stop = stop
        self._sources = sources
        self._written = written

    def say(self, event: str, **facts: object) -> None:
        """Write an event with its facts."""
        if self._written:
            print(dump({"at": now(), "event": event, **facts}), file=sys.stderr, flush=True)

    def known(self, url: str) -> None:
        """A URL whose copy is filed."""
        self.say("known", url=url)
        self._stop.check()

    def missed(self, miss: Miss) -> None:
        """A URL that gave no article, or a source that gave no links."""
        event = "source_failed" if miss.url in self._sources else "missed"
        self.say(
            event, url=miss.url, reason=miss.reason, detail=miss.detail, status=miss.status,
            retry_at=miss.retry_at,
        )  # fmt: skip
        self._stop.check()

    def filed(self, article: Article, filed: Filed) -> None:
        """A copy that is filed."""
        self.say(
            "filed", url=article.url, record=filed.record_id, story=filed.story_id,
            state=filed.state, site=article.site, letters=len(article.text),
            cuts=len(article.body.removals),
        )  # fmt: skip
        self._stop.check()
