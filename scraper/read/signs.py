"""What a page shows before anybody judges it: its lines, its headings, what of it is links."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from selectolax.lexbor import LexborHTMLParser

    from scraper.read.blocks import Blocks
    from scraper.read.body import Body

__all__ = ["Signs", "signs_of"]


@dataclass(frozen=True, slots=True)
class Signs:
    """The visible side of a page.

    `lines` are its visible lines in order, `near` those in and just below the text taken for its
    story, `headings` the document's title and its first level-one headings, `link_share` the share
    of the visible characters that are links, `linked` the lines that are nothing but links,
    `says_article` whether the page calls itself an article. `unseen` gives what only a browser
    without scripts would show; it is seldom asked.
    """

    lines: tuple[str, ...]
    near: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    unseen: Callable[[], tuple[str, ...]] = tuple
    link_share: float = 0.0
    linked: frozenset[str] = frozenset()
    says_article: bool = False


def signs_of(tree: LexborHTMLParser, body: Body, *, says_article: bool) -> Signs:
    """The signs of a parsed page and of what was found on it."""
    blocks = body.visible
    size = sum(map(len, blocks.texts))
    title = tree.css_first("title")
    headings = [title.text(strip=True) if title else "", *_headlines(blocks)]
    return Signs(
        lines=_lines(blocks.texts),
        near=_lines(_around(body)),
        headings=tuple(filter(None, (" ".join(text.split()) for text in headings))),
        unseen=partial(_unseen, tree),
        link_share=sum(blocks.links) / size if size else 0.0,
        linked=frozenset(
            line
            for text, links in zip(blocks.texts, blocks.links, strict=True)
            if links >= _ALL_LINK * len(text)
            for line in text.split("\n")
        ),
        says_article=says_article,
    )


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for text in texts for line in text.split("\n"))


def _around(body: Body) -> Sequence[str]:
    """The texts of a story's blocks and of those that follow; where none were kept, of all."""
    blocks = body.blocks
    if blocks is None or not body.kept:
        return body.visible.texts
    return blocks.texts[body.kept[0] : body.kept[-1] + 1 + _BELOW]


def _headlines(blocks: Blocks) -> list[str]:
    """The texts of the page's first level-one headings, at most three."""
    return [
        text
        for text, at in zip(blocks.texts, blocks.frame_of, strict=True)
        if blocks.frames[at].tag == "h1"
    ][:_HEADLINES]


def _unseen(tree: LexborHTMLParser) -> tuple[str, ...]:
    nodes = tree.css("noscript")[:_NOSCRIPTS]
    return tuple(" ".join(node.text(separator=" ").split()) for node in nodes)


_HEADLINES, _NOSCRIPTS = 3, 20
_BELOW = 8  # blocks; a wall with its offers and its login
_ALL_LINK = 0.9  # of the characters; a date or a comma may stand beside the link
