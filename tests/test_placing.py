"""Stories that changed are settled once: roles, the copy to read, disagreements, cuts put back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cleaners.model import Cleaned, Kind, Removal
from scraper.model import Article
from scraper.placing import settle_stories
from scraper.store import State, Store
from tests.store_samples import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.store import Filed

WIRE = (
    "Divers raised the bell of the collier Amity off Stenholm on Tuesday, 112 years after the ship"
    " was lost with her whole crew in a November storm.\n\n"
    "The bell weighs 84 kilograms and carries the name of the yard at Corrick, said Ines Valloy,"
    " who leads the dive team for the county museum.\n\n"
    "It will lie in fresh water for a year, so that the salt can leave the bronze before the bell"
    " goes on show next to the ship's log."
)
ADDED = (
    "\n\nThe museum has raised money for the work since spring, when a trawler caught part of the"
    " rigging in its nets and its skipper handed the find over to the harbour master."
    " Three of the families whose men were lost still live in Stenholm, and all of them were on the"
    " quay when the bell came ashore."
)
REWRITE = (
    "After more than a century on the sea floor a ship's bell is back in Stenholm. The bell weighs"
    " 48 kilograms and carries the name of the Corrick yard, according to Ines Valloy of the county"
    " museum.\n\nHer divers brought it up on Tuesday from the wreck of the Amity, a coal ship."
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store", clock=lambda: NOON) as store:
        yield store


def file(store: Store, site: str, text: str, *cuts: Removal, **more: object) -> Filed:
    fields: dict[str, object] = {
        "url": f"https://{site}/amity",
        "body": Cleaned(text, removals=cuts),
        "site": site,
        "title": f"Bell raised, says {site}",
        "published": NOON,
        "language": "en",
    }
    article = Article(**(fields | more))  # type: ignore[arg-type]  # a test names what it changes
    return store.file(article, story_id="s1")


def cut(text: str, words: str, kind: Kind = Kind.SUBSCRIBE) -> Removal:
    start = text.index(words)
    return Removal(start, start + len(words), "a-rule", kind)


def text_of(store: Store, filed: Filed) -> str:
    record = store.record(filed.record_id)
    assert record is not None
    return record.copy.article.text


def test_roles_and_the_copy_to_read_are_filed_with_their_evidence(store: Store) -> None:
    late = file(store, "gazette.example", WIRE + ADDED, published=NOON + timedelta(hours=3))
    wire = file(store, "kelpwire.example", WIRE, agency="Kelpwire")
    other = file(store, "post.example", REWRITE, published=NOON + timedelta(hours=5))
    assert settle_stories(store) == 1
    rows = {row.record_id: row for row in store.relations.of("s1")}
    assert {key: (row.role, row.source) for key, row in rows.items()} == {
        late.record_id: ("extended", wire.record_id),
        wire.record_id: ("original", ""),
        other.record_id: ("rewrite", wire.record_id),
    }
    assert rows[late.record_id].around == 1.0
    assert 0.5 < rows[late.record_id].inside < 1.0
    assert rows[wire.record_id].why == "names Kelpwire"
    (story,) = store.stories()
    assert (story.canonical, story.why) == (wire.record_id, "names Kelpwire")
    assert [record.copy.role for record in store.records()] == ["extended", "original", "rewrite"]


def test_a_disagreement_is_filed_with_both_sentences_and_their_places(store: Store) -> None:
    wire = file(store, "kelpwire.example", WIRE, agency="Kelpwire")
    other = file(store, "post.example", REWRITE)
    settle_stories(store)
    (row,) = store.relations.disagreements("s1")
    assert (row.kind, row.tier) == ("number", "conflict")
    assert (row.a.record_id, row.a.words) == (wire.record_id, "84")
    assert (row.b.record_id, row.b.words) == (other.record_id, "48")
    for said, text in ((row.a, WIRE), (row.b, REWRITE)):
        assert text[said.start : said.end] == said.words
        assert text[said.sentence_start : said.sentence_end] == said.sentence
        assert said.sentence.startswith("The bell weighs")


def test_what_is_settled_is_left_alone(store: Store) -> None:
    file(store, "kelpwire.example", WIRE)
    file(store, "post.example", REWRITE)
    assert [settle_stories(store), settle_stories(store)] == [1, 0]
    file(store, "post.example", REWRITE)
    assert settle_stories(store) == 0


def test_what_a_killed_run_left_is_settled_by_the_next(tmp_path: Path) -> None:
    with Store(tmp_path / "store") as store:
        file(store, "kelpwire.example", WIRE)
    with Store(tmp_path / "store") as store:
        assert settle_stories(store) == 1
        assert [record.copy.role for record in store.records()] == ["original"]


def test_each_copy_with_the_same_words_is_named(store: Store) -> None:
    file(store, "kelpwire.example", WIRE, agency="Kelpwire")
    same = [file(store, f"{name}.example", REWRITE).record_id for name in ("post", "sun")]
    settle_stories(store)
    assert {row.b.record_id for row in store.relations.disagreements("s1")} == set(same)


def test_copies_disagree_on_what_the_copy_to_read_leaves_out(store: Store) -> None:
    file(store, "kelpwire.example", WIRE.partition("\n\n")[0], agency="Kelpwire")
    file(store, "gazette.example", WIRE)
    file(store, "post.example", REWRITE)
    settle_stories(store)
    (row,) = store.relations.disagreements("s1")
    assert {row.a.site, row.b.site} == {"gazette.example", "post.example"}


def test_a_point_is_told_once_where_the_copy_to_read_takes_part(store: Store) -> None:
    file(store, "kelpwire.example", WIRE, agency="Kelpwire")
    file(store, "gazette.example", WIRE + ADDED)
    file(store, "post.example", REWRITE)
    settle_stories(store)
    assert [row.a.site for row in store.relations.disagreements("s1")] == ["kelpwire.example"]


def test_a_story_is_never_left_without_a_name(store: Store) -> None:
    file(store, "kelpwire.example", WIRE, agency="Kelpwire", title="")
    file(store, "post.example", REWRITE)
    settle_stories(store)
    assert [story.title for story in store.stories()] == ["Bell raised, says post.example"]


def test_of_a_huge_story_only_the_first_copies_take_part(store: Store) -> None:
    with store.batch():
        for number in range(260):
            file(store, f"s{number}.example", f"{WIRE} Page {number}.")
    settle_stories(store)
    roles = [record.copy.role for record in store.records()]
    assert roles[:250].count("") == 0
    assert roles[250:] == [""] * 10
    assert settle_stories(store) == 0


class TestPuttingBack:
    LAST = WIRE.rpartition("\n\n")[2]

    def test_a_sentence_that_another_site_keeps_comes_back_for_good(self, store: Store) -> None:
        wrong = file(store, "gazette.example", WIRE, cut(WIRE, self.LAST))
        file(store, "post.example", WIRE + ADDED)
        settle_stories(store)
        assert text_of(store, wrong).endswith(self.LAST)
        again = file(store, "gazette.example", WIRE, cut(WIRE, self.LAST))
        assert again.state is State.KNOWN
        assert (store.folder / wrong.path).read_text(encoding="utf-8") == WIRE + "\n"

    def test_only_the_lines_that_are_shared_come_back(self, store: Store) -> None:
        letter = "Sign up for our letter and have the tide tables of the week sent to you."
        text = f"{WIRE}\n\n{letter}"
        wrong = file(store, "gazette.example", text, cut(text, f"{self.LAST}\n\n{letter}"))
        file(store, "post.example", WIRE)
        settle_stories(store)
        assert text_of(store, wrong).strip() == WIRE

    def test_what_every_site_cut_stays_out(self, store: Store) -> None:
        copies = [
            file(store, f"{site}.example", WIRE + ADDED * extra, cut(WIRE, self.LAST))
            for extra, site in enumerate(("gazette", "post"))
        ]
        settle_stories(store)
        assert not any(self.LAST in text_of(store, copy) for copy in copies)

    def test_what_most_sites_cut_stays_out(self, store: Store) -> None:
        for site in ("gazette", "sun"):
            file(store, f"{site}.example", WIRE, cut(WIRE, self.LAST))
        file(store, "post.example", WIRE + ADDED)
        settle_stories(store)
        assert sum(self.LAST in record.copy.article.text for record in store.records()) == 1

    def test_the_same_site_is_no_witness(self, store: Store) -> None:
        wrong = file(store, "gazette.example", WIRE, cut(WIRE, self.LAST))
        file(store, "gazette.example", WIRE + ADDED, url="https://gazette.example/later")
        settle_stories(store)
        assert self.LAST not in text_of(store, wrong)

    @pytest.mark.parametrize("kind", [Kind.LEGAL, Kind.CREDIT, Kind.REPEAT, Kind.AUTHOR_BIO])
    def test_what_is_about_the_article_stays_out(self, store: Store, kind: Kind) -> None:
        wrong = file(store, "gazette.example", WIRE, cut(WIRE, self.LAST, kind))
        file(store, "post.example", WIRE + ADDED)
        settle_stories(store)
        assert self.LAST not in text_of(store, wrong)

    def test_what_is_no_sentence_stays_out(self, store: Store) -> None:
        headline = "Trawler skipper hands rigging of lost collier to harbour master"
        text = f"{WIRE}\n\n{headline}"
        teased = file(store, "gazette.example", text, cut(text, headline, Kind.RELATED))
        file(store, "post.example", f"{WIRE}{ADDED}\n\n{headline}")
        settle_stories(store)
        assert headline not in text_of(store, teased)


def test_a_story_of_one_copy_has_its_original(store: Store) -> None:
    only = file(store, "kelpwire.example", WIRE)
    settle_stories(store)
    (row,) = store.relations.of("s1")
    assert row == replace(row, record_id=only.record_id, role="original", source="")
    (story,) = store.stories()
    assert (story.canonical, story.why) == (only.record_id, "the only copy")
