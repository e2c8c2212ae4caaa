"""A file name is readable, unique, stable, and never leads out of its folder."""

from __future__ import annotations

import hashlib
import re
import unicodedata


def label(*candidates: str) -> str:
    """What to call a copy or a story: the first of these that has a letter or digit, or nothing."""
    return next((each for each in candidates if slug(each)), "")


def file_name(*, site: str, title: str, record_id: str) -> str:
    """Where a copy's text lies in its story's folder; at most 143 bytes in UTF-8.

    That is the longest name that an encrypted home folder (eCryptfs) takes.

    >>> file_name(site="daily.example", title="Harbour bridge reopens", record_id="3f9ac2d1b07e")
    'daily.example--harbour-bridge-reopens--3f9ac2d1b07e.txt'
    """
    return _allowed(
        f"{_host(site) or 'local'}--{slug(title) or 'untitled'}--{_token(record_id)}.txt"
    )


def folder_name(*, title: str, story_id: str) -> str:
    """The folder of a story below `texts/`; at most 100 bytes in UTF-8.

    >>> folder_name(title="Harbour bridge reopens", story_id="a1b2c3")
    'harbour-bridge-reopens--a1b2c3'
    """
    return _allowed(f"{slug(title) or 'untitled'}--{_token(story_id)}")


def slug(text: str, *, most: int = 70) -> str:
    """Letters and digits of any script in lower case, hyphens between, at most `most` bytes.

    Controls, bidirectional marks, emoji, dots and slashes are none of these, so none survive.

    >>> slug("../../etc/Passwd: «Straße» 🚢")
    'etc-passwd-straße'
    """
    text = unicodedata.normalize("NFC", text[:_LOOK].lower())
    words = "".join(char if _is_word(char) else " " for char in text).split()
    return _first_bytes("-".join(words), most)


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN" or unicodedata.category(char) in {"Mn", "Mc"}


def _host(site: str) -> str:
    labels = (slug(label, most=_MOST_HOST) for label in site[:_LOOK].split("."))
    return _first_bytes(".".join(label for label in labels if label), _MOST_HOST)


def _token(identifier: str) -> str:
    if _PLAIN.fullmatch(identifier):
        return identifier
    return hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _first_bytes(text: str, most: int) -> str:
    encoded = text.encode()
    if len(encoded) <= most:
        return text
    cut = encoded[:most].decode(errors="ignore")
    words, _, rest = cut.rpartition("-")
    return (words if words and len(rest) < _LONG_WORD else cut).strip("-.")


def _allowed(name: str) -> str:
    return f"_{name}" if name.partition(".")[0].lower() in _RESERVED else name


_LOOK = 400  # characters; a title of 10,000 is no more readable for being looked at whole
_LONG_WORD = 20  # characters; a longer last word is cut rather than left out
_MOST_HOST = 46  # bytes
_PLAIN = re.compile(r"[0-9a-z]{1,16}")
_RESERVED = frozenset(  # by Windows, whatever follows the first dot
    (
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"),
    )
)
