from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import RULES
from cleaners.matcher import matcher_of
from cleaners.needles import LONGEST_KNOWN, Needles

WORDS = st.text("abcd'@é中 ", min_size=1, max_size=9)


@given(st.lists(WORDS, max_size=8), st.text("abcd'@é中 \n", max_size=60))
def test_no_literal_that_a_line_holds_is_missed(literals: list[str], text: str) -> None:
    lines = text.split("\n")
    for line, found in zip(lines, Needles(literals).within(lines), strict=True):
        assert {literal for literal in literals if literal in line} <= found <= set(literals)


@given(st.lists(WORDS, max_size=8), st.lists(st.text("abcd ", max_size=30), max_size=5))
def test_what_was_asked_before_changes_nothing(literals: list[str], texts: list[str]) -> None:
    used = Needles(literals)
    for text in (*texts, *texts):
        assert used.within([text]) == Needles(literals).within([text])


def test_a_literal_lies_in_a_word_of_any_length() -> None:
    long = "x" * 5 * LONGEST_KNOWN
    assert Needles(["cookie"]).within([f"{long}cookie{long}"]) == [{"cookie"}]


MATCHER = matcher_of(RULES)


@settings(deadline=None)  # the first call compiles
@given(st.lists(st.sampled_from([line for rule in RULES for line in rule.examples]), max_size=6))
def test_rules_made_ready_for_a_text_say_the_same_of_its_lines(examples: list[str]) -> None:
    lines = [line.replace("⟦", "").replace("⟧", "") for line in examples]
    ready = MATCHER.within("\n\n".join(lines))
    for line in lines:
        assert ready.hits(line) == MATCHER.hits(line)
