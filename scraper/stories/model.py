"""What grouping needs of a copy is a fingerprint: small, frozen, and the same on every machine."""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from scraper.stories.packing import floats, integers, pack, shorts

# Written into every stored fingerprint; what a later version wrote is refused, not guessed at. One
# of version 1 has no wording: whether it fills a template cannot be told.
VERSION = 2
# The heaviest terms, by which candidates are found.
KEY_TERMS = 20


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is compared of one copy, about 3 kB in memory.

    `terms` are the CRC-32 of at most 150 terms, the heaviest first, and `weights` their shares of
    a vector of length 1; `shingles` an eighth of the 5-word shingles, chosen by content, sorted;
    `quotes` the 3-word shingles inside quotation marks, sorted; `names` those of the heaviest
    terms that are written as names, where the language tells names by a capital, sorted; `values`
    the numbers with the word after them, sorted. `exact` is a hash of all terms in order and
    `words` their number. `title` is the title with its values taken out, `slots` what was taken
    out. `mould` names what sort of daily page it is, if it is none of news. `wording` holds the
    first 300 words in order, see `scraper.stories.wording`. `published` is an aware time. The
    arrays are never changed.
    """

    id: str
    language: str
    published: datetime | None
    exact: str
    words: int
    terms: array[int]
    weights: array[float]
    shingles: array[int] = field(default_factory=lambda: array("I"))
    quotes: array[int] = field(default_factory=lambda: array("I"))
    names: array[int] = field(default_factory=lambda: array("I"))
    values: tuple[str, ...] = ()
    title: str = ""
    slots: tuple[str, ...] = ()
    mould: str = ""
    wording: array[int] = field(default_factory=lambda: array("H"))

    @property
    def keys(self) -> array[int]:
        """The key terms: the heaviest twenty."""
        return self.terms[:KEY_TERMS]

    def to_json(self) -> str:
        """One line of JSON, 3 to 4 kB, that `from_json` reads back as an equal fingerprint."""
        return _dump(self._row())

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote. Raises ValueError on anything else."""
        return cls._from_row(_load(text))

    def _row(self) -> list[object]:
        published = self.published.isoformat() if self.published else ""
        arrays = (self.terms, self.weights, self.shingles, self.quotes, self.names)
        return [
            *(VERSION, self.id, self.language, published, self.exact, self.words),
            *(pack(numbers) for numbers in arrays),
            *(list(self.values), self.title, list(self.slots), self.mould, pack(self.wording)),
        ]

    @classmethod
    def _from_row(cls, row: list[object]) -> Self:
        if not row or len(row) != _FIELDS.get(str(row[0])):
            raise ValueError(f"not a fingerprint of version {VERSION} or before")
        texts = [str(item) for item in row]
        values, slots = row[11], row[13]
        if not isinstance(values, list) or not isinstance(slots, list):
            raise ValueError("a fingerprint's values and slots are lists")  # noqa: TRY004 - data
        return cls(
            id=texts[1],
            language=texts[2],
            published=datetime.fromisoformat(texts[3]) if texts[3] else None,
            exact=texts[4],
            words=int(texts[5]),
            terms=integers(texts[6]),
            weights=floats(texts[7]),
            shingles=integers(texts[8]),
            quotes=integers(texts[9]),
            values=tuple(map(str, values)),
            names=integers(texts[10]),
            title=texts[12],
            slots=tuple(map(str, slots)),
            mould=texts[14],
            wording=shorts(texts[15] if len(texts) > _FIELDS["1"] else ""),
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A copy in the story it was given: what a store keeps so that the next run can go on."""

    fingerprint: Fingerprint
    story_id: str

    def to_json(self) -> str:
        """One line of JSON that `from_json` reads back as an equal value."""
        return _dump([self.story_id, self.fingerprint._row()])  # noqa: SLF001 - one format, one file

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote. Raises ValueError on anything else."""
        match _load(text):
            case [str(story_id), list(row)]:
                return cls(Fingerprint._from_row(row), story_id)  # noqa: SLF001 - as above
        raise ValueError("not a placed fingerprint")


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a copy was put: the story, the mean cosine to its copies, and whether it is new.

    The copy that founds a story has similarity 1.
    """

    story_id: str
    similarity: float
    new: bool


class Cause(StrEnum):
    """Why a copy changed its story."""

    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    RENAME = "rename"


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the log of a merge and split pass: a copy left one story for another.

    `merge`: its whole story went into another; `split`: part of a story became a story of its own;
    `move`: it was closer to another story; `rename`: the story as a whole took the name of an
    earlier copy, which happens only before anybody was told of it. `similarity` is the mean cosine
    to the copies it has joined, 1 where it stands alone.
    """

    id: str
    before: str
    after: str
    cause: Cause
    similarity: float


def _dump(row: list[object]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _load(text: str) -> list[object]:
    row = json.loads(text)
    if not isinstance(row, list):
        raise ValueError("not a stored fingerprint")  # noqa: TRY004 - the data is wrong, not a type
    return row


# version, id, language, published, exact, words, five arrays, values, title, slots, mould; wording
_FIELDS = {"1": 15, "2": 16}
