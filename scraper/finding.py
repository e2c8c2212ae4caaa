"""Other copies of one story: what may be one is fetched, what is one is filed, the rest let go.

seed ─→ title, time ─→ sources, indexes ─→ candidates ─┐
└──→ the pages that it names as its origin ──────────┴─→ fetch ─┬─→ read ─→ a copy? ─→ file
archives ─→ pages that hold words of the title ─────────────────┘
"""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cleaners import RULES, clean
from scraper.errors import InputError
from scraper.fetch import Archive, Fetcher
from scraper.find import candidates, canonical_url, key_words, syndication_links
from scraper.keeping import ARCHIVE
from scraper.leads import WINDOW, leads
from scraper.line import Line
from scraper.manners import closed_sites
from scraper.model import Article, Link, Miss, Page, Reason, Source, now
from scraper.settings import VERSION
from scraper.stories import Grouper, fingerprint, is_copy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from cleaners import Rule
    from scraper.find import Provider
    from scraper.settings import Settings
    from scraper.store import Store
    from scraper.stories import Fingerprint
    from scraper.summary import Summary, Watcher

__all__ = ["Looked", "Search", "find_copies", "look_among"]

ENOUGH = 40  # words; a headline alone is compared with nothing
LIMIT = 20  # pages fetched for one search
LASTING = frozenset({Reason.HTTP_STATUS, Reason.ROBOTS, Reason.WRONG_TYPE, Reason.TOO_LARGE})
LEAST_WORDS = 2  # of the title, in a page that is worth reading
ROUNDS = 2  # the seed's origins and candidates, then the origins of what was found


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for: a URL, a headline, or a passage of at least forty words. And where.

    Without `sources` those that the store knows are asked. `pages` are at hand: an archive's.
    `limit` is the most pages fetched.
    """

    seed: str
    sources: tuple[Source, ...] = ()
    providers: tuple[Provider, ...] = ()
    pages: Iterable[Page | Miss] = ()
    limit: int = LIMIT


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking among links.

    `seed` is the article that the story is compared with, if there is one by now; `let_go` are the
    pages, by canonical URL, that are no copies or cannot be read and will not be.
    """

    seed: Article | None
    let_go: tuple[str, ...]


async def look_among(  # noqa: PLR0913 - what to look for, where, and with which tools, by name
    story: str,
    links: Sequence[Link],
    *,
    seed: Article | None,
    passed: Collection[str],
    fetcher: Fetcher,
    line: Line,
    limit: int = LIMIT,
) -> Looked:
    """File the copies of a story that are among links that are at hand already.

    `story` is a URL, a headline or a passage, as in `Search`; where there is a `seed`, that is what
    copies are compared with. What has `passed`, by canonical URL, or is filed is not fetched.
    """
    hunt = _Hunt(Search(story, limit=limit), fetcher, line, passed=frozenset(passed))
    if await hunt.begin(seed):
        await hunt.among(links)
    return Looked(hunt.seed, tuple(hunt.let_go))


async def find_copies(
    search: Search,
    *,
    store: Store,
    settings: Settings,
    watcher: Watcher,
    rules: Sequence[Rule] = RULES,
) -> Summary:
    """File the copies of a story that can be found, and the story itself where a URL names it.

    A headline stands for the first candidate that is an article. Raises InputError where there is
    nowhere to look.
    """
    sources = search.sources or _sources_of(store)
    at_hand = search.providers or search.pages
    if not (sources or at_hand or _is_url(search.seed)):
        raise InputError("nowhere to look: name a source with --source, or crawl one first")
    started = now()
    run = store.start_run(at=started)
    archive = Archive(store.folder / ARCHIVE, started=started, software=f"copydesk/{VERSION}")
    outcome = "failed"
    with archive:
        line = Line(store, watcher, rules, archive=archive)
        try:
            closed = closed_sites(store, now=started)
            async with Fetcher(settings.fetch, closed=closed) as fetcher:
                hunt = _Hunt(search, fetcher, line)
                if await hunt.begin():
                    await hunt.look(sources)
                    await hunt.among_pages(search.pages)
            line.clean_again()
            line.settle()
            outcome = "complete"
        finally:
            store.end_run(run, at=now(), counts=line.summary.counts, outcome=outcome)
    return line.summary


