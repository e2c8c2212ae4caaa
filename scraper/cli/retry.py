"""`copydesk retry`: what gave no article is tried again, for all reasons or for some."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scraper.cli.crawl import Form, run_crawl
from scraper.cli.inputs import Inputs
from scraper.cli.options import add_settings, settings_from
from scraper.cli.own_rules import rules_of
from scraper.cli.talk import say
from scraper.model import Link, Reason
from scraper.pipeline import Limits
from scraper.store import Store

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["register"]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "retry",
        description="Fetch again the URLs that gave no article. Reasons: " + ", ".join(Reason),
    )
    command.add_argument("--reason", type=_reasons, default=(), metavar="REASON,...",
                         help="only what was missed for one of these")  # fmt: skip
    add_settings(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Requeue and crawl."""
    settings = settings_from(options, ())
    links = _missed(settings.store, options.reason)
    if not links:
        say("nothing to try again")
        return 0
    return run_crawl(
        Inputs(links),
        settings,
        quiet=options.quiet,
        form=Form.NDJSON if options.ndjson else Form.FITTING,
        rules=rules_of(options),
        limits=Limits(only_given=True),
    )


def _missed(folder: Path, reasons: tuple[Reason, ...]) -> tuple[Link, ...]:
    """What was missed on the web, for these reasons or any."""
    with Store(folder, read_only=True) as store:
        rows = store.misses()
    return tuple(
        Link(row.miss.url)
        for row in rows
        if (not reasons or row.miss.reason in reasons)
        and row.miss.url.startswith(("http://", "https://"))
    )


def _reasons(text: str) -> tuple[Reason, ...]:
    names = [name for name in text.replace(",", " ").split() if name]
    wrong = [name for name in names if name not in set(Reason)]
    if wrong or not names:
        raise argparse.ArgumentTypeError(
            f"no such reason: {', '.join(wrong) or 'none given'} (known: {', '.join(Reason)})"
        )
    return tuple(map(Reason, names))
