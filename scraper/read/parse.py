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
    if any(_in_long_tag(html, at) for at in range(WINDOW, len(html) - WINDOW, WINDOW)):
        html = LONG_TAG.sub(_bare, html)
    return html


def _in_long_tag(html: str, at: int) -> bool:
    """Whether a tag that opened before `at` is still open a window later; scripts are not tags."""
    if html.find(">", at, at + WINDOW) >= 0:
        return False
    start = html.rfind("<", 0, at)
    return start >= 0 and html.find(">", start, at) < 0


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


def _bare(tag: re.Match[str]) -> str:
    return f"<{tag[1]} " if len(SPACES.findall(tag[0])) > MANY_ATTRIBUTES else tag[0]


SHORTEST_TAG = len("<div>")
MANY_TAGS, MAX_DEPTH, MANY_ATTRIBUTES = 20_000, 2_000, 2_000
WINDOW = 20_000  # characters; a tag twice as long leaves a window without any ">"
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^<>]*>?")
LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)[^<>]{20000,}")
SPACES = re.compile(r"[\s/]+")
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
