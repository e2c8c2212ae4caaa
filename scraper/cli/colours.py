"""Colour only repeats what the words say: without it nothing is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from scraper.cli.talk import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["print_coloured"]


def print_coloured(lines: Iterable[str]) -> None:
    """Print a comparison on stdout, in colours on a terminal that has them and wants them."""
    console = Console(highlight=False, soft_wrap=True)
    if console.color_system is None or console.no_color:
        for line in lines:
            print(printable(line))
        return
    disputed = False
    for line in map(printable, lines):
        text = Text(line)
        for pattern, style in _STYLES:
            for match in pattern.finditer(line):
                text.stylize(style, *match.span(1))
        disputed = _stress(text, line, disputed=disputed)
        console.print(text)


def _stress(text: Text, line: str, *, disputed: bool) -> bool:
    """Colour the words between the arrows, which may stand on two lines; whether they go on."""
    start = 0
    for match in _ARROW.finditer(line):
        if match[0] == ">>":
            start, disputed = match.start(), True
        elif disputed:
            text.stylize("bold red", start, match.end())
            disputed = False
    if disputed:
        text.stylize("bold red", start)
    return disputed


_ARROW = re.compile(">>|<<")
_STYLES = (
    (re.compile(r"^([AB])  "), "bold cyan"),
    (re.compile(r"^(?:A|B)  (.+)"), "bold"),
    (re.compile(r"^((?:No disagreement|Disagree|Shared|Only)\b.*)"), "bold"),
    (re.compile(r"^  (\w+ \(conflict\):.*)"), "red"),
    (re.compile(r"^  (\w+ \(possible\):.*)"), "yellow"),
    (re.compile(r"^ {4}([AB=])  "), "cyan"),
)
