"""The body of a page as trafilatura sees it: one line per paragraph, no comments."""

from __future__ import annotations

import re

__all__ = ["extract_body"]


def extract_body(html: str, *, url: str = "") -> str:
    """The main text of a page, lines separated by newlines; empty where none is found."""
    # Importing trafilatura costs a third of a second; a run that only reads texts is spared it.
    from trafilatura import extract  # noqa: PLC0415 - see above

    try:
        return extract(_CONTROL.sub("", html), url=url or None, include_comments=False) or ""
    except (ValueError, RecursionError):  # what lxml says of pages that are no documents
        return ""


# A reference to a control character is no text, and one of them costs trafilatura the whole page.
_CONTROL = re.compile(
    r"&#0*(?:[0-8]|1[124-9]|2[0-9]|3[01])(?:;|(?![0-9]))"
    r"|&#x0*(?:[0-8bcef]|1[0-9a-f])(?:;|(?![0-9a-f]))",
    re.IGNORECASE,
)
