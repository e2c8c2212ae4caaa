from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.read.later import later_page, page_number
from scraper.read.parse import parse_html

if TYPE_CHECKING:
    from scraper.read.later import Place

SITE = "https://daily.example"


@pytest.mark.parametrize(
    ("first", "other", "number"),
    [
        ("/tide", "/tide", 1),
        ("/tide", "/tide/2", 2),
        ("/tide/", "/tide/2/", 2),
        ("/tide.html", "/tide-2.html", 2),
        ("/tide.html", "/tide,2.html", 2),
        ("/tide", "/tide/page/3", 3),
        ("/tide", "/tide/seite-2", 2),
        ("/tide", "/tide?page=2", 2),
        ("/tide.html", "/tide.html?seite=2", 2),
        ("/?id=7", "/?id=7&page=2", 2),
        ("/tide?id=7", "/tide?id=7&page=2", 2),
        ("/tide?page=1", "/tide?page=2", 2),
        ("/tide/page/1", "/tide/page/2", 2),
        ("/tide-1954", "/tide-1954-2", 2),
        # other articles, other lists
        ("/tide?id=7", "/tide?id=8&page=2", 0),
        ("/tide?id=7", "/tide?page=2", 0),
        ("/2026/2", "/2026/3", 0),
        ("/a-4.html", "/a-5.html", 0),
        ("/tide", "/tide2", 0),
        ("/tide", "/tide-2026", 0),
        ("/story/12", "/story/123", 0),
        ("/tide", "/tide/2?page=3", 0),
        ("/tide", "/tide/comment-page-2", 0),
        ("/", "/page/2", 0),
        ("/", "/?page=2", 0),
        ("/tide", "https://other.example/tide/2", 0),
        ("/tide", "https://[broken/tide/2", 0),
    ],
)
def test_a_later_page_has_the_first_one_s_address(first: str, other: str, number: int) -> None:
    assert page_number(other if "//" in other else SITE + other, SITE + first) == number


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_addresses_have_an_answer(one: str, other: str) -> None:
    assert 0 <= page_number(SITE + "/" + one, SITE + "/" + other) < 100


def found(
    markup: str, *, url: str = SITE + "/tide", canonical: str = "", here: Place | None = None
) -> str:
    place = place_in(markup, url=url, canonical=canonical, here=here)
    return place.url if place else ""


def place_in(markup: str, *, url: str, canonical: str = "", here: Place | None) -> Place | None:
    html = f"<html><head></head><body>{markup}</body></html>"
    return later_page(parse_html(html), url=url, canonical=canonical, here=here)


@pytest.mark.parametrize(
    "markup",
    [
        "<link rel=next href=/tide/2>",
        '<a rel="next" href="https://www.daily.example/tide/2">Onward</a>',
        '<div class=pages>Pages: <span>1</span> <a href="/tide/2">2</a> <a href="/tide/3">3</a>',
        '<a href="/tide/2#story">Next page</a>',
        '<a href="/tide/2">Seite 2 von 3</a>',
        '<a href="/tide/2" aria-label="Next"><svg></svg></a>',
        '<a href="/tide/2">›</a>',
    ],
)
def test_an_offered_page_is_found(markup: str) -> None:
    assert found(markup).endswith("daily.example/tide/2")


@pytest.mark.parametrize(
    "markup",
    [
        "<link rel=next href=/ebb>",  # the next article
        "<link rel=prev href=/tide/2>",
        '<a href="/tide/3">3</a>',  # a page is missing between
        '<a href="/tide/2">The tide turns on the harbour for the second time this year alone</a>',
        '<div id=comments><a href="/tide?page=2">2</a></div>',
        '<ol class=comment-pages><li><a href="/tide/2">next</a></ol>',
        '<a href="https://other.example/tide/2">2</a>',
        "no link at all",
    ],
)
def test_what_is_no_later_page_is_left_alone(markup: str) -> None:
    assert found(markup) == ""


def test_pages_are_followed_one_by_one() -> None:
    markup = '<a href="/tide">1</a> <a href="/tide/2">2</a> <a href="/tide/3">3</a>'
    here, url, seen = None, SITE + "/tide", []
    while (here := place_in(markup, url=url, here=here)) is not None:
        url = here.url
        seen.append((url, here.number, here.first))
    assert seen == [(f"{SITE}/tide/{at}", at, SITE + "/tide") for at in (2, 3)]


def test_a_page_under_another_address_has_the_pages_of_the_one_it_names() -> None:
    markup = "<link rel=next href=/tide/2>"
    url = SITE + "/tide?utm_source=letter"
    assert found(markup, url=url) == ""
    assert found(markup, url=url, canonical=SITE + "/tide") == SITE + "/tide/2"


def test_addresses_in_markup_are_unescaped() -> None:
    markup = '<a href="?id=7&amp;page=2">2</a>'
    assert found(markup, url=SITE + "/tide?id=7") == SITE + "/tide?id=7&page=2"
