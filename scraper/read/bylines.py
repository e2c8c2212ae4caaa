"""A byline is a list of names: no "By", no role, no place, no address, each name once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.read.dates import date_start

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["split_byline", "unique_names"]


def split_byline(text: str, *, stated: bool = False) -> tuple[str, ...]:
    """The names in a byline as it stands on a page; empty where it holds none.

    A `stated` byline comes from markup that says it is one: there "BR24 staff" is a name, while in
    the visible text near a headline only what looks like a person's name is.

    >>> split_byline("By Ann Lee and Bo Ek, staff writers | 5 March 2024")
    ('Ann Lee', 'Bo Ek')
    """
    text = SPACES.sub(" ", text).strip()
    if not text or len(text) > MAX_BYLINE or ADDRESS.match(text):
        return ()
    return _split(text, stated)


@lru_cache(maxsize=512)
def _split(text: str, stated: bool) -> tuple[str, ...]:  # noqa: FBT001 - a key of the memory
    """As `split_byline`, for a short line. A page asks about each of its bylines twice or more."""
    text = _before_date(LEAD.sub("", text))
    short = TRAIL.split(text, maxsplit=1)[0]
    # "Ann Lee for the Post", but "Centre for Tide Research"
    text = short if " " in short or not stated else text
    found: list[str] = []
    for part in SEPARATORS.split(text):
        name = LEAD.sub("", part).strip(' .:|·•-–—"“”/')
        role = ROLE.fullmatch(name) if stated and not found else ROLE.search(name)
        if _can_be_name(name) and not role and (stated or LIKE_A_PERSON.match(name)):
            found.append(name)
    return unique_names(found)


def unique_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names in order, each once, whatever its case."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.casefold(), name)
    return tuple(seen.values())


def _before_date(text: str) -> str:
    """A byline without the date after it: `Ann Lee on Friday, March 5, 2024`."""
    words = text[: date_start(text)].split()
    while words and words[-1].strip(",.").lower() in BEFORE_DATE:
        words.pop()
    return " ".join(words)


def _can_be_name(text: str) -> bool:
    """Whether a part of a byline can be a name rather than an address, a number or a sentence."""
    if not 2 <= len(text) <= MAX_NAME or ADDRESS.search(text):  # noqa: PLR2004 - initials
        return False
    return len(text.split()) <= MAX_WORDS and not NUMBER.search(text)


MAX_BYLINE, MAX_NAME, MAX_WORDS = 300, 50, 6
SPACES = re.compile(r"\s+")
ADDRESS = re.compile(r"https?:|www\.|@\w|\w@|\.(?:com|org|net)/")
NUMBER = re.compile(r"\b\d")
BEFORE_DATE = frozenset({
    "on", "at", "am", "le", "el", "del", "il", "em", "op", "den",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
})  # fmt: skip
LIKE_A_PERSON = re.compile(
    r"(?:[^\W\d_a-z][\w.'’\-]*(?:\s+|$)"
    r"(?:(?:de|da|di|du|van|von|der|den|la|le|el|al|bin|dos)\s+)*){2,5}$"
    r"|[\u3040-\u9fff\uac00-\ud7af ]{2,8}$"
)
LEAD = re.compile(
    r"^\W*(?:(?:written|posted|published|reported|story|words|article|edited|compiled|reviewed"
    r"|updated)"
    r"(?: by\b|:)"
    r"|(?:by|von|par|por|(?-i:di|da|av|af)|door|přez|autor(?:in|es|en)?|auteur|authors?|texte? de"
    r"|texte?|texto|eine? (?:artikel|analyse|interview|kommentar) von|an article by|автор|przez|文"
    r"|記者|yazan|oleh|écrit par|publié par|redaktion)\b\s*:?)\s*",
    re.IGNORECASE,
)
TRAIL = re.compile(
    r"\s+(?:for|(?:last )?updated|published|posted|aktualisiert|veröffentlicht|is an?|has been)"
    r"[\s:]"
    r"|\s?[|•·⋅∙●–—]\s|\s-\s|\s\(|[:\n]",
    re.IGNORECASE,
)
SEPARATORS = re.compile(
    r"\s*(?:[,;&+|/、，]|\b(?:and|und|et|y|e|og|och|en|ve|i|dan|with|mit|avec|in)\b(?=\s))\s*"
)
ROLE = re.compile(
    r"\b(?:staff|writer|writers|reporter|reporters|correspondent|editor|editors|contributor"
    r"|columnist|producer|journalist|journalistin|freelance|special to|minutes?|min read|read more"
    r"|m\.d|(?-i:MD)|ph\.?d|rdn?|r\.d|fand|m\.?s|mph|cpa|mba|jr|sr|esq|rn|dds|updated|published|share"
    r"|follow|comments?|subscribe|photo|photos|image|contributing|senior|chief|managing|director"
    r"|korrespondentin|korrespondent|redakteur|redakteurin|guest|admin|administrator|author"
    r"|unknown|null|undefined|none|view all|posts)\b",
    re.IGNORECASE,
)
