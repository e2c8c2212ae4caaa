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


class Action(StrEnum):
    """What a match means.

    `REMOVE` cuts. `ANNOTATE` cuts and hands the value on as metadata. `KEEP` leaves the words in
    the text and notes where they stand (corrections).
    """

    REMOVE = "remove"
    ANNOTATE = "annotate"
    KEEP = "keep"


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
    stay in the text but are worth knowing. `flags` says what a reader of the record should know,
    such as `safety_stop`.
    """

    original: str
    removals: tuple[Removal, ...] = ()
    notes: tuple[Removal, ...] = ()
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
