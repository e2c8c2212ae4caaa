from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from scraper.read.blocks import Blocks, split_blocks
from scraper.read.lines import join_blocks, squeezed
from scraper.read.memory import MOST, SiteMemory, seen_on


def blocks_of(*paragraphs: str, tag: str = "p") -> Blocks:
    markup = "".join(f"<{tag}>{text}</{tag}>" for text in paragraphs)
    return split_blocks(LexborHTMLParser(f"<div class=story>{markup}</div>").body)


OFFER = "Read the Harbour Post on paper too: four weeks for nothing."
FIRST = blocks_of("The crane on the northern quay stood still all day.", OFFER)
SECOND = blocks_of(
    "A ferry lost its anchor in the roads off the lighthouse, and drifted until the pilot came.",
    OFFER,
)


def even(blocks: Blocks) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.full(len(blocks.texts), 0.6, dtype=np.float32)


SEEN = seen_on(FIRST, (0,))


def test_a_memory_of_nothing_says_nothing() -> None:
    assert not SiteMemory().evidence(SECOND, even(SECOND)).any()
    assert not SiteMemory().doubts(SEEN)


def test_a_line_that_another_page_left_out_speaks_against_itself() -> None:
    memory = SiteMemory().learned(SEEN)
    story, offer = memory.evidence(SECOND, even(SECOND))
    assert offer < -1
    assert story == 0
    assert memory.doubts(seen_on(SECOND, (0, 1)))
    assert not memory.doubts(seen_on(SECOND, (0,)))


def test_a_long_line_may_be_another_story_s_and_teaches_nothing() -> None:
    teaser = "The pilot found the anchor on Sunday, in four fathoms of water, and nobody knew how."
    memory = SiteMemory().learned(seen_on(blocks_of("The crane stood still.", teaser), (0,)))
    own = blocks_of(teaser, "It had lain there since the spring, the harbour master said.")
    assert not memory.evidence(own, even(own)).any()
    assert not memory.doubts(seen_on(own, (0, 1)))


def test_a_line_that_was_told_once_is_never_doubted() -> None:
    memory = SiteMemory().learned(seen_on(FIRST, (0, 1)))
    third = blocks_of("The pilot found the anchor on Sunday, in four fathoms of water.", OFFER)
    memory = memory.learned(seen_on(third, (0,)))
    assert not memory.evidence(SECOND, even(SECOND)).any()
    assert not memory.doubts(seen_on(SECOND, (0, 1)))


def test_a_story_seen_before_teaches_nothing_and_is_no_debris() -> None:
    memory = SiteMemory().learned(SEEN)
    assert memory.learned(SEEN) == memory
    again = SiteMemory().learned(seen_on(SECOND, (1,)))  # misread: the story was left out
    assert not again.evidence(SECOND, even(SECOND)).any()


def test_a_memory_is_a_bounded_value() -> None:
    memory = SiteMemory()
    memory.learned(SEEN)
    assert memory == SiteMemory()
    for at in range(100):
        page = blocks_of(f"Report {at} from the quay.", *(f"Box {at} of {n}" for n in range(100)))
        memory = memory.learned(seen_on(page, (0,)))
    assert MOST < len(memory.left) <= MOST + 100


@given(st.lists(st.text(st.characters(categories=("L", "Zs")), min_size=1), max_size=8))
def test_joined_blocks_keep_their_order_and_their_words(texts: list[str]) -> None:
    blocks = Blocks()
    for at, text in enumerate(texts):
        one = split_blocks(LexborHTMLParser(f"<p>{text} {at}</p>").body)
        blocks.texts += one.texts
        blocks.frame_of += [0] * len(one.texts)
        blocks.frames = one.frames
    text, captions, kept = join_blocks(blocks, tuple(range(len(blocks.texts))), title="")
    assert not captions
    assert all(before < after for before, after in pairwise(kept))
    assert squeezed(text) == "".join(squeezed(blocks.texts[at]) for at in kept)


