"""Markup becomes a tree in linear time: what makes a parser quadratic is flattened before.

The HTML standard's parser looks through all open elements at many start tags, and through all
attributes of a tag at each attribute. Both are harmless up to some thousands (10,000 nested `div`
take lexbor 0.2 s, 20,000 take 1.4 s, 100,000 minutes); no article needs a hundredth of that.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

__all__ = ["parse_html", "tame"]


def parse_html(html: str) -> LexborHTMLParser:
    """The tree of `html`, tamed."""
    return LexborHTMLParser(tame(html))


def tame(html: str) -> str:
    """`html` without tags nested too deep and without the attributes of monstrous tags."""
    if len(html) > SHORTEST_TAG * MANY_TAGS and html.count("<") > MANY_TAGS:
        html = _flattened(html)
    return _with_short_tags(html)


def _with_short_tags(html: str) -> str:
    """`html` with the attributes of monstrous tags left out; scripts are not tags.

    A tag of two windows' length leaves one of them without any ">".
    """
    parts: list[str] = []
    start, looked, done = -1, 0, 0
    for at in range(WINDOW, len(html) - WINDOW, WINDOW):
        if at < looked or html.find(">", at, at + WINDOW) >= 0:
            continue
        start = max(start, html.rfind("<", looked, at))
        looked = at
        tag = LONG_TAG.match(html, start) if start >= done else None
        if tag and len(SPACES.findall(tag[0])) > MANY_ATTRIBUTES:
            parts.append(f"{html[done:start]}<{tag[1]} ")
            done = tag.end()
        if tag:
            looked = tag.end()
    return "".join((*parts, html[done:])) if parts else html


def _flattened(html: str) -> str:
    """`html` without the start tags that would open an element below `MAX_DEPTH`."""
    depth, start, parts = 0, 0, []
    for tag in TAG.finditer(html):
        if tag[1]:
            depth = max(0, depth - 1)
        elif tag[2].lower() not in VOID:
            depth += 1
            if depth > MAX_DEPTH:
                parts.append(html[start : tag.start()])
                start = tag.end()
    return "".join((*parts, html[start:]))


SHORTEST_TAG = len("<div>")
MANY_TAGS, MAX_DEPTH, MANY_ATTRIBUTES = 20_000, 2_000, 2_000
WINDOW = 10_000  # characters
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^<>]*>?")
LONG_TAG = re.compile(rf"<([a-zA-Z][a-zA-Z0-9-]*)[^<>]{{{WINDOW},}}")
SPACES = re.compile(r"[\s/]+")
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
