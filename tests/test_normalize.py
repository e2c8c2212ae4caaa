from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaners import normalize, normalize_and_explain
from cleaners.normalize import replay

WRAPPED = """\
The harbour council said on Monday that the bridge would re-
open in spring, three months after a barge struck the second
pier and left the town without its only road across the water
for most of the winter.

A spokesman for the port said the inspection had found a well-
known flaw in the bearings, and that the well-known engineer
Tallow had replaced them."""

nasty = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("Ãâ€™œžåä¸­é \t\r\n\x0b\x85\u2028\u00a0\u200b\ufeff\x1b[31m\u0301\ud800"),
    )
)


@given(nasty)
@example("á\x98\t0")
@settings(max_examples=1000, deadline=None)
def test_normalising_twice_is_once(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once


@given(nasty)
@settings(max_examples=500, deadline=None)
def test_replaying_the_recorded_steps_gives_the_same_text(text: str) -> None:
    explained = normalize_and_explain(text)
    assert replay(text, explained.steps) == explained.text


@given(nasty)
@settings(max_examples=500, deadline=None)
def test_the_canonical_form(text: str) -> None:
    normal = normalize(text)
    assert unicodedata.is_normalized("NFC", normal)
    assert normal.encode().decode() == normal
    for line in normal.split("\n\n"):
        assert line == line.strip(" ")
        assert "\n" not in line
        assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in line)
    assert not normal.endswith("\n")


@pytest.mark.parametrize(
    ("raw", "normal", "steps"),
    [
        ("CafÃ© closed.", "Café closed.", ["mojibake"]),
        ("itâ€™s late", "it’s late", ["mojibake"]),
        ("“curly” ‘quotes’ – and dashes", "“curly” ‘quotes’ – and dashes", []),
        ("ﬁne ligature, ｆｕｌｌ width", "ﬁne ligature, ｆｕｌｌ width", []),
        ("Cafe\u0301", "Café", ["composition"]),
        ("a\u200bb\ufeffc\u00add", "abcd", ["controls"]),
        ("می\u200cخواهم", "می\u200cخواهم", []),
        ("👩\u200d🚒", "👩\u200d🚒", []),
        ("a\u00a0b\u2009c\u3000d", "a b c d", ["spaces"]),
        ("one\r\ntwo\rthree\u2028four", "one\n\ntwo\n\nthree\n\nfour", ["line ends", "paragraphs"]),
        ("  one  \n\n\n\n two ", "one\n\ntwo", ["spaces", "paragraphs"]),
        ("\x1b[31mred\x1b[0m and \x1b]0;title\x07plain", "red and plain", ["escapes"]),
        ("a\x00b\x07c", "abc", ["controls"]),
        ("lone \ud800 surrogate", "lone \N{REPLACEMENT CHARACTER} surrogate", ["surrogates"]),
        ("", "", []),
    ],
)
def test_each_affliction_is_mended_and_told(raw: str, normal: str, steps: list[str]) -> None:
    explained = normalize_and_explain(raw)
    assert explained.text == normal
    assert [step.name for step in explained.steps] == steps


def test_the_plan_of_a_mojibake_repair_is_kept() -> None:
    (step,) = normalize_and_explain("CafÃ© and CafÃ©\nCafÃ©").steps[:1]
    assert (step.name, step.count) == ("mojibake", 2)
    assert "decode utf-8" in step.detail


def test_hard_wrapped_paragraphs_are_rejoined() -> None:
    first, second = normalize(WRAPPED).split("\n\n")
    assert first.startswith("The harbour council said on Monday that the bridge would reopen")
    assert first.endswith("across the water for most of the winter.")
    assert "a well-known flaw" in second, "the text writes the word with its hyphen elsewhere"


@pytest.mark.parametrize(
    "lines",
    [
        ["Bridge reopens after storm", "Ferry strike enters third week", "Why the tide came early"],
        ["one egg", "two cups of flour", "a pinch of salt", "three spoons of sugar"],
        ["The bridge reopened at noon on Friday.", "Nobody was hurt.", "The ferries go on."],
        [
            "- first of the items on this list",
            "- second of the items",
            "- third item, longer still",
        ],
    ],
)
def test_lists_and_short_paragraphs_keep_their_lines(lines: list[str]) -> None:
    assert normalize("\n".join(lines)).split("\n\n") == lines
