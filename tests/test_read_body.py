from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from scraper.read.blocks import NO_MEDIA, split_blocks
from scraper.read.body import read_body
from scraper.read.features import COLUMNS, Hints, block_rows
from scraper.read.metadata import Metadata, read_metadata
from scraper.read.parse import parse_html
from scraper.read.scorer import load_scorer

if TYPE_CHECKING:
    from scraper.read.body import Body
    from scraper.read.frame import Frame

SENTENCES = [
    "The harbour master closed the northern quay on Tuesday after a crane slid off its rails.",
    "Nobody was hurt, but three ships had to wait outside the breakwater until the evening tide.",
    "Engineers from the port authority inspected the rails and found that two bolts had sheared.",
    "The crane, built in 1978, had passed its yearly inspection in March, the authority said.",
    "Dockers had complained about the same rails twice this winter, their union told reporters.",
    "Work on the quay will start again on Friday if the new bolts arrive from the mainland soon.",
]
NAVIGATION = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("World", "Sport", "Law"))
RELATED = "".join(
    f'<li><a href="/r{at}">Council argues over the price of mooring, part {at}</a></li>'
    for at in range(5)
)


def page(body: str, head: str = "<title>Crane slides off rails</title>") -> str:
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>"


def article(*paragraphs: str, extra: str = "") -> str:
    inner = "".join(f"<p>{text}</p>" for text in paragraphs)
    return page(
        f"<header><ul class=nav>{NAVIGATION}</ul></header><main><article class=article>"
        f"<h1>Crane slides off rails</h1><div class='article-body'>{inner}{extra}</div></article>"
        f"<aside class=related><h3>Related</h3><ul>{RELATED}</ul></aside></main>"
        "<footer><p>All rights reserved by the Harbour Post, a newspaper of the coast.</p></footer>"
    )


def read(html: str) -> Body:
    tree = parse_html(html)
    return read_body(html, tree, read_metadata(tree, url=""))


def test_the_article_is_read_and_nothing_else() -> None:
    body = read(article(*SENTENCES))
    assert body.text.split("\n\n") == SENTENCES
    assert body.reader == "blocks"
    assert body.confidence > 0.8


def test_a_pull_quote_that_repeats_a_sentence_goes() -> None:
    quote = f"<blockquote><p>{SENTENCES[1]}</p></blockquote>"
    assert read(article(*SENTENCES, extra=quote)).text.count(SENTENCES[1]) == 1


def test_a_quote_that_repeats_nothing_stays() -> None:
    said = "We told them in January that the bolts here were rusting through, the union said."
    quote = f"<blockquote><p>{said}</p></blockquote><p>{SENTENCES[5]}</p>"
    assert said in read(article(*SENTENCES[:5], extra=quote)).text


def test_items_and_cells_become_lines() -> None:
    extra = (
        "<p>The authority published three findings about the rails on its notice board today:</p>"
        "<ul><li>Two bolts on the seaward rail had sheared off, it said.</li>"
        "<li>A third bolt on the same rail was loose, but it still held.</li></ul>"
    )
    text = read(article(*SENTENCES, extra=extra + f"<p>{SENTENCES[0][:-1]} again.</p>")).text
    assert "- Two bolts on the seaward rail had sheared off, it said.\n- A third bolt" in text


def test_the_headline_is_no_part_of_the_body() -> None:
    assert "Crane slides off rails" not in read(article(*SENTENCES)).text


def test_a_page_only_for_browsers_without_scripts_is_read() -> None:
    inner = "".join(f"<p>{text}</p>" for text in SENTENCES)
    body = read(page(f"<div id=app></div><noscript><article>{inner}</article></noscript>"))
    assert SENTENCES[2] in body.text
    assert body.why


def test_an_unclosed_navigation_swallows_nothing() -> None:
    inner = "".join(f"<p>{text}</p>" for text in SENTENCES)
    assert SENTENCES[2] in read(page(f"<nav><a href=/>Home</a><div><article>{inner}")).text


def test_json_ld_speaks_where_the_page_shows_a_teaser() -> None:
    html = article(SENTENCES[0])
    metadata = Metadata(title="Crane slides off rails", article_body=" ".join(SENTENCES * 3))
    body = read_body(html, LexborHTMLParser(html), metadata)
    assert body.reader in {"json-ld", "trafilatura", "blocks"}
    assert SENTENCES[0] in body.text


