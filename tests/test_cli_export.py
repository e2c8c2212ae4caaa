"""Exports as files on the disk: whole, narrowed as asked, and refused in one line."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from cleaners.model import Cleaned
from scraper.cli.exporting import FORMATS
from scraper.model import Article
from scraper.store import Store
from tests.helpers import COMMAND, ROOT, environment, run, run_alone
from tests.store_samples import NOON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BRIDGE = (
    "The swing bridge at Corholm will reopen on Friday after repairs that cost {price} crowns, "
    "the harbour board said.\n\nThe keeper Ada Quill said that the bearings were older than she is."
)
WITHOUT_EXTRAS = """
import sys
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"pyarrow", "backports", "compression"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Nothing())
from scraper.cli import main
sys.exit(main())
"""


@pytest.fixture
def filed(tmp_path: Path) -> Path:
    """A store with a story in two copies that disagree on a price, and a story of one copy."""
    folder = tmp_path / "store"
    with Store(folder, clock=lambda: NOON) as store:
        for site, price in (("daily.example", "=41,000"), ("evening.test", "56,000")):
            body = Cleaned(BRIDGE.format(price=price.removeprefix("=")))
            article = Article(f"https://{site}/1", body, title="=Bridge reopens", site=site)
            store.file(article, story_id="aaaa11112222")
        other = Article(
            "https://daily.example/2", Cleaned("Eels are back."), "Eels", site="daily.example"
        )
        store.file(other, story_id="bbbb11112222")
    return folder


def test_json_lines(filed: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder" / "all.jsonl"
    ran = run("export", "-f", "jsonl", "-o", out, "--store", filed)
    assert (ran.code, ran.out, ran.err) == (0, "", f"3 records written to {out}\n")
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["url"] for row in rows] == [
        *("https://daily.example/1", "https://evening.test/1", "https://daily.example/2")
    ]
    assert run("export", "-f", "jsonl", "-o", "-", "--store", filed).out == out.read_text()


def test_compressed_json_lines(filed: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl.zst"
    assert run("export", "-f", "jsonl.zst", "-o", out, "-q", "--store", filed).err == ""
    zstd = import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    assert zstd.decompress(out.read_bytes()).count(b"\n") == 3


def test_parquet(filed: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.parquet"
    assert run("export", "-f", "parquet", "-o", out, "--store", filed).code == 0
    table = import_module("pyarrow.parquet").read_table(out)
    assert table.column("site").to_pylist() == ["daily.example", "evening.test", "daily.example"]


def test_texts_and_stories(filed: Path, tmp_path: Path) -> None:
    assert run("export", "-f", "txt", "-o", tmp_path / "txt", "--store", filed).code == 0
    assert len(list((tmp_path / "txt").rglob("*.txt"))) == 3
    ran = run("export", "-f", "stories", "-o", tmp_path / "stories", "--store", filed)
    assert ran.err == f"2 stories written to {tmp_path / 'stories'}\n"
    assert len(list((tmp_path / "stories").iterdir())) == 2


def test_disagreements(filed: Path, tmp_path: Path) -> None:
    out = tmp_path / "disagreements.csv"
    ran = run("export", "-f", "csv", "-o", out, "--store", filed)
    assert ran.err == f"1 disagreement written to {out}\n"
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["story"], row["title"]) == ("aaaa11112222", "'=Bridge reopens")
    assert {row["site_a"], row["site_b"]} == {"daily.example", "evening.test"}
    assert "41,000" in row["sentence_a"] + row["sentence_b"]
    assert "56,000" in row["sentence_a"] + row["sentence_b"]


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--story", "aaaa"), 2),
        (("--story", "https://daily.example/2"), 1),
        (("--site", "daily.example"), 2),
        (("--site", "daily.example", "--story", "aaaa11112222"), 1),
        (("--since", "2026-10-18T12:00"), 3),
        (("--since", "2026-10-19"), 0),
    ],
)
@pytest.mark.parametrize("form", ["jsonl", "txt"])
def test_narrowed(
    options: Sequence[str], count: int, form: str, filed: Path, tmp_path: Path
) -> None:
    ran = run("export", "-f", form, "-o", tmp_path / "out", "--store", filed, *options)
    assert (ran.code, ran.err.split()[0]) == (0, str(count))


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("-f", "xml", "-o", "x"), 64, "invalid choice: 'xml'"),
        (("-o", "x"), 64, "required: -f/--format"),
        (("-f", "jsonl"), 64, "required: -o/--output"),
        (("-f", "parquet", "-o", "-"), 64, "parquet cannot be written to stdout"),
        (("-f", "jsonl", "-o", "x", "--since", "soon"), 64, "neither a date such as"),
        (("-f", "jsonl", "-o", "x", "--story", "cccc"), 65, "no story 'cccc'"),
        (("-f", "jsonl", "-o", "{dir}"), 74, "Is a directory"),
        (("-f", "txt", "-o", "{file}"), 74, "File exists"),
        (("-f", "jsonl", "-o", "{file}/x"), 74, "cannot write"),
        (("-f", "jsonl", "-o", "/proc/none/x"), 74, "cannot write /proc/none/x"),
        (("-f", "txt", "-o", "/proc/none"), 74, "cannot write into /proc/none"),
        (("-f", "jsonl", "-o", "x", "--store", "{dir}"), 74, "there is no store at"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_refused_in_one_line(
    options: Sequence[str], code: int, said: str, filed: Path, tmp_path: Path
) -> None:
    (tmp_path / "dir").mkdir()
    (tmp_path / "file").write_text("mine")
    given = [text.format(dir=tmp_path / "dir", file=tmp_path / "file") for text in options]
    ran = run("export", "--store", filed, *given)
    assert (ran.code, ran.out, len(ran.said)) == (code, "", 1)
    assert said in ran.err
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("form", ["parquet", "jsonl.zst"])
def test_a_missing_extra_is_named(form: str, filed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_EXTRAS, "export", "-f", form, "-o", "out", "--store", filed],
        capture_output=True,
        cwd=tmp_path,
        env=environment(),
        check=False,
    )
    extra = {"parquet": "parquet", "jsonl.zst": "codecs"}[form]
    assert done.returncode == 64
    assert done.stderr.decode().endswith(f"pip install 'copydesk[{extra}]'\n")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_reader_that_leaves(filed: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "export", "-f", "jsonl", "-o", "-", "--store", str(filed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=ROOT,
    ) as child:
        assert child.stdout is not None
        child.stdout.close()
        assert child.wait(60) == 0
        assert child.stderr is not None
        assert child.stderr.read() == b""


def test_help_tells_what_each_format_holds() -> None:
    out = run_alone("export", "--help").out
    assert all(f"  {name:10} {form.what}" in out for name, form in FORMATS.items())


@pytest.mark.parametrize("name", ["", "copydesk.db", "copydesk.db-wal", "texts", "archive/a.jsonl"])
def test_the_store_is_not_written_over(name: str, filed: Path) -> None:
    before = (filed / "copydesk.db").read_bytes()
    ran = run("export", "-f", "jsonl", "-o", filed / name, "--store", filed)
    assert (ran.code, len(ran.said)) == (64, 1)
    assert ran.err.endswith(" is the store's own; name another place\n")
    assert (filed / "copydesk.db").read_bytes() == before
