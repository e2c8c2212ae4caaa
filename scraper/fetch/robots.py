"""robots.txt as RFC 9309 has it: 4xx allows all, a server that fails or hides denies all.

`Rules` is pure. protego matches the paths; what it takes more loosely than Google's published test
cases is said plainly to it first: which groups are ours, which lines count, and that escapes are
compared as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from protego import Protego

from scraper.fetch.client import Answer
from scraper.fetch.failures import Failure
from scraper.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Rules"]

CLIENT_ERRORS = range(400, 500)
TOO_MANY = 429
# Google's parser cuts lines there: eight times the longest URL of an old browser, less the byte
# that ends a string in C.
MAX_LINE = 2083 * 8 - 1


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin allows. `crawl_delay` in seconds; `sitemaps` as listed, unchecked.

    Where no file was read, everything is allowed, or, with `trouble`, nothing: the failure that
    kept us from reading it.
    """

    parsed: Protego | None = None
    crawl_delay: float | None = None
    sitemaps: tuple[str, ...] = ()
    trouble: Failure | None = None

    @classmethod
    def read(cls, data: bytes, agent: str) -> Self:
        """The rules that hold for the product token `agent`."""
        lines = list(_lines(data))
        parsed = Protego.parse("\n".join(_for_us(lines, agent.lower())))
        sitemaps = (value for key, value in lines if key == "sitemap")
        delay = parsed.crawl_delay(_US)
        return cls(parsed, delay, tuple(dict.fromkeys(sitemaps)))

    @classmethod
    def of(cls, outcome: Answer | Failure, agent: str) -> Self:
        """The rules that follow from what the request for /robots.txt brought.

        RFC 9309, section 2.3.1: a file is read, "unavailable" (4xx, too many redirects) allows,
        "unreachable" (5xx, no answer) denies. 429 counts as unreachable, as with Google: a site
        that asks for less must not get more.
        """
        if isinstance(outcome, Answer):
            return cls.read(outcome.body, agent)
        status = outcome.status or 0
        if outcome.reason is Reason.REDIRECT or (status in CLIENT_ERRORS and status != TOO_MANY):
            return cls()
        if status:
            outcome = Failure(Reason.ROBOTS, f"robots.txt: status {status}", status)
        return cls(trouble=replace(outcome, temporary=False))

    def allow(self, url: str) -> bool:
        """Whether `url` of this origin, percent-encoded as it would be sent, may be asked for."""
        if self.parsed is None:
            return self.trouble is None
        return self.parsed.can_fetch(_literal(url), _US)


def _lines(data: bytes) -> Iterator[tuple[str, str]]:
    """The lines that say anything, as key and value; keys are spelled in one way."""
    for raw in re.split(rb"\r\n|\r|\n", data.removeprefix(b"\xef\xbb\xbf")):
        line = raw[:MAX_LINE].partition(b"#")[0].decode("utf-8", "surrogateescape").strip()
        if match := _LINE.match(line):
            yield _KEYS[match["key"].lower()], match["value"].strip()


def _for_us(lines: list[tuple[str, str]], agent: str) -> Iterator[str]:
    """The groups for `agent` and for everybody, under the names `_US` and `*`."""
    opened = True
    for key, value in lines:
        if key == "user-agent":
            if not opened:
                yield f"user-agent: {_NOBODY}"
                yield "disallow:"
            opened = True
            name = _token(value)
            if name in {agent, "*"}:
                yield f"user-agent: {_US if name == agent else '*'}"
            else:
                yield f"user-agent: {_NOBODY}"
        elif key != "sitemap":
            opened = False
            yield f"{key}: {_as_written(value)}"


def _token(value: str) -> str:
    """The product token that a user-agent line means: its letters up to the first other sign."""
    if value == "*" or value[:2] in {"* ", "*\t"}:
        return "*"
    match = _TOKEN.match(value)
    return match[0].lower() if match else ""


def _as_written(text: str) -> str:
    """Escapes in one case, and themselves escaped, since protego compares what they stand for."""
    encoded = text.encode("utf-8", "surrogateescape")
    ascii_only = "".join(chr(byte) if byte < _ASCII else f"%{byte:02X}" for byte in encoded)
    return _literal(ascii_only)


def _literal(text: str) -> str:
    return _ESCAPE.sub(lambda match: match[0].upper().replace("%", "%25"), text)


_US = "us"
_NOBODY = "nobody"
_ASCII = 128
_TOKEN = re.compile(r"[A-Za-z_-]+")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")

# The spellings that Google's parser takes, misspellings included.
_KEYS = {
    "user-agent": "user-agent",
    "useragent": "user-agent",
    "user agent": "user-agent",
    "allow": "allow",
    "disallow": "disallow",
    "dissallow": "disallow",
    "dissalow": "disallow",
    "disalow": "disallow",
    "diasllow": "disallow",
    "disallaw": "disallow",
    "sitemap": "sitemap",
    "site-map": "sitemap",
    "crawl-delay": "crawl-delay",
    "crawl delay": "crawl-delay",
}
_LINE = re.compile(
    rf"(?P<key>{'|'.join(sorted(_KEYS, key=len, reverse=True))})(?:\s*:|\s)(?P<value>.*)",
    re.IGNORECASE,
)
