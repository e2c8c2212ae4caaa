"""Bytes become text by evidence first and labels second: valid UTF-8 is UTF-8, whatever is said.

The order is: byte-order mark, UTF-8 that proves itself, the header's label, the page's own label,
detection. Only the labels of the WHATWG Encoding Standard are believed, so that no header can
reach a Python codec that is none of the web's (`base64`, `idna`, `unicode_escape`, UTF-7).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from charset_normalizer import from_bytes

from scraper.model import Miss, Reason
from scraper.read.alphabets import better_latin, other_script
from scraper.read.encodings import CODECS, LATIN_1, codec_of

if TYPE_CHECKING:
    from scraper.model import Page

__all__ = ["decode", "decode_bytes"]


def decode(page: Page) -> str | Miss:
    """The text of a page, or why its bytes are none.

    `empty` where there are no bytes, `wrong_type` where a signature or NULs say that this is a
    picture, an archive or a document, or their text is JSON, `decode` where no encoding of the
    web makes text of it.
    """
    body = page.body
    if not body.strip():
        return Miss(page.url, Reason.EMPTY, "no bytes", page.status)
    for signature, what in SIGNATURES:
        if body.startswith(signature):
            return Miss(page.url, Reason.WRONG_TYPE, f"the bytes are {what}", page.status)
    text = decode_bytes(body, page.headers.get("content-type", ""))
    if text is None:
        detail = "the bytes are no text in any encoding of the web"
        return Miss(page.url, Reason.DECODE, detail, page.status)
    if _is_json(text):
        return Miss(page.url, Reason.WRONG_TYPE, "the text is JSON", page.status)
    return text


def decode_bytes(body: bytes, content_type: str = "") -> str | None:
    """Decode `body` with the help of a Content-Type header; None where it is no text."""
    for mark, codec in MARKS:
        if body.startswith(mark):
            return _if_text(body[len(mark) :].decode(codec, "replace"))
    header = _header_codec(content_type)
    has_nul = 0 in body
    if has_nul and body.count(0) > len(body) * MAX_CONTROL_SHARE:
        codec = header if header.startswith("utf-16") else _utf16_without_mark(body)
        return _if_text(body.decode(codec, "replace")) if codec else None
    meta = _meta_codec(body)
    declared = meta if meta and header in {"", LATIN_1} else header
    if declared == "iso2022_jp" and b"\x1b" in body:  # is ASCII to the eye, so UTF-8 would claim it
        return _if_text(body.decode(declared, "replace"))
    text = _utf8(body, expected=declared == "utf-8")
    # What is valid and begins as text is text: looking through all of it takes as long as decoding.
    if text is not None and not has_nul and not CONTROL.search(text[:SAMPLE]):
        return text
    if text is None and declared not in {"", "utf-8"} and not _is_contradicted(body, declared):
        # A server that says Latin-1 of everything says so of Polish and Turkish pages, too.
        codec = better_latin(_prose(body), declared) if declared in WESTERN else declared
        text = body.decode(codec, "replace")
    if text is None:
        text = _detected(body) or body.decode(declared or LATIN_1, "replace")
    return _if_text(text)


def _is_json(text: str) -> bool:
    """An API's answer, whatever it is labelled as; prose in brackets does not parse."""
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except RecursionError:  # nested beyond all use, and well-formed as far as that
        return True
    except ValueError:
        return False
    return True


