"""Word frequencies become the idf tables that ship with the package; run by hand, never in a test.

    pip install wordfreq && python -m tests.build_idf scraper/stories/idf

The frequencies are those of wordfreq's small lists (Robyn Speer, CC BY-SA 4.0, see the README
beside the tables). Needs wordfreq, which neither the package nor its tests depend on.
"""

from __future__ import annotations

import importlib
import lzma
import math
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

# Rarer words than this are not listed and count as rare; English, where most copies are read,
# is listed further down. Measured: grouping loses less than .01 F1 even at 1e-5.
LEAST = 3e-6
LEAST_ENGLISH = 1e-6
# Four steps per factor e: finer frequencies change nothing that can be measured.
STEPS = 4

LANGUAGES = (
    *("ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu"),
    *("id", "it", "ja", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi", "zh"),
)
UNSEGMENTED = ("ja", "ko", "zh")


def frequencies(language: str) -> dict[str, float]:
    """The share of each word among the words of a language; of character pairs, if unsegmented."""
    wordfreq = importlib.import_module("wordfreq")
    code = "nb" if language == "no" else language
    words: dict[str, float] = wordfreq.get_frequency_dict(code, "small")
    return pairs(words) if language in UNSEGMENTED else words


def pairs(words: dict[str, float]) -> dict[str, float]:
    """Character pairs inside words, and across two words taken as independent."""
    inside: defaultdict[str, float] = defaultdict(float)
    first: defaultdict[str, float] = defaultdict(float)
    last: defaultdict[str, float] = defaultdict(float)
    for word, share in words.items():
        if word.isascii():
            inside[word] += share
            continue
        first[word[0]] += share
        last[word[-1]] += share
        for a, b in pairwise(word):
            inside[a + b] += share
    common_first = [(c, s) for c, s in first.items() if s > LEAST]
    for a, share_a in last.items():
        for b, share_b in common_first:
            if share_a * share_b > LEAST:
                inside[a + b] += share_a * share_b
    total = sum(inside.values())
    return {pair: share / total for pair, share in inside.items()}


def table(language: str) -> bytes:
    """One line per step of frequency, the commonest first: the step, then its words, sorted."""
    least = LEAST_ENGLISH if language == "en" else LEAST
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for word, share in frequencies(language).items():
        if share >= least and len(word) > 1:
            lines[round(-math.log(share) * STEPS)].append(word)
    text = "\n".join(f"{step} {' '.join(sorted(words))}" for step, words in sorted(lines.items()))
    return lzma.compress(f"idf 1\n{text}\n".encode(), preset=9)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        data = table(language)
        (folder / f"{language}.xz").write_bytes(data)
        print(f"{language} {len(data):,} bytes")


if __name__ == "__main__":
    main()
