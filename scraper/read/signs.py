"""What a page shows before anybody judges it: its lines, its headings, what of it is links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.read.blocks import split_blocks

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

__all__ = ["Signs", "signs_of"]


@dataclass(frozen=True, slots=True)
class Signs:
    """The visible side of a page.

    `lines` are its visible lines in order, `unseen` what only a browser without scripts would show,
    `headings` the document's title and its first level-one headings, `link_share` the share of the
    visible characters that are links, `linked` the lines that are nothing but links,
    `says_article` whether the page calls itself an article.
    """

    lines: tuple[str, ...]
    headings: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    link_share: float = 0.0
    linked: frozenset[str] = frozenset()
    says_article: bool = False


def signs_of(tree: LexborHTMLParser, *, says_article: bool) -> Signs:
    """The signs of a parsed page."""
    blocks = split_blocks(tree.body)
    size = sum(map(len, blocks.texts))
    titles = [node.text(strip=True) for node in (*tree.css("title")[:1], *tree.css("h1")[:3])]
    return Signs(
        lines=tuple(line for text in blocks.texts for line in text.split("\n")),
        headings=tuple(" ".join(title.split()) for title in titles if title),
        unseen=tuple(
            " ".join(node.text(separator=" ").split()) for node in tree.css("noscript")[:_NOSCRIPTS]
        ),
        link_share=sum(blocks.links) / size if size else 0.0,
        linked=frozenset(
            line
            for text, links in zip(blocks.texts, blocks.links, strict=True)
            if links >= _ALL_LINK * len(text)
            for line in text.split("\n")
        ),
        says_article=says_article,
    )


_NOSCRIPTS = 20
_ALL_LINK = 0.9  # of the characters; a date or a comma may stand beside the link