def _utf8(body: bytes, *, expected: bool) -> str | None:
    """The body as UTF-8 where it is, broken bytes replaced; None where it is something else.

    Text in another encoding forms almost no valid sequences, so a page with ten good ones for
    each bad is UTF-8 with an accident in it; one that claims to be UTF-8 needs as many good as bad.
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(HIGH.findall(text)) - bad
    return text if good >= (bad if expected else 10 * bad) else None


def _is_contradicted(body: bytes, codec: str) -> bool:
    """Whether the bytes cannot be what their label says.

    A page said to be Western whose letters lie in the high half is in another script. A
    multi-byte encoding contradicts itself by its errors.
    """
    if codec in WESTERN:
        return not _is_latin_script(MARKUP.sub(b" ", body))
    if codec in MULTI_BYTE:
        text = body.decode(codec, "replace")
        return text.count("\ufffd") * 20 > len(HIGH.findall(text))
    return False


def _is_latin_script(prose: bytes) -> bool:
    """In a Latin script less than a fifth of the letters carry marks; a third shows another."""
    high = len(HIGH_BYTE.findall(prose))
    return high <= FEW_BYTES or high * 2 <= len(ASCII_LETTER.findall(prose))


def _detected(body: bytes) -> str | None:
    """The best guess over the prose of the page, markup aside.

    The letters of the common languages tell; what they do not know is left to charset-normalizer,
    on at most 20,000 bytes from the first telling one.
    """
    prose = _prose(body)
    if _is_latin_script(prose):
        return body.decode(better_latin(prose, LATIN_1), "replace")
    first = HIGH_BYTE.search(prose)
    start = max(0, first.start() - 200) if first else 0
    sample = prose[start : start + 20_000]
    if codec := other_script(sample):
        return body.decode(codec, "replace")
    best = from_bytes(sample, cp_isolation=sorted(CODECS), preemptive_behaviour=False).best()
    return body.decode(best.encoding, "replace") if best else None


def _prose(body: bytes) -> bytes:
    return SPACES.sub(b" ", MARKUP.sub(b" ", body))


def _if_text(text: str) -> str | None:
    """`text` without its NULs, unless control characters show that it was never text."""
    if not CONTROL.search(text):
        return text
    if len(CONTROL.findall(text)) > max(FEW_BYTES, len(text) * MAX_CONTROL_SHARE):
        return None
    return text.replace("\0", "")


def _header_codec(content_type: str) -> str:
    found = LABEL_IN_HEADER.search(content_type)
    return codec_of(found[1]) if found else ""


def _meta_codec(body: bytes) -> str:
    """The codec of the page's own `meta`; UTF-16 there is UTF-8, as the standard has it."""
    for found in LABEL_IN_PAGE.finditer(body[:META_WINDOW]):
        if codec := codec_of(found[1].decode("ascii", "replace")):
            return "utf-8" if codec.startswith("utf-16") else codec
    return ""


def _utf16_without_mark(body: bytes) -> str:
    """Markup in UTF-16 has a NUL beside nearly every byte, always on the same side."""
    sample = body[:4000]
    half = len(sample) // 2
    if sample[0::2].count(0) > half * 0.7 and not sample[1::2].count(0):
        return "utf-16-be"
    if sample[1::2].count(0) > half * 0.7 and not sample[0::2].count(0):
        return "utf-16-le"
    return ""


MAX_CONTROL_SHARE, SAMPLE = 0.01, 4000  # of the characters, characters
FEW_BYTES = 8
META_WINDOW = 8192  # the standard looks at 1024 bytes; real pages put scripts above their label

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file (WebP, sound or film)"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"OggS", "Ogg sound"),
    (b"ID3", "MP3 sound"),
    (b"\x00\x00\x00\x18ftyp", "MP4 film"),
    (b"\x00\x00\x00\x20ftyp", "MP4 film"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"SQLite format 3", "a database"),
)
WESTERN = frozenset({"cp1252", "iso8859_15", "mac_roman"})
MULTI_BYTE = frozenset({"gb18030", "big5hkscs", "euc_jp", "cp932", "cp949"})

HIGH = re.compile(r"[^\x00-\x7f]")
HIGH_BYTE = re.compile(rb"[\x80-\xff]")
ASCII_LETTER = re.compile(rb"[A-Za-z]")
CONTROL_BYTES = bytes((*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)))
CONTROL = re.compile(f"[{re.escape(CONTROL_BYTES.decode())}]")
SPACES = re.compile(rb"\s+")
MARKUP = re.compile(rb"(?is)<(script|style)\b.{0,200000}?</\1\s*>|<[^<>]{0,4000}>")
LABEL_IN_HEADER = re.compile(r"""(?i)charset\s*=\s*["']?\s*([\w.:-]+)""")
LABEL_IN_PAGE = re.compile(
    rb"""(?i)<(?:meta\b[^>]{0,400}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]+)"""
)
