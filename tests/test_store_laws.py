"""Whatever is done in whatever order: the files say what the records say, and nothing is left."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from cleaners.model import Cleaned, Kind, Removal
from scraper.model import Article, Link, Miss, Reason
from scraper.store import State, Store
from scraper.store.encode import file_bytes, storable_article
from tests.store_samples import NOON, texts

URLS = st.integers(0, 5).map("https://a.example/{}".format)
STORIES = st.sampled_from(["s1", "s2", "s3"])
RULES = st.sampled_from(["one", "two"])
ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)

LINES = st.lists(st.sampled_from(["One.", "Two.", "AD", "More AD"]), max_size=6)


@st.composite
def bodies(draw: st.DrawFn, text: st.SearchStrategy[str]) -> Cleaned:
    """A text with removals wherever: ordered, disjoint, never empty, as the cleaners give them."""
    original = draw(text)
    points = sorted(draw(st.sets(st.integers(0, len(original)), max_size=6)))
    return Cleaned(
        original,
        tuple(
            Removal(start, end, draw(RULES), Kind.ADVERT)
            for start, end in zip(points[::2], points[1::2], strict=False)
        ),
    )


class StoreMachine(RuleBasedStateMachine):
    """Files, moves, undoes, forgets and reopens a store at random."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store(self.folder, clock=lambda: NOON)

    @rule(
        url=URLS,
        story=STORIES,
        body=bodies(LINES.map("\n\n".join)),
        title=st.sampled_from(["A", "B"]),
    )
    def file(self, url: str, story: str, body: Cleaned, title: str) -> None:
        known = self.store.known(url)
        filed = self.store.file(Article(url, body, title=title), story_id=story)
        assert (filed.state is State.NEW) == (not known)
        again = self.store.file(Article(url, body, title=title), story_id=story)
        assert again.state is State.KNOWN
        assert (again.record_id, again.path) == (filed.record_id, filed.path)

    @rule(url=URLS, story=STORIES)
    def place(self, url: str, story: str) -> None:
        record = self.store.record(url)
        if record:
            self.store.place(record.copy.id, story_id=story)

    @rule(url=URLS, name=RULES)
    def undo(self, url: str, name: str) -> None:
        before = self.store.record(url)
        undone = self.store.undo(url, name)
        after = self.store.record(url)
        assert (undone is None) == (before is None)
        if before and after and undone:
            kept, held = before.copy.article.text, after.copy.article.text
            assert len(held) >= len(kept)
            assert not [cut for cut in after.copy.article.body.removals if cut.rule == name]

    @rule(url=URLS)
    def miss(self, url: str) -> None:
        self.store.miss(Miss(url, Reason.EMPTY), at=NOON)

    @rule(url=URLS)
    def link(self, url: str) -> None:
        self.store.frontier.add([Link(url)], at=NOON)
        self.store.frontier.take(1)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store(self.folder, clock=lambda: NOON)

    @rule()
    def refresh(self) -> None:
        self.store.refresh_search()
        for record in self.store.records():
            for word in {"One", "Two", "AD"} & set(record.copy.article.text.split()):
                assert record.copy.id in {hit.record_id for hit in self.store.search(word)}

    @invariant()
    def files_are_those_of_the_records(self) -> None:
        records = list(self.store.records())
        assert {path: text.encode() for path, text in texts(self.folder).items()} == {
            record.path: file_bytes(record.copy.article.text) for record in records
        }
        assert {story.id for story in self.store.stories()} == {
            record.story_id for record in records
        }

    @invariant()
    def columns_are_those_of_the_cuts(self) -> None:
        with closing(sqlite3.connect(self.folder / "copydesk.db")) as connection:
            columns = dict(connection.execute("SELECT id, text FROM records"))
        for record in self.store.records():
            assert columns[record.copy.id] == record.copy.article.text

    @invariant()
    def what_is_filed_waits_no_more(self) -> None:
        self.store.frontier.release()
        waiting = {link.url for link in self.store.frontier.take(99)}
        self.store.frontier.release()
        assert not waiting & {record.copy.article.url for record in self.store.records()}

    @precondition(lambda self: self.store.totals().records > 2)
    @rule()
    def check(self) -> None:
        assert self.store.check() == []

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


StoreMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestStore = StoreMachine.TestCase


@given(ANYTHING, ANYTHING, ANYTHING, bodies(ANYTHING))
@settings(max_examples=60, deadline=None)
def test_any_article_comes_back(url: str, title: str, agency: str, body: Cleaned) -> None:
    article = Article(url, body, title=title, agency=agency, byline=(title,), site=agency)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store:
        filed = store.file(article, story_id=title, role=agency, requested=title)
        record = store.record(filed.record_id)
        assert record is not None
        assert record.copy.article == storable_article(article)
        assert store.file(article, story_id=title).state is State.KNOWN
        assert store.mend().written == ()
