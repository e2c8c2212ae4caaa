"""A cleaned text is its original plus receipts: nothing is lost, everything can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(StrEnum):
    """What sort of debris a rule knows. Receipts, tables and reports count by it."""

    ERROR_PAGE = "error_page"
    BOT_WALL = "bot_wall"
    NO_SCRIPT = "no_script"
    SUBSCRIBE = "subscribe"
    PAYWALL = "paywall"
    LEGAL = "legal"
    SHARING = "sharing"
    RELATED = "related"
    ADVERT = "advert"
    COMMENTS = "comments"
    CONSENT = "consent"
    CREDIT = "credit"
    BYLINE = "byline"
    DATELINE = "dateline"
    TAGS = "tags"
    AUTHOR_BIO = "author_bio"
    DONATION = "donation"
    EMBED = "embed"
    NAVIGATION = "navigation"
    CORRECTION = "correction"
    REPEAT = "repeat"
    SITE_LINE = "site_line"
    TITLE = "title"


class Where(StrEnum):
    """The part of a text in which a rule may act.

    `HEAD` means nothing but debris stands above, `TAIL` nothing but debris below, `EDGE` either.
    """

    ANYWHERE = "anywhere"
    EDGE = "edge"
    HEAD = "head"
    TAIL = "tail"


class Anchor(StrEnum):
    """How much of a line a rule speaks about: all of it, its beginning, or its end."""

    LINE = "line"
    START = "start"
    END = "end"


class Action(StrEnum):
    """What a match means.

    `REMOVE` cuts. `ANNOTATE` cuts and hands the value on as metadata. `KEEP` leaves the words in
    the text and notes where they stand (corrections).
    """

    REMOVE = "remove"
    ANNOTATE = "annotate"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a rule table: it marks, it never edits.

    `find` holds regular expressions over the folded line (lower case, straight quotes, bullets and
    arrows at both ends left out). With anchor `LINE` one of them must match the whole line and the
    whole line goes; with `START` or `END` one must match at that end and the match goes, or the
    part of it named `cut`. A part named `value` is handed on with the receipt.

    An expression must either begin with letters or name somewhere words that every match holds: by
    these a line finds the few expressions that could match it. `block` takes the short lines under
    a match along, in the tail only. A line that reads as prose is safe from whole-line
    rules, unless they say that they know `sentences`. No rule for notices takes one in
    which somebody "said" or "told" something. With `names`, the value must be made of
    capitalised words, as a person's or an agency's name is; with `capitals`, of nothing but
    capitals. With `post_above`, the post over a signature goes with it.

    `examples` are lines with what must go in ⟦brackets⟧; a line without brackets is a near-miss
    that every rule must leave alone.
    """

    name: str
    kind: Kind
    find: tuple[str, ...]
    examples: tuple[str, ...]
    where: Where = Where.ANYWHERE
    anchor: Anchor = Anchor.LINE
    action: Action = Action.REMOVE
    sentences: bool = False
    names: bool = False
    capitals: bool = False
    post_above: bool = False
    block: bool = False
    language: str = ""

    def __hash__(self) -> int:
        # Rule sets are looked up by their rules for each text; names tell them apart.
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class Step:
    """One change on the way from the raw text to the normalised one, and how often it was made."""

    name: str
    count: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """One cut: characters `start` up to `end` of the normalised original, and the rule behind it.

    `value` is the part that is worth keeping as metadata (an agency, a byline), else empty.
    """

    start: int
    end: int
    rule: str
    kind: Kind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The normalised original and everything that was cut from it.

    `removals` are ordered by `start`, disjoint, and never empty spans; `notes` mark spans that
    stay in the text but are worth knowing. `steps` tells how the raw text became the original.
    `flags` says what a reader of the record should know, such as `safety_stop`.
    """

    original: str
    removals: tuple[Removal, ...] = ()
    notes: tuple[Removal, ...] = ()
    steps: tuple[Step, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The clean text: paragraphs separated by one blank line, no newline at the end."""
        return "".join(self.original[start:end] for start, end in self.kept())

    def kept(self) -> Iterator[tuple[int, int]]:
        """The spans of the original that stay, in order: the complement of the removals."""
        at = 0
        for removal in self.removals:
            if removal.start > at:
                yield at, removal.start
            at = removal.end
        if at < len(self.original):
            yield at, len(self.original)

    def cut(self, removal: Removal) -> str:
        """The words that a removal took out, without the white space around them."""
        return self.original[removal.start : removal.end].strip()
