"""A page is a flat list of text blocks in reading order; nothing is judged here, only noted.

A block is a run of inline content inside one block element; short links that follow one another
are one block (they make a third of a news page's blocks and next to none of its content). The walk
visits each node once and is bounded in nodes, depth and blocks, so that a hostile page costs no
more than a long one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

from scraper.read.frame import make_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selectolax.lexbor import LexborNode

    from scraper.read.frame import Frame

__all__ = ["Blocks", "split_blocks"]


@dataclass(slots=True)
class Blocks:
    """The blocks of a page, column by column: the i-th of each list belongs to the i-th block.

    `links` counts the characters inside links, `strong` those set in bold or italics, `anchors` the
    links. `climbs` is how many elements had to be left to come here from the last picture or player
    that stands right before the block (`NO_MEDIA` where text stands between): a caption is near its
    picture. `frame_of` is the block's own element as an index into `frames`. `cut` says that a
    bound was hit.
    """

    texts: list[str] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    strong: list[int] = field(default_factory=list)
    anchors: list[int] = field(default_factory=list)
    climbs: list[int] = field(default_factory=list)
    frame_of: list[int] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    cut: bool = False

    def only(self, kept: Sequence[int]) -> Blocks:
        """These of the blocks, in the same tree."""
        return Blocks(
            [self.texts[at] for at in kept],
            [self.links[at] for at in kept],
            [self.strong[at] for at in kept],
            [self.anchors[at] for at in kept],
            [self.climbs[at] for at in kept],
            [self.frame_of[at] for at in kept],
            self.frames,
            self.cut,
        )


def split_blocks(root: LexborNode | None, *, everything: bool = False) -> Blocks:
    """The blocks under `root`. `everything` reads navigation, footers and `noscript` too.

    Those hold no content on a page that shows any (3 of 1,000 characters there were content), but
    an unclosed `nav` swallows the article, and some pages only hold text for browsers without
    scripts.
    """
    walk = _Walk(EVERYTHING if everything else KIND_OF)
    if root is not None:
        walk.run(root)
        walk.finish()
    return walk.blocks


class _Walk:
    """The state of one walk: the block being filled and the elements that are open."""

    __slots__ = (
        "anchors", "bare", "blocks", "breaks", "kind_of", "links", "lowest", "media", "open",
        "parts", "strong",
    )  # fmt: skip

    def __init__(self, kind_of: dict[int, int]) -> None:
        self.blocks = Blocks()
        self.kind_of = kind_of
        self.parts: list[str] = []
        self.links = self.strong = self.anchors = self.breaks = 0
        self.bare = False  # whether the last block was nothing but a short link
        # Open elements at the last picture, and the fewest since; -1 once text came after it.
        self.media = self.lowest = -1
        # Open block elements, outermost first, each with the number of its frame, -1 without one.
        self.open: list[list[Any]] = []

    def run(self, root: LexborNode) -> None:  # noqa: C901, PLR0912, PLR0915 - one loop, called per page
        """Visit the nodes below `root` in order, without recursion."""
        node = root.first_child
        stack: list[LexborNode] = []
        kinds: list[int] = []
        in_link = in_strong = 0
        left = MAX_NODES
        parts, opened, kind_of = self.parts, self.open, self.kind_of
        frames = self.blocks.frames
        opened.append([root, -1])
        while True:
            if node is None:
                if not stack:
                    return
                node = stack.pop()
                kind = kinds.pop()
                if kind == BLOCK:
                    if parts:
                        self.close(in_link)
                    framed = opened.pop()[1]
                    if framed >= 0:
                        frames[framed].end = len(frames)
                    self.lowest = min(self.lowest, len(opened))
                elif kind == LINK:
                    in_link -= 1
                elif kind == STRONG:
                    in_strong -= 1
                node = node.next
                continue
            kind = kind_of.get(node.tag_id, BLOCK)
            if kind == TEXT:
                text = node.text_content or ""
                node = node.next
                if not parts and text.isspace():
                    continue
                parts.append(text)
                if in_link:
                    self.links += len(text.strip())
                if in_strong:
                    self.strong += len(text)
                continue
            left -= 1
            if left < 0:
                self.blocks.cut = True
                return
            if kind == SKIP:
                node = node.next
                continue
            if kind == MEDIA:
                if not parts:
                    self.media = self.lowest = len(opened)
                node = node.next
                continue
            if kind == BREAK:
                if parts:
                    parts.append("\n")
                    self.breaks += 1
                node = node.next
                continue
            child = node.first_child
            if kind == BLOCK:
                if parts:
                    self.close(in_link)
                if child is None:
                    node = node.next
                    continue
                opened.append([node, -1])
            elif child is None:
                node = node.next
                continue
            elif kind == LINK:
                in_link += 1
                self.anchors += 1
            elif kind == STRONG:
                in_strong += 1
            stack.append(node)
            kinds.append(kind)
            node = child

    def close(self, in_link: int = 0) -> None:
        """End the current block, if any text was gathered."""
        text = "".join(self.parts)
        self.parts.clear()
        if self.breaks:
            lines = [" ".join(line.split()) for line in text.split("\n")]
            text = "\n".join(filter(None, lines))
        else:
            text = " ".join(text.split())
        if text:
            blocks = self.blocks
            bare = self.links >= len(text) - 2 and len(text) <= SHORT_LINK
            if bare and self.bare and self.open[-1][0].tag not in HEADINGS:
                blocks.texts[-1] += f"\n{text}"
                blocks.links[-1] += self.links
                blocks.strong[-1] += self.strong
                blocks.anchors[-1] += self.anchors
            elif len(blocks.texts) < MAX_BLOCKS:
                blocks.texts.append(text)
                blocks.links.append(self.links)
                blocks.strong.append(self.strong)
                blocks.anchors.append(self.anchors)
                blocks.climbs.append(self.media - self.lowest if self.media >= 0 else NO_MEDIA)
                blocks.frame_of.append(self.here())
            self.bare = bare
            self.media = self.lowest = -1
            self.links = self.strong = 0
            self.anchors = 1 if in_link else 0
        self.breaks = 0

    def finish(self) -> None:
        """End what is still open."""
        if self.parts:
            self.close()
        frames = self.blocks.frames
        for frame in frames:
            frame.end = frame.end or len(frames)

    def here(self) -> int:
        """The frame of the innermost open element; frames are made when text first needs them."""
        opened = self.open[:MAX_DEPTH]
        frames = self.blocks.frames
        at = len(opened) - 1
        while at >= 0 and opened[at][1] < 0:
            at -= 1
        parent = opened[at][1] if at >= 0 else -1
        for depth in range(at + 1, len(opened)):
            entry = opened[depth]
            frame = make_frame(entry[0], parent, depth, frames[parent].flags if parent >= 0 else 0)
            parent = entry[1] = len(frames)
            frames.append(frame)
        return parent


SHORT_LINK = 60  # characters
MAX_NODES, MAX_DEPTH, MAX_BLOCKS = 400_000, 400, 20_000
TEXT, SKIP, BREAK, LINK, PLAIN, BLOCK, MEDIA, STRONG = range(8)
NO_MEDIA = 20

SKIPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "canvas", "nav", "footer", "select", "option",
    "textarea", "map", "head", "rp", "math",
})  # fmt: skip
SEEN = frozenset({"img", "iframe", "object", "embed", "audio", "video"})
MARKED = frozenset({"b", "strong", "em", "i", "mark"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip


def _kinds(skipped: frozenset[str]) -> dict[int, int]:
    """What each tag means to the walk, by lexbor's number for it; unlisted tags are blocks."""
    kinds = {}
    special = {
        "a": LINK,
        "br": BREAK,
        **dict.fromkeys(SEEN, MEDIA),
        **dict.fromkeys(MARKED, STRONG),
    }
    for tag in sorted(skipped | INLINE | {"br"} | SEEN):
        kind = special.get(tag, SKIP if tag in skipped else PLAIN)
        node = LexborHTMLParser("").create_node(tag)
        kinds[node.tag_id] = kind
    sample = LexborHTMLParser("<p>a<!--b-->").root
    for node in sample.traverse(include_text=True) if sample else ():
        if node.tag in {"-text", "-comment"}:
            kinds[node.tag_id] = TEXT if node.tag == "-text" else SKIP
    return kinds


KIND_OF = _kinds(SKIPPED)
EVERYTHING = _kinds(SKIPPED - {"nav", "footer", "noscript"})
