"""An article becomes a record in one transaction; its text follows, and is caught up if killed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scraper.model import site_of
from scraper.store import queries
from scraper.store.encode import storable, storable_article
from scraper.store.identity import digest_of, names, own_canonical, short_id
from scraper.store.model import Filed, State
from scraper.store.names import file_name, folder_name, label
from scraper.store.protect import protect
from scraper.store.rows import columns_of
from scraper.store.search import unsearch
from scraper.store.sites import tally

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from scraper.model import Article
    from scraper.store.database import Database


@dataclass(frozen=True, slots=True)
class Place:
    """Where a copy belongs and how it came there. `at` and `run` say when it was filed."""

    story_id: str
    role: str
    similarity: float
    requested: str
    fingerprint: str
    at: str
    run: int | None
    aliases: tuple[str, ...] = ()


def file_article(db: Database, article: Article, place: Place) -> Filed:
    """File an article within a transaction. The outbox then names its text where it is new."""
    article = storable_article(article)
    name, found = _find(db, article)
    if found is not None:
        kept = (str(row["passage"]) for row in db.rows(queries.PROTECTED, (found["id"],)))
        article = replace(article, body=protect(article.body, kept))
    digest = digest_of(article)
    columns = columns_of(article) | {
        "requested": storable(place.requested),
        "digest": digest,
        "at": place.at,
    }
    if found is None:
        filed = _add(db, article, place, name, columns)
    elif found["digest"] == digest:
        filed = Filed(found["id"], State.KNOWN, found["path"], found["story"])
    else:
        filed = _change(db, article, columns, found)
    if place.fingerprint:
        db.run(
            queries.SET_FINGERPRINT,
            {"id": filed.record_id, "fingerprint": storable(place.fingerprint)},
        )
    tally(db, place.run, article.site or site_of(article.url), article=article.text)
    _name(db, article, filed.record_id, (storable(place.requested), *place.aliases))
    return filed


def id_of(db: Database, article: Article) -> str:
    """The id that this article has, or would be given now."""
    name, found = _find(db, storable_article(article))
    return str(found["id"]) if found else _new_id(db, name)


def move(db: Database, record_id: str, *, story_id: str, role: str, similarity: float) -> str:
    """Move a copy to another story within a transaction; the answer is its path there."""
    head = db.row(queries.RECORD, (record_id,))
    if head is None:
        raise KeyError(record_id)
    story = storable(story_id)
    folder = open_story(db, story, head["title"], label(head["title"], head["text"]))
    path = f"texts/{folder}/{head['path'].rpartition('/')[2]}"
    db.run(queries.MOVE_RECORD, (story, storable(role), similarity, path, record_id))
    if path != head["path"]:
        db.run(queries.ADD_OUTBOX, (record_id, head["path"]))
        db.run(queries.UNSET_CANONICAL, (head["story"], record_id))
        db.run(queries.DROP_EMPTY_STORY, {"id": head["story"]})
    return path


def open_story(db: Database, story_id: str, title: str, called: str) -> str:
    """The folder of a story, which is made up when its first copy comes, from what it is called."""
    folder = folder_name(title=called, story_id=story_id)
    db.run(queries.ADD_STORY, (story_id, title, folder))
    return str(db.the(queries.STORY, (story_id,))["folder"])


def cut_out(db: Database, article: Article, record_id: str) -> None:
    """Enter a record's removals and notes, instead of those it had, within a transaction."""
    db.run(queries.DROP_REMOVALS, (record_id,))
    db.run(queries.DROP_NOTES, (record_id,))
    db.run_all(
        queries.ADD_REMOVAL,
        (
            (record_id, cut.start, cut.end, cut.rule, cut.kind, cut.value)
            for cut in article.body.removals
        ),
    )
    db.run_all(
        queries.ADD_NOTE,
        (
            (record_id, place, note.start, note.end, note.rule, note.kind, note.value)
            for place, note in enumerate(article.body.notes)
        ),
    )


def _find(db: Database, article: Article) -> tuple[str, Mapping[str, Any] | None]:
    """The best name for an article, and the record that already has it."""
    if article.url:
        row = db.row(queries.RECORD_OF_URL, (article.url,))
        if row is not None and row["rank"] < _ASKED:
            return article.url, db.row(queries.RECORD, (row["record"],))
    for name in names(article):
        row = db.row(queries.RECORD_OF_URL, (name,))
        if row is None or row["rank"] == _ASKED:
            return name, None
        head = db.row(queries.RECORD, (row["record"],))
        if head is not None and _is_same(article, head):
            return name, head
    return names(article)[-1], None


def _is_same(article: Article, head: Mapping[str, Any]) -> bool:
    """Whether a canonical URL in common is to be believed.

    Some sites name one page, such as `/article.php` without its query, on all of theirs.
    """
    return (
        not article.url
        or bool(article.title and head["title"].casefold() == article.title.casefold())
        or head["text"] == article.text
    )


def _new_id(db: Database, name: str) -> str:
    return short_id(name, lambda taken: db.row(queries.RECORD, (taken,)) is not None)


def _add(
    db: Database, article: Article, place: Place, name: str, columns: dict[str, object]
) -> Filed:
    record_id = _new_id(db, name)
    story = storable(place.story_id)
    called = label(article.title, article.text)
    folder = open_story(db, story, article.title, called)
    file = file_name(site=article.site, title=called, record_id=record_id)
    path = f"texts/{folder}/{file}"
    db.run(
        queries.ADD_RECORD,
        columns
        | {
            "id": record_id,
            "story": story,
            "role": storable(place.role),
            "similarity": place.similarity,
            "path": path,
            "run": place.run,
        },
    )
    if not article.url:
        db.run(queries.ADD_URL, {"url": name, "record": record_id, "rank": _ITSELF})
    cut_out(db, article, record_id)
    db.run(queries.ADD_UNSEARCHED, (record_id,))
    db.run(queries.ADD_OUTBOX, (record_id, ""))
    return Filed(record_id, State.NEW, path, story)


def _change(
    db: Database, article: Article, columns: dict[str, object], head: Mapping[str, Any]
) -> Filed:
    record_id = head["id"]
    if head["original"] != article.body.original or head["title"] != article.title:
        db.run(queries.ADD_VERSION, (columns["at"], record_id))
    unsearch(db, record_id)
    db.run(queries.CHANGE_RECORD, columns | {"id": record_id})
    cut_out(db, article, record_id)
    if head["text"] != article.text:
        db.run(queries.ADD_OUTBOX, (record_id, ""))
    return Filed(record_id, State.CHANGED, head["path"], head["story"])


def _name(db: Database, article: Article, record_id: str, asked: tuple[str, ...]) -> None:
    """Enter every URL by which this copy is known; none of them is a miss or waits any more."""
    for url, rank in (
        (article.url, _ITSELF),
        (own_canonical(article), _CANONICAL),
        *((url, _ASKED) for url in asked),
    ):
        if url:
            db.run(queries.ADD_URL, {"url": url, "record": record_id, "rank": rank})
            db.run(queries.DROP_MISS, (url,))
            db.run(queries.DROP_LINK, (url,))


_ITSELF, _CANONICAL, _ASKED = range(3)