def test_cells_of_a_row_share_a_line() -> None:
    table = "<table><tr><th>Quay</th><td>North</td></tr><tr><th>Ships</th><td>3</td></tr></table>"
    blocks = split_blocks(LexborHTMLParser(table).body)
    text, _, _ = join_blocks(blocks, (0, 1, 2, 3), title="")
    assert text == "Quay | North\n\nShips | 3"


def test_captions_are_set_apart() -> None:
    figure = "<p>The crane stood still.</p><figure><figcaption>The crane</figcaption></figure>"
    blocks = split_blocks(LexborHTMLParser(figure).body)
    text, captions, kept = join_blocks(blocks, (0, 1), title="")
    assert (text, captions, kept) == ("The crane stood still.", ("The crane",), (0,))


@pytest.mark.parametrize(
    "picture",
    [
        "<figure><figcaption><div><p>The crane</p></div></figcaption></figure>",
        "<div class=wp-caption><img><p class=wp-caption-text>The crane</p></div>",
        "<div class=imageCaption>The crane</div>",
    ],
)
@pytest.mark.parametrize("kept", [(0, 1, 2), (0, 2)])
def test_a_caption_is_one_by_any_name_and_kept_or_not(picture: str, kept: tuple[int, ...]) -> None:
    markup = f"<p>The crane stood still.</p>{picture}<p>It had slid.</p>"
    blocks = split_blocks(LexborHTMLParser(markup).body)
    found = join_blocks(blocks, kept, title="")
    assert found == ("The crane stood still.\n\nIt had slid.", ("The crane",), (0, 2))


def test_captions_are_all_that_some_pages_have() -> None:
    figures = "<figure><figcaption>The crane</figcaption></figure>" * 2
    blocks = split_blocks(LexborHTMLParser(figures).body)
    assert join_blocks(blocks, (0, 1), title="") == ("The crane\n\nThe crane", (), (0, 1))


@pytest.mark.parametrize("name", ["pullquote", "pull-quote", "articleQuote__text", "zitat"])
def test_a_pull_quote_is_one_by_any_name(name: str) -> None:
    said = "We told them in January that the bolts were rusting through"
    markup = f"<p>“{said},” she said.</p><div class={name}><p>„{said}.“</p></div><p>So it was.</p>"
    blocks = split_blocks(LexborHTMLParser(markup).body)
    assert join_blocks(blocks, (0, 1, 2), title="")[2] == (0, 2)
    told = split_blocks(LexborHTMLParser(markup.replace(name, "text")).body)
    assert join_blocks(told, (0, 1, 2), title="")[2] == (0, 1, 2)


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<p>one <b>two</b><i>three</i></p>", ["one twothree"]),
        ("<p>one<br>two</p>", ["one\ntwo"]),
        ("<div>one<p>two</p>three</div>", ["one", "two", "three"]),
        ("<script>x</script><style>y</style><!-- z --><p>one", ["one"]),
        ("<nav>menu</nav><p>one</p><footer>end</footer>", ["one"]),
        ("<ul><li><a>one</a><li><a>two</a></ul><p>three", ["one\ntwo", "three"]),
        ("<a><h2>one</h2></a><a><h2>two</h2></a>", ["one", "two"]),
        ("<svg><text>no</text></svg><x-card>one</x-card>", ["one"]),
    ],
)
def test_blocks(markup: str, texts: list[str]) -> None:
    assert split_blocks(LexborHTMLParser(markup).body).texts == texts


def test_frames_know_what_they_are_called() -> None:
    markup = '<div class="relatedStories-3 box_2" id=Side hidden><p>one</p></div>'
    blocks = split_blocks(LexborHTMLParser(markup).body)
    frame = blocks.frames[blocks.frames[blocks.frame_of[0]].parent]
    assert frame.names == ("related", "stories", "box", "side")
    assert frame.flags
