"""robots.txt as RFC 9309 has it: 4xx allows all, a server that fails or hides denies all.

`Rules` is pure. What protego leaves open (it is lenient about user agents and merges the lines of
one group in its own way) is settled here, as Google's published test cases want it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from protego import Protego

from scraper.fetch.client import Answer
from scraper.fetch.failures import Failure
from scraper.model import Reason

__all__ = ["Rules"]

CLIENT_ERRORS = range(400, 500)
TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin allows. `crawl_delay` in seconds; `sitemaps` as listed, unchecked.

    Where no file was read, everything is allowed, or, with `trouble`, nothing: the failure that
    kept us from reading it.
    """

    agent: str
    parsed: Protego | None = None
    crawl_delay: float | None = None
    sitemaps: tuple[str, ...] = ()
    trouble: Failure | None = None

    @classmethod
    def read(cls, text: str, agent: str) -> Self:
        """The rules that hold for the product token `agent`."""
        parsed = Protego.parse(text.removeprefix("\ufeff"))
        delay = parsed.crawl_delay(agent)
        return cls(agent, parsed, crawl_delay=delay, sitemaps=tuple(parsed.sitemaps))

    @classmethod
    def of(cls, outcome: Answer | Failure, agent: str) -> Self:
        """The rules that follow from what the request for /robots.txt brought.

        RFC 9309, section 2.3.1: a file is read, "unavailable" (4xx, too many redirects) allows,
        "unreachable" (5xx, no answer) denies. 429 counts as unreachable, as with Google: a site
        that asks for less must not get more.
        """
        if isinstance(outcome, Answer):
            return cls.read(outcome.body.decode("utf-8", "replace"), agent)
        status = outcome.status or 0
        if outcome.reason is Reason.REDIRECT or (status in CLIENT_ERRORS and status != TOO_MANY):
            return cls(agent)
        if status:
            outcome = Failure(Reason.ROBOTS, f"robots.txt: status {status}", status)
        return cls(agent, trouble=replace(outcome, temporary=False))

    def allow(self, url: str) -> bool:
        """Whether `url` of this origin may be asked for."""
        if self.parsed is None:
            return self.trouble is None
        return self.parsed.can_fetch(url, self.agent)
