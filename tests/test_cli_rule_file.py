"""Rules of one's own: as good as the built-in ones, and held to the same law."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaners import RULES
from scraper.errors import ConfigError
from scraper.rule_file import check_rule_file, read_rules
from tests.helpers import ferry_story, run, run_alone

if TYPE_CHECKING:
    from pathlib import Path

TIDES = """
# Lines of the papers along the harbour.
[[rule]]
name = "tide-tables"
kind = "navigation"
find = ['tide tables for .{1,40}']
where = "tail"
examples = [
  "⟦Tide tables for Corholm⟧",
  "Tide tables for the ferry are a matter of guesswork, its captain told the council.",
]
"""
FOGS = TIDES.replace("tide-tables", "fog-tables").replace("ide tables", "he fog over")
STORY = ferry_story("Corholm")
CLEAN = "\n\n".join(STORY)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with two good files of rules, bad ones, and a text that one of them would clean."""
    for name, text in {
        "tides.toml": TIDES,
        "fogs.toml": FOGS,
        "twice.toml": TIDES + TIDES,
        "broken.toml": TIDES.replace("{1,40}", "{1,40}("),
        "stray.toml": "colour = 1\n" + TIDES,
        "single.toml": TIDES.replace("[[rule]]", "[rule]"),
        "empty.toml": "# later\n",
        "not.toml": "[[rule]\n",
        "deep.toml": "a = " + "[" * 5000,
    }.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "latin.toml").write_bytes(b'name = "caf\xe9"')
    (tmp_path / "text.txt").write_text("\n".join((*STORY, "Tide tables for Corholm")))
    return tmp_path


class TestReading:
    def test_rules_follow_the_built_in_ones(self, desk: Path) -> None:
        rules = read_rules([desk / "tides.toml", desk / "fogs.toml"])
        assert rules[: len(RULES)] == RULES
        assert [rule.name for rule in rules[len(RULES) :]] == ["tide-tables", "fog-tables"]
        assert read_rules([]) == RULES

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("none.toml", "cannot read: No such file or directory"),
            (".", "cannot read: Is a directory"),
            ("not.toml", "not TOML: Expected ']]' at the end of an array declaration"),
            ("deep.toml", "not TOML: maximum recursion depth exceeded"),
            ("latin.toml", "not TOML: 'utf-8' codec can't decode byte 0xe9"),
            ("single.toml", "a rule begins with [[rule]], in double brackets"),
            ("empty.toml", "no [[rule]] in it"),
            ("stray.toml", "unknown key colour; rules stand in [[rule]] tables"),
            ("broken.toml", "rule tide-tables: missing ), unterminated subpattern"),
            ("twice.toml", "rule tide-tables: 2 rules have this name; take others"),
        ],
    )
    def test_a_file_that_cannot_be_used(self, name: str, said: str, desk: Path) -> None:
        with pytest.raises(ConfigError) as caught:
            read_rules([desk / name])
        assert caught.value.code == 78
        (line,) = caught.value.lines
        assert line.startswith(f"{desk / name}: {said}")

    def test_a_name_is_taken_once_over_all_files(self, desk: Path) -> None:
        (desk / "again.toml").write_text(TIDES)
        with pytest.raises(ConfigError) as caught:
            read_rules([desk / "tides.toml", desk / "again.toml"])
        said = "rule tide-tables: there is a rule of this name already; take another"
        assert caught.value.lines == (f"{desk / 'again.toml'}: {said}",)

    def test_what_cannot_be_asked_is_not_among_the_rules(self, desk: Path) -> None:
        checked = check_rule_file(desk / "broken.toml")
        assert (checked.rules, len(checked.faults)) == ((), 1)


class TestCommands:
    def test_clean(self, desk: Path) -> None:
        assert run("clean", desk / "text.txt").out == f"{CLEAN}\n\nTide tables for Corholm\n"
        ran = run("clean", desk / "text.txt", "--rules", desk / "tides.toml")
        assert (ran.code, ran.out, ran.err) == (0, CLEAN + "\n", "")

    def test_crawl(self, desk: Path) -> None:
        rules = ("--rules", desk / "fogs.toml", "--rules", desk / "tides.toml")
        ran = run("crawl", desk / "text.txt", "--store", desk / "store", *rules)
        (row,) = ran.records
        assert (ran.code, row["text"]) == (0, CLEAN)
        assert [cut["rule"] for cut in row["removals"]] == ["tide-tables"]

    def test_the_list(self, desk: Path) -> None:
        listed = run("rules", "--rules", desk / "tides.toml").out.splitlines()
        assert listed[:-1] == run("rules").out.splitlines()
        assert listed[-1].split(maxsplit=3) == [
            "navigation",
            "tide-tables",
            "tail",
            "⟦Tide tables for Corholm⟧",
        ]

    @pytest.mark.parametrize("command", [("clean", "text.txt"), ("crawl", "text.txt"), ("rules",)])
    def test_every_fault_is_a_line_and_nothing_is_done(
        self, command: tuple[str, ...], desk: Path
    ) -> None:
        broken, stray = desk / "broken.toml", desk / "stray.toml"
        ran = run_alone(*command, "--rules", broken, "--rules", stray, cwd=desk)
        assert (ran.code, ran.out) == (78, "")
        assert [line.partition(" at position")[0] for line in ran.said] == [
            f"copydesk: {broken}: rule tide-tables: missing ), unterminated subpattern",
            f"copydesk: {stray}: unknown key colour; rules stand in [[rule]] tables",
        ]
        assert not (desk / "copydesk-store").exists()


class TestTest:
    def test_the_built_in_examples_hold(self) -> None:
        ran = run("rules", "test")
        examples = sum(len(rule.examples) for rule in RULES)
        assert ran.out == f"{len(RULES)} rules, {examples} examples, no faults\n"
        assert (ran.code, ran.err) == (0, "")

    @pytest.mark.parametrize("before", [True, False])
    def test_own_rules_are_tested_too(self, before: bool, desk: Path) -> None:  # noqa: FBT001  # a column
        option = ("--rules", desk / "tides.toml")
        ran = run("rules", *option, "test") if before else run("rules", "test", *option)
        assert ran.code == 0
        assert ran.out.startswith(f"{len(RULES) + 1} rules, ")

    def test_what_fails_is_data(self, desk: Path) -> None:
        ran = run("rules", "--rules", desk / "broken.toml", "test", "--rules", desk / "stray.toml")
        assert (ran.code, ran.err) == (1, "")
        first, second, last = ran.out.splitlines()
        assert first.startswith(f"{desk / 'broken.toml'}: rule tide-tables: missing )")
        assert second.startswith(f"{desk / 'stray.toml'}: unknown key colour")
        assert last.endswith(" examples, 2 faults")

    def test_a_file_that_is_none_is_no_failed_example(self, desk: Path) -> None:
        ran = run("rules", "test", "--rules", desk / "not.toml")
        assert (ran.code, ran.out, len(ran.said)) == (78, "", 1)
