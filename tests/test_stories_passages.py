from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.stories import Span, shared_passages
from scraper.stories.passages import common_passages
from scraper.stories.sentences import sentences

AGENCY = "The ferry Solveig ran aground off Cape Tarn in thick fog early on Sunday"


def test_a_passage_on_two_sites_is_protected_on_both() -> None:
    copies = [
        ("a", "daily.example", f"Breaking news. {AGENCY}. Buy our newspaper."),
        ("b", "post.example", f"{AGENCY.upper()}, and nobody was hurt."),
        ("c", "post.example", "Buy our newspaper and read it every morning of the long week."),
    ]
    texts = {id_: text for id_, _, text in copies}
    spans = shared_passages(copies)
    assert [span.of(texts["a"]) for span in spans["a"]] == [AGENCY]
    assert [span.of(texts["b"]) for span in spans["b"]] == [AGENCY.upper()]
    assert spans["c"] == ()


def test_one_site_saying_it_twice_protects_nothing() -> None:
    copies = [("a", "daily.example", AGENCY), ("b", "daily.example", AGENCY)]
    assert shared_passages(copies) == {"a": (), "b": ()}


def test_seven_words_are_not_enough() -> None:
    words = AGENCY.split()
    for length, expected in ((7, 0), (8, 1)):
        text = " ".join(words[:length])
        copies = [("a", "daily.example", text), ("b", "post.example", f"{text} at noon")]
        assert len(shared_passages(copies)["a"]) == expected


def test_ideographs_count_half() -> None:
    text = "林德茅斯港大桥周二因一艘运沙驳船撞上桥墩而关闭"
    short = text[:15]
    assert shared_passages([("a", "x.example", text), ("b", "y.example", text)])["a"]
    assert not shared_passages([("a", "x.example", short), ("b", "y.example", short)])["a"]


WORDS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=40).map(" ".join)


@given(WORDS, WORDS)
def test_passages_hold_the_same_words_and_do_not_overlap(a: str, b: str) -> None:
    last = 0
    for passage in common_passages(a, b):
        assert passage.a.of(a) == passage.b.of(b)
        assert len(passage.a.of(a).split()) == passage.words >= 8
        assert passage.a.start >= last
        last = passage.a.end


@given(WORDS, WORDS)
def test_protected_spans_are_ordered_and_disjoint(a: str, b: str) -> None:
    for spans in shared_passages([("a", "x", a), ("b", "y", b)]).values():
        assert all(x.end < y.start for x, y in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("He met Mr. Orlov at 5 p.m. He left.", ["He met Mr. Orlov at 5 p.m. He left."]),
        ("It cost 3.5m. “No,” she said.", ["It cost 3.5m.", "“No,” she said."]),
        ("“We won.” He smiled.", ["“We won.”", "He smiled."]),
        ("A line\nanother line", ["A line", "another line"]),
        ("市长说。桥关闭了。", ["市长说。", "桥关闭了。"]),
        ("The U.S. Navy sailed. J. Moss stayed.", ["The U.S. Navy sailed.", "J. Moss stayed."]),
        ("Photo: Ann Berg, 3 May\nThe story.", ["The story."]),
        ("The story.\n— Ann Berg (@annberg) March 3, 2031", ["The story."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


@given(st.text())
def test_sentences_are_ordered_disjoint_and_not_empty(text: str) -> None:
    spans = sentences(text)
    assert all(span.start < span.end for span in spans)
    assert all(x.end <= y.start for x, y in pairwise(spans))
    assert Span(0, 0) not in spans
