from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import RULES, Cleaned, Kind, SiteLines, clean, normalize

PROSE = (
    "The swing bridge reopened at noon on Friday, three weeks after a barge had struck it.",
    "Engineers replaced four rollers and poured a new collar of concrete around the pier.",
    "“I would not have signed the certificate otherwise,” the authority’s chief engineer said.",
    "Ferries will go on running for a month, because nobody wants to trust one night’s repair.",
)
STORY = "\n\n".join(PROSE)

# Texts that look like pages: prose, debris of every kind, headings, and anything at all.
DEBRIS = [example.replace("⟦", "").replace("⟧", "") for rule in RULES for example in rule.examples]
paragraphs = st.one_of(
    st.sampled_from(PROSE),
    st.sampled_from(DEBRIS),
    st.sampled_from(["Analysis", "A second look", "403", "By Mara Lind", "- one", "Home"]),
    st.text(max_size=80),
)
texts = st.lists(paragraphs, max_size=14).map("\n".join)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_removals_are_ordered_disjoint_and_never_empty(text: str) -> None:
    at = 0
    for removal in clean(text).removals:
        assert at <= removal.start < removal.end
        at = removal.end


@given(texts)
@settings(max_examples=300, deadline=None)
def test_what_is_kept_and_what_is_removed_make_the_original(text: str) -> None:
    cleaned = clean(text)
    pieces = [(removal.start, removal.end) for removal in cleaned.removals]
    pieces += list(cleaned.kept())
    whole = "".join(cleaned.original[start:end] for start, end in sorted(pieces))
    assert whole == cleaned.original == normalize(text)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once.text).text == once.text


@given(texts)
@settings(max_examples=200, deadline=None)
def test_a_clean_text_is_normalised(text: str) -> None:
    cleaned = clean(text).text
    assert normalize(cleaned) == cleaned


@given(st.text())
@settings(max_examples=500, deadline=None)
def test_any_string_at_all_is_cleaned(text: str) -> None:
    assert isinstance(clean(text, title=text[:20], protect=(text[:5],)), Cleaned)


@given(texts, st.sampled_from(PROSE + tuple(DEBRIS)))
@settings(max_examples=300, deadline=None)
def test_a_protected_passage_is_never_cut(text: str, passage: str) -> None:
    cleaned = clean(f"{text}\n{passage}", protect=(passage,))
    assert normalize(passage) in cleaned.text


@given(texts)
@settings(max_examples=100, deadline=None)
def test_a_receipt_names_a_rule_that_exists(text: str) -> None:
    known = {rule.name for rule in RULES} | {"title", "repeated-passage", "site-line"}
    assert {removal.rule for removal in clean(text).removals} <= known


def test_an_empty_text_is_clean() -> None:
    assert clean("") == Cleaned("")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_rule_touches_a_story(rule: object) -> None:
    assert clean(STORY, rules=(rule,)).text == STORY  # type: ignore[arg-type]  # one rule at a time


def test_the_headline_above_the_story_goes_and_in_the_story_stays() -> None:
    title = "Swing bridge reopens"
    text = f"{title}\n{PROSE[0]}\n{title}\n{PROSE[1]}"
    cleaned = clean(text, title=title)
    assert cleaned.text == f"{PROSE[0]}\n\n{title}\n\n{PROSE[1]}"
    assert [(cut.kind, cut.value) for cut in cleaned.removals] == [(Kind.TITLE, title)]


@pytest.mark.parametrize(
    "line",
    [
        "SWING BRIDGE REOPENS AFTER STORM",
        "Swing bridge reopens after storm - The Harbour Courier",
        "Swing bridge reopens after storm | Harbour Courier",
    ],
)
def test_a_headline_is_known_in_capitals_and_with_a_sites_name(line: str) -> None:
    cleaned = clean(f"{line}\n{STORY}", title="Swing bridge reopens after storm")
    assert cleaned.text == STORY


def test_an_edge_rule_peels_inward_and_spares_the_middle() -> None:
    text = f"{PROSE[0]}\nCopyright\n{PROSE[1]}\n© 2026 Harbour Courier\nHome\nSearch"
    assert clean(text).text == f"{PROSE[0]}\n\nCopyright\n\n{PROSE[1]}"


def test_one_notice_in_mid_story_may_be_a_heading_and_two_are_not() -> None:
    one = f"{PROSE[0]}\n403\n{PROSE[1]}"
    two = f"{PROSE[0]}\n403\nSorry!!\n{PROSE[1]}"
    assert clean(one).text == one.replace("\n", "\n\n")
    assert clean(two).text == f"{PROSE[0]}\n\n{PROSE[1]}"


def test_a_notice_broken_over_two_lines_is_read_as_one() -> None:
    text = f"Error! The page you were\nlooking for doesn't exist.\n{STORY}"
    cleaned = clean(text)
    assert cleaned.text == STORY
    assert [cut.rule for cut in cleaned.removals] == ["page-missing", "page-missing"]


def test_a_cue_in_the_tail_takes_the_headlines_under_it() -> None:
    text = f"{STORY}\nMore from Harbour Courier\nFerry strike ends\nWhy the tide came early"
    assert clean(text).text == STORY


def test_a_cue_in_mid_story_takes_one_headline_and_no_sentence() -> None:
    teaser = f"{PROSE[0]}\nRead also\nFerry strike ends\n{PROSE[1]}\n{PROSE[2]}"
    assert clean(teaser).text == "\n\n".join(PROSE[:3])
    sentence = f"{PROSE[0]}\nRead also\n{PROSE[1]}\n{PROSE[2]}"
    assert clean(sentence).text == "\n\n".join(PROSE[:3])


