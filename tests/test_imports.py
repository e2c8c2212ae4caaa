"""The import law: who may import whom, what only one room may do, and what pure rooms never do."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

import pytest

from tests.helpers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Room:
    """What the modules of a room may import besides the standard library and each other.

    A `pure` room is given bytes, text and times: no clock, no disk, no socket, no chance, no talk.
    """

    rooms: frozenset[str] = frozenset()
    libraries: frozenset[str] = frozenset()
    pure: bool = False


def room(rooms: str = "", libraries: str = "", *, pure: bool = False) -> Room:
    return Room(words(rooms), words(libraries), pure)


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LAW = {
    "cleaners": room(libraries="ftfy", pure=True),
    "scraper": room("scraper.model scraper.read"),
    "scraper.model": room("cleaners"),
    "scraper.errors": room(),
    "scraper.settings": room(),
    "scraper.language": room(pure=True),
    "scraper.domain": room(libraries="tld", pure=True),
    "scraper.coding": room(libraries="brotli backports", pure=True),
    "scraper.find": room(
        "scraper.model scraper.domain scraper.coding", "w3lib lxml selectolax feedparser", pure=True
    ),
    "scraper.fetch": room(
        "scraper.model scraper.settings scraper.errors scraper.domain scraper.coding",
        "httpx h11 h2 protego tenacity",
    ),
    "scraper.read": room(
        "cleaners scraper.model scraper.language",
        "charset_normalizer selectolax trafilatura numpy",
        pure=True,
    ),
    "scraper.stories": room("scraper.model scraper.language", "numpy", pure=True),
    "scraper.store": room("cleaners scraper.model scraper.errors"),
    "scraper.report": room("cleaners scraper.model", pure=True),
    "scraper.local": room("scraper.model scraper.errors scraper.find"),
    "scraper.rule_file": room("cleaners scraper.errors"),
    "scraper.rows": room("cleaners scraper.errors scraper.store"),
    "scraper.config": room("scraper.model scraper.settings scraper.errors scraper.find"),
    "scraper.demo": room("cleaners scraper.model scraper.errors"),
    "scraper.manners": room("scraper.model scraper.domain scraper.store"),
    "scraper.visiting": room(
        "scraper.model scraper.domain scraper.find scraper.fetch scraper.store"
    ),
    "scraper.readers": room("scraper.model scraper.read"),
    "scraper.reading_apart": room("cleaners scraper.model scraper.read scraper.readers"),
    "scraper.site_reading": room("cleaners scraper.model scraper.read scraper.readers"),
    "scraper.leads": room("scraper.model scraper.find scraper.fetch scraper.visiting"),
    "scraper.sources": room(
        "scraper.model scraper.domain scraper.find scraper.fetch scraper.store scraper.visiting"
    ),
    "scraper.summary": room("scraper.model scraper.store"),
    "scraper.keeping": room("scraper.model scraper.fetch scraper.store"),
    "scraper.line": room(
        "cleaners scraper.model scraper.find scraper.fetch scraper.read scraper.stories"
        " scraper.store scraper.placing scraper.readers scraper.site_reading scraper.summary"
        " scraper.keeping"
    ),
    "scraper.rereading": room(
        "cleaners scraper.model scraper.find scraper.store scraper.line scraper.summary"
        " scraper.read"
        " scraper.readers"
    ),
    "scraper.copies": room(
        "cleaners scraper.model scraper.settings scraper.fetch scraper.read scraper.local"
    ),
    "scraper.restoring": room("cleaners scraper.model scraper.stories", pure=True),
    "scraper.placing": room("scraper.model scraper.restoring scraper.stories scraper.store"),
    "scraper.finding": room(
        "cleaners scraper.model scraper.settings scraper.errors scraper.find scraper.fetch"
        " scraper.stories scraper.store scraper.line scraper.summary scraper.keeping"
        " scraper.manners scraper.leads"
    ),
    "scraper.watching": room(
        "scraper.model scraper.find scraper.fetch scraper.store scraper.leads scraper.line"
        " scraper.finding"
    ),
    "scraper.pipeline": room(
        "cleaners scraper.model scraper.settings scraper.errors scraper.find scraper.fetch"
        " scraper.store scraper.line scraper.summary scraper.keeping scraper.manners"
        " scraper.sources scraper.watching scraper.read scraper.readers"
    ),
    "scraper.cli": room(
        "cleaners scraper.model scraper.settings scraper.errors scraper.config scraper.local"
        " scraper.rule_file scraper.rows scraper.rereading scraper.copies scraper.finding"
        " scraper.demo scraper.find scraper.fetch scraper.read scraper.stories scraper.store"
        " scraper.report scraper.readers scraper.reading_apart"
        " scraper.pipeline",
        "rich",
    ),
}

# Modules of the standard library that one room has to itself, or that nobody may use.
ONLY_IN = {
    "sqlite3": {"scraper.store"},
    "fcntl": {"scraper.store"},
    "ssl": {"scraper.fetch"},
    "socket": {"scraper.fetch", "scraper.store"},  # the store only asks for this machine's name
    "http.server": {"scraper.demo"},
    "socketserver": {"scraper.demo"},
    "http.client": set[str](),
    "urllib.request": set[str](),
    "ftplib": set[str](),
    "smtplib": set[str](),
    "argparse": {"scraper.cli"},
    "subprocess": set[str](),
    "multiprocessing": {"scraper.reading_apart"},
    "pickle": set[str](),
    "marshal": set[str](),
    "importlib.util": set[str](),
}

# What no pure room imports. `importlib.resources` is not among them: tables are shipped as files.
IMPURE = words(
    "os io pathlib shutil tempfile glob fileinput time random secrets uuid socket ssl select"
    " asyncio threading multiprocessing concurrent subprocess signal sqlite3 dbm shelve logging"
    " http ftplib smtplib urllib.request locale getpass platform"
)
IMPURE_CALLS = words(
    "open input print breakpoint datetime.now datetime.utcnow datetime.today date.today"
    " datetime.datetime.now datetime.date.today"
)
BANNED_CALLS = words("eval exec __import__ import_module importlib.import_module")
HARMLESS = words("io.BytesIO io.StringIO")  # bytes and text in memory
# The modules that import by name: what only some installations have, and the command asked for.
OPTIONAL = words("scraper.coding scraper.store.exports.extras scraper.cli.main")
CLOCK = "scraper.model.now"  # only the shell calls it


def breaches(module: str, source: str, *, is_package: bool = False) -> list[str]:
    """How the source of a module breaks the law; the module's name says in which room it is."""
    home = room_of(module)
    law = LAW.get(home)
    if law is None:
        return [f"{module}: {home} is no room of the house"]
    tree = ast.parse(source)
    names = _imports(tree, module, is_package=is_package)
    banned = BANNED_CALLS - ({"import_module"} if module in OPTIONAL else set())
    wrong_calls = banned | IMPURE_CALLS if law.pure else banned
    return [
        *(f"{module} imports {name}" for name in names if not _may_import(home, law, name)),
        *(f"{module} calls {call}" for call in _calls(tree) if call in wrong_calls),
    ]


