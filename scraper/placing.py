"""Every story that changed gets its roles, its copy to read and its disagreements, once a run.

    unsettled stories ─→ put back what other sites keep ─→ arrange ─→ compare ─→ store

Which stories changed is the store's to say, so a run that was killed is caught up by the next one.
"""

from __future__ import annotations

from itertools import combinations, islice
from typing import TYPE_CHECKING

from scraper.restoring import wrongly_cut
from scraper.store import DisagreementRow, RelationRow, Said
from scraper.stories import arrange, compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.model import Copy, Story
    from scraper.store import Store
    from scraper.stories import Disagreement, Relation, Statement

__all__ = ["settle_stories"]

# A story of a hundred copies has 4,950 pairs, at 20 to 40 ms each; ten different texts have 45.
_MOST_PAIRS = 45
# Each copy is related to all before it, so that the work grows with the square.
_MOST_COPIES = 250


def settle_stories(store: Store) -> int:
    """Settle the stories whose copies came, went or changed; the answer is their number.

    In a story of more than 250 copies only the 250 that were filed first take part. At most 45
    pairs of different texts are compared: the copy to read with each other one first, then these
    among each other, in the order of filing. Each story is one transaction. Raises StoreError
    where the store cannot be written.
    """
    names = store.relations.unsettled()
    for name in names:
        with store.batch():
            _settle(store, name)
    return len(names)


def _settle(store: Store, name: str) -> None:
    copies = _copies(store, name)
    if wrong := wrongly_cut(copies):
        for record_id, passages in wrong.items():
            store.restore(record_id, passages)
        copies = _copies(store, name)
    if not copies:
        return
    arrangement = arrange(name, copies)
    story = arrangement.story
    called = {copy.id: copy.article.title for copy in copies}
    title = called[story.canonical] or next(filter(None, called.values()), "")
    store.set_canonical(name, story.canonical, why=story.why, title=title)
    store.relations.put(name, map(_relation, arrangement.relations), _disagreements(story))


def _copies(store: Store, name: str) -> list[Copy]:
    return [record.copy for record in islice(store.records(story=name), _MOST_COPIES)]


def _disagreements(story: Story) -> Iterator[DisagreementRow]:
    """What the copy to read and another disagree on, then what others do on which it is silent.

    Copies with the same words are compared once; each of them is named.
    """
    texts: dict[str, list[Copy]] = {}
    for copy in sorted(story.copies, key=lambda copy: copy.id != story.canonical):
        texts.setdefault(copy.article.text, []).append(copy)
    told: set[tuple[str, int]] = set()
    for a, b in islice(combinations(texts, 2), _MOST_PAIRS):
        first = texts[a][0]
        to_read = first.id == story.canonical
        for point in compare(a, b).disagreements:
            places = {(a, point.a.span.start), (b, point.b.span.start)}
            if to_read:
                told |= places
            elif told & places:
                continue
            for other in texts[b]:
                yield _disagreement(story.id, point, first, other)


def _disagreement(story_id: str, point: Disagreement, a: Copy, b: Copy) -> DisagreementRow:
    return DisagreementRow(
        story_id=story_id,
        tier=str(point.tier),
        kind=str(point.kind),
        match=point.match,
        a=_said(point.a, a),
        b=_said(point.b, b),
    )


def _said(statement: Statement, copy: Copy) -> Said:
    return Said(
        record_id=copy.id,
        words=statement.words,
        start=statement.span.start,
        end=statement.span.end,
        sentence=statement.sentence.of(copy.article.text),
        sentence_start=statement.sentence.start,
        sentence_end=statement.sentence.end,
    )


def _relation(relation: Relation) -> RelationRow:
    return RelationRow(
        record_id=relation.id,
        role=str(relation.role),
        source=relation.of,
        inside=relation.inside,
        around=relation.around,
        quotes=relation.quotes,
        why=relation.why,
    )
