"""What an element says of its text by its tag and its attributes; nothing is judged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["FLAG", "Frame", "make_frame"]


@dataclass(slots=True)
class Frame:
    """A block element that holds blocks: its place in the tree and what its attributes say.

    `parent` is an index into `Blocks.frames` (-1 for the root), `end` the index of the first frame
    that is not below this one; `names` are the words of class, id, role, itemprop and
    data-component attributes; `flags` the sum of the flags of `FLAGS` here and above.
    """

    parent: int
    tag: str
    depth: int
    flags: int
    names: tuple[str, ...] = ()
    signature: str = ""
    end: int = 0


def make_frame(node: LexborNode, parent: int, depth: int, flags: int) -> Frame:
    """The frame of an element below `parent`, whose flags are `flags`."""
    tag = node.tag or ""
    flags |= TAG_FLAGS.get(tag, 0)
    attributes = node.attributes
    if not attributes:
        return Frame(parent, tag, depth, flags, (), tag)
    classes = attributes.get("class") or ""
    said = f"{classes} {attributes.get('id') or ''}"
    if not TELLING.isdisjoint(attributes):  # few elements have more than a class and an id to ask
        for key in NAMING:
            if value := attributes.get(key):
                said += f" {key[:4]}-{value}"
        if _is_hidden(attributes):
            flags |= HIDDEN
    return Frame(parent, tag, depth, flags, _words(said[:MAX_NAMES]), f"{tag}.{classes}")


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    """The words of a class or id: `relatedStories-3_box` is related, stories, box."""
    if not text.islower():
        text = CAMEL.sub(r"\1 \2", text).lower()
    return tuple(dict.fromkeys(WORD.findall(text)))


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    style = attributes.get("style")
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or (style is not None and HIDING.search(style) is not None)
    )


MAX_NAMES = 400  # characters
NAMING = ("role", "itemprop", "data-component", "data-testid", "aria-label")
TELLING = frozenset({*NAMING, "hidden", "aria-hidden", "style"})
FLAGS = (
    "nav", "footer", "aside", "header", "figure", "li", "table", "blockquote", "form", "button",
    "article", "main", "section", "hidden", "heading", "dl", "pre", "details",
)  # fmt: skip
FLAG = {name: 1 << at for at, name in enumerate(FLAGS)}
HIDDEN = FLAG["hidden"]
TAG_FLAGS = {
    **{name: FLAG[name] for name in FLAGS if name not in {"hidden", "heading"}},
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), FLAG["heading"]),
    "figcaption": FLAG["figure"],
    "picture": FLAG["figure"],
    "dialog": HIDDEN,
}
WORD = re.compile(r"[a-z]{2,}")
CAMEL = re.compile(r"([a-z])([A-Z])")
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
