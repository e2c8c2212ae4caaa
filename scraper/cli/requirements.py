"""What is installed against what this version was tested with; no network, only metadata."""

from __future__ import annotations

import platform
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

__all__ = ["Requirement", "installed", "within"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A library: the version that is installed, or empty; the bounds; the extra it belongs to."""

    name: str
    version: str
    bounds: str
    extra: str = ""

    @property
    def ok(self) -> bool:
        """Whether it is as it must be; a library of an extra may be absent."""
        return within(self.version, self.bounds) if self.version else bool(self.extra)


def installed(distribution: str = "copydesk") -> tuple[Requirement, ...]:
    """The libraries that a distribution asks for here, those for developing it left out.

    None where it is run from a checkout that is not installed.
    """
    try:
        lines = requires(distribution) or []
    except PackageNotFoundError:
        return ()
    found = []
    for line in lines:
        match = _REQUIREMENT.match(line)
        if match is None or not _holds_here(match["marker"] or ""):
            continue
        extra = _EXTRA.search(match["marker"] or "")
        if extra is None or extra["name"] in _EXTRAS:
            try:
                there = version(match["name"])
            except PackageNotFoundError:
                there = ""
            bounds = match["bounds"].strip(" ()")
            found.append(Requirement(match["name"], there, bounds, extra["name"] if extra else ""))
    return tuple(found)


def within(number: str, bounds: str) -> bool:
    """Whether a version is within bounds such as `>=9,<10`, the numbers alone compared.

    >>> within("9.1.2", ">=9,<10"), within("10.0", ">=9,<10")
    (True, False)
    """
    for bound in filter(None, bounds.split(",")):
        match = _BOUND.fullmatch(bound.strip())
        if match is None:
            continue
        mine, its = _numbers(number), _numbers(match["number"])
        if not {">=": mine >= its, "<": mine < its, ">": mine > its, "==": mine == its}[match[1]]:
            return False
    return True


def _numbers(number: str) -> tuple[int, ...]:
    """The numbers of a release without the zeros at its end, so that 1.0 is 1."""
    digits = re.match(r"\d+(?:\.\d+)*", number)
    parts = [int(part) for part in digits[0].split(".")] if digits else []
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def _holds_here(marker: str) -> bool:
    bound = _PYTHON.search(marker)
    return bound is None or within(platform.python_version(), bound[1] + bound[2])


_EXTRAS = frozenset({"codecs", "parquet"})
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?:\[[^]]*\])?(?P<bounds>[^;]*)(?:;(?P<marker>.*))?")
_EXTRA = re.compile(r"""extra\s*==\s*["'](?P<name>[\w-]+)["']""")
_PYTHON = re.compile(r"""python_version\s*(>=|<|>|==)\s*["']([\d.]+)["']""")
_BOUND = re.compile(r"(>=|<|>|==)\s*(?P<number>[\d.]+)")