@pytest.mark.parametrize("html", ["", "<html>", "<p>", "plain", "<svg><title>x</title></svg>"])
def test_pages_without_text_have_an_empty_or_doubtful_body(html: str) -> None:
    body = read(html)
    assert len(body.text) < 200
    assert 0 <= body.confidence <= 1


@given(st.text(alphabet="<>/abp divul=\"' \n\0é日", max_size=300))
@settings(deadline=None)  # the first example loads the model
def test_any_markup_gives_a_body(html: str) -> None:
    assert isinstance(read(html).text, str)


HOSTILE = {
    "deep": "<div>" * 100_000 + "deep text " * 50,
    "attributes": "<div " + " ".join(f"a{at}=1" for at in range(200_000)) + ">text</div>",
    "classes": f'<div class="{"related " * 100_000}"><p>{SENTENCES[0]}</p></div>',
    "one line": "<p>" + "word " * 4_000_000,
    "many blocks": "<p>word word</p>" * 100_000,
    "unclosed": "<b><i><p><table><tr><td><ul><li>" * 20_000,
    "comments": "<!--" * 100_000 + SENTENCES[0],
    "links": "<a href=x>y" * 50_000,
    "scripts": '<script type="application/ld+json">[' * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_is_read_like_any_other(name: str) -> None:
    body = read(HOSTILE[name])  # without the guards of `parse_html` the first takes minutes
    assert 0 <= body.confidence <= 1


def test_rows_have_a_number_in_every_column() -> None:
    blocks = split_blocks(LexborHTMLParser(article(*SENTENCES)).body)
    rows = block_rows(blocks, load_scorer().lexicon, Hints("Crane", "", " ".join(SENTENCES)))
    assert rows.shape == (len(blocks.texts), len(COLUMNS))
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert np.isfinite(rows).all()


def test_one_block_is_a_page_too() -> None:
    assert read(page(f"<p>{SENTENCES[0]}</p>")).text in {"", SENTENCES[0]}


def test_tags_below_the_deepest_lose_their_markup_not_their_text() -> None:
    tree = parse_html("<div class='a'>" * 30_000 + "deep words")
    assert tree.body is not None
    assert tree.body.text(strip=True) == "deep words"
    assert len(tree.css("div")) == 2_000


def test_a_tag_with_too_many_attributes_keeps_its_text() -> None:
    tree = parse_html("<p " + " ".join(f"a{at}=1" for at in range(30_000)) + ">words</p>")
    (paragraph,) = tree.css("p")
    assert paragraph.text() == "words"
    assert not paragraph.attributes


def test_a_long_attribute_is_no_attack() -> None:
    source = "data:image/png;base64," + "A" * 60_000
    (image,) = parse_html(f'<img src="{source}">').css("img")
    assert image.attributes["src"] == source


def test_a_block_knows_how_far_its_picture_is() -> None:
    html = (
        "<p>First.</p><figure><div><img src=a></div><p>Close.</p><p>Next.</p></figure>"
        "<section><div><div><img src=b></div></div></section><p>Far.</p><p>A <img src=c> B</p>"
    )
    blocks = split_blocks(LexborHTMLParser(html).body)
    assert blocks.texts == ["First.", "Close.", "Next.", "Far.", "A B"]
    assert blocks.climbs == [NO_MEDIA, 1, NO_MEDIA, 3, NO_MEDIA]


def test_a_block_knows_how_much_of_it_is_set_apart() -> None:
    html = "<p><b>Read <i>also</i></b> this</p><p>Plain</p>"
    assert split_blocks(LexborHTMLParser(html).body).strong == [len("Read also"), 0]


@given(st.recursive(st.text("ab "), lambda inner: st.lists(inner, max_size=3), max_leaves=20))
def test_a_frame_ends_where_the_next_beside_it_begins(tree: object) -> None:
    def markup(node: object) -> str:
        inner = "".join(map(markup, node)) if isinstance(node, list) else str(node)
        return f"<div>{inner}</div>"

    frames = split_blocks(LexborHTMLParser(markup(tree)).body).frames
    for at, frame in enumerate(frames):
        below = [i for i in range(at, len(frames)) if i == at or _is_above(at, i, frames)]
        assert below == list(range(at, frame.end))


def _is_above(upper: int, at: int, frames: list[Frame]) -> bool:
    while at > upper:
        at = frames[at].parent
    return at == upper
