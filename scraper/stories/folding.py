"""Two spellings of one word fold to one: inflections to a stem, transliterations to bones."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["bones", "stem"]


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """A word without case and without its commonest English endings; rough on purpose.

    >>> [stem(word) for word in ("killed", "killing", "Kills", "years", "authorities")]
    ['kill', 'kill', 'kill', 'year', 'authority']
    """
    word = word.lower()
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if word.endswith("e") and len(word) > _LEAST_STEM else word


@lru_cache(maxsize=1 << 15)
def bones(name: str) -> str:
    """What transliterations of a name have in common: its consonants, folded.

    >>> bones("Dmitry") == bones("Dmitri"), bones("Mohammed") == bones("Muhammad")
    (True, True)
    >>> bones("Quill") == bones("Quilt")
    False
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    folded = "".join(letter for letter in plain if letter.isalnum())
    for pattern, instead in _SOUNDS:
        folded = pattern.sub(instead, folded)
    first, rest = folded[:1], folded[1:]
    return first + re.sub(r"[aeiouyh]", "", rest) if len(folded) >= _LEAST_BONES else folded


_LEAST_STEM = 3
# The vowels of a short name are half of it: Ann is not Ian.
_LEAST_BONES = 4
_ENDINGS = (
    *(("ies", "y"), ("ied", "y"), ("ing", ""), ("sses", "ss"), ("ed", ""), ("ss", "ss")),
    *(("es", ""), ("s", "")),
)
_SOUNDS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"^(?:al|el|as|ash|an|ar|at)(?=[^aeiou]{1,2}[aeiou])(?=.{5})", ""),
        (r"kh|ch|q|c", "k"),
        (r"ph|v|ff|w", "f"),
        (r"tz|ts|z", "s"),
        (r"dj|dzh|j", "g"),
        (r"sch|sh", "s"),
        (r"x", "ks"),
        (r"(.)\1+", r"\1"),
    )
)
