"""The headline is not part of the body: its repetition above the text goes."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

__all__ = ["is_title"]

NEAR = 0.9  # of the words in order: a headline and its shortened or retouched twin
_FEWEST = 3  # words; below that only an exact repetition counts
_WORD = re.compile(r"\w+")


def is_title(line: str, title: str) -> bool:
    """Whether a line above the story repeats its headline, letter case and punctuation aside.

    >>> is_title("BRIDGE REOPENS AFTER STORM - Daily Example", "Bridge reopens after storm")
    True
    """
    if not title or len(line) > 2 * len(title) + _SUFFIX:
        return False
    said, known = _WORD.findall(line.lower()), _WORD.findall(title.lower())
    if not said or not known:
        return False
    if said == known:
        return True
    shorter = min(len(said), len(known))
    if shorter < _FEWEST:
        return False
    if _suffixed(line, said, known) or _suffixed(title, known, said):
        return True
    # No matcher is needed where not even all words of the shorter one would be enough.
    return (
        2 * shorter >= NEAR * (len(said) + len(known))
        and SequenceMatcher(None, said, known, autojunk=False).ratio() >= NEAR
    )


_SUFFIX = 40  # characters of " - The Daily Example"
_BREAK = re.compile(r"\s[-–—|:·•»]\s|\s?\|\s?")


def _suffixed(whole: str, words: list[str], part: list[str]) -> bool:
    """Whether `words` are `part` and a site's name after a dash or a bar."""
    return words[: len(part)] == part and bool(_BREAK.search(whole))
