"""The straight line, and nothing else.

    links ─→ fetch ─┐
                    ├─→ read (clean) ─→ group ─→ file ─→ … ─→ settle ─→ summary
    files ──────────┘        │
                             └─→ miss

Every article is filed as it comes, in the story it is closest to; when all are there, the stories
are settled and copies move if they must. A run that is killed keeps what it had filed.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from cleaners import RULES, SiteLines, clean
from cleaners.site_lines import masks
from scraper.errors import StoreError
from scraper.fetch import Fetcher
from scraper.model import Miss, now
from scraper.placing import settle_stories
from scraper.read import Context, read
from scraper.store import RunCounts, State
from scraper.stories import Grouper, fingerprint
from scraper.stories.grouper import WINDOW
from scraper.stories.model import Fingerprint, Placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaners import Rule
    from scraper.model import Article, Link, Page
    from scraper.settings import Settings
    from scraper.store import Filed, Store

__all__ = ["Summary", "Watcher", "crawl"]


class Watcher(Protocol):
    """Who wants to know what happens while it happens."""

    def known(self, url: str) -> None:
        """A URL was not fetched, because its copy is filed."""

    def missed(self, miss: Miss) -> None:
        """A URL gave no article."""

    def filed(self, article: Article, filed: Filed) -> None:
        """An article was filed."""


@dataclass(slots=True)
class Summary:
    """What a run did. `records` are the ids it filed or found filed, in that order."""

    states: Counter[State] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)
    records: list[str] = field(default_factory=list)

    @property
    def counts(self) -> RunCounts:
        """The counts as the store keeps them."""
        return RunCounts(
            new=self.states[State.NEW],
            known=self.states[State.KNOWN],
            changed=self.states[State.CHANGED],
            missed=len(self.misses),
        )


async def crawl(  # noqa: PLR0913  # each stage's input is an argument; nothing is global
    links: Sequence[Link],
    pages: Iterable[Page | Miss],
    *,
    store: Store,
    settings: Settings,
    watcher: Watcher,
    rules: Sequence[Rule] = RULES,
) -> Summary:
    """Fetch, read, clean, group and file; `pages` are already at hand and only read.

    Copies that are filed are not fetched again unless `settings.refresh`. Raises StoreError where
    the store cannot be written; what was filed before stays.
    """
    line = _Line(store, watcher, rules)
    run = store.start_run(at=now())
    outcome = "failed"
    try:
        for page in pages:
            await line.take(page)
        wanted = links if settings.refresh else [link for link in links if not line.skip(link)]
        if wanted:
            async with Fetcher(settings.fetch) as fetcher:
                async for link, page in fetcher.stream(wanted):
                    await line.take(page, requested=link.url)
        line.clean_again()
        line.settle()
        outcome = "complete"
    except (KeyboardInterrupt, asyncio.CancelledError):
        outcome = "interrupted"
        raise
    finally:
        try:
            store.end_run(run, at=now(), counts=line.summary.counts, outcome=outcome)
        except StoreError:
            if outcome == "complete":
                raise
    return line.summary


class _Line:
    """The stages after fetching, for one page after another."""

    def __init__(self, store: Store, watcher: Watcher, rules: Sequence[Rule]) -> None:
        self.summary = Summary()
        self._store = store
        self._watcher = watcher
        self._rules = rules
        self._grouper = Grouper(_placed(store))
        self._record_of: dict[str, str] = {}
        self._new: list[str] = []

    def skip(self, link: Link) -> bool:
        """Whether a link's copy is filed already; says so."""
        record = self._store.record(link.url)
        if record is None:
            return False
        self._watcher.known(link.url)
        self.summary.states[State.KNOWN] += 1
        self.summary.records.append(record.copy.id)
        return True

    async def take(self, page: Page | Miss, *, requested: str = "") -> None:
        """Read a page and file what it holds."""
        result: Article | Miss = page if isinstance(page, Miss) else await self._read(page)
        if isinstance(result, Miss):
            miss = replace(result, url=requested) if requested else result
            self._store.miss(miss, at=now())
            self.summary.misses.append(miss)
            self._watcher.missed(miss)
            return
        filed = self._file(result, requested)
        self.summary.states[filed.state] += 1
        self.summary.records.append(filed.record_id)
        self._watcher.filed(result, filed)

    def clean_again(self) -> None:
        """Cut from this run's records what later pages of their sites showed to be debris.

        The first pages of a site were cleaned when nothing was known of its lines.
        """
        for record in map(self._store.record, dict.fromkeys(self._new)):
            if record is None:
                continue
            article = record.copy.article
            known = self._known_lines(article)
            if any(known.is_debris(line) for line in article.text.split("\n\n")):
                body = clean(
                    article.body.original, title=article.title, site_lines=known, rules=self._rules
                )
                self._store.file(replace(article, body=body), story_id=record.story_id)

    def settle(self) -> None:
        """Let the stories find their final shape, now that all copies are there."""
        for move in self._grouper.settle():
            record = self._record_of.get(move.id, move.id)
            self._store.place(record, story_id=move.after, similarity=move.similarity)
        settle_stories(self._store)

    async def _read(self, page: Page) -> Article | Miss:
        # In a thread, so that the other hosts' answers are taken in meanwhile.
        context = Context(rules=self._rules)
        result = await asyncio.to_thread(read, page, context)
        if isinstance(result, Miss):
            return result
        known = self._known_lines(result)
        if any(known.is_debris(line) for line in result.text.split("\n\n")):
            context = replace(context, site_lines=known)
            result = await asyncio.to_thread(read, page, context)
        return result

    def _known_lines(self, article: Article) -> SiteLines:
        """How often the other stories of this site hold this article's lines."""
        record = self._store.record(article.url)
        seen = self._store.sites.lines(
            article.site, masks(article.text), besides=record.copy.id if record else ""
        )
        return SiteLines(seen)

    def _file(self, article: Article, requested: str) -> Filed:
        name = article.url or article.sha256
        known = self._store.record(article.url)
        mark = fingerprint(
            known.copy.id if known else name,
            article.text,
            title=article.title,
            language=article.language,
            published=article.published,
        )
        placement = self._grouper.add(mark)
        filed = self._store.file(
            article,
            story_id=placement.story_id,
            similarity=placement.similarity,
            requested=requested,
            # Without its name, which is not yet the record's where the copy is new.
            fingerprint=replace(mark, id="").to_json(),
        )
        self._record_of[mark.id] = filed.record_id
        if filed.state is not State.KNOWN:
            self._new.append(filed.record_id)
            self._store.sites.add_lines(article.site, filed.record_id, masks(article.body.original))
        return filed


def _placed(store: Store) -> Iterable[Placed]:
    """The copies of the last days, as far as new ones could belong to their stories."""
    for row in store.fingerprints(since=now() - 2 * WINDOW - timedelta(days=1)):
        if row.fingerprint:
            mark = replace(Fingerprint.from_json(row.fingerprint), id=row.record_id)
            yield Placed(mark, row.story_id)
