"""`copydesk rules`: what is known as debris, with an example of each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cleaners import RULES, Action
from scraper.cli.talk import printable

if TYPE_CHECKING:
    import argparse

    from cleaners import Rule

__all__ = ["register"]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("rules", help="list the cleaning rules with an example each")
    command.add_argument("--json", action="store_true", help="one JSON object per rule and line")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List the rules."""
    for rule in RULES:
        if options.json:
            print(json.dumps(_row(rule), ensure_ascii=False))
        else:
            does = "" if rule.action is Action.REMOVE else f" ({rule.action})"
            print(
                f"{rule.kind:12} {rule.name:24} {rule.where:9}{does} {printable(rule.examples[0])}"
            )
    return 0


def _row(rule: Rule) -> dict[str, object]:
    return {
        "name": rule.name,
        "kind": rule.kind,
        "where": rule.where,
        "anchor": rule.anchor,
        "action": rule.action,
        "language": rule.language,
        "examples": rule.examples,
    }