def _may_import(home: str, law: Room, name: str) -> bool:
    top = name.partition(".")[0]
    if top in {"cleaners", "scraper"}:
        there = room_of(name)
        return (there == home or there in law.rooms) and not (law.pure and name == CLOCK)
    if top not in sys.stdlib_module_names:
        return top in law.libraries
    owners = [rooms for known, rooms in ONLY_IN.items() if _within(name, known)]
    if law.pure and name not in HARMLESS and any(_within(name, known) for known in IMPURE):
        return False
    return all(home in rooms for rooms in owners)


def room_of(name: str) -> str:
    """The room in which a module or a name in it is."""
    parts = name.split(".")
    if parts[0] == "cleaners" or len(parts) == 1:
        return parts[0]
    return ".".join(parts[:2]) if ".".join(parts[:2]) in ROOMS else _unknown(parts)


def _unknown(parts: list[str]) -> str:
    """`scraper.Page` is a name in the package itself, `scraper.attic` a room without a law."""
    return parts[0] if len(parts) == 2 and parts[1] in PUBLIC else ".".join(parts[:2])


def _within(name: str, module: str) -> bool:
    return name == module or name.startswith(module + ".")


def _imports(tree: ast.AST, module: str, *, is_package: bool) -> Iterator[str]:
    """Every name that is imported, wherever in the module, with relative ones made absolute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".")
                up = parts[: len(parts) - node.level + is_package]
                base = ".".join(filter(None, (*up, base)))
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield ast.unparse(node.func)


def _modules() -> dict[str, tuple[str, bool]]:
    """Each module's source, and whether it is a package, by its name."""
    found = {}
    for package in ("cleaners", "scraper"):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            is_package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if is_package else parts)
            found[name] = (path.read_text(encoding="utf-8"), is_package)
    return found


ROOMS = frozenset(LAW)
PUBLIC = frozenset({"Article", "Context", "Link", "Miss", "Page", "Reason", "read"})
MODULES = _modules()


@pytest.mark.parametrize("module", MODULES)
def test_the_law_is_kept(module: str) -> None:
    source, is_package = MODULES[module]
    assert breaches(module, source, is_package=is_package) == []


def test_every_room_is_there_and_has_a_law() -> None:
    assert {room_of(module) for module in MODULES} == ROOMS


