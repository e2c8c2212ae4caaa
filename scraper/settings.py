"""One frozen settings object, built once at the command line and passed down."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from os.path import realpath
from pathlib import Path


def _version() -> str:
    try:
        return version("copydesk")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"


VERSION = _version()


# What a store keeps in its folder.
STORE_FILES = frozenset(
    {"copydesk.db", "copydesk.db-wal", "copydesk.db-shm", "texts", "archive", ".aside"}
)


def is_of_store(path: Path, store: Path) -> bool:
    """Whether a path is a store's folder, or is or lies below what the store keeps in there."""
    try:
        below = Path(realpath(path)).relative_to(realpath(store))
    except ValueError:
        return False
    return not below.parts or below.parts[0] in STORE_FILES


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How to fetch. Times in seconds, sizes in bytes.

    `delay` is the least time between two requests to one site; `deadline` bounds one URL with all
    its retries and redirects, its turns in the queue excepted; `hosts_at_once` bounds the sites
    asked in parallel. `backoff` is the least wait before a second try. `allow_internal` names the
    hosts, addresses or networks that may be asked although they are internal. `contact` (a URL or
    an e-mail address) goes into the User-Agent, so that a site can reach the operator. `http2` is
    spoken with servers that offer it; it needs the extra of that name.
    """

    user_agent: str = f"copydesk/{VERSION}"
    timeout: float = 15.0
    deadline: float = 27.0  # leaves a URL 3 s for all but the network: half a minute in the end
    delay: float = 1.0
    tries: int = 3
    max_bytes: int = 10 * 1024 * 1024
    max_redirects: int = 10
    hosts_at_once: int = 16
    obey_robots: bool = True
    backoff: float = 1.0
    allow_internal: tuple[str, ...] = ()
    contact: str = ""
    http2: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run needs to know, and nothing that changes while it runs.

    `refresh` fetches copies again that are filed already.
    """

    store: Path = Path("copydesk-store")
    refresh: bool = False
    fetch: FetchSettings = field(default_factory=FetchSettings)
