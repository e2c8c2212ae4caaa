"""The later pages of an article are found by its own address: the same one, a number further.

A link is a later page only if its address is that of the first page with a page number added or
raised by one, and the page offers it as such: by `rel=next`, or by a link that reads as the number
or as "next". The next article, the next page of an index and of the comments have other addresses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urljoin, urlsplit

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["Place", "later_page", "page_number"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a later page lies, which page it is, and the address of the article's first one."""

    url: str
    number: int
    first: str


def later_page(
    tree: LexborHTMLParser, *, url: str, canonical: str = "", here: Place | None = None
) -> Place | None:
    """The place of the next page of the article on a page.

    `tree` is the page parsed, `url` its address, `canonical` the one that it names itself and
    `here` its place if it is a later page already. Addresses on other hosts do not count.
    """
    if here is None:
        firsts = dict.fromkeys((url, canonical))
        places = [Place(first, 1, first) for first in firsts if page_number(first, first) == 1]
    else:
        places = [here] if here.number < MOST_PAGES else []
    if not places:
        return None
    number = places[0].number + 1
    links = tree.css(f"a[href*='{number}'],link[rel~='next' i][href*='{number}']")[:MOST_LINKS]
    found = (_after(place.first, number, links, url) for place in places)
    return next(filter(None, found), None)


def _after(first: str, number: int, links: list[LexborNode], url: str) -> Place | None:
    following = re.compile(rf"(?<!\d){number}(?!\d)")
    name = _name(first)
    for node in links:
        href = (node.attributes.get("href") or "").strip()
        # Nearly all links are told apart by their text alone.
        if (name in href or "/" not in href) and following.search(href):
            address = _whole(href, url)
            if page_number(address, first) == number and _is_offered(node, number):
                return Place(address, number, first)
    return None


def page_number(url: str, first: str) -> int:
    """Which page of the article that begins at `first` lies at `url`; 0 where it is none of it.

    >>> page_number("https://a.example/tide?page=2", "https://a.example/tide")
    2
    >>> page_number("https://a.example/tide-2.html", "https://a.example/tide.html")
    2
    >>> page_number("https://a.example/2024/3", "https://a.example/2024/2")
    0
    """
    try:
        there, here = urlsplit(url), urlsplit(first)
    except ValueError:
        return 0
    if (there.hostname or "").removeprefix("www.") != (here.hostname or "").removeprefix("www."):
        return 0
    in_path = _in_path(there.path, here.path)
    in_query = _in_query(there.query, here.query)
    numbers = {in_path, in_query} - {1}
    if here.path in {"", "/"} and not here.query and numbers:
        return 0  # the pages of a home page are no article's
    # One of the two may tell the number; the other must then be as it is on the first page.
    return 0 if 0 in numbers or len(numbers) > 1 else numbers.pop() if numbers else 1


def _whole(href: str, url: str) -> str:
    try:
        return urljoin(url, href).partition("#")[0]
    except ValueError:
        return ""


def _in_path(path: str, first: str) -> int:
    stem, ending = _stem(FIRST_PAGE.sub("", first.rstrip("/")))
    other, other_ending = _stem(path.rstrip("/"))
    if ending != other_ending or not other.startswith(stem):
        return 0
    rest = other[len(stem) :]
    found = IN_PATH.fullmatch(rest)
    return int(found[1]) if found else int(not rest)


def _in_query(query: str, first: str) -> int:
    number = 1
    left = []
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name.lower() in PAGE_NAMES and SMALL.fullmatch(value):
            number = int(value)
        else:
            left.append((name, value))
    own = [
        (name, value)
        for name, value in parse_qsl(first, keep_blank_values=True)
        if not (name.lower() in PAGE_NAMES and value == "1")
    ]
    return number if left == own else 0


def _name(first: str) -> str:
    """What every address of a later page ends with or holds, if it has a slash at all."""
    path = urlsplit(first).path.rstrip("/")
    return _stem(FIRST_PAGE.sub("", path))[0].rpartition("/")[2]


def _stem(path: str) -> tuple[str, str]:
    """A path without its file ending, and the ending."""
    found = ENDING.search(path)
    return (path[: found.start()], found[0]) if found else (path, "")


def _is_offered(node: LexborNode, number: int) -> bool:
    """Whether a link says that it leads to that page, and does not stand among comments."""
    relation = (node.attributes.get("rel") or "").lower().split()
    if node.tag == "link":
        return "next" in relation
    said = " ".join((node.text() or "").split()).strip(" .:").lower()
    label = (node.attributes.get("aria-label") or node.attributes.get("title") or "").lower()
    words = WORD.findall(f"{said} {label}")
    if len(said) > LONGEST_LABEL or _among_comments(node):
        return False
    return "next" in relation or str(number) in words or said in SIGNS or not NEXT.isdisjoint(words)


def _among_comments(node: LexborNode) -> bool:
    above: LexborNode | None = node
    for _ in range(HIGHEST):
        if above is None:
            return False
        attributes = above.attributes
        if COMMENT.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"):
            return above.tag not in {"body", "html"}
        above = above.parent
    return False


MOST_PAGES = 20
MOST_LINKS, LONGEST_LABEL, HIGHEST = 5_000, 60, 12
PAGE_NAMES = frozenset({"page", "p", "pg", "pagina", "página", "seite", "pageno", "pagenumber",
                        "page_no", "pagenum", "paged", "sida", "strona"})  # fmt: skip
SMALL = re.compile(r"[1-9]\d?")
ENDING = re.compile(r"\.(?:s?html?|php|aspx?|jsp|cms)$", re.IGNORECASE)
IN_PATH = re.compile(
    r"[-_,./]?(?:(?:page|seite|pagina|part|p|sida|strona)[-_,=/]?)?(?<=[^\d])([1-9]\d?)",
    re.IGNORECASE,
)
FIRST_PAGE = re.compile(r"[-_,/](?:page|seite|pagina)[-_,=/]?1$", re.IGNORECASE)
WORD = re.compile(r"\w+")
NEXT = frozenset({
    "next", "weiter", "nächste", "suivant", "suivante", "siguiente", "próxima", "seguinte",
    "successiva", "avanti", "volgende", "nästa", "neste", "næste", "następna", "další", "sonraki",
    "далее", "следующая", "次へ", "下一页", "下一頁", "다음",
})  # fmt: skip
SIGNS = frozenset({"›", "»", "→", ">", ">>"})
COMMENT = re.compile(r"comment|disqus|kommentar|respond", re.IGNORECASE)
