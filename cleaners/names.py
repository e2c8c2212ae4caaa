"""Capitals tell whether some words can be the names of persons or outlets."""

from __future__ import annotations

import re

__all__ = ["is_names"]

_MOST_WORDS = 14  # three or four persons with their particles
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_PARTICLES = frozenset(
    (
        *("and", "und", "et", "y", "e", "i", "och", "og", "en", "ja", "ve", "with"),
        *("for", "of", "the", "to", "at", "in", "on", "af", "av", "zu", "zum"),
        *("von", "van", "der", "den", "de", "du", "da", "das", "dos", "di", "del", "della"),
        *("la", "le", "les", "el", "al", "bin", "ibn", "ben"),
        *("special", "staff", "reporter", "writer", "correspondent", "contributor", "editor"),
        "desk",
    )
)


def is_names(text: str) -> bool:
    """Whether every word but the little ones between names begins with a capital.

    >>> is_names("Mara Lind and Jon van der Field"), is_names("Monday the water had risen")
    (True, False)
    """
    words = _WORD.findall(text)
    if not words or len(words) > _MOST_WORDS:
        return False
    if not any(word[0].isupper() for word in words):
        return not any(word[0].islower() for word in words)  # scripts without case
    return all(not word[0].islower() or word.lower() in _PARTICLES for word in words)
