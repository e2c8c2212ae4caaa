"""The program as its users meet it: a command line, an exit code, two streams and a store."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scraper.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-c", "import sys; from scraper.cli import main; sys.exit(main())")


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The NDJSON on stdout; fails where a line is no JSON object."""
        rows = [json.loads(line) for line in self.out.splitlines()]
        assert all(isinstance(row, dict) for row in rows)
        return rows

    @property
    def said(self) -> list[str]:
        return self.err.splitlines()


def run(*arguments: str | Path) -> Ran:
    """Run a command in this process, with nothing but its arguments."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as leaving:  # argparse leaves this way, with --help as with an error
            code = leaving.code if isinstance(leaving.code, int) else 0
    return Ran(code, out.getvalue(), err.getvalue())


def run_alone(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> Ran:
    """Run a command as a process of its own, on pipes."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(),
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def environment(**changes: str) -> dict[str, str]:
    """The environment of a child: this checkout first, UTF-8 streams, and no wish about colour."""
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "TERM"}}
    kept |= {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "TERM": "xterm-256color"}
    return kept | changes


def snapshot(store: Path) -> tuple[dict[str, tuple[bytes, int]], dict[str, list[tuple[Any, ...]]]]:
    """Every text with its time of writing, and every row, the diaries of the runs left out."""
    texts = {
        str(path.relative_to(store)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted((store / "texts").rglob("*"))
        if path.is_file()
    }
    with closing(sqlite3.connect(store / "copydesk.db")) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in DIARIES
        ]
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}  # noqa: S608 - the table's own name
    return texts, rows


def page(title: str, story: Iterable[str], *, head: str = "", after: str = "") -> str:
    """A plain news page around a story; `head` and `after` are markup."""
    body = "\n".join(f"<p>{escape(text)}</p>" for text in story)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>{head}</head>\n<body><main><article>"
        f"<h1>{escape(title)}</h1>\n{body}\n</article></main>{after}</body></html>\n"
    )


def ferry_story(town: str) -> tuple[str, ...]:
    """An invented story about a town, long enough to be one; two towns share no line."""
    return paragraphs(_STORY.format(town=town))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text that is wrapped, with blank lines between them."""
    return tuple(" ".join(part.split()) for part in text.strip().split("\n\n"))


def towns(count: int) -> Sequence[str]:
    """So many invented towns."""
    names = [begin + end for begin in _BEGINNINGS for end in _ENDINGS]
    assert count <= len(names)
    return names[:count]


DIARIES = frozenset({"runs", "misses", "yields"})  # these grow with every run, on purpose

_BEGINNINGS = ("Bar", "Cor", "Del", "Fen", "Gal", "Har", "Lin", "Mar", "Nor", "Pel")
_ENDINGS = ("wick", "holm", "mere", "ton", "stead", "ford")
_STORY = """
The council of {town} voted on Thursday to buy back the ferry that it had sold nine years ago,
after a winter in which the private owner cancelled one crossing in three.

The mayor of {town} said that people had missed funerals, exams and two weddings. The price is 1.4
million crowns, less than half of what the town was paid at the time.

In {town} the new timetable starts in May, with a last boat at eleven at night. Fares stay as they
are until the autumn, when the council will look at them again.
"""
