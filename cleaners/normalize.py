"""One canonical plain text: NFC, LF, single spaces, one paragraph per line, one blank line between.

Each step is a pure function; a step is recorded only if it changed something, and replaying the
recorded steps on the raw text gives the normalised text again.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ftfy import fix_encoding_and_explain

from cleaners.model import Step
from cleaners.wrapping import rejoin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    _StepFunction = Callable[[str], tuple[str, int, str]]

__all__ = ["Normalized", "normalize", "normalize_and_explain", "replay"]


@dataclass(frozen=True, slots=True)
class Normalized:
    """The canonical text and the steps that led to it."""

    text: str
    steps: tuple[Step, ...]


def normalize(text: str) -> str:
    r"""The canonical form of a text, without a newline at its end. Normalising twice is once.

    >>> normalize("Caf\u00c3\u00a9 closed.\r\n\r\n\r\nIt  reopens\u00a0today. ")
    'Café closed.\n\nIt reopens today.'
    """
    return normalize_and_explain(text).text


def normalize_and_explain(text: str) -> Normalized:
    """As `normalize`, with the steps that changed something."""
    return Normalized(text, ()) if _is_canonical(text) else _run(text, _STEPS)


def replay(text: str, steps: Iterable[Step]) -> str:
    """The raw text taken through the recorded steps only: the same as `normalize(text)`."""
    names = {step.name for step in steps}
    return _run(text, tuple(pair for pair in _STEPS if pair[0] in names)).text


def _is_canonical(text: str) -> bool:
    """Whether no step would change anything, told by a few fast searches; False where in doubt."""
    one_line = text.replace("\n\n", " ")
    return (
        one_line.isprintable()
        and "  " not in one_line
        and one_line[:1] != " "
        and one_line[-1:] != " "
        and unicodedata.is_normalized("NFC", text)
        and not (_may_be_mojibake(text) and _SUSPECT.search(text))
    )


def _may_be_mojibake(text: str) -> bool:
    """Whether a letter is there with which `_SUSPECT` begins: in UTF-8 they open with few bytes."""
    if text.isascii():
        return False
    encoded = text.encode("utf-8", "surrogatepass")
    return b"\xc3" in encoded or b"\xd0" in encoded or b"\xd1" in encoded


def _run(text: str, steps: tuple[tuple[str, _StepFunction], ...]) -> Normalized:
    """Take the steps in order, again and again until none but the last changes anything.

    What one step uncovers, an earlier one may have to mend: a removed control character can leave
    a pair of letters that is mojibake.
    """
    done: list[Step] = []
    for _ in range(_MOST_ROUNDS):
        before = len(done)
        text = _round(text, steps, done)
        if all(step.name == "paragraphs" for step in done[before:]):
            break
    return Normalized(text, tuple(done))


def _round(text: str, steps: tuple[tuple[str, _StepFunction], ...], done: list[Step]) -> str:
    # Printable text holds no controls, no exotic spaces and line ends, no lone surrogates.
    printable = text.replace("\n", " ").isprintable()
    for name, function in steps:
        if printable and name in _NEEDED_BY_UNPRINTABLE:
            continue
        changed, count, detail = function(text)
        if changed != text:
            done.append(Step(name, count, detail))
            text = changed
            printable = text.replace("\n", " ").isprintable()
    return text


def _surrogates(text: str) -> tuple[str, int, str]:
    if text.isascii():
        return text, 0, ""
    return (*_SURROGATE.subn("\N{REPLACEMENT CHARACTER}", text), "")


def _escapes(text: str) -> tuple[str, int, str]:
    # A terminal would obey these; a reader must never see them.
    if "\x1b" not in text and "\x9b" not in text:
        return text, 0, ""
    return (*_ESCAPE.subn("", text), "")


def _mojibake(text: str) -> tuple[str, int, str]:
    """UTF-8 read as something else, put right line by line by ftfy; its plans are kept."""
    if not (_may_be_mojibake(text) and _SUSPECT.search(text)):
        return text, 0, ""
    lines = text.split("\n")
    plans: dict[str, int] = {}
    for at, line in enumerate(lines):
        if line.isascii() or not _SUSPECT.search(line):
            continue
        fixed, plan = fix_encoding_and_explain(line[:_LONGEST_MOJIBAKE])
        if plan and fixed != line[:_LONGEST_MOJIBAKE]:
            # A fix may bring a line break; paragraphs are decided later, from the text itself.
            lines[at] = fixed.replace("\r", " ").replace("\n", " ") + line[_LONGEST_MOJIBAKE:]
            told = ", ".join(f"{step.action} {step.parameter}" for step in plan)
            plans[told] = plans.get(told, 0) + 1
    return "\n".join(lines), sum(plans.values()), "; ".join(plans)


def _line_ends(text: str) -> tuple[str, int, str]:
    return (*_LINE_END.subn("\n", text), "")


def _controls(text: str) -> tuple[str, int, str]:
    return (*_CONTROL.subn("", text), "")


def _compose(text: str) -> tuple[str, int, str]:
    if unicodedata.is_normalized("NFC", text):
        return text, 0, ""
    composed = unicodedata.normalize("NFC", text)
    return composed, 1, ""


def _spaces(text: str) -> tuple[str, int, str]:
    if not any(pair in text for pair in _SPACES) and text.replace("\n", " ").isprintable():
        stripped = text.strip(" ")
        return stripped, len(text) - len(stripped), ""
    text, spaces = _SPACE.subn(" ", text)
    text, edges = _EDGE_SPACE.subn("\n", text)
    return text.strip(" "), spaces + edges, ""


def _paragraphs(text: str) -> tuple[str, int, str]:
    paragraphs = [line for line in text.split("\n") if line]
    return "\n\n".join(paragraphs), text.count("\n"), ""


def _rejoin(text: str) -> tuple[str, int, str]:
    joined, count = rejoin(text)
    return joined, count, ""


_SURROGATE = re.compile("[\ud800-\udfff]")
# CSI sequences, OSC strings up to BEL or ST, and any other two-character escape.
_ESCAPE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"
    "|\x1b\\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\\\)?"
    "|\x1b."
)
# A UTF-8 lead byte read as Latin-1, Windows-1252 or Windows-1251, then a continuation byte read
# the same way. Clean text can hold such a pair too: ftfy decides, this only spares it the rest.
_SUSPECT = re.compile(
    "[\u00c2-\u00f4\u0410-\u044f][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192"
    "\u02c6\u02dc\u0402-\u040f\u0452-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116\u2122]"
)
_MOST_ROUNDS = 8  # three have been enough for every text met so far
_LONGEST_MOJIBAKE = 100_000  # ftfy's repairs are not linear on hostile lines; the rest stays as is
_LINE_END = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# Controls, zero-width spaces, soft hyphens, byte-order marks, bidirectional embeddings and
# isolates, tag characters. The joiners U+200C and U+200D stay: Persian, Hindi and emoji need them.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+ *| {2,}")
_SPACES = ("  ", " \n", "\n ")
_NEEDED_BY_UNPRINTABLE = frozenset({"surrogates", "escapes", "line ends", "controls"})
_EDGE_SPACE = re.compile(" +\n *|\n +")

_STEPS: tuple[tuple[str, _StepFunction], ...] = (
    ("surrogates", _surrogates),
    ("escapes", _escapes),
    ("mojibake", _mojibake),
    ("line ends", _line_ends),
    ("controls", _controls),
    ("composition", _compose),
    ("spaces", _spaces),
    ("wrapped lines", _rejoin),
    ("paragraphs", _paragraphs),
)
