"""What the operator must fix is raised; what the web does wrong is a `Miss`.

CopydeskError                exit code
├── UsageError               64   the command line cannot be obeyed
├── InputError               65   the input holds nothing usable
├── StoreError               74   the store exists but cannot be read or written
│   ├── StoreCreateError     73   the store cannot be created
│   └── BusyError            75   another run holds the store
└── ConfigError              78   the configuration file is wrong
"""

from __future__ import annotations

from typing import ClassVar


class CopydeskError(Exception):
    """One clear line for the operator: what, where, what to do. `code` is the exit code.

    Several arguments are several lines.
    """

    code: ClassVar[int] = 70

    def __str__(self) -> str:
        """All that is said, in one string."""
        return "; ".join(map(str, self.args))


class UsageError(CopydeskError):
    """The command line cannot be obeyed."""

    code = 64


class InputError(CopydeskError):
    """The input holds nothing usable."""

    code = 65


class StoreError(CopydeskError):
    """The store exists but cannot be read or written."""

    code = 74


class StoreCreateError(StoreError):
    """The store cannot be created."""

    code = 73


class BusyError(StoreError):
    """Another run holds the store; the message names it."""

    code = 75


class ConfigError(CopydeskError):
    """The configuration file is wrong."""

    code = 78
