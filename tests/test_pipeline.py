"""The straight line: what is filed, said and fetched again, and what a failure leaves behind."""

from __future__ import annotations

import asyncio
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaners import Kind
from scraper.errors import StoreError
from scraper.model import Link, Miss, Page, Reason
from scraper.pipeline import crawl
from scraper.settings import FetchSettings, Settings
from scraper.store import State, Store
from scraper.store.disk import Disk
from tests.helpers import ferry_story, page, paragraphs
from tests.server import Server, redirect
from tests.server import page as answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.model import Article, Record
    from scraper.pipeline import Summary
    from scraper.store import Filed

COPIES = tomllib.loads(
    Path(__file__).with_name("copy_pairs_free.toml").read_text(encoding="utf-8")
)["pair"][:10]
FETCH = FetchSettings(delay=0.0, backoff=0.01, allow_internal=("127.0.0.0/8",))


@dataclass(slots=True)
class Log:
    """A watcher that writes down what it is told."""

    events: list[tuple[str, str]] = field(default_factory=list)

    def known(self, url: str) -> None:
        self.events.append(("known", url))

    def missed(self, miss: Miss) -> None:
        self.events.append((miss.reason, miss.url))

    def filed(self, article: Article, filed: Filed) -> None:
        self.events.append((filed.state, article.url))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store") as opened:
        yield opened


def run(
    store: Store,
    *,
    links: Iterable[str] = (),
    pages: Iterable[Page | Miss] = (),
    log: Log | None = None,
    refresh: bool = False,
) -> Summary:
    return asyncio.run(
        crawl(
            [Link(url) for url in links],
            pages,
            store=store,
            settings=Settings(store.folder, refresh=refresh, fetch=FETCH),
            watcher=log or Log(),
        )
    )


def at_hand(name: str, *, site: str = "daily.example", extra: str = "") -> Page:
    lines = (*ferry_story(name), *filter(None, [extra]))
    return Page.from_html(page(f"Ferry of {name} bought", lines), url=f"https://{site}/{name}")


def test_each_page_is_filed_or_missed_and_the_watcher_is_told(store: Store) -> None:
    log = Log()
    gone = Miss("file:///gone.txt", Reason.CONNECT, "cannot read")
    empty = Page.from_html("", url="https://daily.example/empty")
    summary = run(store, pages=[at_hand("Corwick"), gone, empty, at_hand("Delholm")], log=log)
    assert log.events == [
        ("new", "https://daily.example/Corwick"),
        ("connect", "file:///gone.txt"),
        ("empty", "https://daily.example/empty"),
        ("new", "https://daily.example/Delholm"),
    ]
    assert summary.states == {State.NEW: 2}
    assert [miss.reason for miss in summary.misses] == ["connect", "empty"]
    assert [record.copy.id for record in store.records()] == summary.records
    assert {row.miss.url for row in store.misses()} == {gone.url, empty.url}
    counts = summary.counts
    assert (counts.new, counts.known, counts.changed, counts.missed) == (2, 0, 0, 2)


MASTHEADS = {
    "daily.example": (
        "The Lindmouth Daily is read by forty thousand people between the coast and the hills.",
        "It has been printed in the same house by the old market since the days of steam.",
        "Its reporters are members of the guild and sign what they write with their own names.",
    ),
    "post.example": (
        "Every morning the Brakkel Post comes to you by tram, by bicycle and by carrier pigeon.",
        "Whoever finds a mistake in it is invited to the canteen on the first floor for coffee.",
    ),
}


@pytest.mark.parametrize("lines", [3, 1])
def test_what_a_site_prints_over_all_its_stories_makes_them_no_single_story(
    tmp_path: Path, lines: int
) -> None:
    def copy(number: int, side: str, site: str, masthead: tuple[str, ...]) -> Page:
        story = COPIES[number][side].replace(". ", ".\n").split("\n")
        html = page(f"Story {number}", (*masthead, *story))
        return Page.from_html(html, url=f"https://{site}/{number}")

    found = []
    for number, mastheads in enumerate(({}, MASTHEADS)):
        with Store(tmp_path / str(number)) as store:
            pages = [
                copy(at, side, site, mastheads.get(site, ())[:lines])
                for at in range(len(COPIES))
                for side, site in zip("ab", MASTHEADS, strict=True)
            ]
            run(store, pages=pages)
            records = list(store.records())
        stories: dict[str, set[str]] = {}
        for record in records:
            stories.setdefault(record.story_id, set()).add(record.copy.article.url)
        found.append(sorted(map(sorted, stories.values())))
    assert found[0] == found[1]
    assert max(map(len, found[0])) == 2
    assert not any(MASTHEADS["daily.example"][1] in record.copy.article.text for record in records)


