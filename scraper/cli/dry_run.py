"""A dry run asks the sources, prints what a crawl would fetch, and leaves everything as it is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from scraper.cli.summary import print_misses
from scraper.cli.talk import printable, say
from scraper.pipeline import preview

if TYPE_CHECKING:
    from scraper.cli.inputs import Inputs
    from scraper.pipeline import Visits
    from scraper.settings import Settings

__all__ = ["rehearse"]


def rehearse(inputs: Inputs, visits: Visits, settings: Settings) -> int:
    """Print one URL a line; the exit code says whether all sources answered."""
    found = asyncio.run(preview(inputs.links, settings=settings, visits=visits))
    for link in found.links:
        print(printable(link.url))
    for file in inputs.files:
        print(printable(str(file)))
    print_misses(found.misses)
    say(f"{len(found.links)} would be fetched, {len(inputs.files)} files read; nothing was filed")
    return 1 if found.misses or inputs.bad else 0
