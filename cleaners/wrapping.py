"""A line is joined to the next only where its writer must have run out of width.

Text wrapped at a fixed width betrays itself: the first word of each following line would not have
fitted on the line before. Only where that holds for most unfinished lines is anything joined.
"""

from __future__ import annotations

import re

__all__ = ["rejoin"]


def rejoin(text: str) -> tuple[str, int]:
    """The text with hard-wrapped paragraphs on one line each, and how many joins were made.

    Lines have no spaces at their ends. A word broken by a hyphen at a line end is closed up, unless
    the same text writes it with the hyphen elsewhere.
    """
    lines = text.split("\n")
    width = max(map(len, lines), default=0)
    if not _NARROWEST <= width <= _WIDEST or len(lines) < _FEWEST:
        return text, 0
    pairs = [at for at, line in enumerate(lines[:-1]) if line and lines[at + 1]]
    unfinished = [at for at in pairs if lines[at][-1] not in _ENDS]
    full = {at for at in pairs if _was_full(lines[at], lines[at + 1], width)}
    wrapped = [at for at in unfinished if at in full]
    if len(wrapped) < _FEWEST - 1 or len(wrapped) < _SHARE * len(unfinished):
        return text, 0
    out = [lines[0]]
    joins = 0
    for at, line in enumerate(lines[1:]):
        if at in full and not _BULLET.match(line):
            out[-1] = _join(out[-1], line, text)
            joins += 1
        else:
            out.append(line)
    return "\n".join(out), joins


def _was_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.partition(" ")[0]) > width


def _join(line: str, following: str, text: str) -> str:
    broken = _BROKEN.search(line)
    if broken and following[:1].islower():
        word = broken.group(1) + "-" + _WORD.match(following).group()  # type: ignore[union-attr]  # islower() saw a letter
        return line + following if word in text else line[:-1] + following
    return f"{line} {following}"


_NARROWEST, _WIDEST = 40, 120  # e-mail wraps at 72, terminals at 80, some exports at 100 and 120
_FEWEST = 4  # lines; fewer show no pattern
_SHARE = 0.7  # of the unfinished lines: a ragged list of headlines stays far below
_ENDS = frozenset('.!?…:;"”’»)]。！？')
_BULLET = re.compile(r"[-*•·>|#]|\d{1,3}[.)] ")
_BROKEN = re.compile(r"(\w*[^\W\d_])-\Z")
_WORD = re.compile(r"\w+")
