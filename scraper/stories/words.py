"""Text becomes terms by script alone: words where words are spaced, character pairs elsewhere."""

from __future__ import annotations

import re
from itertools import pairwise

__all__ = ["DENSE", "MARKED", "SPECIAL", "terms"]


def terms(text: str) -> list[str]:
    """The lower-case terms of `text` in order: words of two characters or more, or pairs.

    Runs of Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese give overlapping character
    pairs; a Latin name among them stays a word. An apostrophe ends a word, so `Syria's` and
    `l'homme` give `syria` and `homme`.

    >>> terms("Syria's 49-year deal")
    ['syria', '49', 'year', 'deal']
    >>> terms("東京のIBM")
    ['東京', '京の', 'ibm']
    """
    lower = text.lower()
    if lower.isascii():
        return _ASCII_WORD.findall(lower)
    if not SPECIAL.search(lower):
        return _WORD.findall(lower)
    if not _DENSE.search(lower):
        return _MARKED_WORD.findall(lower)
    found: list[str] = []
    for match in _PIECE.finditer(lower):
        piece = match[0]
        if match.lastgroup == "dense":
            found += map("".join, pairwise(piece)) if piece[1:] else (piece,)
        else:
            found.append(piece)
    return found


_WORD = re.compile(r"\w\w+")
# The same where there is nothing else, in two thirds of the time.
_ASCII_WORD = re.compile(r"[a-z0-9_]{2,}")
# Vowel signs of Indic scripts are no word characters to `re`, though they stand inside words.
MARKED = r"[\u0900-\u0963\u0971-\u0dff]"
_MARKED_WORD = re.compile(rf"(?:\w|{MARKED}){{2,}}")

# For use inside brackets of an expression: the scripts without spaces.
DENSE = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3041-\u30fa\u30fc-\u30ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff"  # Han
    "\uac00-\ud7a3"  # Hangul: particles stick to words, pairs see through them
    "\U00020000-\U0003134f"  # rare Han
)
# Where there is none of these, words are runs of word characters.
SPECIAL = re.compile(f"[\u0900-\u0dff{DENSE}]")
_DENSE = re.compile(f"[{DENSE}]")
_PIECE = re.compile(rf"(?P<dense>[{DENSE}]+)|(?P<word>(?:(?![{DENSE}])\w){{2,}})")
