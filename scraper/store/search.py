"""Words are looked up in an index that is refreshed once per run; the newest records come first."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scraper.store import pairs, queries
from scraper.store.encode import moment, storable
from scraper.store.model import Hit
from scraper.store.pairs import NO_SPACES, pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scraper.store.database import Database
    from scraper.store.session import Session


@dataclass(frozen=True, slots=True)
class Question:
    """What to look for: whole words by index, and passages that the text must hold as they are."""

    words: tuple[str, ...]
    passages: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> Question:
        """What people type: words, `begin*`, and `"passages in quotes"`; all of them must occur.

        Words in scripts written without spaces between words are passages.
        """
        typed = storable(typed)
        passages = [_plain(passage) for passage in _QUOTED.findall(typed)]
        tokens = list(_tokens(typed))
        passages += [_plain(token.rstrip("*")) for token in tokens if NO_SPACES.search(token)]
        words = [token for token in tokens if not NO_SPACES.search(token)]
        return cls(tuple(dict.fromkeys(words)), tuple(filter(None, dict.fromkeys(passages))))

    @property
    def runs(self) -> tuple[str, ...]:
        """What of the passages is in scripts without spaces, which have no case either."""
        return tuple(run for passage in self.passages for run in NO_SPACES.findall(passage))

    @property
    def match(self) -> str:
        """The words as FTS5 wants them."""
        return " ".join(
            f'"{word.removesuffix("*")}"' + ("*" if word.endswith("*") else "")
            for word in self.words
        )

    def holds(self, text: str) -> bool:
        """Whether a text has every passage."""
        plain = _plain(text) if self.passages else ""
        return all(passage in plain for passage in self.passages)


def search(session: Session, typed: str, *, most: int) -> list[Hit]:
    """The newest records that hold what was typed; see `Question.of`. None for no words."""
    question = Question.of(typed)
    if not question.words and not question.runs:
        return []
    hits: list[Hit] = []
    for row in _candidates(session, question, most):
        if question.holds(f"{row['title']}\n{row['text']}"):
            hits.append(_hit(row))
            if len(hits) == most:
                break
    return hits


def refresh(session: Session) -> int:
    """Enter the words of records filed or changed since the last time, and give their number."""
    entered = 0
    while True:
        with session.batch() as db:
            last = db.the(queries.LAST_UNSEARCHED, (_BATCH,))["last"]
            if last is None:
                return entered
            entered += db.run(queries.ENTER_WORDS, (last,))
            enter_pairs(db, db.rows(queries.WORDS_UNSEARCHED, (last,)))
            db.run(queries.DROP_UNSEARCHED, (last,))


def enter_pairs(db: Database, rows: Iterable[Mapping[str, Any]]) -> None:
    """Enter the pairs of records, where they have any."""
    of = ((row["number"], pairs_of(row["title"], row["text"])) for row in rows)
    db.run_all(queries.ENTER_PAIRS, (each for each in of if each[1]))


def unsearch(db: Database, record_id: str) -> None:
    """Take a record's words out of the index, before they change, until it is refreshed."""
    if db.row(queries.IS_SEARCHED, (record_id,)):
        row = db.the(queries.WORDS, (record_id,))
        if held := pairs_of(row["title"], row["text"]):
            db.run(queries.UNPAIR, (row["number"], held))
    db.run(queries.UNSEARCH, (record_id,))
    db.run(queries.ADD_UNSEARCHED, (record_id,))


def _candidates(session: Session, question: Question, most: int) -> Iterator[Mapping[str, Any]]:
    """Rows from the newest on, a page at a time."""
    sql = queries.SEARCH if question.words else queries.SEARCH_PAIRS
    page = max(most, _PAGE) if question.passages else most
    values: dict[str, object] = {
        "match": question.match,
        "pairs": pairs.question(question.runs),
        "needle": max(question.runs, key=len, default=""),
        "most": page,
    }
    before = _LAST_ROW
    while rows := session.db.rows(sql, values | {"before": before}):
        yield from rows
        before = rows[-1]["number"]


def _hit(row: Mapping[str, Any]) -> Hit:
    return Hit(
        record_id=row["id"],
        story_id=row["story"],
        site=row["site"],
        title=row["title"],
        url=row["url"],
        published=moment(row["published"]),
        passage=" ".join(row["passage"].split()),
    )


def _tokens(typed: str) -> Iterator[str]:
    """Words as the index cuts them: letters, digits and marks; a star may follow.

    Checked with every such character of Unicode 15.1 against SQLite 3.40: it splits at none.
    """
    spaced = "".join(
        char if char == "*" or unicodedata.category(char)[0] in "LNM" else " " for char in typed
    )
    for token in spaced.split():
        word = token.replace("*", "")
        if word:
            yield f"{word}*" if token.endswith("*") else word


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


_BATCH = 5_000  # records entered in one transaction
_PAGE = 100
_LAST_ROW = 2**63 - 1
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')