def test_nothing_imports_the_command_line_and_only_it_imports_the_pipeline() -> None:
    assert not any("scraper.cli" in law.rooms for law in LAW.values())
    assert {name for name, law in LAW.items() if "scraper.pipeline" in law.rooms} == {"scraper.cli"}


def test_stages_do_not_know_each_other() -> None:
    stages = {f"scraper.{stage}" for stage in ("find", "fetch", "read", "stories", "store")}
    for name in stages:
        assert not LAW[name].rooms & stages
    assert {name for name, law in LAW.items() if "httpx" in law.libraries} == {"scraper.fetch"}


@pytest.mark.parametrize("group", ["core", "all"])
def test_libraries_are_declared(group: str) -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    declared = {_distribution(line) for line in project["dependencies"]}
    codecs = {_distribution(line) for line in project["optional-dependencies"]["codecs"]}
    used = frozenset().union(*(law.libraries for law in LAW.values()))
    if group == "core":
        used -= {"brotli", "backports", "h2"}
        given = packages_distributions()
        missing = {
            library
            for library in used
            if not {_canonical(name) for name in given.get(library, [])} & declared
        }
        assert missing == set()
    else:
        assert {"brotli", "backports-zstd"} <= codecs


@pytest.mark.parametrize(
    ("module", "source", "breach"),
    [
        ("cleaners.rules.new", "import httpx", "imports httpx"),
        ("cleaners.rules.new", "from scraper.model import Page", "imports scraper.model.Page"),
        ("cleaners.new", "import re, os.path", "imports os.path"),
        ("cleaners.new", "from datetime import datetime\ndatetime.now()", "calls datetime.now"),
        ("cleaners.new", "def f():\n    import time", "imports time"),
        ("scraper.read.new", "import httpx", "imports httpx"),
        (
            "scraper.read.new",
            "from urllib.request import urlopen",
            "imports urllib.request.urlopen",
        ),
        ("scraper.read.new", "from urllib import request", "imports urllib.request"),
        ("scraper.read.new", "from scraper.model import Page, now", "imports scraper.model.now"),
        ("scraper.read.new", "open('x')", "calls open"),
        ("scraper.read.new", "from ..fetch import Fetcher", "imports scraper.fetch.Fetcher"),
        ("scraper.stories.new", "import sqlite3", "imports sqlite3"),
        ("scraper.find.new", "from scraper import fetch", "imports scraper.fetch"),
        ("scraper.fetch.new", "from scraper.store import Store", "imports scraper.store.Store"),
        ("scraper.store.new", "import scraper.fetch.client", "imports scraper.fetch.client"),
        ("scraper.pipeline", "from scraper.cli import main", "imports scraper.cli.main"),
        ("scraper.pipeline", "import httpx", "imports httpx"),
        ("scraper.demo", "import scraper.pipeline", "imports scraper.pipeline"),
        ("scraper.cli.new", "import sqlite3", "imports sqlite3"),
        (
            "scraper.cli.new",
            "import importlib\nimportlib.import_module('httpx')",
            "calls importlib",
        ),
        ("scraper.config", "if TYPE_CHECKING:\n    from rich import box", "imports rich.box"),
        ("scraper.attic", "", "scraper.attic is no room of the house"),
        ("scraper.cli.new", "import scraper.attic", "imports scraper.attic"),
    ],
)
def test_a_breach_is_seen(module: str, source: str, breach: str) -> None:
    (found,) = breaches(module, source)
    assert breach in found


@pytest.mark.parametrize(
    ("module", "source", "is_package"),
    [
        (
            "cleaners.new",
            "import re\nfrom ftfy import fix_text\nfrom cleaners.model import Rule",
            False,
        ),
        ("cleaners.rules", "from .adverts import RULES\nfrom ..model import Rule", True),
        ("scraper.read.new", "from . import titles\nfrom .titles import x\nimport json", False),
        ("scraper.read", "from .reader import read\nfrom ..model import Page", True),
        (
            "scraper.read.new",
            "from datetime import datetime\nfrom urllib.parse import urljoin",
            False,
        ),
        ("scraper.fetch.new", "import httpx, ssl, socket, asyncio, time", False),
        ("scraper.store.new", "import sqlite3\nfrom pathlib import Path\nopen('x')", False),
        (
            "scraper.pipeline",
            "from scraper.fetch import Fetcher\nfrom scraper.model import now",
            False,
        ),
        ("scraper.cli.new", "from scraper.pipeline import crawl\nimport rich.console", False),
    ],
)
def test_what_is_lawful_passes(module: str, source: str, is_package: bool) -> None:  # noqa: FBT001 - a column of the table
    assert breaches(module, source, is_package=is_package) == []


def _distribution(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found is not None
    return _canonical(found[0])


def _canonical(name: str) -> str:
    """A distribution's name as PEP 503 compares them."""
    return re.sub(r"[-_.]+", "-", name).lower()
