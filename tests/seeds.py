"""The two copies that started the project, their debris taken off by hand for one purpose: tests.

Cleaning has tests of its own; these helpers keep the tests of comparing apart from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def cleaned_seeds(folder: Path) -> tuple[str, str]:
    """The story of the first and of the second seed, without the lines around it."""
    first, second = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    first = first.partition("\nDiscover more from")[0]
    second = second.partition("(MENAFN)")[2].partition("\nLegal Disclaimer")[0]
    return first, "\n".join(dict.fromkeys(line.strip() for line in second.splitlines()))