def test_a_correction_stays_and_is_noted() -> None:
    note = "Correction: An earlier version of this report gave the wrong year for the flood."
    cleaned = clean(f"{STORY}\n{note}")
    assert cleaned.text == f"{STORY}\n\n{note}"
    assert [cleaned.cut(mark) for mark in cleaned.notes] == [note]


@pytest.mark.parametrize(
    "again",
    [
        PROSE[1],
        PROSE[1].replace("poured a new collar", "poured one new collar"),
    ],
)
def test_a_passage_that_says_the_same_again_goes(again: str) -> None:
    cleaned = clean(f"{STORY}\n{again}")
    assert cleaned.text == STORY
    assert [cut.rule for cut in cleaned.removals] == ["repeated-passage"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The council of Lindmouth will vote on the new harbour plan at its meeting on Monday.",
            "The council of Eastby will vote on the new harbour plan at its meeting on Monday.",
        ),
        (
            "Lind won the first of the seven races of the summer by 12 seconds in a rising wind.",
            "Lind won the first of the seven races of the summer by 21 seconds in a rising wind.",
        ),
        (
            "If you have been on the lower deck of the ferry since it was painted, you should:",
            "If you have been on the lower deck of the ferry since it was painted, you should:",
        ),
    ],
    ids=["of another name", "of another number", "what opens a list"],
)
def test_a_line_that_says_the_like_stays(one: str, other: str) -> None:
    text = "\n\n".join((PROSE[0], one, PROSE[1], other, PROSE[2]))
    assert clean(text).text == text


def test_what_somebody_said_is_no_notice() -> None:
    said = "Sign up for the rescue alerts today, the harbour master told the crews on Monday."
    assert clean(f"{STORY}\n{said}").text.endswith(said)
    assert clean(f"{STORY}\nSign up for the rescue alerts today.").text == STORY


def test_an_agency_tag_goes_and_a_place_stays() -> None:
    tagged = clean(f"(MENAFN) {STORY}")
    assert tagged.text == STORY
    assert tagged.removals[0].value == "MENAFN"
    placed = clean(f"KIEL (Northwire) — {STORY}")
    assert placed.text == f"KIEL (Northwire) — {STORY}"
    assert [note.value for note in placed.notes] == ["Northwire"]


def test_a_line_of_several_other_stories_of_the_site_goes() -> None:
    line = "Hear the tide tables read every morning on Courier Radio."
    others = [f"{PROSE[at]}\n{line}\n{PROSE[at - 1]}" for at in range(2)]
    text = f"{PROSE[2]}\n{line}\n{PROSE[3]}"
    assert line in clean(text, site_lines=SiteLines.of(others[:1])).text
    cleaned = clean(text, site_lines=SiteLines.of(others))
    assert cleaned.text == f"{PROSE[2]}\n\n{PROSE[3]}"
    assert cleaned.removals[0].kind is Kind.SITE_LINE


def test_the_lead_is_no_site_line_whatever_other_pages_hold() -> None:
    others = SiteLines.of([STORY] * 3)
    assert clean(STORY, site_lines=others).text.startswith(PROSE[0])


def test_a_block_on_top_of_all_of_a_sites_stories_is_no_lead() -> None:
    block = "Courier Radio reads the tide tables on every morning of the year, at ten to seven."
    others = SiteLines.of(f"{block}\n{line}" for line in ("one", "two", "three", "four"))
    assert clean(f"{block}\n{STORY}", site_lines=others).text == STORY


def test_a_rule_that_would_take_the_story_is_stopped_and_the_text_flagged() -> None:
    notices = (
        "We use cookies to improve your experience of this page and of the pages of our partners.",
        "By continuing to use this site you agree that we may store them on your own device.",
        "Subscribe to our newsletter and get the best of the harbour in your inbox every day.",
    )
    cleaned = clean("\n".join(notices))
    assert cleaned.flags == ("safety_stop",)
    assert cleaned.text == "\n\n".join(notices)


def test_a_block_of_the_site_goes_however_short_the_story_under_it() -> None:
    block = (
        "The Lindmouth Daily is read by forty thousand people between the coast and the hills.",
        "It has been printed in the same house by the old market since the days of steam.",
        "Its reporters are members of the guild and sign what they write with their own names.",
    )
    others = SiteLines.of("\n".join((*block, line)) for line in ("one", "two", "three", "four"))
    brief = "A barge struck a pier of the harbour bridge on Tuesday."
    assert clean("\n".join((*block, brief)), site_lines=others).text == brief
    alone = clean("\n".join(block), site_lines=others)
    assert alone.flags == ("safety_stop",)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "read more " * 10_000,
        "(" * 50_000,
        "subscribe to " + "our " * 25_000 + "newsletter",
        "\n".join(["Read more: " + "x" * 300] * 300),
        "- " * 50_000,
        "sign up " + "and " * 300 + "newsletter",
        "photo: " + "a/" * 700,
        "pages: " + "1" * 60 + "x",
    ],
    ids=lambda text: text[:12],
)
def test_hostile_lines_are_cleaned_all_the_same(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.text) <= len(cleaned.original)


def test_a_line_too_long_to_be_a_notice_is_never_cut_as_a_whole() -> None:
    notice = "Subscribe to our newsletter" + " and to all the others" * 100
    assert clean(f"{STORY}\n{notice}").text.endswith(notice)
