"""One parser, one table of commands; whatever goes wrong ends in one line and a documented code."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from typing import TYPE_CHECKING, NoReturn

from scraper.cli import (
    cc_news,
    check,
    clean,
    compare,
    crawl,
    demo,
    export,
    find,
    init,
    misses,
    reread,
    retry,
    rules,
    run,
    search,
    show,
    stories,
    undo,
)
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

COMMANDS = (
    *(crawl, clean, rules, demo),
    *(
        cc_news,
        check,
        compare,
        export,
        find,
        init,
        misses,
        reread,
        retry,
        run,
        search,
        show,
        stories,
        undo,
    ),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = parser().parse_args(argv)
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


def parser() -> argparse.ArgumentParser:
    """The command line as it is documented."""
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
    for command in COMMANDS:
        command.register(commands)
    return top


def _close_stdout() -> None:
    """Keep the interpreter from complaining once more, when it flushes stdout at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {printable(message)} (see {self.prog} --help)", file=sys.stderr)
        sys.exit(USAGE)
