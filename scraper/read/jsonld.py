"""What a page says of itself in JSON-LD, however broken: a value that cannot be read is absent.

Sizes, depths and counts are bounded, wrong types are passed over, and a block that is no JSON is
mended in the ways that real pages need: comment marks, raw newlines, trailing commas.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["NOTHING", "ArticleNode", "find_article", "names", "string"]

_Node: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class ArticleNode:
    """The JSON-LD object that describes the article, and the objects it can point to by `@id`."""

    values: _Node
    by_id: dict[str, _Node]

    def text(self, *keys: str) -> str:
        """The first of the keys that holds a non-empty string, entities decoded."""
        return next(filter(None, (string(self.values.get(key)) for key in keys)), "")

    def names(self, key: str) -> list[str]:
        """The names of the things or persons under a key, references followed."""
        return [name for name, _ in names(self.values.get(key), self.by_id)]

    def body(self) -> str:
        """`articleBody`; for a live blog the posts in their order, each with its headline."""
        if body := self.text("articleBody"):
            return body
        posts = self.values.get("liveBlogUpdate")
        parts = (
            string(post.get(key))
            for post in (posts if isinstance(posts, list) else [posts])[:MAX_LIST]
            if isinstance(post, dict)
            for key in ("headline", "articleBody")
        )
        return "\n\n".join(filter(None, parts))

    def is_news(self) -> bool:
        """Whether the type is one that newsrooms use."""
        return any("NewsArticle" in name for name in _types(self.values))

    def is_free(self) -> bool | None:
        """`isAccessibleForFree`, which pages write as a boolean or as a word."""
        value = self.values.get("isAccessibleForFree")
        if isinstance(value, str):
            return {"true": True, "yes": True, "false": False, "no": False}.get(value.lower())
        return value if isinstance(value, bool) else None


NOTHING = ArticleNode({}, {})


def find_article(blocks: Iterable[str], *, url: str = "") -> ArticleNode:
    """The object that describes this page's article among all `application/ld+json` blocks.

    A page may describe many articles (related ones, list items). The one that names the page's
    URL wins, then the one with more of a headline, a date, an author and a body.
    """
    by_id: dict[str, _Node] = {}
    best, best_rank = NOTHING.values, 0.0
    page = _bare(url) if url else None
    for order, node in enumerate(_nodes(blocks)):
        identity = node.get("@id")
        if isinstance(identity, str):
            by_id.setdefault(identity, {}).update(
                {key: value for key, value in node.items() if key not in by_id[identity]}
            )
        rank = _rank(node, page) - order / 1e6
        if rank > best_rank:
            best, best_rank = node, rank
    return ArticleNode(best, by_id)


def names(value: object, by_id: dict[str, _Node]) -> list[tuple[str, str]]:
    """Names with their `@type`, from a string, an object, a reference or a list of these."""
    found: list[tuple[str, str]] = []
    for item in value[:MAX_LIST] if isinstance(value, list) else [value]:
        if isinstance(item, list):
            found += names(item[:MAX_LIST], by_id) if item is not value else []
        elif isinstance(item, dict):
            known = by_id.get(str(item.get("@id")), {})
            name = item.get("name") or known.get("name") or item.get("alternateName")
            kind = " ".join(_types(item) or _types(known))
            for one in name[:MAX_LIST] if isinstance(name, list) else [name]:
                found += [(text, kind)] if (text := string(one)) else []
        elif text := string(item):
            found.append((text, ""))
    return found


def string(value: object) -> str:
    """A string without markup entities and outer white space; anything else is empty."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return html.unescape(value).strip() if isinstance(value, str) else ""


def _rank(node: _Node, url: str | None) -> float:
    """How likely an object describes the page whose address is `url`, which is bare."""
    types = _types(node)
    kind = next((ARTICLE_TYPES[name] for name in types if name in ARTICLE_TYPES), 0)
    if not kind:
        return 0
    rank = float(kind)
    for key in ("headline", "datePublished", "author", "articleBody"):
        rank += 1 if node.get(key) else 0
    if url is not None:
        page = node.get("mainEntityOfPage")
        page = page.get("@id") or page.get("url") if isinstance(page, dict) else page
        own = {_bare(string(node.get("url"))), _bare(string(page)), _bare(string(node.get("@id")))}
        rank += 10 if url in own else 0
    return rank


def _bare(url: str) -> str:
    """A URL as far as it names a page: no scheme, no `www.`, no query, no final slash."""
    return re.sub(r"^https?://(www\.)?|[?#].*$", "", url).rstrip("/").lower()


def _types(node: _Node) -> list[str]:
    value = node.get("@type")
    items = value if isinstance(value, list) else [value]
    return [item.rpartition("/")[2] for item in items if isinstance(item, str)]


def _nodes(blocks: Iterable[str]) -> Iterator[_Node]:
    """Every object, outer ones first, at most `MAX_NODES` of them."""
    left = MAX_NODES
    for block in blocks:
        level: list[object] = _parsed(block)
        while level and left > 0:
            below: list[object] = []
            for item in level:
                left -= 1
                if isinstance(item, dict):
                    yield item
                    below += [v for v in item.values() if isinstance(v, dict | list)]
                elif isinstance(item, list):
                    below += [v for v in item[:MAX_LIST] if isinstance(v, dict | list)]
            level = below[: max(left, 0)]


def _parsed(block: str) -> list[object]:
    """The values of one block: one, several written after one another, or none."""
    if len(block) > MAX_BLOCK:
        return []
    text = block.strip()
    if text.startswith(("<", "/")) or text.endswith(("-->", "]]>")):
        text = COMMENT_MARKS.sub("", text).strip()
    values: list[object] = []
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while at < len(text) and len(values) < MAX_LIST:
        try:
            value, at = decoder.raw_decode(text, at)
        except RecursionError:
            break
        except ValueError:
            mended = TRAILING_COMMA.sub(r"\1", BAD_ESCAPE.sub(r"\\\\", text))
            if at or mended == text:
                break
            text = mended
            continue
        values.append(value)
        at = AFTER_VALUE.match(text, at).end()  # type: ignore[union-attr]  # matches anywhere
    return values


MAX_BLOCK = 4_000_000  # characters; the largest block of the tuning pages has 0.6 million
MAX_NODES = 20_000
MAX_LIST = 200

ARTICLE_TYPES = {
    "NewsArticle": 5,
    "ReportageNewsArticle": 5,
    "AnalysisNewsArticle": 5,
    "OpinionNewsArticle": 5,
    "BackgroundNewsArticle": 5,
    "AskPublicNewsArticle": 5,
    "ReviewNewsArticle": 5,
    "LiveBlogPosting": 5,
    "BlogPosting": 4,
    "Article": 4,
    "Report": 4,
    "ScholarlyArticle": 4,
    "TechArticle": 4,
    "AdvertiserContentArticle": 4,
    "SatiricalArticle": 4,
    "SocialMediaPosting": 2,
    "Review": 2,
    "Recipe": 2,
    "WebPage": 1,
}
COMMENT_MARKS = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,80}?\*/)|(?:-->|(?://\s*)?\]\]>)\s*$"
)
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
BAD_ESCAPE = re.compile(r"""\\(?![\\"/bfnrtu])""")
AFTER_VALUE = re.compile(r"[\s;,]*")
