"""What the operator must fix is raised; what the web does wrong is a `Miss`.

CopydeskError                exit code
├── UsageError               64   the command line cannot be obeyed
├── InputError               65   the input holds nothing usable
├── StoreError               74   the store exists but cannot be read or written
│   ├── StoreCreateError     73   the store cannot be created
│   └── BusyError            75   another run holds the store
└── ConfigError              78   the configuration file, or a file of rules, is wrong
"""

from __future__ import annotations

from typing import ClassVar


class CopydeskError(Exception):
    """One clear line for the operator: what, where, what to do. `code` is the exit code.

    Where several things are to be mended, each is an argument, and a line, of its own.
    """

    code: ClassVar[int] = 70

    @property
    def lines(self) -> tuple[str, ...]:
        """What is to be said, line by line."""
        return tuple(map(str, self.args))

    def __str__(self) -> str:
        return "; ".join(self.lines)


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
    """The configuration file, or a file of rules, is wrong."""

    code = 78
