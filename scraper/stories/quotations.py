"""A quotation is found with its place, its words and the name of its speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.stories.numerals import numeral
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

    What an editor put in brackets, a masked word ("f—") and an ellipsis are words of `words` too,
    as they are written; a number in words is written in digits.
    """

    span: Span
    words: tuple[str, ...]
    speaker: Name | None


def quotations(reading: Reading) -> Iterator[Quotation]:
    """The quotations of four words or more, in order."""
    for match in _QUOTED.finditer(reading.text):
        span = Span(*match.span(match.lastindex or 0))
        words = tuple(map(_in_digits, _WORD.findall(_spelled_out(span.of(reading.text)))))
        if len(words) >= _LEAST_WORDS:
            yield Quotation(span, words, _speaker(reading, *match.span()))


def _spelled_out(text: str) -> str:
    text = _CAPITAL_PUT_IN.sub(r"\1", text.casefold().replace("’", "'"))
    for short, long in _CONTRACTIONS:
        text = text.replace(short, long)
    return text


def _in_digits(word: str) -> str:
    amount = numeral(word) if word.isalpha() and word not in _NO_NUMBER else None
    return word if amount is None else f"{amount:.0f}"


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
            told = _STOP.search(gap) or _HEARER.search(gap)
            if _SAY.search(between) and not (told or _describes(reading, name)):
                found.append((len(gap), name))
        elif line_start <= name.start and name.end <= start:
            gap = reading.text[name.end : start]
            # Beyond a quotation mark is what somebody else said.
            told = _STOP.search(gap.rstrip(" .:,")) or _MARK.search(gap)
            if _SAY.search(gap) and not (told or _describes(reading, name)):
                found.append((len(gap), name))
    return min(found, key=lambda near: near[0])[1] if found else None


def _describes(reading: Reading, name: Name) -> bool:
    """Whether a name only says whose the speaker is: "a Ministry spokesman said"."""
    after = _NEXT.match(reading.text, name.end)
    owned = _OWNED.search(reading.text, max(0, name.start - 8), name.start)
    return owned is not None or (after is not None and after["verb"] is None)


# A short quotation in straight marks is found too, lest its end be taken for a beginning.
_QUOTED = re.compile(
    r"“([^“”]{8,600})”|„([^„“”]{8,600})[“”]|«([^«»]{8,600})»|\"([^\"“”\n]{1,600}?)(?:\"|”|'')"
)
_WORD = re.compile(r"\[[^\]]*\]|\([^)]*\)|\.(?:\s?\.){2}|…|\w(?:\*+\w*|—\w?(?!\w))|\w+(?:[.,]\d+)*")
# "[A]t least": the sentence did not begin there.
_CAPITAL_PUT_IN = re.compile(r"\[(\w)\](?=\w)")
_NO_NUMBER = frozenset(("a", "an", "and", "half", "one"))
_MARK = re.compile('["“”„«»]')
_STOP = re.compile(r"[.!?]\s")
_SAY = re.compile(
    r"\b(?:said|says|say|saying|told|tells|added|adds|noted|stated|warned|insisted|explained|wrote"
    r"|tweeted|declared|announced|argued|claimed|remarked|replied|emphasi[sz]ed|stressed|admitted"
    r"|confirmed|commented|recalled|promised|according\sto|quoted\sas)\b"
)
_NEXT = re.compile(rf"\s(?:(?P<verb>{_SAY.pattern}|also|has|had|then|later|who|and)|[a-z]{{4,}}\s)")
_OWNED = re.compile(r"\bof\s(?:the\s)?$")
# "He told the BBC", "she wrote on the Vesper blog": what is named is not who spoke.
_HEARER = re.compile(r"\b(?:told|on|in|at|with|via|from|(?<!according\s)to)\b")
_CONTRACTIONS = (
    *(("won't", "will not"), ("can't", "can not"), ("cannot", "can not"), ("n't", " not")),
    *(("'ll", " will"), ("'re", " are"), ("'ve", " have"), ("i'm", "i am")),
    *(("gonna", "going to"), ("wanna", "want to"), ("gotta", "got to")),
    *(("it's", "it is"), ("that's", "that is"), ("'d", " would")),
)