def test_a_second_run_changes_nothing(store: Store) -> None:
    pages = [at_hand("Corwick"), at_hand("Delholm")]
    first = run(store, pages=pages)
    before = list(store.records())
    second = run(store, pages=pages)
    assert second.states == {State.KNOWN: 2}
    assert second.records == first.records
    assert list(store.records()) == before
    assert [(row.outcome, row.counts.new, row.counts.known) for row in store.runs()] == [
        ("complete", 2, 0),
        ("complete", 0, 2),
    ]


def test_a_copy_that_is_filed_is_not_fetched_unless_asked(store: Store) -> None:
    with Server({"/a": answer(page("Ferry of Fenham", ferry_story("Fenton")))}) as server:
        url, log = server.url("/a"), Log()
        run(store, links=[url])
        run(store, links=[url], log=log)
        assert server.paths() == ["/a"]
        assert log.events == [("known", url)]
        run(store, links=[url], log=log, refresh=True)
        assert server.paths() == ["/a", "/a"]
        assert log.events == [("known", url), ("known", url)]


def test_a_page_that_was_edited_is_changed_and_its_old_text_kept(store: Store) -> None:
    pages = [answer(page("Ferry of Galton", ferry_story(town))) for town in ("Galton", "Galford")]
    with Server({"/a": tuple(pages)}) as server:
        (record,) = run(store, links=[server.url("/a")]).records
        summary = run(store, links=[server.url("/a")], refresh=True)
    assert summary.states == {State.CHANGED: 1}
    assert summary.records == [record]
    (version,) = store.versions(record)
    assert version.text == "\n\n".join(ferry_story("Galton"))


def test_a_redirect_leads_to_one_record_under_both_addresses(store: Store) -> None:
    with Server(
        {"/old": redirect("/new"), "/new": answer(page("Ferry", ferry_story("Harwick")))}
    ) as server:
        summary = run(store, links=[server.url("/old")])
        again = run(store, links=[server.url("/old"), server.url("/new")])
        assert server.paths() == ["/old", "/new"]
    assert summary.states == {State.NEW: 1}
    assert again.states == {State.KNOWN: 2}


def test_a_miss_that_becomes_a_copy_is_no_miss_any_more(store: Store) -> None:
    gone = answer("", status="404 Not Found")
    good = answer(page("Ferry", ferry_story("Linwick")))
    with Server({"/a": (gone, good)}) as server:
        assert run(store, links=[server.url("/a")]).misses[0].reason is Reason.HTTP_STATUS
        assert len(store.misses()) == 1
        assert run(store, links=[server.url("/a")]).states == {State.NEW: 1}
    assert store.misses() == []


def test_a_miss_is_told_under_the_address_that_was_asked(store: Store) -> None:
    with Server({"/old": redirect("/new"), "/new": answer("<html></html>")}) as server:
        (miss,) = run(store, links=[server.url("/old")]).misses
        assert (miss.url, miss.reason) == (server.url("/old"), Reason.EMPTY)


@pytest.mark.parametrize("step", [1, -1], ids=["in order", "backwards"])
def test_rewrites_of_one_event_are_one_story_and_another_is_not(store: Store, step: int) -> None:
    texts = [paragraphs(text) for text in (BARGE, BARGE_AGAIN, TALLOW)]
    pages = [
        Page.from_text("\n".join(lines), url=f"https://{site}/story")
        for site, lines in zip(("one.example", "two.example", "three.example"), texts, strict=True)
    ]
    run(store, pages=pages[::step])
    one, two, three = (record.story_id for record in _in_order(store, pages))
    assert one == two != three


def test_a_line_of_many_stories_of_one_site_goes_from_the_first_ones_too(store: Store) -> None:
    line = "Hear the tide tables read every morning at ten to seven on Harbour Radio, as always."
    subjects = (BARGE, TALLOW, *OTHERS)
    pages = [
        Page.from_text("\n".join((*paragraphs(text), line)), url=f"https://daily.example/{number}")
        for number, text in enumerate(subjects)
    ]
    run(store, pages=pages)
    for record, text in zip(_in_order(store, pages), subjects, strict=True):
        article = record.copy.article
        assert article.text == "\n\n".join(paragraphs(text))
        assert [cut.kind for cut in article.body.removals] == [Kind.SITE_LINE]
    before = list(store.records())
    run(store, pages=pages)
    assert list(store.records()) == before


class TestFailure:
    def test_of_the_store_ends_the_run_and_keeps_what_was_filed(self, tmp_path: Path) -> None:
        class Full(Disk):
            """A disk that takes one text."""

            written = 0

            def write(self, path: Path, data: bytes) -> None:
                if Full.written:
                    raise OSError(28, "No space left on device")
                Full.written += 1
                super().write(path, data)

        with (
            pytest.raises(StoreError, match="No space left"),
            Store(tmp_path, disk=Full()) as store,
        ):
            run(store, pages=[at_hand("Marwick"), at_hand("Norholm")])
        with Store(tmp_path) as store:
            assert len(list(store.records())) >= 1
            assert [row.outcome for row in store.runs()] == ["failed"]
            assert run(store, pages=[at_hand("Marwick")]).states == {State.KNOWN: 1}

    def test_of_the_caller_is_written_down(self, store: Store) -> None:
        def pages() -> Iterator[Page]:
            yield at_hand("Pelham")
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run(store, pages=pages())
        assert [row.outcome for row in store.runs()] == ["interrupted"]
        assert len(list(store.records())) == 1


