"""XML from strangers is read forgivingly, expands nothing, fetches nothing, and in one pass."""

from __future__ import annotations

import re
from html import escape
from html.entities import html5
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

__all__ = ["BrokenXMLError", "elements", "local_name", "text_of"]


class BrokenXMLError(ValueError):
    """The document is not well-formed."""


def elements(
    data: bytes,
    names: Collection[str],
    *,
    parts: Collection[str] = (),
    charset: str = "",
    strict: bool = False,
) -> Iterator[etree._Element]:
    """The elements whose local name is one of `names` or `parts`, each complete, in order.

    One of `names` is emptied once the next element is asked for, so memory stays small. Ampersands
    that stand for themselves and HTML's entities, the commonest mistakes, are mended. Other broken
    markup is repaired where libxml2 can, otherwise the document ends there; if `strict`, it
    raises `BrokenXMLError`. Entities that the
    document declares are not expanded (the billion laughs), external ones not fetched, and nesting
    deeper than libxml2's 256 ends it. `charset` is what the transport said.
    """
    parser = etree.iterparse(
        BytesIO(_plain(data, charset)),
        events=("end",),
        recover=not strict,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in parser:
            name = local_name(element)
            if name in names:
                yield element
                _forget(element)
            elif name in parts:
                yield element
    except etree.XMLSyntaxError as error:
        if strict:
            raise BrokenXMLError(str(error)) from error


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace, lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """The text inside an element, without the ends' white space."""
    return "" if element is None else "".join(element.itertext()).strip()


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _plain(data: bytes, charset: str) -> bytes:
    """The document in UTF-8 as it most likely is, whatever it declares, from its first `<` on.

    One that needs no mending is given back as it is: a sitemap of 50 MB is not copied.
    """
    if _is_fine(data):
        return data
    text = _DECLARATION.sub("", _decoded(data, charset), count=1)
    text = _CONTROLS.sub("", text)
    if "<!ENTITY" not in text and _SUSPICIOUS.search(text):
        text = _AMPERSAND.sub(_mended, text)
    start = max(text.find("<"), 0)
    return b'<?xml version="1.0" encoding="utf-8"?>' + text[start:].encode("utf-8", "replace")


def _is_fine(data: bytes) -> bool:
    """Whether this is UTF-8 that says so, or says nothing, without anything to be mended."""
    declared = _ENCODING.search(data[:256])
    if not data.startswith(b"<") or (declared and declared[1].lower() not in {b"utf-8", b"utf8"}):
        return False
    if _TO_BE_MENDED.search(data) or b"<!ENTITY" in data:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mended(match: re.Match[str]) -> str:
    """An ampersand that stands for itself, or an entity that only HTML knows, as XML has it."""
    name = match["name"]
    if match["cdata"] or name in _XML_ENTITIES:
        return match[0]
    char = html5.get(f"{name};")
    return f"&amp;{match[0][1:]}" if char is None else escape(char)


def _decoded(data: bytes, charset: str) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    match = _ENCODING.search(data[:256])
    declared = match[1].decode("ascii").lower() if match else ""
    for name in ("utf-8", declared, charset.lower()):
        if name in _CHARSETS or name.startswith(_CHARSET_FAMILIES):
            try:
                return data.decode(name)
            except (LookupError, UnicodeDecodeError):
                continue
    return data.decode("cp1252", "replace")


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_SUSPICIOUS = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,8});)")
_TO_BE_MENDED = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|" + _SUSPICIOUS.pattern.encode()
)
_AMPERSAND = re.compile(
    r"(?P<cdata><!\[CDATA\[.*?(?:\]\]>|\Z))"
    r"|&(?:(?P<name>[A-Za-z][A-Za-z0-9]{1,31});|(?!#[0-9]{1,8};|#[xX][0-9A-Fa-f]{1,8};))",
    re.DOTALL,
)
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CHARSETS = frozenset(
    {"utf-8", "utf8", "big5", "shift_jis", "euc-jp", "euc-kr", "gb2312", "gbk", "gb18030"}
    | {"koi8-r", "koi8-u", "macintosh", "tis-620"}
)
_CHARSET_FAMILIES = ("iso-8859-", "windows-")
