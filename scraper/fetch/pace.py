"""How long a site is left alone is decided here, from what it answered; nobody sleeps here."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["MAX_RETRY_AFTER", "Pace", "retry_after"]

# A Crawl-delay beyond two minutes would mean fewer than 720 pages a day; it is honoured up to here.
MAX_DELAY = 120.0
# A site may send us away for a day at most; then it is asked again.
MAX_RETRY_AFTER = 24 * 3600.0
# The first answer to "too many requests" where no delay was in force.
FIRST_PENALTY = 1.0
# A site that is slow to answer is left alone as long as it needed, up to this.
MAX_SLOWNESS = 30.0
SLOW_DOWN = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Pace:
    """The delay in force for one site, in seconds.

    `base` is the setting or the robots.txt's `Crawl-delay`, whichever is longer; `penalty` grows
    twofold with each 429 or 503 and melts by half with each good answer; `slowness` is how long
    the site took to answer of late.
    """

    base: float = 0.0
    penalty: float = 0.0
    slowness: float = 0.0

    @property
    def delay(self) -> float:
        """Seconds to leave the site alone after an answer."""
        if not self.base and not self.penalty:
            return 0.0
        return min(MAX_DELAY, max(self.base, self.penalty, self.slowness))

    def asked_for(self, crawl_delay: float | None) -> Pace:
        """The pace with a `Crawl-delay` honoured; it may lengthen the delay, never shorten it."""
        if crawl_delay is None or not crawl_delay > self.base:
            return self
        return replace(self, base=min(crawl_delay, MAX_DELAY))

    def after(self, status: int | None, seconds: float) -> Pace:
        """The pace after an answer of `status` (None: no answer) that took `seconds`."""
        if status in SLOW_DOWN:
            return replace(self, penalty=min(MAX_DELAY, max(FIRST_PENALTY, 2 * self.delay)))
        if status is None:
            return self
        melted = self.penalty / 2 if self.penalty > FIRST_PENALTY / 2 else 0.0
        slowness = min(MAX_SLOWNESS, (self.slowness + seconds) / 2)
        return replace(self, penalty=melted, slowness=slowness)


def retry_after(value: str, now: datetime) -> datetime | None:
    """When a `Retry-After` header (RFC 9110, section 10.2.3) lets us return.

    Seconds or a date; capped at `MAX_RETRY_AFTER` from now. None for what is neither, and for
    times that are over.

    >>> from datetime import datetime
    >>> str(retry_after("120", datetime(2026, 1, 1, tzinfo=UTC)))
    '2026-01-01 00:02:00+00:00'
    """
    value = value.strip()
    if value.isascii() and value.isdecimal():
        seconds = float(value) if len(value) < 16 else math.inf  # noqa: PLR2004 - digits of a float
    else:
        try:
            date = parsedate_to_datetime(value)
        except (ValueError, OverflowError, TypeError, IndexError):
            return None
        date = date.replace(tzinfo=UTC) if date.tzinfo is None else date
        seconds = (date - now).total_seconds()
    if seconds <= 0:
        return None
    return now + timedelta(seconds=min(seconds, MAX_RETRY_AFTER))