def _in_order(store: Store, pages: Iterable[Page]) -> list[Record]:
    found = [store.record(page.url) for page in pages]
    assert all(found)
    return [record for record in found if record is not None]


BARGE = """
The harbour bridge at Lindmouth was shut to all traffic on Tuesday after the gravel barge Marigold
lost power in the estuary and struck its northern pier, the port authority said. Nobody was hurt.

Divers will inspect the pier before nightfall, harbourmaster Edda Quill told reporters. “We will
not let a single lorry across until we know it is sound,” she said.

About 14,000 vehicles use the bridge each day. The nearest other crossing is 31 kilometres inland.
"""
BARGE_AGAIN = """
Drivers face a detour of 31 kilometres after the barge Marigold, laden with gravel, drifted without
power into the northern pier of Lindmouth’s harbour bridge on Tuesday.

There were no injuries. “We will not let a single lorry across until we know it is sound,” said
Edda Quill, the harbourmaster, who sent down divers to look at the damage before nightfall.

The crossing carries some 14,000 vehicles a day, according to the port authority.
"""
TALLOW = """
Tallow prices fell for a third week as farmers in the Norrland hills sold their stocks early,
traders at the Brakkel exchange said on Friday.

They blamed mild weather and a glut of candles. A hundredweight fetched 41 crowns, six fewer than a
month ago.
"""
OTHERS = (
    """
Mira Castellan won the second round of the presidential election in Ostrevia with 53 percent of the
vote, the electoral commission said on Sunday night.

The former judge has promised to publish all state contracts within a hundred days of taking office.
""",
    """
A choir of beekeepers from Sall has won the national contest for amateur singers, to the surprise of
its conductor, who had booked the train home for the afternoon.

Their encore, a round about a queen who would not leave, was asked for three times by the audience.
""",
    """
Engineers have found the leak that emptied the swimming baths of Oakmere in a single weekend: a
valve of 1961 that nobody living had known of.

The baths will reopen after the holidays. Season tickets stay valid for eleven weeks longer.
""",
    """
The university of Tern will teach its course on volcanoes on the slope of one, the faculty decided
by nine votes to eight after a long evening.

Lectures begin in June, once the road is clear. Students are asked to bring a helmet and a whistle.
""",
    """
A court has ruled that the owner of a parrot in Veltgrave must pay for the taxis that it ordered,
forty-three of them, over the course of a winter.

The bird had learned the number from an advertisement. It was heard in evidence, in a closed room.
""",
    """
Four thousand apple trees along the old railway to Pym have been given names by the children of the
district, who will also decide what is done with the fruit.

The railway company keeps the right to cut branches. It has asked not to be told which is Gerald.
""",
)


@pytest.mark.parametrize(
    ("one", "other", "records"),
    [
        (("/b-1", "https://daily.example/b/"), ("/b-2", "https://daily.example/b"), 1),
        (("/b-1", "http://www.daily.example/b?utm_source=x"), ("/b-2", "/b"), 1),
        (("/b-1", "https://m.daily.example/b#top"), ("/b", ""), 1),
        (("/b-1", "/b?id=1"), ("/b-2", "/b?id=2"), 2),
        (("/b-1", "https://other.example/b"), ("/b-2", "https://other.example/b"), 2),
        (("/b-1", "/"), ("/b-2", "/"), 2),
    ],
)
def test_pages_that_call_themselves_alike_are_one_copy(
    store: Store, one: tuple[str, str], other: tuple[str, str], records: int
) -> None:
    pages = [
        Page.from_html(
            page(
                "Ferry bought",
                ferry_story("Corholm"),
                head=f'<link rel="canonical" href="{canonical}">' if canonical else "",
            ),
            url=f"https://daily.example{path}",
        )
        for path, canonical in (one, other)
    ]
    run(store, pages=pages)
    assert store.totals().records == records


def test_a_site_that_calls_all_its_pages_alike_is_not_believed(store: Store) -> None:
    head = '<link rel="canonical" href="http://www.daily.example/article.php?utm_source=x">'
    pages = [
        Page.from_html(
            page(f"Ferry of {town} bought", ferry_story(town), head=head),
            url=f"https://daily.example/{town}",
        )
        for town in ("Corholm", "Delmere", "Pelton")
    ]
    run(store, pages=pages)
    assert store.totals().records == 3
