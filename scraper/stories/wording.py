"""The first words of a text in order, each one number that says whether it names or counts."""

from __future__ import annotations

import re
from array import array
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from scraper.stories.calendar import MONTHS, WEEKDAYS, numbered
from scraper.stories.hashing import term_id
from scraper.stories.words import DENSE, MARKED, SPECIAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["NAMES", "NAME_SHARE", "NUMBERS", "WORD", "wording"]

# Of the 16 bits of a word: what it is, and whether it is written as a name or as a number or day.
WORD = (1 << 14) - 1
NAMES = 1 << 14
NUMBERS = 1 << 15

# Words; what is written to one template is short, or says so by then.
_MOST = 300
# Characters that are looked at, more than so many words have.
_HEAD = 2400


# The share of names among what is taken for one, in news: where all nouns have a capital, where no
# word has, and where single characters stand for words.
NAME_SHARE = {
    **dict.fromkeys(("de", "lb"), 0.4),
    **dict.fromkeys(("ar", "fa", "ur", "ps", "he", "yi", "hi", "mr", "ne", "bn", "pa", "gu"), 0.2),
    **dict.fromkeys(("ta", "te", "kn", "ml", "si", "am", "ka"), 0.2),
    **dict.fromkeys(("zh", "ja", "ko", "th", "lo", "km", "my"), 0.1),
}
_NO_CAPITALS = 0.2


def wording(text: str, language: str) -> array[int]:
    """At most 300 words from the head of a text, single letters included and vowels not.

    A name is what stands with a capital inside a sentence, unless it is a weekday or a month; in a
    script without capitals any word may be one. In scripts without spaces a character is a word.
    """
    head = text[:_HEAD]
    unmarked = NAME_SHARE.get(language, 1.0) <= _NO_CAPITALS
    if not head.isascii():
        if SPECIAL.search(head):
            return _one_by_one(head, NAMES if unmarked else 0)
        head = _NO_LETTER.sub(_blank, head)
    lower = head.lower()
    written, read = _utf8(head), _utf8(lower)
    if len(written) != len(read):
        # A few letters have more bytes in lower case than as a capital: those stay capitals.
        read = _utf8(_CAPITALS.sub(_lower, head))
    starts, ids = _hashed(read)
    starts, ids = starts[:_MOST], ids[:_MOST]
    if not len(ids):
        return array("H")
    words = ids & WORD
    numbers = _IS_DIGIT[read[starts]]
    # Beyond ASCII a letter's case may show in its second byte.
    seconds = np.minimum(starts + 1, len(read) - 1)
    capital = (written[starts] != read[starts]) | (
        (read[starts] > ord("\x7f")) & (written[seconds] != read[seconds])
    )
    # The two characters before a word; before the text there is the end of a sentence.
    before = np.concatenate((_FULL_STOP, written))
    opens = _ENDS[before[starts + 1]] | (_IS_SPACE[before[starts + 1]] & _ENDS[before[starts]])
    named = capital & ~opens
    days = named & _IS_DAY[words]
    named |= unmarked
    words |= np.where(numbers | days, NUMBERS, np.where(named, NAMES, 0)).astype(np.uint16)
    return array("H", words.tobytes())


def _one_by_one(head: str, name: int) -> array[int]:
    found = islice(_PIECE.finditer(head.lower()), _MOST)
    return array(
        "H",
        (term_id(x[0]) & WORD | (NUMBERS if x.lastgroup == "number" else name) for x in found),
    )


def _hashed(read: NDArray[np.uint8]) -> tuple[NDArray[np.intp], NDArray[np.uint16]]:
    """Where the words of a lower-case text in UTF-8 begin, and a number for each.

    It is the sum of what each letter adds to it after the one before. The vowels after the second
    letter add nothing, so Dmitry is Dmitri. Beyond ASCII every byte is taken for part of a word; a
    single letter is one too, and so is 1,204.5 or 14:30 or 2-0.
    """
    digit = _IS_DIGIT[read]
    inside = _IN_WORD[read]
    inside[1:-1] |= _JOINS[read[1:-1]] & digit[:-2] & digit[2:]
    begins = inside.copy()
    begins[1:] &= ~inside[:-1]
    kept = ~_IS_VOWEL[read] | begins
    kept[1:] |= begins[:-1]
    kept &= inside
    letters, first = read[kept].astype(np.uint16), begins[kept]
    if not len(letters):
        return np.empty(0, np.intp), letters
    pairs = letters.copy()
    pairs[1:] |= np.where(first[1:], 0, letters[:-1] << 8).astype(np.uint16)
    numbers = np.add.reduceat(_MIXED[pairs], np.flatnonzero(first), dtype=np.uint16)
    return np.flatnonzero(begins), numbers


def _mixed() -> NDArray[np.uint16]:
    """A number for each two letters, far from those of other two (xorshift and multiply)."""
    numbers = np.arange(1 << 16, dtype=np.uint32)
    for factor in (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D):
        numbers = numbers * np.uint32(factor)
        numbers ^= numbers >> np.uint32(15)
    return (numbers >> np.uint32(16)).astype(np.uint16)


def _utf8(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8)


def _blank(match: re.Match[str]) -> str:
    """As many bytes in place of a character that is no letter; a quotation mark stays one."""
    size = len(match[0].encode("utf-8", "surrogatepass"))
    return ('"' if match[0] in _QUOTATION_MARKS else " ").rjust(size)


def _lower(match: re.Match[str]) -> str:
    small = match[0].lower()
    same = len(small.encode("utf-8", "surrogatepass")) == len(
        match[0].encode("utf-8", "surrogatepass")
    )
    return small if same else match[0]


_PIECE = re.compile(
    rf"(?P<number>\d+(?:[.,:/-]\d+)*)|[{DENSE}]|(?:(?![{DENSE}\d])(?:\w|{MARKED}))+"
)
_CAPITALS = re.compile(r"[A-Z]+|[^\x00-\x7f]")
_NO_LETTER = re.compile(r"[^\w\x00-\x7f]")
_QUOTATION_MARKS = "“”„‟«»‹›‘’‚"
_FULL_STOP = np.frombuffer(b". ", np.uint8)
_ENDS = np.zeros(256, np.bool_)
_ENDS[list(b'.!?:;"\n')] = True
_IS_SPACE = np.zeros(256, np.bool_)
_IS_SPACE[list(b" \t\r\n")] = True
_IS_DIGIT = np.zeros(256, np.bool_)
_IS_DIGIT[list(b"0123456789")] = True
_IN_WORD = np.array(
    [byte > ord("\x7f") or chr(byte).isalnum() or chr(byte) == "_" for byte in range(256)]
)
# Between two digits these are part of a number, a time or a score.
_JOINS = np.zeros(256, np.bool_)
_JOINS[list(b".,:-/")] = True
_IS_VOWEL = np.zeros(256, np.bool_)
_IS_VOWEL[list(b"aeiouy")] = True
_MIXED = _mixed()
# Where these have a capital it tells no name. Other languages write them small.
_DAYS = " ".join(numbered(WEEKDAYS, "en", "de") | numbered(MONTHS, "en", "de")).lower()
_IS_DAY = np.zeros(WORD + 1, np.bool_)
_IS_DAY[_hashed(_utf8(_DAYS))[1] & WORD] = True
