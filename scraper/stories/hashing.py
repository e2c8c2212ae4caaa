"""All terms of a text are hashed at once, to the same ids as one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from scraper.stories.words import SPECIAL, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Hashed", "counted", "hashed", "term_id"]

# Longer words, in bytes, are hashed one by one.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Hashed:
    """The terms of a text in order: their ids, their lengths in characters, and all as UTF-8.

    In `joined` there is a space between two terms.
    """

    ids: NDArray[np.uint32]
    lengths: NDArray[np.intp]
    joined: bytes


def term_id(term: str) -> int:
    """The id of a term: its CRC-32, which every process and machine works out alike."""
    return crc32(_utf8(term))


def hashed(text: str) -> Hashed:
    """The terms that `words.terms` finds in a text, hashed, in a quarter of the time.

    A CRC is the exclusive or of what each byte adds to it, and that depends on nothing but the
    byte and its distance from the end: it is looked up for all bytes of all words together.
    """
    lower = text.lower()
    if not lower.isascii():
        if SPECIAL.search(lower):
            return _one_by_one(terms(text))
        # Beyond ASCII, what is then left is part of a word.
        lower = _NO_LETTER.sub(" ", lower)
    read = np.frombuffer(_utf8(lower), np.uint8)
    starts, ends, lengths = _words(read)
    if not len(starts):
        return _one_by_one(())
    sizes = ends - starts
    until = np.cumsum(sizes)
    places = np.arange(until[-1])
    letters = read[places + np.repeat(starts - (until - sizes), sizes)]
    left = np.repeat(until - 1, sizes) - places
    parts = _PARTS[np.minimum(left, _LONGEST - 1), letters]
    ids = np.bitwise_xor.reduceat(parts, until - sizes) ^ _EMPTY[np.minimum(sizes, _LONGEST)]
    for at in np.flatnonzero(sizes > _LONGEST):
        ids[at] = crc32(read[starts[at] : ends[at]].tobytes())
    joined = np.full(len(letters) + len(sizes), ord(" "), np.uint8)
    joined[places + np.repeat(np.arange(len(sizes)), sizes)] = letters
    return Hashed(ids, lengths, joined[:-1].tobytes())


def counted(ids: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
    """Each of some ids once, sorted, and how often it is there."""
    ids = np.sort(ids)
    # Where another id begins, and where the last one ends.
    edges = np.flatnonzero(np.concatenate(([len(ids) > 0], ids[1:] != ids[:-1], [True])))
    return ids[edges[:-1]], edges[1:] - edges[:-1]


def _words(
    read: NDArray[np.uint8],
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Where the words of two characters or more begin and end, and how many characters each has."""
    inside = np.zeros(len(read) + 2, np.bool_)
    inside[1:-1] = _IN_WORD[read]
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    # In UTF-8 every byte but those that go on a character begins one.
    begun = np.concatenate(([0], np.cumsum(_BEGINS[read])))
    lengths = begun[ends] - begun[starts]
    long_enough = lengths > 1
    return starts[long_enough], ends[long_enough], lengths[long_enough]


def _one_by_one(words: Sequence[str]) -> Hashed:
    utf8 = [_utf8(word) for word in words]
    ids = np.array([crc32(word) for word in utf8], np.uint32)
    return Hashed(ids, np.array([len(word) for word in words], np.intp), b" ".join(utf8))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_NO_LETTER = re.compile(r"[^\w\x00-\x7f]")
_IN_WORD = np.array(
    [byte > ord("\x7f") or chr(byte).isalnum() or chr(byte) == "_" for byte in range(256)]
)
_BEGINS = np.array([byte not in range(0x80, 0xC0) for byte in range(256)])
# The CRC of so many zero bytes, and what a byte adds to the CRC with so many bytes after it.
_EMPTY = np.array([crc32(bytes(size)) for size in range(_LONGEST + 1)], np.uint32)
_PARTS = np.array(
    [
        [crc32(bytes((byte,)) + bytes(left)) ^ crc32(bytes(left + 1)) for byte in range(256)]
        for left in range(_LONGEST)
    ],
    np.uint32,
)
