"""A fingerprint depends on the text, its title and its time, and on nothing else."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING
from zlib import crc32

from scraper.language import detect, normalise
from scraper.stories.model import Fingerprint
from scraper.stories.moulds import mould
from scraper.stories.names import NAMED
from scraper.stories.weights import weights
from scraper.stories.words import terms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from scraper.stories.weights import Weights

__all__ = ["fingerprint", "quote_trigrams"]

# News puts what happened first: these words count twice. Measured on Emergent-train: B-cubed F1
# .945 to .95 for 50 to 200 words, .93 without.
_LEAD = 100
_TOP_TERMS = 150
_MOST_QUOTES = 100
# Names further down are those of other things.
_TOP_NAMES = 50
_MOST_VALUES = 80
# One shingle in this many is kept, chosen by its first two words so that copies choose alike.
_SAMPLE = 8


def fingerprint(
    id: str,  # noqa: A002 - the field's word
    text: str,
    *,
    title: str = "",
    language: str = "",
    published: datetime | None = None,
) -> Fingerprint:
    """The fingerprint of one clean text. Pure, about half a millisecond for 400 words.

    `language` is a declared language (a tag such as `en-GB`): it decides only where the text
    itself does not tell, since pages declare wrong ones. `published` must be an aware time.
    Raises ValueError where it is naive.
    """
    if published is not None and published.tzinfo is None:
        raise ValueError(f"published must be an aware time, not {published}")
    language = detect(text) or normalise(language)
    words = terms(text)
    weighed = weights(language)
    counts = Counter(words)
    daily = mould(counts, len(words))
    counts.update(words[:_LEAD])
    vector = _vector(counts, weighed)
    masked, slots = _masked(title)
    return Fingerprint(
        id=id,
        language=language,
        published=published,
        exact=blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest(),
        words=len(words),
        terms=array("I", [term for _, term in vector]),
        weights=array("f", [weight for weight, _ in vector]),
        shingles=_shingles([weighed[word][0] for word in words]),
        quotes=quote_trigrams(text),
        names=_names(text, weighed, vector[:_TOP_NAMES]) if language in NAMED else array("I"),
        values=_values(text),
        title=masked,
        slots=slots,
        mould=daily,
    )


def quote_trigrams(text: str) -> array[int]:
    """The hashes of the 3-word shingles inside quotation marks, sorted, at most a hundred."""
    shingles: list[str] = []
    for match in _QUOTED.finditer(text):
        words = terms(match[match.lastindex or 0])
        shingles += map(" ".join, zip(words, words[1:], words[2:], strict=False))
    return _hashes(shingles[:_MOST_QUOTES])


def _vector(counts: Counter[str], weighed: Weights) -> list[tuple[float, int]]:
    """The heaviest terms by (1 + ln n) * idf, scaled to length 1; ties go by the term."""
    heavy = [
        (idf * _DAMPED[count], term)
        for (term, idf), count in zip(
            map(weighed.__getitem__, counts), counts.values(), strict=True
        )
    ]
    heavy.sort(reverse=True)
    del heavy[_TOP_TERMS:]
    length = math.sqrt(sum(weight * weight for weight, _ in heavy)) or 1.0
    return [(weight / length, term) for weight, term in heavy]


def _shingles(ids: list[int]) -> array[int]:
    """An eighth of the 5-word shingles, each as one number made of the ids of its words."""
    found = {
        (a * 3 ^ b * 5 ^ c * 7 ^ d * 11 ^ e * 13) & 0xFFFFFFFF
        for a, b, c, d, e in zip(ids, ids[1:], ids[2:], ids[3:], ids[4:], strict=False)
        if (a ^ b) % _SAMPLE == 0
    }
    return array("I", sorted(found))


def _names(text: str, weighed: Weights, heaviest: list[tuple[float, int]]) -> array[int]:
    """The words that stand with a capital inside sentences and never without one.

    Only those that are among the heaviest terms, unless none is.
    """
    found = {weighed[word][0]: word for word in map(str.lower, set(_NAME.findall(text)))}
    leading = [term for _, term in heaviest if term in found and f" {found[term]}" not in text]
    names = leading or [term for term, word in found.items() if f" {word}" not in text]
    return array("I", sorted(names))


def _values(text: str) -> tuple[str, ...]:
    """Numbers with the word after them, in order of the alphabet, each once."""
    found = {match.lower().replace("-", " ").rstrip("s ") for match in _NUMBER.findall(text)}
    return tuple(sorted(found)[:_MOST_VALUES])


def _masked(title: str) -> tuple[str, tuple[str, ...]]:
    """The title's words without its numbers, months and weekdays, and these, in order."""
    slots: list[str] = []
    kept: list[str] = []
    for word in _TITLE_WORD.findall(title.lower()):
        (slots if word[0].isdigit() or word in _DATE_WORDS else kept).append(word)
    return " ".join(kept), tuple(slots)


def _hashes(shingles: Iterable[str]) -> array[int]:
    return array("I", sorted({crc32(s.encode("utf-8", "surrogatepass")) for s in shingles}))


class _Damped(dict[int, float]):
    """1 + ln n of each count n, worked out once."""

    def __missing__(self, count: int) -> float:
        self[count] = 1.0 + math.log(count)
        return self[count]


_DAMPED = _Damped()

# At most 600 characters: a quotation mark that is never closed must not quote the whole text.
_QUOTED = re.compile(
    r"“([^“”]{8,600})”|„([^„“”]{8,600})[“”]|«([^«»]{8,600})»|\"([^\"\n]{8,600})\"|「([^「」]{4,300})」"
)
_NAME = re.compile(r"(?<=[a-zß-ÿ,] )[A-ZÀ-ÖØ-Þ]\w+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:[ -]?(?:%|[^\W\d_]+))?")
_TITLE_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_DATE_WORDS = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
        *(
            "october",
            "november",
            "december",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
        ),
        *("sept", "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday"),
        *("saturday", "sunday"),
    )
)
