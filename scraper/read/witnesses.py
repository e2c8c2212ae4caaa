"""The elements of a page that carry metadata, gathered in one query over its tree.

Nothing is chosen or believed here; what a page repeats or contradicts stands beside one another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["Witnesses"]


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What elements say, white space squeezed; `authors` by witness, the surest first.

    `metas` and `props` have the contents by lower-case name, `blocks` the JSON-LD as it stands,
    `headings` the level-one headings, `times` those of `time` elements.
    """

    metas: dict[str, list[str]]
    props: dict[str, list[str]]
    blocks: list[str]
    headings: list[str]
    title: str
    lang: str
    links: dict[str, str]
    times: list[str]
    authors: list[list[str]]

    @classmethod
    def of(cls, tree: LexborHTMLParser) -> Witnesses:
        metas: dict[str, list[str]] = {}
        props: dict[str, list[str]] = {}
        blocks: list[str] = []
        headings: list[str] = []
        times: list[str] = []
        authors: list[list[str]] = [[], [], []]
        links: dict[str, str] = {}
        title = ""
        for node in tree.css(WITNESSES)[:MAX_WITNESSES]:
            tag, attributes = node.tag or "", node.attributes
            prop = attributes.get("itemprop")
            if tag == "meta":
                _add_meta(metas, attributes)
            elif tag == "script":
                blocks.append(node.text())
            elif tag == "title":
                title = title or ("" if _inside_svg(node) else node.text())
            elif tag == "h1":
                headings.append(_squeezed(node.text()))
            elif tag == "link":
                links.setdefault(_relation(attributes), attributes.get("href") or "")
            elif tag == "time":
                times.append(attributes.get("datetime") or _squeezed(node.text())[:80])
            if prop in USED_PROPS:
                content = attributes.get("content") or attributes.get("datetime")
                props.setdefault(prop, []).append(content or _squeezed(node.text()[:600]))
            if tag not in {"meta", "script", "link"}:
                _add_author(authors, node, attributes)
        root = tree.root
        lang = (root.attributes.get("lang") or root.attributes.get("xml:lang")) if root else ""
        return cls(
            metas, props, blocks, [h for h in headings if h], _squeezed(title), lang or "",
            links, times, authors,
        )  # fmt: skip

    def meta(self, *names: str) -> str:
        """The first non-empty content of the named `meta` elements, in the order of the names."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    def all_meta(self, name: str) -> list[str]:
        return self.metas.get(name, [])

    def link(self, relation: str) -> str:
        """The address of the first link with this relation, as it is written."""
        return self.links.get(relation, "").strip()

    def prop(self, name: str) -> str:
        return next(filter(None, self.props.get(name, [])), "")


def _add_meta(metas: dict[str, list[str]], attributes: dict[str, str | None]) -> None:
    name = attributes.get("property") or attributes.get("name") or attributes.get("http-equiv")
    content = _squeezed(attributes.get("content") or "")
    if name and content:
        metas.setdefault(name.lower(), []).append(content)


def _relation(attributes: dict[str, str | None]) -> str:
    """Which of the relations that matter here a link has."""
    relations = (attributes.get("rel") or "").lower().split()
    return next((name for name in RELATIONS if name in relations), "")


def _add_author(
    authors: list[list[str]], node: LexborNode, attributes: dict[str, str | None]
) -> None:
    """File a visible name under its witness: `rel=author`, a byline class, an author class."""
    rel = attributes.get("rel")
    classes = (attributes.get("class") or "").lower()
    if rel and "author" in rel.lower().split():
        which = 0
    elif "byline" in classes or "by-line" in classes:
        which = 1
    elif "author" in classes and not NOT_A_BYLINE.search(classes):
        which = 2
    else:
        return
    text = node.text(separator=" ")
    if len(text) < 5 * MAX_BYLINE and len(text := _squeezed(text)) < MAX_BYLINE:
        authors[which].append(text)


def _inside_svg(node: LexborNode) -> bool:
    return node.parent is not None and node.parent.tag == "svg"


def _squeezed(text: str) -> str:
    return " ".join(text.split())


RELATIONS = ("canonical", "license", "next")
USED_PROPS = frozenset({"author", "datePublished", "dateModified"})
MAX_WITNESSES = 3000
MAX_BYLINE = 200
WITNESSES = (
    "title,meta,h1,time,script[type*='ld+json' i],"
    "link[rel~='canonical' i],link[rel~='license' i],link[rel~='next' i],"
    "[itemprop='author'],[itemprop='datePublished'],[itemprop='dateModified'],"
    "[rel~='author' i],[class*='byline' i],[class*='by-line' i],[class*='author' i]"
)
NOT_A_BYLINE = re.compile(r"bio|comment|image|img|avatar|photo|social|title|role|desc|follow|date")
