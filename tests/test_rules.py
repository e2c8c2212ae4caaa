from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaners import RULES, Action, Rule, clean
from cleaners.checking import check_rules, examples_of, judge
from cleaners.matcher import Matcher, RuleError

if TYPE_CHECKING:
    from cleaners.checking import Example

MATCHER = Matcher(RULES)
EXAMPLES = [example for rule in RULES for example in examples_of(rule)]
NOTED = [example for example in EXAMPLES if example.rule.action is Action.KEEP]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_does_to_its_example_what_it_shows(example: Example) -> None:
    """Its brackets and no more are cut, by no other rule; a near-miss is left alone by all."""
    assert list(judge(example, MATCHER)) == []


def test_nothing_else_is_wrong_with_any_rule() -> None:
    assert check_rules(RULES) == ()


@pytest.mark.parametrize("example", NOTED, ids=str)
def test_a_keeping_rule_notes_its_example_and_cuts_nothing(example: Example) -> None:
    body = "The bridge reopened at noon on Friday, three weeks after the storm had broken it."
    text = f"{example.plain}\n\n{body}"
    cleaned = clean(text)
    assert cleaned.text == text
    assert [note.rule for note in cleaned.notes] == [example.rule.name]


@pytest.mark.parametrize(
    ("find", "complaint"),
    [
        (("(",), "missing )"),
        (("(a)",), "write (?:…)"),
        (("(?P<other>a)",), "write (?:…)"),
        ((".{3,9}",), "say a word"),
    ],
)
def test_a_bad_expression_is_refused_with_the_rule_named(
    find: tuple[str, ...], complaint: str
) -> None:
    rule = Rule("mine", RULES[0].kind, find, ())
    with pytest.raises(RuleError, match="rule mine") as caught:
        Matcher((rule,))
    assert complaint in str(caught.value)


def test_two_rules_of_one_name_are_refused() -> None:
    rule = Rule("twin", RULES[0].kind, ("a",), ())
    with pytest.raises(RuleError, match="two rules are called twin"):
        Matcher((rule, rule))
