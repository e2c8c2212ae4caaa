"""One frozen settings object, built once at the command line and passed down."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def _version() -> str:
    try:
        return version("copydesk")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"


VERSION = _version()


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How to fetch. Times in seconds, sizes in bytes.

    `delay` is the least time between the starts of two requests to one host; `deadline` bounds one
    URL with all its retries and redirects; `hosts_at_once` bounds the hosts asked in parallel.
    """

    user_agent: str = f"copydesk/{VERSION}"
    timeout: float = 15.0
    deadline: float = 30.0
    delay: float = 1.0
    tries: int = 3
    max_bytes: int = 10 * 1024 * 1024
    max_redirects: int = 10
    hosts_at_once: int = 16
    obey_robots: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run needs to know, and nothing that changes while it runs.

    `refresh` fetches copies again that are filed already.
    """

    store: Path = Path("copydesk-store")
    refresh: bool = False
    fetch: FetchSettings = field(default_factory=FetchSettings)
