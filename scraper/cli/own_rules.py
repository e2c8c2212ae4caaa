"""`--rules FILE` means the same wherever it stands: these rules besides the built-in ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scraper.rule_file import read_rules

if TYPE_CHECKING:
    import argparse

    from cleaners import Rule

__all__ = ["add_rules", "rule_files", "rules_of"]


def add_rules(command: argparse.ArgumentParser, dest: str = "rules") -> None:
    """Add the option, which may be given more than once."""
    command.add_argument("--rules", dest=dest, action="append", default=[], type=Path,
                         metavar="FILE", help="rules of your own as TOML, besides the built-in "
                         "ones; may be given again")  # fmt: skip


def rule_files(options: argparse.Namespace) -> tuple[Path, ...]:
    """The files that were named, those before a subcommand first."""
    return (*options.rules, *getattr(options, "more_rules", ()))


def rules_of(options: argparse.Namespace) -> tuple[Rule, ...]:
    """The rules to clean by. Raises ConfigError with all faults of the files."""
    return read_rules(rule_files(options))
