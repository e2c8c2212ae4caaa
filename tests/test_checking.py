from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import RULES, Kind, Rule, Where, clean
from cleaners.checking import Example, check_rows, check_rules
from cleaners.hazards import explodes

HIT = "⟦Tide tables for Corholm⟧"
NEAR_MISS = "Tide tables for the ferry are a matter of guesswork, its captain told the council."
ROW: dict[str, Any] = {
    "name": "tide-tables",
    "kind": "navigation",
    "find": ["tide tables for .{1,40}"],
    "examples": [HIT, NEAR_MISS],
}


def faults(*rows: object) -> list[str]:
    return [str(fault) for fault in check_rows(rows, besides=RULES).faults]


def test_a_sound_row_is_a_rule_that_cleans() -> None:
    row = {
        **ROW,
        "where": "tail",
        "anchor": "line",
        "action": "remove",
        "sentences": False,
        "names": False,
        "capitals": False,
        "post_above": False,
        "block": True,
        "language": "en",
    }
    checked = check_rows([row], besides=RULES)
    assert checked.faults == ()
    (rule,) = checked.rules
    assert rule == Rule(
        "tide-tables",
        Kind.NAVIGATION,
        ("tide tables for .{1,40}",),
        (HIT, NEAR_MISS),
        Where.TAIL,
        block=True,
        language="en",
    )
    story = (
        "The ferry of Corholm sails again from Monday, nine weeks after the storm that broke it."
    )
    text = f"{story}\n\nTide tables for Corholm"
    assert clean(text).text == text
    assert clean(text, rules=(*RULES, rule)).text == story


