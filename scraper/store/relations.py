"""What was found by comparing the copies of a story is kept as long as their texts stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scraper.store import queries
from scraper.store.encode import storable
from scraper.store.model import DisagreementRow, RelationRow, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scraper.store.session import Session


class Relations:
    """How copies relate to each other and where they disagree, story by story."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def unsettled(self) -> list[str]:
        """The stories whose copies came, went or changed since `put` was last called for them."""
        return [row["story"] for row in self._session.db.rows(queries.UNSETTLED)]

    def put(
        self,
        story_id: str,
        relations: Iterable[RelationRow],
        disagreements: Iterable[DisagreementRow] = (),
    ) -> None:
        """Keep this of a story instead of what was kept, and call it settled.

        Raises:
            StoreError: it cannot be written, as where a record is not in the store.

        """
        story = storable(story_id)
        with self._session.batch() as db:
            for row in relations:
                db.run(queries.PUT_RELATION, _relation_columns(row))
                db.run(queries.SET_ROLE, {"record": row.record_id, "role": storable(row.role)})
            db.run(queries.DROP_DISAGREEMENTS, (story,))
            db.run_all(queries.ADD_DISAGREEMENT, (_columns(story, row) for row in disagreements))
            db.run(queries.DROP_UNSETTLED, (story,))

    def of(self, story_id: str) -> list[RelationRow]:
        """The relations of a story's copies, in the order of filing."""
        rows = self._session.db.rows(queries.RELATIONS, (storable(story_id),))
        return [RelationRow(**row) for row in map(dict, rows)]

    def disagreements(self, story_id: str) -> list[DisagreementRow]:
        """Where a story's copies disagree: conflicts first, then by their place in the text."""
        rows = self._session.db.rows(queries.DISAGREEMENTS, (storable(story_id),))
        return [_disagreement_of(row) for row in rows]

    def all_disagreements(self) -> Iterator[DisagreementRow]:
        """Those of every story, in the order in which they were found, in constant memory."""
        for row in self._session.paged(queries.ALL_DISAGREEMENTS, {}):
            yield _disagreement_of(row)


def _relation_columns(row: RelationRow) -> dict[str, object]:
    return {
        "record": row.record_id,
        "source": row.source,
        "inside": row.inside,
        "around": row.around,
        "quotes": row.quotes,
        "why": storable(row.why),
    }


def _columns(story: str, row: DisagreementRow) -> dict[str, object]:
    head = {"story": story, "tier": row.tier, "kind": row.kind, "match": row.match}
    return head | _said_columns("a", row.a) | _said_columns("b", row.b)


def _said_columns(side: str, said: Said) -> dict[str, object]:
    return {
        side: said.record_id,
        f"{side}_words": storable(said.words),
        f"{side}_start": said.start,
        f"{side}_end": said.end,
        f"{side}_sentence": storable(said.sentence),
        f"{side}_sentence_start": said.sentence_start,
        f"{side}_sentence_end": said.sentence_end,
    }


def _disagreement_of(row: Mapping[str, Any]) -> DisagreementRow:
    return DisagreementRow(
        row["story"], row["tier"], row["kind"], row["match"], _said(row, "a"), _said(row, "b")
    )


def _said(row: Mapping[str, Any], side: str) -> Said:
    return Said(
        record_id=row[side],
        words=row[f"{side}_words"],
        start=row[f"{side}_start"],
        end=row[f"{side}_end"],
        sentence=row[f"{side}_sentence"],
        sentence_start=row[f"{side}_sentence_start"],
        sentence_end=row[f"{side}_sentence_end"],
        site=row[f"{side}_site"],
        url=row[f"{side}_url"],
    )
