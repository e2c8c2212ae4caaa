"""A text is cut into sentences that keep their places; nothing is lost but the space between."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper.stories.calendar import MONTHS, numbered

__all__ = ["Span", "sentences"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` up to `end` of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span in its text."""
        return text[self.start : self.end]


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text in order, without captions and without what signs a tweet.

    A line break always ends a sentence. A full stop does unless it follows an abbreviation or an
    initial, or a small letter or digit comes next.

    >>> text = "Mr. Orlov left at 5 p.m. on Friday. He won."
    >>> [span.of(text) for span in sentences(text)]
    ['Mr. Orlov left at 5 p.m. on Friday.', 'He won.']
    """
    found: list[Span] = []
    for line in _LINE.finditer(text):
        if _ASIDE.search(line[0]):
            continue
        start = line.start()
        for stop in _STOP.finditer(text, line.start(), line.end()):
            end = stop.start() + len(stop["mark"] or "")
            ordinal = _ORDINAL.search(text, start, end) and _MONTH.match(text, stop.end())
            if _ABBREVIATED.search(text, start, end) is None and not ordinal:
                found.append(Span(start, end))
                start = stop.end()
        if start < line.end():
            found.append(Span(start, line.end()))
    return tuple(found)


_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_STOP = re.compile(
    r"(?P<mark>[.!?…]+[\"'”’»)\]]*)\s+(?=[\"'“‘«„(\[]*[^\W\d_a-zà-öø-ÿ])"
    r"|(?<=[。！？])(?=[^」』”。！？])"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Capt|Lt|Sgt|Rep|Sen|Gov|Rev|Hon|St|Mt|Jr|Sr|vs|etc|No"
    r"|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|[A-Z])\.|\b[ap]\.m\.)$"
)
# "am 4. Mai"
_ORDINAL = re.compile(r"\b\d{1,2}\.$")
_MONTH = re.compile(rf"(?:{'|'.join(numbered(MONTHS, 'de'))})\b")
# Captions, photographers and the last line of an embedded tweet name people, places and days that
# the story does not.
_ASIDE = re.compile(
    r"^\W*(?:photo|photograph|picture|image|video|caption|credit|watch|file photo|foto"
    r"|bild)s?\s?[:(/]"
    r"|\((?:photo|image|picture|file|getty|reuters|ap photo|afp)\b[^)]*\)\s*$"
    r"|[—–-]\s?[^—–\n]{0,60}\(@\w+\)"
    r"|\b(?:pictured (?:here|during|in|at|with)|file photo)\b"
    r"|\bpic\.twitter\.com/|^\s*@\w+\b",
    re.IGNORECASE,
)
