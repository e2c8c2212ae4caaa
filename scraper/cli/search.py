"""`copydesk search`: the records that hold some words, the newest first."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from scraper.cli.asking import add_json, add_store, day, opened
from scraper.cli.records import dump
from scraper.cli.table import lay_out, print_table, width
from scraper.cli.talk import say
from scraper.cli.times import count
from scraper.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from scraper.store import Hit

__all__ = ["register"]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "search",
        description="Find the newest records that hold all the words. A word may end in *; a "
        'passage in "quotation marks" must stand in the title or text as it is.',
    )
    command.add_argument("words", nargs="+", metavar="WORDS")
    command.add_argument("-n", "--most", type=count, default=20, metavar="N",
                         help="at most so many (default: 20)")  # fmt: skip
    add_store(command)
    add_json(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Look the words up."""
    words = " ".join(options.words)
    if not any(map(str.isalnum, words)):
        raise UsageError(f"no word to look for in {words!r}")
    with opened(options) as store:
        hits = store.search(words, most=options.most)
    if options.json:
        for hit in hits:
            print(dump(asdict(hit)))
    elif hits:
        _show(hits)
    else:
        say(f"nothing filed holds {words!r}")
    return 0


def _show(hits: Sequence[Hit]) -> None:
    """A line for each hit; on a terminal a second one for its passage, which would not fit."""
    heads = ("record", "story", "published", "site", "title")
    rows = [(h.record_id, h.story_id, day(h.published), h.site, h.title) for h in hits]
    wide = width()
    if wide is None:
        whole = [(*row, hit.passage) for row, hit in zip(rows, hits, strict=True)]
        print_table((*heads, "passage"), whole)
        return
    head, *lines = lay_out(heads, rows, wide=wide)
    _, *passages = lay_out(("passage",), [(hit.passage,) for hit in hits], wide=wide - 4)
    print(head)
    for line, passage in zip(lines, passages, strict=True):
        print(f"{line}\n    {passage}")
