"""A quotation is found with its place, its words and the name of its speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.stories.sentences import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.stories.names import Name
    from scraper.stories.reading import Reading

__all__ = ["Quotation", "quotations"]

# Shorter quotations are terms ("so-called"), not statements.
_LEAST_WORDS = 4
# Who speaks stands no further from the quotation than this, in characters.
_REACH = 100


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two quotation marks: its place, its words, and who said it, if named.

    A word in square brackets or an ellipsis is a word of `words` too, as it is written.
    """

    span: Span
    words: tuple[str, ...]
    speaker: Name | None


def quotations(reading: Reading) -> Iterator[Quotation]:
    """The quotations of four words or more, in order."""
    for match in _QUOTED.finditer(reading.text):
        span = Span(*match.span(match.lastindex or 0))
        words = tuple(_WORD.findall(_spelled_out(span.of(reading.text))))
        if len(words) >= _LEAST_WORDS:
            yield Quotation(span, words, _speaker(reading, *match.span()))


def _spelled_out(text: str) -> str:
    text = text.casefold().replace("’", "'")
    for short, long in _CONTRACTIONS:
        text = text.replace(short, long)
    return text


def _speaker(reading: Reading, start: int, end: int) -> Name | None:
    """The nearest name on the quotation's line that a verb of saying joins to it."""
    line_start = max(reading.text.rfind("\n", 0, start) + 1, start - _REACH)
    line_end = reading.text.find("\n", end)
    line_end = min(len(reading.text) if line_end < 0 else line_end, end + _REACH)
    found: list[tuple[int, Name]] = []
    for placed in reading.names:
        name = placed.it
        if end <= name.start and name.end <= line_end:
            between = reading.text[end : min(name.end + _REACH // 3, line_end)]
            gap = reading.text[end : name.start]
            if _SAY.search(between) and not (_STOP.search(gap) or _HEARER.search(gap)):
                found.append((len(gap), name))
        elif line_start <= name.start and name.end <= start:
            gap = reading.text[name.end : start]
            if _SAY.search(gap) and not _STOP.search(gap.rstrip(" .:,")):
                found.append((len(gap), name))
    return min(found, key=lambda near: near[0])[1] if found else None


_QUOTED = re.compile(
    r"“([^“”]{8,600})”|„([^„“”]{8,600})[“”]|«([^«»]{8,600})»|\"([^\"\n]{8,600}?)(?:\"|'')"
)
_WORD = re.compile(r"\[[^\]]*\]|\.(?:\s?\.){2}|…|\w+(?:[.,]\d+)*")
_STOP = re.compile(r"[.!?]\s")
_SAY = re.compile(
    r"\b(?:said|says|say|saying|told|tells|added|adds|noted|stated|warned|insisted|explained|wrote"
    r"|tweeted|declared|announced|argued|claimed|remarked|replied|emphasi[sz]ed|stressed|admitted"
    r"|confirmed|commented|recalled|promised|according\sto|quoted)\b"
)
# "He told the BBC", "she wrote on the Vesper blog": what is named is not who spoke.
_HEARER = re.compile(r"\b(?:told|on|in|at|with|via|from|(?<!according\s)to)\b")
_CONTRACTIONS = (
    *(("won't", "will not"), ("can't", "can not"), ("cannot", "can not"), ("n't", " not")),
    *(("'ll", " will"), ("'re", " are"), ("'ve", " have"), ("i'm", "i am")),
    *(("it's", "it is"), ("that's", "that is"), ("'d", " would")),
)
