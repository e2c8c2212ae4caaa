"""The stages after fetching: one page is read, cleaned, grouped, filed and kept as it came."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from cleaners import RULES, SiteLines, clean
from cleaners.site_lines import LEAST_STORIES, mask, masks
from scraper.fetch import Known
from scraper.find import canonical_url
from scraper.keeping import Keeper
from scraper.model import Miss, Page, now
from scraper.placing import settle_stories
from scraper.readers import IN_A_THREAD
from scraper.site_reading import SiteReading
from scraper.store import State, own_canonical
from scraper.stories import Grouper, fingerprint
from scraper.stories.grouper import WINDOW
from scraper.stories.model import Fingerprint, Placed
from scraper.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from cleaners import Rule
    from scraper.fetch import Archive
    from scraper.model import Article, Link, Record
    from scraper.read import Reading
    from scraper.readers import Readers
    from scraper.site_reading import More
    from scraper.store import Filed, Store
    from scraper.summary import Watcher

__all__ = ["Line"]

NOT_MODIFIED = 304
_OWN_SHARE = 0.2  # a block of the site over a brief is larger than the brief


class Line:
    """Takes one page after another; with an `archive`, what was fetched is kept as it came.

    `since` bounds the filed copies that new ones are compared with; by default those of the last
    days, as far as new ones could belong to their stories.
    """

    def __init__(  # noqa: PLR0913 - what a page meets on its way
        self,
        store: Store,
        watcher: Watcher,
        rules: Sequence[Rule] = RULES,
        *,
        archive: Archive | None = None,
        since: datetime | None = None,
        readers: Readers = IN_A_THREAD,
    ) -> None:
        self.summary = Summary()
        self._store = store
        self._watcher = watcher
        self._rules = rules
        self._keeper = Keeper(store, archive)
        self.reading = SiteReading(self._known_lines, rules, readers)
        self._grouper = Grouper(_placed(store, since or now() - 2 * WINDOW - timedelta(days=1)))
        self._record_of: dict[str, str] = {}
        self._marks: dict[str, Fingerprint] = {}
        self._new: list[str] = []
        self._filed: list[Filed] = []

    def skip(self, link: Link) -> bool:
        """Whether a link's copy is filed already, under this URL or its canonical form; says so."""
        record = self.record(link.url)
        if record is None:
            return False
        self._known(record, link.url)
        return True

    def record(self, url: str) -> Record | None:
        """The record that is filed under a URL or its canonical form."""
        return self._store.record(url) or self._store.record(canonical_url(url))

    def validators(self, link: Link) -> Known | None:
        """What a filed copy's last answer said of its version."""
        if not self._store.known(link.url):
            return None  # a page that was no article is read again, for it may be one now
        etag, modified = self._store.pages.validators(link.url)
        return Known(etag, modified) if etag or modified else None

    async def arrived(self, link: Link, page: Page | Miss, *, more: More | None = None) -> None:
        """Keep a page as it came, and file what it holds; the link is then done.

        `more` fetches the later pages of an article.
        """
        record = self._store.record(link.url)
        if isinstance(page, Miss) or page.status != NOT_MODIFIED:
            await self.take(page, requested=link.url, more=more)
        elif record is not None:
            self._keeper.keep_unchanged(page)
            self._store.frontier.drop(link.url)
            self._known(record, link.url)

    async def take(
        self,
        page: Page | Miss,
        *,
        requested: str = "",
        more: More | None = None,
        alone: Reading | None = None,
    ) -> None:
        """Read a page, unless it was read `alone` already, and file what it holds."""
        if isinstance(page, Page):
            whole = await self.reading.whole(page, more=more, alone=alone)
            result = whole.result
            if not isinstance(result, Miss):
                self.keep(page, result, requested=requested, later=whole.later)
                return
        else:
            result = page
        miss = replace(result, url=requested) if requested else result
        with self._store.batch():
            if isinstance(page, Page) and requested:
                self._keeper.keep(page, requested)
            self._store.miss(miss, at=now())
        self.missed([miss])

    def keep(
        self, page: Page, article: Article, *, requested: str = "", later: Sequence[Page] = ()
    ) -> None:
        """Keep a page as it came, if it was fetched, and file the article that it holds.

        So are the `later` pages of the article.
        """
        with self._store.batch():
            if requested:
                self._keeper.keep(page, requested)
                for other in later:
                    self._keeper.keep(other, other.requested or other.url)
            filed = self.file(article, requested, (page, *later))
        self.count(article, filed)

    def missed(self, misses: Iterable[Miss]) -> None:
        """Count what failed, and tell; the store does not remember it."""
        for miss in misses:
            self.summary.misses.append(miss)
            self._watcher.missed(miss)

    def count(self, article: Article, filed: Filed) -> None:
        """Count what was filed, and tell."""
        self._filed.append(filed)
        self.summary.states[filed.state] += 1
        self.summary.records.append(filed.record_id)
        self._watcher.filed(article, filed)

    def of(self, state: State) -> list[str]:
        """The records that were filed with this outcome."""
        return [filed.record_id for filed in self._filed if filed.state is state]

    def clean_again(self) -> None:
        """Cut from this run's records what later pages of their sites showed to be debris.

        The first pages of a site were cleaned, and placed, when nothing was known of its lines.
        """
        for record in map(self._store.record, dict.fromkeys(self._new)):
            if record is None:
                continue
            article = record.copy.article
            known = self._known_lines(article)
            dirty = any(known.is_debris(line) for line in article.text.split("\n\n"))
            if dirty:
                body = clean(
                    article.body.original, title=article.title, site_lines=known, rules=self._rules
                )
                article = replace(article, body=body)
            before = self._marks[record.copy.id]
            mark = _mark(before.id, article, known, LEAST_STORIES)
            if mark != before:
                self._grouper.change(mark)
            if dirty:
                self._store.file(
                    article, story_id=record.story_id, fingerprint=replace(mark, id="").to_json()
                )

    def settle(self) -> None:
        """Let the stories find their final shape, now that all copies are there."""
        for move in self._grouper.settle():
            record = self._record_of.get(move.id, move.id)
            self._store.place(record, story_id=move.after, similarity=move.similarity)
        settle_stories(self._store)

    async def read(self, page: Page) -> Article | Miss:
        """The article in a page, cleaned with what is known of its site."""
        return (await self.reading.whole(page)).result

    def _known_lines(self, article: Article) -> SiteLines:
        """How often the other stories of this site hold this article's lines, those cut too.

        An article that is cleaned again is cut from its original again.
        """
        record = self._store.record(article.url)
        seen = self._store.sites.lines(
            article.site, masks(article.body.original), besides=record.story_id if record else ""
        )
        return SiteLines(seen)

    def file(self, article: Article, requested: str, pages: Sequence[Page] = ()) -> Filed:
        """File an article in the story it is closest to, under every URL that it goes by.

        Those of the `pages` that it was read from are among them.
        """
        own = own_canonical(article)
        known = self._filed_as(article, own)
        if known is not None:
            article = replace(article, url=known.copy.article.url or article.url)
        name = article.url or article.sha256
        # What another story of the site holds may be the site's: it must not make them one story.
        lines = self._known_lines(article)
        mark = _mark(known.copy.id if known else name, article, lines, 1)
        placement = self._grouper.add(mark)
        filed = self._store.file(
            article,
            story_id=placement.story_id,
            similarity=placement.similarity,
            requested=requested,
            # Without its name, which is not yet the record's where the copy is new.
            fingerprint=replace(mark, id="").to_json(),
            aliases=[
                *(canonical_url(url) for url in (article.url, own, requested) if url),
                *dict.fromkeys(
                    url for page in pages for url in (page.url, page.requested) if _is_http(url)
                ),
            ],
        )
        self._record_of[mark.id] = filed.record_id
        self._marks[filed.record_id] = mark
        if filed.state is not State.KNOWN:
            self._new.append(filed.record_id)
            self._store.sites.add_lines(article.site, filed.record_id, masks(article.body.original))
        return filed

    def _filed_as(self, article: Article, own: str) -> Record | None:
        """The record of an article, whatever it was called: one copy has one name.

        The mobile page, the AMP page, the page with a tracker are one. What a page calls itself is
        believed only if it looks like what is filed so: some sites call all their pages alike.
        """
        known = self.record(article.url)
        spelled = known is not None and not self._store.known(article.url)
        if known is None and own:
            known = self.record(own)
        if known is None or spelled:
            return known
        filed = known.copy.article
        named = article.url in {filed.url, filed.canonical_url}
        alike = article.text == filed.text or article.title.casefold() == filed.title.casefold()
        return known if named or alike else None

    def _known(self, record: Record, url: str) -> None:
        self.summary.states[State.KNOWN] += 1
        self.summary.records.append(record.copy.id)
        self._watcher.known(url)


def _is_http(url: str) -> bool:
    """Whether a URL names a page on the web; a file may hold another page tomorrow."""
    return url.startswith(("http://", "https://"))


def _mark(name: str, article: Article, known: SiteLines, least: int) -> Fingerprint:
    """The fingerprint of an article without the lines that so many other stories of its site hold.

    Where they are nearly all that there is, the site has told this story before.
    """
    lines = article.text.split("\n\n")
    own = "\n\n".join(line for line in lines if known.stories.get(mask(line), 0) < least)
    return fingerprint(
        name,
        own if len(own) >= _OWN_SHARE * len(article.text) else article.text,
        title=article.title,
        language=article.language,
        published=article.published,
    )


def _placed(store: Store, since: datetime) -> Iterable[Placed]:
    for row in store.fingerprints(since=since):
        if row.fingerprint:
            mark = replace(Fingerprint.from_json(row.fingerprint), id=row.record_id)
            yield Placed(mark, row.story_id)
