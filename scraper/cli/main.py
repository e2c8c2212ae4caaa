"""One table of commands, each imported when asked for; whatever goes wrong is a line and a code."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from scraper.cli.talk import printable
from scraper.errors import CopydeskError
from scraper.settings import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["EXIT_CODES", "guarded", "main"]

OK, SOME_FAILED, USAGE, BUG, NOT_WRITTEN, INTERRUPTED = 0, 1, 64, 70, 74, 130

EXIT_CODES = {
    OK: "all good",
    SOME_FAILED: "finished, but some URLs gave no article, sources no links, or rows no text",
    USAGE: "the command line cannot be obeyed",
    65: "nothing usable: no input, or no article in any of it",
    69: "nothing reachable: not one of the hosts answered",
    BUG: "a bug in copydesk",
    73: "the store cannot be created",
    NOT_WRITTEN: "the store cannot be read or written, or the output not written",
    75: "another run holds the store",
    78: "the configuration file, or a file of rules, is wrong",
    INTERRUPTED: "interrupted; what was filed stays",
}

# What each is for. A command is the module of its name, whose `register` adds it to the parser.
COMMANDS = {
    "crawl": "fetch or read copies, clean them, group them and file them",
    "clean": "clean one text or HTML page, or the rows of JSONL and Parquet files",
    "rules": "list the cleaning rules, test them, or suggest lines for new ones",
    "demo": "crawl the bundled sample, offline",
    "cc-news": "list Common Crawl's news archives of some days",
    "check": "check configuration, store, sources, disk and libraries",
    "compare": "show what copies share and where they contradict each other",
    "export": "write records as JSON lines, Parquet, texts or CSV",
    "find": "find and file other copies of a story",
    "init": "write a commented desk.toml to start from",
    "misses": "list the URLs that gave no article",
    "reread": "read and clean every archived page again, without the network",
    "retry": "try again what gave no article",
    "run": "one cycle for cron: visit the sources, file what is new, export",
    "search": "find records by their words",
    "show": "show a story or a record with what was cut from it",
    "stories": "list the stories that are filed",
    "undo": "put back what a rule cut from a record",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    asked = next((each for each in arguments if not each.startswith("-")), "")
    options = parser(asked).parse_args(arguments)
    return guarded(lambda: int(options.run(options)))


def guarded(run: Callable[[], int]) -> int:
    """Run a command; whatever ends it early becomes one line and the code that is documented."""
    try:
        code = run()
        sys.stdout.flush()
    except CopydeskError as error:
        for line in error.lines:
            print(f"copydesk: {printable(line)}", file=sys.stderr)
        return error.code
    except KeyboardInterrupt:
        print("copydesk: interrupted; what was filed stays", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does.
        _close_stdout()
        return OK
    except OSError as error:
        _close_stdout()
        print(f"copydesk: cannot go on: {printable(str(error))}", file=sys.stderr)
        return NOT_WRITTEN
    except Exception:  # noqa: BLE001 - whatever is left is a bug, and its code is documented
        traceback.print_exc()
        print("copydesk: this is a bug in copydesk; please report the lines above", file=sys.stderr)
        return BUG
    return code


def parser(asked: str) -> argparse.ArgumentParser:
    """The command line as it is documented, in full for the command that is asked for."""
    codes = "\n".join(f"  {code:3}  {meaning}" for code, meaning in EXIT_CODES.items())
    top = _Parser(
        prog="copydesk",
        description="Collect the copies of a news story, cut what is not the story, "
        "keep a receipt for each cut.",
        epilog=f"exit codes:\n{codes}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"copydesk {VERSION}")
    commands = top.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    for name, purpose in COMMANDS.items():
        if name == asked:
            import_module(f"scraper.cli.{name.replace('-', '_')}").register(
                _Place(commands, purpose)
            )
        else:
            commands.add_parser(name, help=purpose)
    return top


def _close_stdout() -> None:
    """Keep the interpreter from complaining once more, when it flushes stdout at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a command adds itself; what it is for, the table says."""

    commands: argparse._SubParsersAction[_Parser]
    purpose: str

    def add_parser(self, name: str, **how: Any) -> argparse.ArgumentParser:  # noqa: ANN401 - argparse's
        return self.commands.add_parser(name, **({"help": self.purpose} | how))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {printable(message)} (see {self.prog} --help)", file=sys.stderr)
        sys.exit(USAGE)
