"""Other people's texts leave before anything is weighed: comments, and a second article.

Both are prose like the article's, often more of it, and pull the weights of a page over to their
side. Only what the page itself names so is dropped, and only below the article's own prose. The
posts of a live blog are one article, whatever headings they have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.read.frame import FLAG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.read.blocks import Blocks

__all__ = ["drop_foreign"]


def drop_foreign(blocks: Blocks) -> Blocks:
    """The blocks without those in comment sections and in further articles of an endless page."""
    frames, frame_of = blocks.frames, blocks.frame_of
    named = [at for at, frame in enumerate(frames) if not COMMENTS.isdisjoint(frame.names)]
    titled = _titled_articles(blocks)
    if not named and len(titled) < 2:  # noqa: PLR2004 - one article is the article
        return blocks
    prose = [
        len(text) >= PROSE and 2 * links < len(text)
        for text, links in zip(blocks.texts, blocks.links, strict=True)
    ]
    if True not in prose:
        return blocks
    headline = [frames[at].tag == "h1" for at in frame_of]
    dropped: set[int] = set()
    for root in named:
        inside = _inside(blocks, root)
        if inside and prose.index(True) < inside[0] and not any(headline[at] for at in inside):
            dropped.update(inside)
    for root in () if _is_live(blocks, titled) else titled[1:]:
        before = range(*_span(blocks, titled[0]))
        if sum(len(blocks.texts[at]) for at in before if prose[at]) >= WHOLE_ARTICLE:
            dropped.update(_inside(blocks, root))
    if not dropped:
        return blocks
    return blocks.only([at for at in range(len(frame_of)) if at not in dropped])


def _is_live(blocks: Blocks, titled: Sequence[int]) -> bool:
    """Whether the articles of a page are called the posts of a live blog, or stand in one."""
    for root in titled[1:2]:
        up = root
        while up >= 0:
            names = blocks.frames[up].names
            if not LIVE.isdisjoint(names) or ("live" in names and not POSTS.isdisjoint(names)):
                return True
            up = blocks.frames[up].parent
    return False


def _titled_articles(blocks: Blocks) -> list[int]:
    """The outermost `article` elements that have an `h1` of their own, in order."""
    found: list[int] = []
    for at in blocks.frame_of:
        if blocks.frames[at].tag == "h1" and blocks.frames[at].flags & FLAG["article"]:
            outer, up = at, at
            while up >= 0:
                outer = up if blocks.frames[up].tag == "article" else outer
                up = blocks.frames[up].parent
            if outer not in found:
                found.append(outer)
    return found


def _inside(blocks: Blocks, root: int) -> Sequence[int]:
    return range(*_span(blocks, root))


def _span(blocks: Blocks, root: int) -> tuple[int, int]:
    """The blocks below a frame: they follow one another, as frames are numbered in page order."""
    end = blocks.frames[root].end
    first = next((at for at, frame in enumerate(blocks.frame_of) if frame >= root), 0)
    last = first
    while last < len(blocks.frame_of) and root <= blocks.frame_of[last] < end:
        last += 1
    return first, last


PROSE, WHOLE_ARTICLE = 80, 600  # characters
LIVE = frozenset({"liveblog", "liveticker", "livefeed", "newsticker", "livestory", "livepost"})
POSTS = frozenset({"blog", "ticker", "feed", "updates", "update", "coverage", "post", "posts"})
COMMENTS = frozenset({
    "comment", "comments", "commentlist", "commenting", "disqus", "respond",
    "commentaires", "comentarios", "comentários", "kommentare", "kommentarer", "commenti",
    "reacties", "komentarze", "yorumlar",
})  # fmt: skip
