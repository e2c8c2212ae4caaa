"""`copydesk rules`: what is known as debris, whether its examples hold, what else may be some."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cleaners import RULES, Action
from cleaners.checking import check_rules
from scraper.cli import suggest
from scraper.cli.own_rules import add_rules, rule_files, rules_of
from scraper.cli.talk import printable
from scraper.rule_file import check_rule_file

if TYPE_CHECKING:
    import argparse

    from cleaners import Rule

__all__ = ["register"]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its subcommands to the command line."""
    command = commands.add_parser(
        "rules",
        description="List the cleaning rules with an example each; or test all their examples; "
        "or suggest lines for new rules.",
    )
    command.add_argument("--json", action="store_true", help="one JSON object per rule and line")
    add_rules(command)
    command.set_defaults(run=run)
    actions = command.add_subparsers(metavar="ACTION", title="actions")
    test = actions.add_parser(
        "test",
        help="run all examples",
        description="Run the examples of all rules: each must cut exactly its brackets, and every "
        "rule must leave every near-miss alone. The exit code is 1 where one does not.",
    )
    add_rules(test, "more_rules")
    test.set_defaults(run=run_test)
    suggest.register(actions)


def run(options: argparse.Namespace) -> int:
    """List the rules."""
    for rule in rules_of(options):
        if options.json:
            print(json.dumps(_row(rule), ensure_ascii=False))
        else:
            does = "" if rule.action is Action.REMOVE else f" ({rule.action})"
            print(
                f"{rule.kind:12} {rule.name:24} {rule.where:9}{does} {printable(rule.examples[0])}"
            )
    return 0


def run_test(options: argparse.Namespace) -> int:
    """Run all examples and print what fails."""
    rules: tuple[Rule, ...] = RULES
    faults = list(map(str, check_rules(RULES)))
    for path in rule_files(options):
        checked = check_rule_file(path, besides=rules)
        rules += checked.rules
        faults += (f"{path}: {fault}" for fault in checked.faults)
    for fault in faults:
        print(printable(fault))
    examples = sum(len(rule.examples) for rule in rules)
    print(f"{len(rules)} rules, {examples} examples, {len(faults) or 'no'} "
          f"{'fault' if len(faults) == 1 else 'faults'}")  # fmt: skip
    return 1 if faults else 0


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
