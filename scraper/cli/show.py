"""`copydesk show`: a story with its copies, or a record with its text and each word cut from it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from scraper.cli.asking import add_json, add_store, day, opened
from scraper.cli.records import dump, record_json
from scraper.cli.table import print_table
from scraper.cli.talk import printable
from scraper.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from scraper.model import Article, Record
    from scraper.store import Store, StoryRow

__all__ = ["register"]


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "show",
        description="Show a story: its copies, their roles, where they disagree and what was cut "
        "from each. Or show a record: its text, and every removal with its rule and words.",
    )
    command.add_argument("name", metavar="STORY|RECORD|URL",
                         help="an id, its first four digits or more, or a URL")  # fmt: skip
    add_store(command)
    add_json(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show what has that name."""
    with opened(options) as store:
        record = store.record(options.name)
        story = store.story(record.story_id if record else options.name)
        if story is None:
            raise InputError(f"no story, record or URL {options.name!r} in {store.folder}")
        copies = list(store.records(story=story.id))
        if options.json:
            print(record_json(record) if record else _story_json(store, story, copies))
        elif record:
            _show_record(store, story, record)
        else:
            _show_story(store, story, copies)
    return 0


def _story_json(store: Store, story: StoryRow, copies: Sequence[Record]) -> str:
    return dump(
        asdict(story)
        | {
            "copies": [json.loads(record_json(each)) for each in copies],
            "relations": [asdict(row) for row in store.relations.of(story.id)],
            "disagreements": [asdict(row) for row in store.relations.disagreements(story.id)],
        }
    )


def _show_story(store: Store, story: StoryRow, copies: Sequence[Record]) -> None:
    related = {row.record_id: row for row in store.relations.of(story.id)}
    print(f"story {story.id}: {printable(story.title)}")
    print(f"{story.copies} copies on {story.sites} sites, {day(story.first)} to {day(story.last)}")
    if story.canonical:
        print(f"to read: {story.canonical} ({printable(story.why)})")
    print()
    print_table(
        ("record", "role", "of", "why", "alike", "published", "letters", "cuts", "site", "title"),
        [
            (
                record.copy.id,
                record.copy.role or "-",
                related[record.copy.id].source[:4] if record.copy.id in related else "",
                related[record.copy.id].why if record.copy.id in related else "",
                f"{record.copy.similarity:.2f}",
                day(record.copy.article.published),
                len(record.copy.article.text),
                len(record.copy.article.body.removals),
                record.copy.article.site,
                record.copy.article.title,
            )
            for record in copies
        ],
    )
    for row in store.relations.disagreements(story.id):
        tier = "" if row.tier == "conflict" else f" ({row.tier})"
        print(f"\ndisagree on a {row.kind}{tier}: {printable(f'{row.a.words} / {row.b.words}')}")
        print_table(
            ("record", "site", "sentence"),
            [(said.record_id, said.site, said.sentence) for said in (row.a, row.b)],
        )
    for record in copies:
        body = record.copy.article.body
        if body.removals:
            print(f"\ncut from {record.copy.id} ({printable(record.copy.article.site)}):")
            _show_removals(record)


def _show_record(store: Store, story: StoryRow, record: Record) -> None:
    article = record.copy.article
    facts = {
        "record": record.copy.id,
        "story": f"{story.id} ({story.copies} copies): {story.title}",
        "role": record.copy.role,
        "url": article.url,
        "site": article.site,
        "byline": "; ".join(article.byline),
        "agency": article.agency,
        "published": day(article.published),
        "modified": day(article.modified),
        "section": article.section,
        "licence": article.licence,
        "access": {True: "free", False: "paid", None: ""}[article.free],
        "language": article.language,
        "read by": _reader(article),
        "file": str(store.folder / record.path),
        "flags": ", ".join(article.body.flags),
        "earlier": f"{len(versions)} versions" if (versions := store.versions(record.copy.id))
        else "",
    }  # fmt: skip
    for name, value in facts.items():
        if value:
            print(f"{name:10} {printable(value)}")
    print(f"\n{printable(article.title)}\n")
    for line in article.text.split("\n"):
        print(printable(line))
    if article.body.removals:
        print("\ncut:")
        _show_removals(record)


def _reader(article: Article) -> str:
    """Which reader won, and why where it is not the usual one; how sure it was."""
    why = f", for {article.reader_why}" if article.reader_why else ""
    sure = f" (confidence {article.confidence:.2f})" if article.confidence is not None else ""
    return f"{article.reader}{why}{sure}"


def _show_removals(record: Record) -> None:
    body = record.copy.article.body
    print_table(
        ("from", "to", "kind", "rule", "words"),
        [(cut.start, cut.end, cut.kind, cut.rule, body.cut(cut)) for cut in body.removals],
    )
