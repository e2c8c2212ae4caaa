"""Is this an article at all? Never on a phrase alone where a real story stands around it.

A page is refused for what it says (an error, a wall, a challenge) only where little story is left
once everything known as debris is cut, or where its very headline says it and the story is short.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaners import RULES, Kind, Where
from cleaners.lines import is_prose
from cleaners.matcher import matcher_of
from scraper.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaners import Cleaned
    from scraper.read.signs import Signs

__all__ = ["Verdict", "judge"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a page is no article, and the words on it that say so."""

    reason: Reason
    detail: str


def judge(signs: Signs, body: Cleaned, *, free: bool | None = None) -> Verdict | None:
    """The reason to refuse a page, or None where it is an article.

    `body` is what is left of the page after extraction and cleaning, `free` what the page says of
    itself (`isAccessibleForFree`).
    """
    story = story_size(body.text)
    listing = signs.says_article and story >= BRIEF and _weight(body.text) >= STORY
    if (
        story >= STORY or listing
    ):  # results, places and names are no prose, but a story's all the same
        return _judge_story(signs, body, story, free=free)
    return _judge_rest(signs, story)


def _judge_story(signs: Signs, body: Cleaned, story: int, *, free: bool | None) -> Verdict | None:
    """Why a page is refused although it has enough text for a story."""
    if story < HEADLINE_STORY:
        heads = _cues(part for title in signs.headings for part in _without_site(title))
        if refusal := _first(heads, _SAID_BY_HEADLINE):
            return refusal
    if story < PAYWALLED_STORY and free is False:
        return _first(_cues(signs.near), {Kind.PAYWALL})
    if signs.says_article:
        return None
    full_of_links = story < INDEX_STORY and signs.link_share > INDEX_LINKS
    if full_of_links or _linked_share(body.text, signs.linked) > LINKED_STORY:
        return Verdict(Reason.NOT_ARTICLE, "a list of links to other pages")
    return None


def _judge_rest(signs: Signs, story: int) -> Verdict | None:
    """Why a page with little or no text is refused: what it says itself, else what it lacks."""
    heads = _cues(part for title in signs.headings for part in _title_parts(title))
    if story >= BRIEF:
        return _judge_brief(signs, heads)
    if said := _first([*heads, *_cues(signs.lines)], _REASONS):
        return said
    if sum(map(_weight, signs.lines)) < SHELL:
        unseen = _first(_cues(signs.unseen()), {Kind.BOT_WALL, Kind.NO_SCRIPT})
        return unseen or Verdict(Reason.EMPTY, "next to no visible text")
    return Verdict(Reason.NOT_ARTICLE, "no story of any length on the page")


def _judge_brief(signs: Signs, heads: list[tuple[Kind, str]]) -> Verdict | None:
    """Why a page is refused although it has enough text for a brief.

    All pages have a login link, most a cookie notice, many an offer to subscribe: only what the
    headline says, or a whole sentence about a wall where the story breaks off, speaks against a
    brief (of 382 labelled pages cut down to their first sentences, one in eight was refused, most
    of them for such furniture).
    """
    walls = {Kind.PAYWALL} if signs.says_article else {Kind.PAYWALL, Kind.CONSENT}
    loud = [cue for cue in _cues(signs.near) if len(cue[1]) > _LOGIN_LINK]
    if said := _first(heads, _SAID_BY_HEADLINE | walls) or _first(loud, walls):
        return said
    if signs.says_article or signs.link_share <= INDEX_LINKS:
        return None
    return Verdict(Reason.NOT_ARTICLE, "a list of links to other pages")


def judge_text(text: str, body: Cleaned) -> Verdict | None:
    """As `judge`, for a plain text: it is refused only if nothing but debris is in it."""
    if story_size(body.text) or sum(map(str.isalpha, body.text)) >= LETTERS:
        return None
    said = _first(_cues(text.splitlines()), _REASONS)
    return said or Verdict(Reason.EMPTY, "no story in this text")


def story_size(text: str) -> int:
    """Characters of prose in a clean text; Chinese, Japanese and Korean ones count for two."""
    return sum(_weight(line) for line in text.split("\n\n") if is_prose(line))


