"""A file of rules is held to the same law as the built-in tables; all its faults come at once."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from cleaners import RULES
from cleaners.checking import Checked, Fault, check_rows
from scraper.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from cleaners import Rule

__all__ = ["check_rule_file", "read_rules"]


def read_rules(paths: Iterable[Path]) -> tuple[Rule, ...]:
    """The built-in rules and, after them, those of the files, in that order.

    Raises ConfigError with one line for each fault of each file.
    """
    rules: tuple[Rule, ...] = RULES
    faults: list[str] = []
    for path in paths:
        checked = check_rule_file(path, besides=rules)
        rules += checked.rules
        faults += (f"{path}: {fault}" for fault in checked.faults)
    if faults:
        raise ConfigError(*faults)
    return rules


def check_rule_file(path: Path, *, besides: Sequence[Rule] = RULES) -> Checked:
    """The rules in a TOML file of `[[rule]]` tables with the fields of `Rule`, and their faults.

    Raises ConfigError where the file cannot be read, is no TOML or holds no rules.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    rows = table.pop("rule", [])
    if not isinstance(rows, list):
        raise ConfigError(f"{path}: a rule begins with [[rule]], in double brackets")
    if not rows:
        raise ConfigError(f"{path}: no [[rule]] in it")
    checked = check_rows(rows, besides=besides)
    strays = (Fault("", f"unknown key {key}; rules stand in [[rule]] tables") for key in table)
    return Checked(checked.rules, (*strays, *checked.faults))
