"""`copydesk demo`: the bundled sample, served on loopback and crawled like the open web."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.cli.crawl import Form, run_crawl
from scraper.cli.inputs import Inputs
from scraper.cli.talk import say
from scraper.demo import LOOPBACK, SampleServer
from scraper.model import Link
from scraper.settings import FetchSettings, Settings

if TYPE_CHECKING:
    import argparse

__all__ = ["register"]

FOLDER = Path("demo-store")


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("demo")
    command.add_argument("--store", type=Path, default=FOLDER, metavar="DIR",
                         help=f"where records are filed (default: {FOLDER})")  # fmt: skip
    command.add_argument("-q", "--quiet", action="store_true", help="say only what went wrong")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve the sample and crawl it. The pages that fail on purpose do not fail the demo."""
    # All outlets share one address here, so the politeness of an open-web crawl would only make
    # the reader wait; robots.txt, retries and everything else are as they always are.
    fetch = replace(FetchSettings(), delay=0.0, backoff=0.1, allow_internal=(LOOPBACK,))
    with SampleServer() as server:
        links = tuple(Link(url, found_in="sample") for url in server.urls())
        if not options.quiet:
            say(f"crawling {len(links)} pages of ten invented outlets on {LOOPBACK}")
        code = run_crawl(
            Inputs(links),
            Settings(options.store, fetch=fetch),
            quiet=options.quiet,
            form=Form.TABLE,
        )
    if not options.quiet:
        say(f"the records are in {options.store}/texts and {options.store}/copydesk.db")
    return 0 if code == 1 else code
