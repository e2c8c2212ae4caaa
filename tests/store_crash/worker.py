"""The worker does what a run does, and says each thing before it is done and after."""

from __future__ import annotations

import os
import random
import resource
from typing import TYPE_CHECKING

from cleaners.model import Cleaned, Kind, Removal
from scraper.errors import StoreError
from scraper.model import Article, Link, Miss, Reason
from scraper.store import Store
from tests.store_samples import NOON

if TYPE_CHECKING:
    from pathlib import Path

MARK = "This line ends the text."
STEPS = 400
FULL = 3  # the worker's exit code where the store said that it cannot write


def begin(  # noqa: PLR0913 - the ways of spoiling a worker's day
    folder: Path,
    seed: int,
    first: int,
    *,
    limit: int | None = None,
    steps: int = STEPS,
    gate: tuple[int, int] | None = None,
) -> tuple[int, int]:
    """Fork a worker; the answer is its process and the pipe that it writes to."""
    hear, say = os.pipe()
    child = os.fork()
    if child:
        os.close(say)
        return child, hear
    code = 1
    try:
        os.close(hear)
        if gate is not None:
            os.close(gate[1])
            os.read(gate[0], 1)  # nothing comes, but the end of it
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        with Store(folder) as store:
            store.start_run(at=NOON)
            work(store, seed, say, first, steps)
        code = 0
    except StoreError as error:
        code = FULL if "\n" not in str(error) else 1
    finally:
        os._exit(code)


def finish(child: int, hear: int) -> tuple[int, list[str]]:
    """All that a worker said, in whole lines, and its exit code."""
    said = b""
    while chunk := os.read(hear, 1 << 16):
        said += chunk
    os.close(hear)
    status = os.waitpid(child, 0)[1]
    return os.waitstatus_to_exitcode(status), said.decode().split("\n")[:-1]


def work(store: Store, seed: int, say: int, first: int = 0, steps: int = STEPS) -> None:
    """Do what a run does, in an order that the seed gives, saying each thing before and after."""
    order = random.Random(seed)  # noqa: S311 - no secrets here
    for step in range(first, first + steps):
        number = order.randrange(120)
        url = f"https://a.example/{number:03}"
        match order.randrange(8):
            case 0:
                with _said(say, "link", url):
                    store.frontier.add([Link(url)], at=NOON)
            case 1:
                store.frontier.take(3)
            case 2:
                url += "/missed"
                with _said(say, "miss", url):
                    store.miss(Miss(url, Reason.TIMEOUT), at=NOON)
            case 3:
                record = store.record(url)
                if record:
                    store.place(record.copy.id, story_id=f"s{step % 7}")
            case 4:
                urls = [f"{url}/{part}" for part in range(3)]
                said = "\t".join(f"{each} {step}" for each in urls)
                with _said(say, "batch", said), store.batch():
                    for each in urls:
                        store.file(article_of(each, str(step)), story_id=f"s{step % 5}")
            case _:
                with _said(say, "file", f"{url} {step}"):
                    store.file(article_of(url, str(step)), story_id=f"s{step % 5}")


def text_of(url: str, version: str) -> str:
    body = "\n\n".join(f"Paragraph {at} of {url}, version {version}." for at in range(20))
    return f"{body}\n\n{MARK}"


def article_of(url: str, version: str) -> Article:
    text = text_of(url, version)
    cut = Removal(0, text.index("\n\n") + 2, "first", Kind.BYLINE)
    return Article(url, Cleaned(text, (cut,)), title=f"About {url[-3:]}", site="a.example")


class _said:  # noqa: N801 - reads as a verb
    """Say a thing before it is done and once it is."""

    def __init__(self, say: int, what: str, of: str) -> None:
        self.say, self.line = say, f"{what}\t{of}\n"

    def __enter__(self) -> None:
        os.write(self.say, f"begin\t{self.line}".encode())

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            os.write(self.say, f"done\t{self.line}".encode())
