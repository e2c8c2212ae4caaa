"""`clean` on rows: each cleaned by itself, all else as it came, bad ones told and left out."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import clean
from scraper.rows import BadRow, Lines, Plan, Row
from scraper.rows.lines import LONGEST, json_line
from tests.helpers import ferry_story, run, run_alone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tests.helpers import Ran

STORY = "\n\n".join(ferry_story("Corholm"))
DIRTY = f"Oops!\n\n{STORY}\n\nSubscribe to our newsletter"
HEADED = f"Corholm buys its ferry back\n\n{STORY}"
ROWS: list[dict[str, Any]] = [
    {"id": 1, "text": DIRTY, "tags": ["sea", "money"]},
    {"id": 2, "text": STORY, "more": {"a": None}},
    {"id": 3, "text": "Share this article", "title": "Corholm buys its ferry back"},
]
SUMMARY = [
    "rows: 3 cleaned, 2 changed",
    f"characters: {len(DIRTY) + len(STORY) + 18} before, {2 * len(STORY)} after",
    "passages cut: error_page 1, subscribe 1, sharing 1",
]


def lines(rows: Iterable[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def expected(row: dict[str, Any], *, field: str = "text") -> dict[str, Any]:
    """What must become of a row."""
    cleaned = clean(row[field])
    cuts = [
        {
            "start": cut.start,
            "end": cut.end,
            "rule": cut.rule,
            "kind": str(cut.kind),
            "value": cut.value,
            "text": cleaned.cut(cut),
        }
        for cut in cleaned.removals
    ]
    return {**row, field: cleaned.text, "removals": cuts}


def of(ran: Ran) -> list[dict[str, Any]]:
    assert ran.code == 0
    return ran.records


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(lines(ROWS))
    return path


class TestLines:
    def test_every_row_is_cleaned_and_keeps_its_fields_in_order(self, corpus: Path) -> None:
        ran = run("clean", corpus)
        assert (ran.code, ran.said) == (0, SUMMARY)
        assert ran.records == [expected(row) for row in ROWS]
        assert [list(row) for row in ran.records] == [[*row, "removals"] for row in ROWS]

    def test_quiet(self, corpus: Path) -> None:
        ran = run("clean", corpus, "-q")
        assert (ran.code, ran.err, ran.records) == (0, "", [expected(row) for row in ROWS])

    @pytest.mark.parametrize(
        ("name", "packed"),
        [("a.jsonl", False), ("a.NDJSON", False), ("a.jsonl.gz", True), ("a.ndjson.gz", True)],
    )
    def test_names_tell_the_form(self, name: str, packed: bool, tmp_path: Path) -> None:  # noqa: FBT001  # a column
        path = tmp_path / name
        path.write_bytes(gzip.compress(lines(ROWS)) if packed else lines(ROWS))
        assert of(run("clean", path)) == [expected(row) for row in ROWS]

    def test_stdin_and_any_name_with_a_format(self, tmp_path: Path) -> None:
        path = tmp_path / "corpus.dump"
        path.write_bytes(lines(ROWS))
        ran = run("clean", path, "--format", "jsonl")
        assert ran == run_alone("clean", "-", "--format", "jsonl", stdin=lines(ROWS))
        assert of(ran) == [expected(row) for row in ROWS]

    def test_the_text_may_be_called_otherwise(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_bytes(lines([{"body": DIRTY, "text": 7}]))
        ran = run("clean", path, "--field", "body")
        assert of(ran) == [expected({"body": DIRTY, "text": 7}, field="body")]

    def test_a_headline_is_cut_where_its_field_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        titles = ("Corholm buys its ferry back", None, 3)
        path.write_bytes(lines({"text": HEADED, "head": title} for title in titles))
        texts = [row["text"] for row in of(run("clean", path, "--title-field", "head"))]
        assert texts == [STORY, HEADED, HEADED]
        assert [row["text"] for row in of(run("clean", path))] == [HEADED] * 3

    def test_a_headline_field_that_no_row_has_is_told(self, corpus: Path) -> None:
        ran = run("clean", corpus, "--title-field", "head", "-q")
        assert (ran.code, ran.err) == (0, "copydesk: no row has a field 'head'\n")

    def test_receipts_may_be_left_out_or_called_otherwise(self, corpus: Path) -> None:
        without = of(run("clean", corpus, "--no-removals"))
        assert without == [{**row, "text": clean(row["text"]).text} for row in ROWS]
        (first, *_) = of(run("clean", corpus, "--removals-field", "cuts"))
        assert first["cuts"] == expected(ROWS[0])["removals"]
        assert "removals" not in first

    def test_receipts_of_an_earlier_pass_are_not_written_over(self, corpus: Path) -> None:
        once = corpus.with_name("once.jsonl")
        assert run("clean", corpus, "-o", once).code == 0
        ran = run("clean", once)
        assert (ran.code, ran.out) == (65, "")
        said = "there is a field 'removals' already; call the new one otherwise"
        assert ran.said[0] == f"copydesk: {once}: row 1: {said}"
        again = run("clean", once, "--removals-field", "again")
        assert of(again) == [
            {**expected(row), "removals": expected(row)["removals"], "again": []} for row in ROWS
        ]

    def test_own_rules(self, tmp_path: Path) -> None:
        rules = tmp_path / "rules.toml"
        rules.write_text(
            '[[rule]]\nname = "wharf-line"\nkind = "navigation"\nfind = ["the wharf desk .+"]\n'
            'examples = ["⟦The wharf desk of Corholm⟧", "The wharf desks were sold on Monday."]\n'
        )
        stdin = lines([{"text": f"{STORY}\n\nThe wharf desk of Delmere"}])
        options = ("--format", "jsonl", "--rules", rules, "-q")
        (row,) = run_alone("clean", "-", *options, stdin=stdin).records
        assert row["text"] == STORY
        assert [cut["rule"] for cut in row["removals"]] == ["wharf-line"]

    def test_a_safety_stop_is_told_with_its_row(self, tmp_path: Path) -> None:
        notices = (
            "We use cookies to improve your experience of this page and of our partners' pages.",
            "By continuing to use this site you agree that we may store them on your device.",
            "Subscribe to our newsletter and get the best of the harbour in your inbox every day.",
        )
        path = tmp_path / "a.jsonl"
        path.write_bytes(lines([{"text": STORY}, {"text": "\n\n".join(notices)}]))
        ran = run("clean", path)
        assert [row["removals"] for row in of(ran)] == [[], []]
        assert ran.said[0] == f"copydesk: {path}: row 2: flagged: safety_stop"
        assert ran.said[-1] == "flagged: safety_stop 1"

    def test_several_files_are_one_stream(self, corpus: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.jsonl"
        other.write_bytes(lines([{"text": STORY}]))
        ran = run("clean", corpus, other, tmp_path / "none.jsonl")
        assert ran.code == 1
        assert ran.records == [*map(expected, ROWS), {"text": STORY, "removals": []}]
        assert ran.said[0] == (
            f"copydesk: {tmp_path}/none.jsonl: cannot read: No such file or directory"
        )
        assert ran.said[1] == "rows: 4 cleaned, 2 changed, 1 bad"

    def test_nothing_a_terminal_would_obey_and_no_line_but_by_newline(self) -> None:
        row = {"text": STORY, "odd": "\x1b[2J\x9b5m\u2028\u2029\x85\ud800\U0001f6a2"}
        ran = run_alone("clean", "-", "--format", "jsonl", stdin=lines([row]))
        assert of(ran) == [{**row, "removals": []}]
        assert not set("\x1b\x9b\u2028\u2029\x85") & set(ran.out)
        assert "\U0001f6a2" in ran.out


class TestBadRows:
    @pytest.mark.parametrize(
        ("line", "said"),
        [
            (b"nonsense", "not JSON: Expecting value: line 1 column 1 (char 0)"),
            (b'{"text": "a"', "not JSON: Expecting ',' delimiter"),
            (b"[" * 100_000, "not JSON: maximum recursion depth exceeded"),
            (b'{"n": ' + b"9" * 5000 + b"}", "not JSON: Exceeds the limit"),
            (b'{"text": "caf\xe9"}', "not UTF-8"),
            (b'["text"]', "not a JSON object"),
            (b"null", "not a JSON object"),
            (b"{}", "no field 'text'"),
            (b'{"text": null}', "field 'text' is not a string"),
            (b'{"text": ["a"]}', "field 'text' is not a string"),
            (b'{"text": "a", "removals": 1}', "there is a field 'removals' already; "),
        ],
    )
    def test_a_bad_row_costs_itself(self, line: bytes, said: str, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_bytes(lines(ROWS[:1]) + b"\n" + line + b"\r\n" + lines(ROWS[1:]))
        ran = run("clean", path)
        assert ran.code == 1
        assert ran.records == [expected(row) for row in ROWS]
        assert ran.said[0].startswith(f"copydesk: {path}: row 3: {said}")
        assert ran.said[1:] == ["rows: 3 cleaned, 2 changed, 1 bad", *SUMMARY[1:]]

    def test_a_byte_order_mark_and_a_missing_newline_are_no_faults(self) -> None:
        stdin = b"\xef\xbb\xbf" + lines(ROWS).rstrip()
        ran = run_alone("clean", "-", "--format", "jsonl", stdin=stdin)
        assert of(ran) == [expected(row) for row in ROWS]

    def test_a_line_without_end_is_passed_over(self) -> None:
        stream = io.BufferedReader(_LongLine(lines(ROWS[1:2])))
        outcomes = list(Lines(stream).rows(Plan()))
        assert outcomes[0] == BadRow(1, "longer than 50 MiB")
        assert [(row.number, type(row)) for row in outcomes[1:]] == [(2, Row)]

    def test_a_file_that_breaks_off(self, tmp_path: Path) -> None:
        path = tmp_path / "cut.jsonl.gz"
        many = [{"text": STORY, "n": n} for n in range(300)]
        path.write_bytes(gzip.compress(lines(many))[:-40])
        ran = run("clean", path)
        assert ran.code == 1
        numbers = [row["n"] for row in ran.records]
        assert numbers == list(range(len(numbers)))
        assert ran.said[0].startswith(f"copydesk: {path}: row {len(numbers) + 1}: cannot read on:")

    @pytest.mark.parametrize("body", [b"", b"\n\n", b"nonsense\n", b'{"text": 1}\n', b"\x1f\x8b"])
    @pytest.mark.parametrize("to_file", [True, False])
    def test_nothing_usable(self, body: bytes, to_file: bool, tmp_path: Path) -> None:  # noqa: FBT001  # a column
        path, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
        path.write_bytes(body)
        out.write_text("of yesterday")
        ran = run("clean", path, *(("-o", out) if to_file else ()))
        assert (ran.code, ran.out) == (65, "")
        assert ran.said[-1] == "copydesk: nothing usable: not one row could be cleaned"
        assert out.read_text() == "of yesterday"
        assert sorted(file.name for file in tmp_path.iterdir()) == ["a.jsonl", "out.jsonl"]

    @given(st.lists(st.binary(max_size=40) | st.sampled_from([b'{"text": "a"}', b"[]"])))
    @settings(max_examples=200, deadline=None)
    def test_whatever_stands_in_a_file_every_line_is_accounted_for(self, rows: list[bytes]) -> None:
        body = b"\n".join(rows)
        told = [outcome.number for outcome in Lines(io.BytesIO(body)).rows(Plan())]
        body = body.removeprefix(b"\xef\xbb\xbf")
        assert told == [at for at, line in enumerate(body.split(b"\n"), 1) if line.strip()]


class TestFiles:
    @pytest.mark.parametrize("name", ["out.jsonl", "out.ndjson", "out.jsonl.gz"])
    def test_a_file_says_what_stdout_says(self, name: str, corpus: Path) -> None:
        out = corpus.with_name(name)
        ran = run("clean", corpus, "-o", out)
        assert (ran.code, ran.out, ran.said) == (0, "", SUMMARY)
        body = out.read_bytes()
        if name.endswith(".gz"):
            run("clean", corpus, "-o", out)
            assert out.read_bytes() == body
            body = gzip.decompress(body)
        assert body.decode() == run("clean", corpus).out

    def test_a_file_may_be_cleaned_into_itself(self, corpus: Path) -> None:
        clean_rows = run("clean", corpus).out
        assert run("clean", corpus, "-o", corpus).code == 0
        assert corpus.read_text() == clean_rows

    def test_a_place_that_cannot_be_written(self, corpus: Path) -> None:
        ran = run("clean", corpus, "-o", corpus / "out.jsonl")
        assert (ran.code, ran.out, len(ran.said)) == (74, "", 1)

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("{corpus}", "-o", "out.txt"), "out.txt: -o takes .jsonl, .ndjson, .parquet or"),
            (("{corpus}", "--title", "A"), "--title is not for rows"),
            (("{corpus}", "--explain"), "--explain is not for rows"),
            (("{corpus}", "--json"), "--json is not for rows"),
            (("a.txt", "--field", "a"), "--field is not for a text or a page"),
            (("a.txt", "-o", "a.jsonl"), "--output is not for a text or a page"),
            (("a.txt", "--no-removals"), "--no-removals is not for a text or a page"),
            (("{corpus}", "--format", "text", "--field", "a"), "--field is not for a text or"),
            (("a.txt", "b.txt"), "only files of rows are cleaned together"),
            (("{corpus}", "a.txt"), "only files of rows are cleaned together"),
            (("{corpus}", "--format", "csv"), "--format: invalid choice: 'csv'"),
            (("{corpus}", "--no-removals", "--removals-field", "a"), "not allowed with argument"),
        ],
    )
    def test_what_cannot_be_obeyed(self, arguments: Sequence[str], said: str, corpus: Path) -> None:
        ran = run("clean", *(text.format(corpus=corpus) for text in arguments))
        assert (ran.code, ran.out, len(ran.said)) == (64, "", 1)
        assert said in ran.said[0]

    def test_memory_does_not_grow_with_the_rows(self) -> None:
        line = lines([{"text": STORY}])
        _peak(line, 1)  # what is remembered for good
        peaks = [_peak(line, times) for times in (50, 400)]
        assert peaks[1] < peaks[0] + 100_000


class TestParquet:
    @pytest.fixture(autouse=True)
    def _needs_the_extra(self) -> None:
        pytest.importorskip("pyarrow.parquet", reason="the extra 'parquet' is not installed")

    def test_other_columns_keep_their_types(self, tmp_path: Path) -> None:
        pa = pytest.importorskip("pyarrow")
        columns = {
            "id": pa.array([1, 2, 3], pa.uint8()),
            "text": pa.array([DIRTY, None, STORY], pa.large_string()),
            "seen": pa.array([0, 1, 1_700_000_000_123_456_789], pa.timestamp("ns", "UTC")),
            "price": pa.array([Decimal("1.40"), None, None], pa.decimal128(9, 2)),
            "site": pa.array(["a", "a", "b"]).dictionary_encode(),
            "raw": pa.array([b"\xff", None, b""]),
        }
        path, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
        table = pa.table(columns).replace_schema_metadata({"made": "by hand"})
        pa.parquet.write_table(table, path)
        ran = run("clean", path, "-o", out)
        assert ran.code == 1
        assert ran.said[0] == f"copydesk: {path}: row 2: field 'text' is not a string"
        written = pa.parquet.read_table(out)
        assert written.schema.remove(6).equals(table.schema)
        assert written.schema.metadata[b"made"] == b"by hand"
        kept = table.take([0, 2])
        assert written.drop_columns(["text", "removals"]).equals(kept.drop_columns(["text"]))
        assert written.column("text").to_pylist() == [STORY, STORY]
        cuts = [expected({"text": text})["removals"] for text in (DIRTY, STORY)]
        assert written.column("removals").to_pylist() == cuts

        (first, second) = run("clean", path, "--no-removals").records
        assert second == {
            "id": 3,
            "text": STORY,
            "seen": datetime(2023, 11, 14, 22, 13, 20, 123456, UTC).isoformat(),
            "price": None,
            "site": "b",
            "raw": "",
        }
        assert (first["price"], first["raw"]) == ("1.40", "/w==")

    def test_lines_become_columns(self, corpus: Path) -> None:
        pa = pytest.importorskip("pyarrow")
        out = corpus.with_name("out.parquet")
        ran = run("clean", corpus, "-o", out)
        assert (ran.code, ran.said) == (0, SUMMARY)
        table = pa.parquet.read_table(out)
        assert table.column_names == ["id", "text", "tags", "removals", "more", "title"]
        gaps = dict.fromkeys(table.column_names)
        assert table.to_pylist() == [{**gaps, **expected(row)} for row in ROWS]

    def test_columns_of_several_types_are_json(self, tmp_path: Path) -> None:
        pa = pytest.importorskip("pyarrow")
        values: dict[str, list[Any]] = {
            "mixed": [1, "a", None, [2]],
            "wide": [1, 1.5, 2, None],
            "huge": [2**70, 1, None, 1],
            "lone": ["\ud800", "a", None, "b"],
            "bare": [{}, None, {}, {}],
            "late": [None, None, None, "x"],
            "none": [None] * 4,
        }
        path, out = tmp_path / "in.jsonl", tmp_path / "out.parquet"
        rows = [
            {"text": STORY} | {name: row[at] for name, row in values.items()} for at in range(4)
        ]
        path.write_bytes(lines(rows))
        ran = run("clean", path, "-o", out, "--no-removals")
        said = "columns of several types, each value written as JSON: mixed, huge, lone, bare"
        assert (ran.code, ran.said[0]) == (0, f"copydesk: {said}")
        table = pa.parquet.read_table(out)
        for name in ("mixed", "huge", "lone", "bare"):
            found = table.column(name).to_pylist()
            assert [value and json.loads(value) for value in found] == values[name]
        for name in ("wide", "late", "none"):
            assert table.column(name).to_pylist() == values[name]

    def test_a_type_that_fails_in_the_end_costs_no_row(self, tmp_path: Path) -> None:
        """A column of whole numbers is found to hold fractions a thousand rows later."""
        pa = pytest.importorskip("pyarrow")
        values = [2**60 + 1, *range(1000), 1.5]
        path, out = tmp_path / "in.jsonl", tmp_path / "out.parquet"
        path.write_bytes(lines({"text": "A", "n": value} for value in values))
        assert run("clean", path, "-o", out).code == 0
        found = pa.parquet.read_table(out).column("n").to_pylist()
        assert [json.loads(value) for value in found] == values

    def test_rows_are_counted_over_all_row_groups(self, tmp_path: Path) -> None:
        pa = pytest.importorskip("pyarrow")
        path = tmp_path / "in.parquet"
        texts = ["A."] * 2499 + [None]
        pa.parquet.write_table(pa.table({"text": texts}), path, row_group_size=700)
        ran = run("clean", path, "-q")
        assert (ran.code, len(ran.records)) == (1, 2499)
        assert ran.said == [f"copydesk: {path}: row 2500: field 'text' is not a string"]

    def test_files_of_one_schema_are_one_file(self, tmp_path: Path) -> None:
        pa = pytest.importorskip("pyarrow")
        for name, columns in {
            "a": {"text": [STORY]},
            "b": {"text": [DIRTY]},
            "c": {"text": [DIRTY], "id": [1]},
        }.items():
            pa.parquet.write_table(pa.table(columns), tmp_path / f"{name}.parquet")
        (tmp_path / "d.jsonl").write_bytes(lines(ROWS))
        files = [tmp_path / name for name in ("a.parquet", "b.parquet", "c.parquet", "d.jsonl")]
        out = tmp_path / "out.parquet"
        ran = run("clean", *files, "-o", out)
        assert ran.code == 1
        assert pa.parquet.read_table(out).column("text").to_pylist() == [STORY, STORY]
        assert ran.said[:2] == [
            f"copydesk: {files[2]}: its columns are not those of the files before it",
            f"copydesk: {files[3]}: JSON lines after Parquet; write them one by one",
        ]
        ran = run("clean", files[3], files[0], "-o", out)
        assert ran.code == 1
        assert ran.said[0] == (
            f"copydesk: {files[0]}: Parquet after JSON lines; write them one by one"
        )

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("--field", "body"), "no column 'body' (it has: text, n, removals)"),
            (("--field", "n"), "column 'n' holds int64, not strings"),
            (("--title-field", "head"), "no column 'head' (it has: text, n, removals)"),
            (("--title-field", "n"), "column 'n' holds int64, not strings"),
            ((), "there is a column 'removals' already; call the new one otherwise"),
        ],
    )
    @pytest.mark.parametrize("to_file", [True, False])
    def test_a_schema_that_does_not_fit(
        self,
        options: Sequence[str],
        said: str,
        to_file: bool,  # noqa: FBT001  # a column
        tmp_path: Path,
    ) -> None:
        pa = pytest.importorskip("pyarrow")
        path, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
        table = pa.table({"text": [STORY], "n": [1], "removals": ["none"]})
        pa.parquet.write_table(table, path)
        ran = run("clean", path, *options, *(("-o", out) if to_file else ()))
        assert (ran.code, ran.out) == (65, "")
        assert ran.said[0] == f"copydesk: {path}: {said}"
        assert [file.name for file in tmp_path.iterdir()] == ["in.parquet"]

    def test_what_is_no_parquet(self, corpus: Path) -> None:
        ran = run("clean", corpus, "--format", "parquet")
        assert (ran.code, ran.out) == (65, "")
        assert ran.said[0].startswith(f"copydesk: {corpus}: cannot read: ")
        piped = run_alone("clean", "-", "--format", "parquet", stdin=b"PAR1")
        assert (piped.code, piped.said[0]) == (
            65,
            "copydesk: stdin: Parquet is read from files only",
        )


def test_a_missing_extra_is_one_clear_line(corpus: Path) -> None:
    """Run with a pyarrow that cannot be imported, whether or not there is a good one."""
    (corpus.parent / "pyarrow.py").write_text("raise ImportError('not here')\n")
    out = corpus.with_name("out.parquet")
    ran = run_alone("clean", corpus, "-o", out, cwd=corpus.parent)
    assert (ran.code, ran.out, ran.said) == (
        64,
        "",
        ["copydesk: Parquet needs the extra 'parquet': pip install 'copydesk[parquet]'"],
    )
    assert not out.exists()


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.floats(allow_nan=False)))
def test_a_line_is_one_line_and_says_it_all(fields: dict[str, Any]) -> None:
    line = json_line(fields)
    assert json.loads(line) == fields
    assert len(line.splitlines()) == 1
    assert line.encode().decode() == line


class _LongLine(io.RawIOBase):
    """A line longer than any may be, which nobody has to hold in memory, and then some bytes."""

    def __init__(self, rest: bytes) -> None:
        self._left = LONGEST + 1_000
        self._rest = b"\n" + rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._left:
            size = min(self._left, len(buffer))
            self._left -= size
            buffer[:size] = b"x" * size
            return size
        chunk, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _peak(line: bytes, times: int) -> int:
    """The most memory that so many rows take, the stream they come from not counted."""
    stream = io.BytesIO(line * times)
    tracemalloc.start()
    try:
        assert sum(isinstance(row, Row) for row in Lines(stream).rows(Plan())) == times
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
