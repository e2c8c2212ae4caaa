"""A page is read with what is known of its site, and with the later pages of its article.

    page ─→ read alone ─→ is anything of it known as the site's? ─→ read again, knowing it
                                          │
                                          └─→ later pages of the article ─→ joined

The first reading knows nothing, so that many pages can be read at once and in any order; what is
known is applied in the order of the pages, so that one run gives what another gives.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scraper.model import Miss
from scraper.read import Context, SiteMemory, joined
from scraper.readers import IN_A_THREAD

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from typing import TypeAlias

    from cleaners import Rule, SiteLines
    from scraper.model import Article, Page
    from scraper.read import Reading
    from scraper.readers import Readers

    More: TypeAlias = Callable[[str], Awaitable[Page | Miss]]

__all__ = ["UNFINISHED", "SiteReading", "Whole"]

UNFINISHED = "more_pages"  # the flag of an article whose later pages are not in its text
MOST_LATER = 9  # further pages of one article; what has more of them is a gallery or a list
MOST_SITES = 256  # whose memories are kept, those used last


@dataclass(frozen=True, slots=True)
class Whole:
    """An article or why there is none, and the later pages that its text was read from, too."""

    result: Article | Miss
    later: tuple[Page, ...] = ()


class SiteReading:
    """Reads pages one after the other; `known_lines` are those of an article's site."""

    def __init__(
        self,
        known_lines: Callable[[Article], SiteLines],
        rules: Sequence[Rule],
        readers: Readers = IN_A_THREAD,
    ) -> None:
        self.depth = readers.depth
        self._known_lines = known_lines
        self._readers = readers
        self._alone = Context(rules=rules, memory=SiteMemory())
        self._memories: OrderedDict[str, SiteMemory] = OrderedDict()

    async def alone(self, page: Page) -> Reading:
        """A page read as if it were the only one; may run while others are read."""
        return await self._readers.read(page, self._alone)

    async def whole(
        self, page: Page, *, more: More | None = None, alone: Reading | None = None
    ) -> Whole:
        """The article on a page, its later pages included, as far as `more` gives them.

        `alone` is the first reading of the page, if it was read already.
        """
        reading = await self._knowing(page, alone or await self.alone(page))
        article = reading.result
        later: list[Page] = []
        while not isinstance(article, Miss) and (place := reading.later) is not None:
            following = await more(place.url) if more and len(later) < MOST_LATER else None
            if following is None or isinstance(following, Miss):
                article = _unfinished(article)
                break
            reading = await self._readers.read(following, replace(self._alone, place=place))
            both = None if isinstance(reading.result, Miss) else joined(article, reading.result)
            if both is None:
                break
            article = both
            later.append(following)
        return Whole(article, tuple(later))

    async def _knowing(self, page: Page, reading: Reading) -> Reading:
        """The reading of a page, taken again where its site is known to print what is in it."""
        article = reading.result
        if isinstance(article, Miss):
            return reading
        memory = self._memories.get(article.site, SiteMemory())
        lines = self._known_lines(article)
        recurs = any(lines.is_debris(line) for line in article.text.split("\n\n"))
        if recurs or memory.doubts(reading.seen):
            known = replace(self._alone, site_lines=lines, memory=memory)
            reading = await self._readers.read(page, known)
        self._memories[article.site] = memory.learned(reading.seen)
        self._memories.move_to_end(article.site)
        if len(self._memories) > MOST_SITES:
            self._memories.popitem(last=False)
        return reading


def _unfinished(article: Article) -> Article:
    flags = (*article.body.flags, UNFINISHED)
    return replace(article, body=replace(article.body, flags=tuple(dict.fromkeys(flags))))
