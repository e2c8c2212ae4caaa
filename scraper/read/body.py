"""The body of a page as trafilatura sees it: one line per paragraph, no comments."""

from __future__ import annotations

__all__ = ["extract_body"]


def extract_body(html: str, *, url: str = "") -> str:
    """The main text of a page, lines separated by newlines; empty where none is found."""
    # Importing trafilatura costs a third of a second; a run that only reads texts is spared it.
    from trafilatura import extract  # noqa: PLC0415 - see above

    try:
        return extract(html, url=url or None, include_comments=False) or ""
    except (ValueError, RecursionError):  # what lxml says of pages that are no documents
        return ""
