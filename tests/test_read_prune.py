from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from scraper.read.blocks import Blocks, split_blocks
from scraper.read.prune import drop_foreign

STORY = (
    "The harbour master closed the northern quay on Tuesday after a crane had slid off its rails"
    " and come to rest against the wall of the old customs house."
)
REMARK = "I have said for years that this crane would come down one day, and nobody ever listened."
BODY = f"<article><h1>Crane</h1>{f'<p>{STORY}</p>' * 5}</article>"


def texts(markup: str) -> list[str]:
    return drop_foreign(split_blocks(LexborHTMLParser(markup).body)).texts


@pytest.mark.parametrize(
    "section",
    [
        f"<div class=comments><p>{REMARK}</p></div>",
        f"<ol class=commentlist><li><article class=comment><p>{REMARK}</p></article></ol>",
        f"<section id=article-comments><h3>3 remarks</h3><p>{REMARK}</p></section>",
        f'<div id="respond"><p>{REMARK}</p></div>',
        f'<div class="readerComments"><p>{REMARK}</p></div>',
        f"<article><h1>Another story</h1><p>{REMARK}</p></article>",
    ],
)
def test_other_peoples_texts_leave(section: str) -> None:
    assert texts(BODY + section) == ["Crane", *[STORY] * 5]


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class=has-comments>{BODY}</div>",
        f"<body class=comments-open>{BODY}",
        f"<div class=comment><p>{STORY}</p><p>{REMARK}</p></div>",
        f"<article><h1>Crane</h1><p>{STORY}</p></article><article><h1>More</h1><p>{REMARK}</p>",
        f"<article><h1>Crane</h1>{f'<p>{STORY}</p>' * 5}<h1>Part two</h1><p>{REMARK}</p></article>",
        f"{BODY}<div class=commentary><p>{REMARK}</p></div>",
        f"<div class=liveblog>{BODY}<article><h1>At noon</h1><p>{REMARK}</p></article></div>",
        f"<section id=live-ticker>{BODY}<article><h1>Noon</h1><p>{REMARK}</p></article></section>",
        f"{BODY}<article itemprop=liveBlogUpdate><h1>Noon</h1><p>{REMARK}</p></article>",
    ],
)
def test_what_only_looks_like_it_stays(markup: str) -> None:
    assert texts(markup) == split_blocks(LexborHTMLParser(markup).body).texts


@given(
    st.lists(st.sampled_from(["<div class=comments>", "</div>", "<article><h1>a</h1>",
                              "</article>", f"<p>{STORY}</p>", f"<p>{REMARK}</p>"]), max_size=20)
)  # fmt: skip
def test_what_is_kept_keeps_its_order_and_columns(parts: list[str]) -> None:
    whole = split_blocks(LexborHTMLParser("".join(parts)).body)
    found = drop_foreign(whole)
    left = iter(zip(whole.texts, whole.frame_of, whole.links, strict=True))
    assert all(row in left for row in zip(found.texts, found.frame_of, found.links, strict=True))
    assert isinstance(found, Blocks)
