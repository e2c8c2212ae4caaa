"""`clean` is a filter: a text or a page in, its clean text out, receipts on demand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cleaners import RULES
from tests.helpers import Ran, ferry_story, page, run, run_alone

if TYPE_CHECKING:
    from pathlib import Path

STORY = ferry_story("Marwick")
CLEAN = "\n\n".join(STORY)
DIRTY = "\n".join(
    (
        "404",
        "Oops!",
        *STORY,
        "Sign up for our newsletter",
        "Comments",
        "No comment",
    )
)
CUTS = ("404", "Oops!", "Sign up for our newsletter", "Comments", "No comment")


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "dump.txt"
    path.write_text(DIRTY)
    return path


class TestForms:
    def test_text_in_text_out(self, dump: Path) -> None:
        ran = run("clean", dump)
        assert (ran.code, ran.out, ran.err) == (0, CLEAN + "\n", "")

    def test_a_page_in_its_story_out(self, tmp_path: Path) -> None:
        path = tmp_path / "page.html"
        path.write_text(page("Marwick buys its ferry back", (*STORY, "Leave a comment")))
        ran = run("clean", path)
        assert (ran.code, ran.out, ran.err) == (0, CLEAN + "\n", "")

    @pytest.mark.parametrize("markup", [False, True], ids=["text", "page"])
    def test_stdin(self, markup: bool) -> None:  # noqa: FBT001 - a column of the table
        text = page("Marwick buys its ferry back", STORY) if markup else DIRTY
        ran = run_alone("clean", "-", stdin=text.encode())
        assert (ran.code, ran.out, ran.err) == (0, CLEAN + "\n", "")

    def test_what_it_puts_out_it_leaves_alone(self, tmp_path: Path, dump: Path) -> None:
        again = tmp_path / "again.txt"
        again.write_text(run("clean", dump).out)
        assert run("clean", again) == run("clean", dump)
        assert run("clean", again, "--explain").out == ""

    def test_a_text_keeps_its_headline_unless_it_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "headed.txt"
        path.write_text("Marwick buys its ferry back\n" + "\n".join(STORY))
        assert run("clean", path).out == f"Marwick buys its ferry back\n\n{CLEAN}\n"
        titled = run("clean", path, "--title", "Marwick buys its ferry back")
        assert titled.out == CLEAN + "\n"

    @pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
    def test_texts_of_other_encodings(self, codec: str, tmp_path: Path) -> None:
        text = "Die Fähre von Möwenstädt fährt wieder, sagte die Bürgermeisterin am Montag."
        path = tmp_path / "alt.txt"
        path.write_bytes(text.encode(codec))
        assert run("clean", path).out == text + "\n"


class TestReceipts:
    def test_explain_names_each_cut_with_its_rule_and_kind(self, dump: Path) -> None:
        ran = run("clean", dump, "--explain")
        assert ran.code == 0
        known = {rule.name: rule.kind for rule in RULES}
        rows = [line.split(maxsplit=4) for line in ran.out.splitlines()]
        assert [row[4] for row in rows] == list(CUTS)
        for _, _, kind, rule, _ in rows:
            assert known[rule] == kind
        before = len("  ".join(DIRTY.splitlines()))  # one blank line between any two
        said = f"{len(CUTS)} removals, {before} characters before, {len(CLEAN)} after"
        assert ran.said == [said, "passages cut: error_page 2, comments 2, subscribe 1"]
        assert run("clean", dump, "--explain", "-q") == Ran(0, ran.out, "")

    def test_json_offsets_cut_exactly_the_words_they_name(self, dump: Path) -> None:
        ran = run("clean", dump, "--json")
        (row,) = ran.records
        assert (ran.code, ran.err, row["text"]) == (0, "", CLEAN)
        original, kept, at = row["original"], "", 0
        for cut in row["removals"]:
            assert original[cut["start"] : cut["end"]].strip() == cut["text"]
            kept += original[at : cut["start"]]
            at = cut["end"]
        assert kept + original[at:] == row["text"]
        assert [cut["text"] for cut in row["removals"]] == list(CUTS)

    def test_json_and_explain_tell_the_same(self, dump: Path) -> None:
        (row,) = run("clean", dump, "--json").records
        told = [line.split(maxsplit=4) for line in run("clean", dump, "--explain").out.splitlines()]
        assert told == [
            [str(cut["start"]), str(cut["end"]), cut["kind"], cut["rule"], cut["text"]]
            for cut in row["removals"]
        ]

    def test_an_agency_is_handed_on(self, tmp_path: Path) -> None:
        path = tmp_path / "wire.txt"
        path.write_text("(KELPWIRE) " + "\n".join(STORY))
        (row,) = run("clean", path, "--json").records
        assert (row["text"], row["removals"][0]["value"]) == (CLEAN, "KELPWIRE")
        assert run("clean", path, "--explain").out.endswith("[KELPWIRE]\n")

    def test_a_correction_stays_and_is_noted(self, tmp_path: Path) -> None:
        note = "Correction: An earlier version of this article gave the wrong price."
        path = tmp_path / "note.txt"
        path.write_text("\n".join((*STORY, note)))
        (row,) = run("clean", path, "--json").records
        assert row["text"] == f"{CLEAN}\n\n{note}"
        assert [entry["text"] for entry in row["notes"]] == [note]
        assert f"kept: {note}" in run("clean", path, "--explain").out

    def test_nothing_a_terminal_would_obey(self, tmp_path: Path) -> None:
        path = tmp_path / "hostile.txt"
        path.write_text("\x1b[2JOops!\x07\x9b5m\n" + "\n".join(STORY))
        for form in ("--explain", "--json"):
            ran = run("clean", path, form)
            assert ran.code == 0
            assert not {"\x1b", "\x07", "\x9b"} & set(ran.out + ran.err)


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("none.txt", None, "cannot read: No such file or directory"),
        (".", None, "cannot read: Is a directory"),
        ("empty.txt", b"", "no article in it: empty (no bytes)"),
        ("blank.txt", b" \n\t\n", "no article in it: empty (no bytes)"),
        (
            "photo.txt",
            b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200),
            "no article in it: wrong_type ",
        ),
        ("noise.txt", bytes(range(1, 32)) * 40, "no article in it: decode "),
        ("error.txt", b"404\nPage not found\n", "no article in it: error_page "),
        ("empty.html", b"<html><body><div id=app></div></body></html>", "no article in it: empty "),
    ],
)
def test_nothing_usable(name: str, body: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if body is not None:
        path.write_bytes(body)
    ran = run("clean", path)
    assert (ran.code, ran.out, len(ran.said)) == (65, "", 1)
    assert ran.said[0].startswith(f"copydesk: {path}: {said}")


class TestRules:
    def test_every_rule_is_listed_with_an_example(self) -> None:
        ran = run("rules")
        assert (ran.code, ran.err) == (0, "")
        rows = [line.split(maxsplit=2) for line in ran.out.splitlines()]
        assert [(row[0], row[1]) for row in rows] == [(rule.kind, rule.name) for rule in RULES]
        assert all(row[2].split(maxsplit=1)[1] for row in rows)

    def test_as_json_with_all_examples(self) -> None:
        ran = run("rules", "--json")
        assert (ran.code, ran.err) == (0, "")
        listed = [(row["name"], tuple(row["examples"])) for row in ran.records]
        assert listed == [(rule.name, rule.examples) for rule in RULES]


def test_a_text_that_json_cannot_hold_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(("\n".join(STORY) + "\n\U0001f6a2 ὀλίγα 船\n").encode())
    ran = run_alone("clean", str(path), "--json")
    assert json.loads(ran.out)["text"] == f"{CLEAN}\n\n\U0001f6a2 ὀλίγα 船"


def test_a_text_too_short_for_a_story_is_cleaned_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_text("The bridge reopened.\n\nSubscribe to our newsletter\n")
    ran = run("clean", tmp_path / "line.txt")
    assert (ran.code, ran.out) == (0, "The bridge reopened.\n")
