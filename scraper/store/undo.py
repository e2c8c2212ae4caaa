"""What a rule cut may be put back; the store keeps to that whenever the page comes again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.store import queries
from scraper.store.filing import cut_out
from scraper.store.identity import digest_of
from scraper.store.model import Undone
from scraper.store.protect import protect
from scraper.store.search import unsearch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.model import Article, Record
    from scraper.store.session import Session


def undo(session: Session, record: Record, rule: str) -> Undone:
    """Restore all that a rule cut from a record, and protect it from then on.

    Where the rule cut nothing there, nothing happens and nothing is restored.
    """
    body = record.copy.article.body
    undone = tuple(cut for cut in body.removals if cut.rule == rule)
    words = tuple(body.cut(cut) for cut in undone)
    if undone:
        kept = replace(body, removals=tuple(cut for cut in body.removals if cut.rule != rule))
        article = replace(record.copy.article, body=protect(kept, words))
        _keep(session, record.copy.id, article, [(rule, passage) for passage in words])
    return Undone(record.copy.id, rule, undone, words)


def restore(session: Session, record: Record, passages: Iterable[tuple[str, str]]) -> None:
    """Put passages back, each given with the rule that cut it, and protect them from then on."""
    given = list(passages)
    article = record.copy.article
    article = replace(article, body=protect(article.body, [words for _, words in given]))
    _keep(session, record.copy.id, article, given)


def _keep(
    session: Session, record_id: str, article: Article, passages: Iterable[tuple[str, str]]
) -> None:
    at = session.now()
    with session.batch() as db:
        db.run_all(queries.PROTECT, ((record_id, rule, words, at) for rule, words in passages))
        unsearch(db, record_id)
        db.run(queries.RECUT, (article.text, digest_of(article), at, record_id))
        cut_out(db, article, record_id)
        db.run(queries.ADD_OUTBOX, (record_id, ""))