@dataclass(slots=True)
class _Hunt:
    """One search: what it compares with, what it has asked for, what is to be followed."""

    search: Search
    fetcher: Fetcher
    line: Line
    title: str = ""
    seed: Article | None = None
    kept: list[Article] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    origins: list[Link] = field(default_factory=list)
    passed: frozenset[str] | None = None  # with it, what is filed is not asked for either
    let_go: list[str] = field(default_factory=list)
    _story: str = ""
    _grouper: Grouper = field(default_factory=Grouper)

    async def begin(self, seed: Article | None = None) -> bool:
        """Know the story that is looked for; whether there is one."""
        words = self.search.seed
        if seed is not None:
            self._compare_with(seed)
            self.title = seed.title
            return True
        if not _is_url(words):
            self.title = words.split("\n")[0][:500]
            if len(words.split()) >= ENOUGH:
                self._compare_with(Article("", clean(words), title=self.title))
            return True
        await self._take([Link(words)])
        self.title = self.seed.title if self.seed else ""
        return self.seed is not None

    async def look(self, sources: Sequence[Source]) -> None:
        """Look among what sources list."""
        providers = self.search.providers
        links, misses = await leads(self.title, self._when, sources, providers, self.fetcher)
        self.line.missed(misses)
        await self.among(links)

    async def among(self, links: Sequence[Link]) -> None:
        """Fetch what may be a copy, the likeliest first, and follow what copies name as origin."""
        likely = candidates(self.title, self._when, links, window=WINDOW)
        wanted = [each.link for each in likely]
        # One after the other, until one is the story that the headline stands for.
        while wanted and self.seed is None:
            await self._begin_with(wanted.pop(0))
        for _ in range(ROUNDS):
            fresh = self._fresh([*self.origins, *wanted])
            wanted, self.origins = [], []
            await self._take(fresh)

    async def _begin_with(self, link: Link) -> None:
        """Let a page be the story, if it is one; what is filed is not fetched again for it."""
        record = self.line.record(link.url) if self.passed is not None else None
        if record is None:
            await self._take(self._fresh([link]))
        else:
            self._compare_with(record.copy.article)

    async def among_pages(self, pages: Iterable[Page | Miss]) -> None:
        """Read those of the pages at hand that hold words of the title under a title like it."""
        words = [word.encode() for word in key_words(self.title)]
        for page in pages:
            if isinstance(page, Miss):
                self.line.missed([page])
                continue
            body = page.body.lower()
            if sum(word in body for word in words) < min(LEAST_WORDS, len(words)):
                continue
            article = await self.line.read(page)
            if isinstance(article, Miss) or not self._may_be(article):
                continue
            if self._is_copy(article, syndication_links(page)):
                self.line.keep(page, article)

    def _may_be(self, article: Article) -> bool:
        link = Link(article.url, title=article.title, published=article.published)
        return bool(candidates(self.title, self._when, [link], window=WINDOW))

    @property
    def _when(self) -> datetime | None:
        return self.seed.published if self.seed else None

    def _fresh(self, links: Sequence[Link]) -> list[Link]:
        """The links that were not asked for yet, within the limit."""
        fresh: dict[str, Link] = {}
        for link in links:
            key = canonical_url(link.url)
            if self.passed is not None and (key in self.passed or self.line.record(link.url)):
                continue
            if key not in self.asked and len(self.asked) + len(fresh) < self.search.limit:
                fresh.setdefault(key, link)
        self.asked.update(fresh)
        return list(fresh.values())

    async def _take(self, links: Sequence[Link]) -> None:
        async with aclosing(self.fetcher.stream(links)) as stream:
            async for link, page in stream:
                later: Sequence[Page] = ()
                result: Article | Miss
                if isinstance(page, Miss):
                    result = page
                else:
                    whole = await self.line.reading.whole(page, more=self._more)
                    result, later = whole.result, whole.later
                if isinstance(result, Miss):
                    self.line.missed([replace(result, url=link.url)])
                    if isinstance(page, Page) or page.reason in LASTING:
                        self.let_go.append(canonical_url(link.url))
                elif isinstance(page, Page):
                    origins = syndication_links(page)
                    if self._is_copy(result, origins):
                        self.line.keep(page, result, requested=link.url, later=later)
                        self.origins += origins
                    else:
                        self.let_go.append(canonical_url(link.url))

    async def _more(self, url: str) -> Page | Miss:
        return await self.fetcher.fetch(Link(url))

    def _is_copy(self, article: Article, origins: Sequence[Link]) -> bool:
        """Whether an article tells the story; the first one does, where nothing else tells it.

        It must be closer to the story than to any other, and prove that it is a copy: by naming
        one of those that are kept as its origin, or by its text.
        """
        if self.seed is None:
            self._compare_with(article)
            return True
        if (article.url or article.sha256) in self._grouper:
            return False
        named = {canonical_url(link.url) for link in origins}
        if not any(
            canonical_url(copy.url) in named or is_copy(article, copy) for copy in self.kept
        ):
            return False
        if self._grouper.add(_mark(article)).story_id != self._story:
            return False
        self.kept.append(article)
        return True

    def _compare_with(self, article: Article) -> None:
        self.seed = article
        self.kept.append(article)
        self._story = self._grouper.add(_mark(article)).story_id


def _mark(article: Article) -> Fingerprint:
    return fingerprint(
        article.url or article.sha256 or "text",
        article.text,
        title=article.title,
        language=article.language,
        published=article.published,
    )


def _sources_of(store: Store) -> tuple[Source, ...]:
    """The sources that the store knows, those that were named rather than found in others."""
    return tuple(
        Source(row.url, "sitemap" if row.kind == "index" else row.kind)
        for row in store.sources.all()
        if row.interval
    )


def _is_url(text: str) -> bool:
    return text.startswith(("http://", "https://")) and len(text.split()) == 1
