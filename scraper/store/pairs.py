"""Scripts without spaces between words are looked up by pairs of letters that stand together."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NO_SPACES", "pairs_of", "question"]

NO_SPACES = re.compile(  # Thai to Lao, Myanmar, Khmer, Kana, Han
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def pairs_of(*texts: str) -> str:
    """What the index holds of texts: each pair once, and each letter that ends a run alone.

    >>> pairs_of("港の橋 bridge")
    '6a4bx 6e2fx306e 306ex6a4b'
    """
    found: set[str] = set()
    for text in texts:
        for run in NO_SPACES.findall(unicodedata.normalize("NFC", text)):
            found.update(map(_pair, run, run[1:]))
            found.add(_pair(run[-1]))
    return " ".join(sorted(found))


def question(runs: Iterable[str]) -> str:
    """What to ask the index for records with all of these runs of letters; '' for none.

    It gives those with all the pairs; whether these stand together must be seen.
    """
    asked: set[str] = set()
    for run in runs:
        if len(run) == 1:
            asked.add(f'"{_pair(run)}"*')
        asked.update(f'"{_pair(*two)}"' for two in pairwise(run))
    return " ".join(sorted(asked))


def _pair(first: str, second: str = "") -> str:
    return f"{ord(first):x}x{ord(second):x}" if second else f"{ord(first):x}x"
