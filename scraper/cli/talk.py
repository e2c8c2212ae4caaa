"""What is said to people: on stderr, one thing a line, nothing a terminal would obey."""

from __future__ import annotations

import re
import sys

__all__ = ["printable", "say"]

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    r"""The text without control characters; line breaks become spaces.

    >>> printable("a\x1b[31mb\nc")
    'a[31mb c'
    """
    return _CONTROL.sub("", text.replace("\r", " ").replace("\n", " "))


def say(line: str) -> None:
    """One line on stderr."""
    print(printable(line), file=sys.stderr)
