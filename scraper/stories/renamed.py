"""Another name in the same place is a disagreement; another spelling of the same name is none."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from scraper.stories.disagreement import Disagreement, Tier
from scraper.stories.folding import bones
from scraper.stories.matching import Pair, mutual_best, statement
from scraper.stories.reading import similarity
from scraper.stories.value import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.stories.names import Name
    from scraper.stories.reading import InPlace, Reading

__all__ = ["renamed"]

# Of the names in like places below this, measured on 600 pairs of real copies, none was in dispute.
_LEAST_MATCH = 0.45
_SURE_MATCH = 0.5
_OTHER_FORM_MATCH = 0.7
# Two names that are the only unknown ones, with so many words in common around them.
_ALONE_MATCH = 0.25
_ALONE_NEAR = 3
_BESIDE = 0.2
_NEAR_WORD = 0.05
_MOST_NEAR = 4
# Bones this alike are one name in two alphabets, or a slip of the pen.
_SPELLING = 0.8
# The first letters that a country shares with its people: Syria, Syrian.
_DEMONYM = 4


def renamed(a: Reading, b: Reading) -> Iterator[Disagreement]:
    """The names that stand in the same place of matching sentences, each unknown to the other text.

    People who share a surname but not the first name count too, where their sentences match.
    """
    open_a = [name for name in a.names if not _known(name.it, b)]
    open_b = [name for name in b.names if not _known(name.it, a)]

    def rate(x: InPlace[Name], y: InPlace[Name]) -> Pair[Name] | None:
        alone = _alone(x, open_a) and _alone(y, open_b)
        return _rate(a, x, b, y, alone=alone)

    told: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for pair in mutual_best(open_a, open_b, rate):
        keys = pair.a.it.keys, pair.b.it.keys
        if keys in told:
            continue
        told.add(keys)
        sure = pair.match >= _SURE_MATCH and (
            _beside(pair.a, pair.b) > 0 or _namesakes(pair.a.it, pair.b.it)
        )
        tier = Tier.CONFLICT if sure else Tier.POSSIBLE
        yield Disagreement(
            Kind.NAME, tier, statement(a, pair.a.it), statement(b, pair.b.it), pair.match
        )


def _known(name: Name, other: Reading) -> bool:
    """Whether the other text has a word of this name, its people, its capital or its initials."""
    if len(name.keys) > 1:
        # The surname alone does not make John the Jane of the other text; the first name must fit.
        return all(_has(key, other) for key in name.keys) or (
            _has(name.keys[-1], other) and not _other_first_name(name, other)
        )
    return _has(name.keys[0], other) or name.text.casefold() in _initials(other)


def _has(key: str, other: Reading) -> bool:
    if key in other.bones or any(
        known[:_DEMONYM] == key[:_DEMONYM] for known in other.bones if len(key) >= _DEMONYM
    ):
        return True
    return any(key in group and not group.isdisjoint(other.bones) for group in _SAME_PLACE)


def _other_first_name(name: Name, other: Reading) -> bool:
    return any(_namesakes(name, known.it) for known in other.names)


def _namesakes(a: Name, b: Name) -> bool:
    """The same surname after first names that are not one in two spellings or short for another."""
    if len(a.keys) != len(b.keys) or len(a.keys) == 1 or a.keys[-1] != b.keys[-1]:
        return False
    first, second = a.text.split()[0].casefold(), b.text.split()[0].casefold()
    if _alike(first, second) or min(len(first), len(second)) < 3:  # noqa: PLR2004 - an initial
        return False
    return first[:2] != second[:2] or abs(len(first) - len(second)) < 2  # noqa: PLR2004 - Joe, Joseph


def _initials(reading: Reading) -> set[str]:
    names = (name.it.text for name in reading.names)
    return {
        "".join(word[0] for word in text.replace("-", " ").split()).casefold() for text in names
    }


def _alone(name: InPlace[Name], others: Sequence[InPlace[Name]]) -> bool:
    """Whether the name is a full one and the only name that the other text does not know."""
    return len(name.it.keys) > 1 and all(other.it.keys == name.it.keys for other in others)


def _rate(
    a: Reading, x: InPlace[Name], b: Reading, y: InPlace[Name], *, alone: bool
) -> Pair[Name] | None:
    match = similarity(a, x.sentence, b, y.sentence)
    beside = _beside(x, y)
    namesakes = _namesakes(x.it, y.it)
    near = min(_MOST_NEAR, len(x.near & y.near))
    if _one_spelling(x.it, y.it) or not near:
        return None
    # A full name hardly ever stands for one of a single word.
    alike = (len(x.it.keys) > 1) == (len(y.it.keys) > 1)
    in_place = match >= (_LEAST_MATCH if alike else _OTHER_FORM_MATCH) and (beside or namesakes)
    least = _ALONE_MATCH if near == _MOST_NEAR else _LEAST_MATCH
    if not in_place and not (alone and match >= least and near >= _ALONE_NEAR):
        return None
    return Pair(x, y, match + _BESIDE * (beside + namesakes) + _NEAR_WORD * near, match)


def _beside(x: InPlace[Name], y: InPlace[Name]) -> int:
    """On how many sides the same word stands; one side counts only if the word says something."""
    left, right = x.left == y.left != "", x.right == y.right != ""
    if left and right:
        return 2
    return int((left and _says(x.left, x.near)) or (right and _says(x.right, x.near)))


def _says(words: str, near: frozenset[str]) -> bool:
    return not near.isdisjoint(words.split())


def _one_spelling(a: Name, b: Name) -> bool:
    """Whether it is one name, spelled otherwise or in part: "E. Meyer Blvd", "Meyer Boulevard"."""
    if _namesakes(a, b):
        return False
    part = len(a.keys) != len(b.keys) and not set(a.keys).isdisjoint(b.keys)
    return part or _alike("".join(a.keys), "".join(b.keys))


def _alike(a: str, b: str) -> bool:
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SPELLING


# A government is called by its country, its people, its capital or its seat.
_SAME_PLACE = tuple(
    frozenset(map(bones, group.split()))
    for group in (
        "Russia Russian Moscow Kremlin",
        "US USA America American Washington States",
        "UK Britain British Briton London England English Kingdom",
        "China Chinese Beijing Peking",
        "France French Paris Élysée",
        "Germany German Berlin",
        "Netherlands Dutch Hague Holland",
        "Spain Spanish Spaniard Madrid",
        "Switzerland Swiss Bern",
        "Denmark Danish Dane Copenhagen",
        "Greece Greek Athens",
        "Turkey Türkiye Turkish Ankara",
        "Ukraine Ukrainian Kyiv Kiev",
        "Iran Iranian Tehran",
        "Israel Israeli Jerusalem",
        "Syria Syrian Damascus",
        "Japan Japanese Tokyo",
        "India Indian Delhi",
        "Poland Polish Pole Warsaw",
        "Sweden Swedish Swede Stockholm",
        "Finland Finnish Finn Helsinki",
        "Ireland Irish Dublin",
        "Wales Welsh Cardiff",
        "Scotland Scottish Scot Edinburgh",
        "EU European Europe Brussels",
        "Islamic Isis ISIL IS Daesh",
    )
)