def test_every_field_of_a_rule_can_stand_in_a_row() -> None:
    (said,) = faults({**ROW, "frobnicate": 1})
    for name in Rule.__dataclass_fields__:
        assert name in said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"colour": "red"}, "unknown key colour (known: name, kind, find, "),
        ({"kind": "tides"}, "kind must be one of error_page, "),
        ({"kind": ["legal"]}, "kind must be one of error_page, "),
        ({"kind": "site_line"}, "kind must be one of error_page, "),
        ({"where": "top"}, "where must be one of anywhere, edge, head, tail, not 'top'"),
        ({"anchor": 1}, "anchor must be one of line, start, end, not 1"),
        ({"action": "cut"}, "action must be one of remove, annotate, keep, not 'cut'"),
        ({"block": "yes"}, "block must be true or false, not 'yes'"),
        ({"names": 1}, "names must be true or false, not 1"),
        ({"language": None}, "language must be a string, not None"),
        ({"find": "tide"}, "find must be a list of strings, not 'tide'"),
        ({"find": [""]}, "find must be a list of strings, not ['']"),
        ({"examples": [3]}, "examples must be a list of strings, not [3]"),
        ({"find": []}, "find is empty; give it one expression or more"),
        ({"name": "Tide tables"}, "write the name in lower-case letters and digits, with hyphens"),
        ({"name": "share-bar"}, "there is a rule of this name already; take another"),
        ({"name": "title"}, "there is a rule of this name already; take another"),
        ({"find": ["tide tables for ("]}, "missing ), unterminated subpattern at position 16 in"),
        ({"find": ["tide (tables)"]}, "write (?:…) for a group in 'tide (tables)'"),
        ({"find": ["[[tide]"]}, "Possible nested set at position 1 in '[[tide]'"),
        ({"find": ["tide{99999999999}"]}, "the repetition number is too large in"),
        ({"find": ["tide" + "(?:" * 5000 + ")" * 5000]}, "maximum recursion depth exceeded"),
        ({"find": [".{3,9}"]}, "say a word that a line must hold: '.{3,9}'"),
        (
            {"find": ["tide tables for .{1,40}"], "anchor": "end"},
            "an expression for the end of a line ends in $",
        ),
        ({"find": [r"tide (?:\w+ ?)+"]}, "a repeat within a repeat takes for ever on some lines"),
        ({"examples": []}, "no example of what it finds; show one line with what must go in ⟦"),
        ({"examples": [NEAR_MISS]}, "no example of what it finds; show one line with"),
        ({"examples": [HIT]}, "no near-miss; show one line much like the others that must stay"),
        (
            {"examples": ["⟦Tide tables for Corholm", NEAR_MISS]},
            '"⟦Tide tables for Corholm": put one pair of ⟦brackets⟧ around what must go',
        ),
        (
            {"examples": ["⟦⟧Tide tables", NEAR_MISS]},
            '"⟦⟧Tide tables": put one pair of ⟦brackets⟧ around what must go',
        ),
        (
            {"examples": ["⟦Tide  tables for Corholm⟧", NEAR_MISS]},
            "no line looks like that; write it as 'Tide tables for Corholm'",
        ),
        (
            {"examples": [HIT, "⟦Tides of Corholm⟧", NEAR_MISS]},
            "\"⟦Tides of Corholm⟧\": it does not match; lines are looked at so: 'tides of corholm'",
        ),
        (
            {"examples": [HIT, f"⟦{NEAR_MISS}⟧", "Tides."], "find": ["tide tables for .{1,90}"]},
            "it reads as a sentence, so say sentences = true",
        ),
        (
            {"examples": ["⟦Tide tables⟧ for Corholm", NEAR_MISS]},
            'it cuts "⟦Tide tables for Corholm⟧"; mend the expression or the brackets',
        ),
        (
            {"examples": [HIT, "⟦Share this article⟧", NEAR_MISS]},
            "the rule share-bar knows it already; leave this example out",
        ),
        (
            {"examples": [HIT, "Tide tables for Delmere"]},
            '"Tide tables for Delmere": it does not leave this near-miss alone; narrow it',
        ),
        (
            {"examples": [HIT, "Share this article"]},
            '"Share this article": the rule share-bar does not leave this near-miss alone',
        ),
        (
            {"find": ["tide tables for .{1,40}", "share prices .{1,80}"], "sentences": True},
            'it does not leave alone "Share prices of the three yards fell by a third within',
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_faulty_row_is_told_what_to_do(changes: dict[str, object], said: str) -> None:
    told = faults({**ROW, **changes})
    name = changes.get("name", "tide-tables")
    assert any(line.startswith(f"rule {name}: ") and said in line for line in told), told


@pytest.mark.parametrize("key", ["name", "kind", "find", "examples"])
def test_what_every_rule_needs(key: str) -> None:
    row = {name: value for name, value in ROW.items() if name != key}
    label = "1" if key == "name" else "tide-tables"
    assert faults(row) == [f"rule {label}: no {key}; add it"]


def test_all_faults_of_all_rows_come_at_once() -> None:
    rows = ["no table", {**ROW, "kind": "tides", "colour": "red"}, {**ROW, "find": ["(", ")"]}]
    told = faults(*rows)
    assert [line.split(":")[0] for line in told] == ["rule 1", *["rule tide-tables"] * 4]


def test_two_rows_of_one_name() -> None:
    told = faults(ROW, ROW)
    assert told == ["rule tide-tables: 2 rules have this name; take others"]


def test_a_keeping_rule_shows_what_it_notes() -> None:
    row = {**ROW, "action": "keep", "examples": ["Tide tables for Corholm"]}
    assert faults(row) == []
    assert faults({**row, "examples": ["Tides of Corholm"]}) != []


def test_a_rule_is_not_blamed_for_another() -> None:
    broken = {**ROW, "name": "broken", "find": ["("]}
    checked = check_rows([broken, ROW], besides=RULES)
    assert [fault.rule for fault in checked.faults] == ["broken"]


def test_an_example_knows_its_line_and_its_cut() -> None:
    example = Example(RULES[0], "left ⟦cut⟧ right")
    assert (example.plain, example.cut) == ("left cut right", (5, 8))
    assert Example(RULES[0], "left").cut is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(list(Kind)),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(sorted(Rule.__dataclass_fields__)), VALUES))
@settings(max_examples=200, deadline=None)
def test_no_row_breaks_the_check(changes: dict[str, Any]) -> None:
    checked = check_rows([{**ROW, **changes}])
    assert checked.faults or check_rules(checked.rules) == ()


@pytest.mark.parametrize(
    ("find", "expected"),
    [
        (r"(?:a+)+", True),
        (r"(?:\w+\s?)*x", True),
        (r"(?:(?:ab)*)*", True),
        (r"(?:a+|b)+", True),
        (r"(?:a{1,40} ?){2,30}", True),
        (r"x(?:(?:\d+|y) ?)+", True),
        (r"(?:\w+,)+", False),
        (r"(?: \S+)*", False),
        (r"(?:a+ ?){1,3}", False),
        (r"(?:.{0,30}foo)*", False),
        (r"(?:a++)+", False),
        (r"a+b+c+", False),
    ],
)
def test_repeats_within_repeats(find: str, expected: bool) -> None:  # noqa: FBT001  # a column
    assert explodes(find) is expected


def test_no_built_in_expression_explodes() -> None:
    assert [find for rule in RULES for find in rule.find if explodes(find)] == []
