"""What is asked for decides which types and how many bytes are taken."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FEED", "PAGE", "ROBOTS", "SITEMAP", "Want"]

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Want:
    """One sort of resource: its media types (none given: any) and its cap in decoded bytes.

    A `cap` of 0 stands for the setting `max_bytes`. `cut` takes the first `cap` bytes of a larger
    answer instead of refusing it; `inflate` unpacks a gzip file, as sitemaps often are.
    """

    name: str
    types: frozenset[str] = frozenset()
    accept: str = "*/*"
    cap: int = 0
    cut: bool = False
    inflate: bool = False

    def takes(self, content_type: str) -> bool:
        """Whether an answer so labelled is worth reading; one without a label is."""
        media = content_type.partition(";")[0].strip().lower()
        return not self.types or not media or media in self.types


PAGE = Want(
    "page",
    frozenset({"text/html", "application/xhtml+xml", "text/plain"}),
    "text/html,application/xhtml+xml,text/plain;q=0.5",
)
FEED = Want(
    "feed", accept="application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.5"
)
# The protocol's limit (sitemaps.org): 50 MB, uncompressed.
SITEMAP = Want("sitemap", accept="application/xml,text/xml,*/*;q=0.5", cap=50 * MIB, inflate=True)
# RFC 9309, section 2.5: at least 500 KiB must be parsed; the rest may be ignored.
ROBOTS = Want("robots", accept="text/plain,*/*;q=0.5", cap=500 * 1024, cut=True)
