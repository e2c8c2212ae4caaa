"""A bar on a terminal, and nothing anywhere else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

if TYPE_CHECKING:
    from types import TracebackType

    from scraper.model import Article, Miss
    from scraper.store import Filed

__all__ = ["Progress"]


class Progress:
    """Watches a crawl; honours NO_COLOR."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        shown = sys.stderr.isatty() and not quiet
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            disable=not shown,
            transient=True,
        )
        self._task = self._bar.add_task("copies", total=total)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def known(self, url: str) -> None:
        """One more that need not be fetched."""
        del url
        self._bar.advance(self._task)

    def missed(self, miss: Miss) -> None:
        """One more that gave no article."""
        del miss
        self._bar.advance(self._task)

    def filed(self, article: Article, filed: Filed) -> None:
        """One more that is filed."""
        del article, filed
        self._bar.advance(self._task)