# Characters of story. Measured on the labelled news pages: the shortest true article has 241, and
# pages made of an error phrase and a frame have none.
STORY = 350  # enough to be read as an article whatever else the page says
BRIEF = 100  # enough for a brief on a page that shows no sign of being something else
HEADLINE_STORY = 1200  # below this an error in the headline is believed
PAYWALLED_STORY = 450  # an opening left in front of a paywall is shorter
INDEX_STORY = 1500  # teasers of a dozen stories stay below this once their links are taken off
INDEX_LINKS = 0.6  # of the visible characters
LINKED_STORY = (
    0.5  # of a story's characters in lines that are links; true articles had 0.35 at most
)
SHELL = 120  # characters a page shows that has nothing to show
LETTERS = 40  # in a plain text without prose: a headline and a name

_LONGEST_SITE_NAME = 6  # words, the mark before it included
_DENSE = re.compile("[\u3040-\U0010ffff]")
_TELLING = tuple(rule for rule in RULES if rule.kind in {
    Kind.ERROR_PAGE, Kind.BOT_WALL, Kind.NO_SCRIPT, Kind.CONSENT, Kind.PAYWALL,
})  # fmt: skip
# The order in which a page's several confessions are believed: a challenge page speaks of errors
# and cookies as well, an error page has its cookie banner, and any page may ask for a login.
_REASONS = {
    Kind.BOT_WALL: Reason.BOT_WALL,
    Kind.ERROR_PAGE: Reason.ERROR_PAGE,
    Kind.PAYWALL: Reason.PAYWALL,
    Kind.CONSENT: Reason.CONSENT_WALL,
    Kind.NO_SCRIPT: Reason.EMPTY,
}
_SAID_BY_HEADLINE = {Kind.BOT_WALL, Kind.ERROR_PAGE}
_TOO_SHORT_TO_TELL = {"sorry"}  # a headline of one word may well be a story's
# Furniture of ordinary pages: a login link or a cookie notice says nothing about the page.
_FURNITURE = 30  # characters; "Log in", "Cookie settings"
_LOGIN_LINK = 20  # characters; "Subscribe to continue" is longer


def _weight(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_DENSE.findall(text))


def _linked_share(text: str, linked: frozenset[str]) -> float:
    """The share of a text's characters in lines that are nothing but a link."""
    lines = [line.removeprefix("- ") for line in text.split("\n\n")]
    return sum(len(line) for line in lines if line in linked) / max(1, sum(map(len, lines)))


def _cues(lines: Iterable[str]) -> list[tuple[Kind, str]]:
    return list(_speaking(lines))


def _speaking(lines: Iterable[str]) -> Iterator[tuple[Kind, str]]:
    matcher = matcher_of(_TELLING)
    for line in lines:
        text = " ".join(line.split())
        hit = matcher.match(text, Where.HEAD) if text else None
        if hit is not None and hit.rule.name not in _TOO_SHORT_TO_TELL:
            yield hit.rule.kind, text


def _first(cues: Iterable[tuple[Kind, str]], kinds: Iterable[Kind]) -> Verdict | None:
    wanted = set(kinds)
    said = [(kind, text) for kind, text in cues if kind in wanted]
    if not said:
        return None
    loud = [cue for cue in said if len(cue[1]) > _FURNITURE or cue[0] in _SAID_BY_HEADLINE]
    order = list(_REASONS)
    kind, text = min(loud or said, key=lambda cue: order.index(cue[0]))
    return Verdict(_REASONS[kind], text[:120])


def _title_parts(title: str) -> tuple[str, ...]:
    """A headline, and its parts around a dash or a bar: one of them is the site's name."""
    parts = [title]
    for mark in (*_SITE_MARKS, ": "):
        parts += title.split(mark) if mark in title else []
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _without_site(title: str) -> tuple[str, ...]:
    """A headline, and what is left of it without a site's name: "Page not found | The Daily".

    "Page not found: the museum that collects lost links" is a story's headline, all of it.
    """
    words = len(title.split())
    parts = (part for mark in _SITE_MARKS if mark in title for part in title.split(mark))
    return (title, *(part for part in parts if words - len(part.split()) <= _LONGEST_SITE_NAME))


_SITE_MARKS = (" | ", " - ", " – ", " — ", " · ", " » ")
