from __future__ import annotations

from dataclasses import dataclass

import pytest

from cleaners import RULES, Action, Rule, Where, clean
from cleaners.matcher import Matcher, RuleError

MATCHER = Matcher(RULES)
ZONES = (Where.HEAD, Where.ANYWHERE, Where.TAIL)


@dataclass(frozen=True, slots=True)
class Example:
    rule: Rule
    text: str

    @property
    def plain(self) -> str:
        return self.text.replace("⟦", "").replace("⟧", "")

    @property
    def cut(self) -> tuple[int, int] | None:
        if "⟦" not in self.text:
            return None
        return self.text.index("⟦"), self.text.index("⟧") - 1

    def __str__(self) -> str:
        return f"{self.rule.name}: {self.text[:50]}"


EXAMPLES = [Example(rule, text) for rule in RULES for text in rule.examples]
HITS = [example for example in EXAMPLES if example.cut]
KEPT = [e for e in EXAMPLES if not e.cut and e.rule.action is Action.KEEP]
NEAR_MISSES = [e for e in EXAMPLES if not e.cut and e.rule.action is not Action.KEEP]


def zone_of(rule: Rule) -> Where:
    return Where.TAIL if rule.where is Where.EDGE else rule.where


@pytest.mark.parametrize("example", HITS, ids=str)
def test_a_rule_cuts_exactly_its_brackets_and_no_other_rule_claims_them(example: Example) -> None:
    hit = MATCHER.match(example.plain, zone_of(example.rule))
    assert hit is not None
    assert hit.rule.name == example.rule.name
    assert (hit.start, hit.end) == example.cut


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("example", NEAR_MISSES, ids=str)
def test_every_rule_leaves_a_near_miss_alone(example: Example, zone: Where) -> None:
    assert MATCHER.match(example.plain, zone) is None


@pytest.mark.parametrize("example", KEPT, ids=str)
def test_a_keeping_rule_notes_its_example_and_cuts_nothing(example: Example) -> None:
    body = "The bridge reopened at noon on Friday, three weeks after the storm had broken it."
    text = f"{example.plain}\n\n{body}"
    cleaned = clean(text)
    assert cleaned.text == text
    assert [note.rule for note in cleaned.notes] == [example.rule.name]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_carries_examples(rule: Rule) -> None:
    bracketed = [text for text in rule.examples if "⟦" in text]
    if rule.action is Action.KEEP:
        assert rule.examples
    else:
        assert bracketed
        assert len(bracketed) < len(rule.examples), "no near-miss"


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
