"""`copydesk rules suggest`: frequent lines that no rule knows, for a person to judge."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from cleaners.suggestions import MOST_TOLD, Text, suggest
from scraper.cli.own_rules import add_rules, rules_of
from scraper.cli.talk import printable, say
from scraper.rows.lines import json_line
from scraper.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaners.suggestions import Suggestion

__all__ = ["register"]


def register(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the action to `rules`."""
    command = actions.add_parser(
        "suggest",
        help="list the frequent lines of a store that no rule knows",
        description="List the lines that stand in the clean texts of several stories and that no "
        "rule knows, those of most sites first. What is debris among them wants a rule. A line "
        "of one story only is never listed.",
    )
    command.add_argument("store", type=Path, metavar="STORE", help="the folder of the store")
    command.add_argument("--least", type=_stories, default=3, metavar="N", help="the least number "
                         "of stories with the line; or of sites, if it is no sentence and in two "
                         "stories (default: 3)")  # fmt: skip
    command.add_argument("--json", action="store_true", default=argparse.SUPPRESS,
                         help="one JSON object per line")  # fmt: skip
    add_rules(command, "more_rules")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List frequent lines that no rule knows."""
    rules = rules_of(options)
    with Store(options.store, read_only=True) as store:
        suggested = suggest(lambda: _texts(store), least=options.least, rules=rules)
    for suggestion in suggested.lines:
        if options.json:
            print(json_line(asdict(suggestion)))
        else:
            _print(suggestion)
    if suggested.fewest > _FEWEST:
        say(f"copydesk: so many lines that only those in {suggested.fewest} stories or more "
            "were counted")  # fmt: skip
    say(f"lines that no rule knows: {len(suggested.lines)}")
    return 0


def _texts(store: Store) -> Iterator[Text]:
    for record in store.records():
        article = record.copy.article
        yield Text(record.story_id, article.site or "file", article.text)


def _print(suggestion: Suggestion) -> None:
    shown = ", ".join(map(printable, suggestion.sites[:_SITES_SHOWN]))
    more = ", …" if len(suggestion.sites) > _SITES_SHOWN else ""
    line = printable(suggestion.line)
    line = line if len(line) <= _WIDE else line[:_WIDE] + "…"
    print(f"{_up_to(len(suggestion.sites)):>3} sites {_up_to(suggestion.stories):>3} stories "
          f"{suggestion.copies:>5} copies  {line}  ({shown}{more})")  # fmt: skip


def _up_to(count: int) -> str:
    return f"{count}+" if count == MOST_TOLD else str(count)


def _stories(text: str) -> int:
    if (
        text.isascii()
        and text.isdigit()
        and len(text) < _DIGITS
        and _FEWEST <= int(text) <= MOST_TOLD
    ):
        return int(text)
    raise argparse.ArgumentTypeError(f"not a number from {_FEWEST} to {MOST_TOLD}: {text!r}")


_FEWEST = 2  # stories
_DIGITS = 10
_SITES_SHOWN = 3
_WIDE = 200
