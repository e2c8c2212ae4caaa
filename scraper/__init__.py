"""Collect the copies of a news story, cut what is not the story, file clean records.

>>> from scraper import Page, read
>>> article = read(Page.from_html("<p>…</p>", url="https://daily.example/a"))
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from scraper.model import Article, Link, Miss, Page, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from scraper.read import Context, read  # noqa: TC004 - `_Package` gives them

__all__ = ["Article", "Context", "Link", "Miss", "Page", "Reason", "read"]


class _Package(ModuleType):
    """Imports the reader when it is first asked for: three quarters of the start of a command.

    `read` is the function although a folder has that name, too, which Python sets as it enters it.
    """

    @property
    def read(self) -> Callable[..., Article | Miss]:
        from scraper.read import read  # noqa: PLC0415 - the point of it

        return read

    @read.setter
    def read(self, folder: ModuleType) -> None:
        """The folder is found without this name."""

    @property
    def Context(self) -> type[Context]:  # noqa: N802 - a class
        from scraper.read import Context  # noqa: PLC0415 - as above

        return Context


sys.modules[__name__].__class__ = _Package
