"""Each way a request can fail has one exception inside this room and one reason outside it.

httpx.HTTPError
├── ConnectError          connect   nobody answers there
│   ├── Refused           blocked   the guard forbids the address
│   ├── NotResolved       dns       no address for the name
│   └── Untrusted         tls       no trustworthy TLS connection
├── RemoteProtocolError   protocol  what came is not HTTP
│   ├── Truncated         truncated the answer ended before its end
│   └── TooLarge          too_large more bytes than the cap allows
└── TimeoutException      timeout
scraper.coding.CodingError
├── BrokenCodingError     decode    the content coding is broken or unknown
├── CutShortError         truncated the coded stream ends early
└── GrownTooLargeError    too_large more decoded bytes than the cap allows
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from scraper.coding import BrokenCodingError, CutShortError, GrownTooLargeError
from scraper.model import Reason

if TYPE_CHECKING:
    from datetime import datetime

    from scraper.coding import CodingError

__all__ = ["Failure", "NotResolved", "Refused", "TooLarge", "Truncated", "Untrusted", "failure_of"]


class Refused(httpx.ConnectError):
    """The guard forbids the address."""


class NotResolved(httpx.ConnectError):
    """The name has no address."""


class Untrusted(httpx.ConnectError):
    """The TLS handshake failed or the certificate is not to be trusted."""


class Truncated(httpx.RemoteProtocolError):
    """The answer ended before its end."""


class TooLarge(httpx.RemoteProtocolError):
    """The answer holds more bytes than the cap allows."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why one request gave no answer; `temporary` when asking again may help."""

    reason: Reason
    detail: str = ""
    status: int | None = None
    retry_at: datetime | None = None
    temporary: bool = False


def failure_of(error: httpx.HTTPError | CodingError | TimeoutError) -> Failure:
    """What an exception of this room means to the outside."""
    for kind, reason, temporary in _MEANING:
        if isinstance(error, kind):
            return Failure(reason, str(error) or "the deadline passed", temporary=temporary)
    return Failure(Reason.PROTOCOL, str(error))


# Timeouts are not tried again: a host that hung once costs the most and seldom recovers at once.
_MEANING: tuple[tuple[type[Exception], Reason, bool], ...] = (
    (Refused, Reason.BLOCKED, False),
    (NotResolved, Reason.DNS, False),
    (Untrusted, Reason.TLS, False),
    (Truncated, Reason.TRUNCATED, True),
    (TooLarge, Reason.TOO_LARGE, False),
    (TimeoutError, Reason.TIMEOUT, False),
    (httpx.TimeoutException, Reason.TIMEOUT, False),
    (httpx.NetworkError, Reason.CONNECT, True),
    (BrokenCodingError, Reason.DECODE, False),
    (CutShortError, Reason.TRUNCATED, True),
    (GrownTooLargeError, Reason.TOO_LARGE, False),
    (httpx.HTTPError, Reason.PROTOCOL, False),
)
