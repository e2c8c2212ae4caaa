from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from scraper.read.agencies import agency_in_credit, agency_named
from scraper.read.bylines import split_byline
from scraper.read.dates import parse_date, parse_url_date
from scraper.read.jsonld import find_article
from scraper.read.metadata import Metadata, read_metadata
from scraper.read.titles import names_site, without_site

URL = "https://www.harbour-post.example/2024/03/05/quay-fire"


def read(head: str = "", body: str = "", url: str = URL) -> Metadata:
    page = f"<html lang=en-GB><head>{head}</head><body>{body}</body></html>"
    return read_metadata(LexborHTMLParser(page), url=url)


def ld(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Fire at the quay &amp; no one hurt",
    "datePublished": "2024-03-05T08:15:00+01:00",
    "dateModified": "2024-03-05T10:00:00Z",
    "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ek"}],
    "articleSection": "Local",
    "articleBody": "HARBOUR CITY (Reuters) - A fire broke out.",
    "isAccessibleForFree": "False",
    "license": "https://licence.example/by/4.0",
    "inLanguage": "en",
}


def test_json_ld_gives_everything() -> None:
    found = read(ld(ARTICLE) + '<link rel="canonical" href="/2024/03/05/quay-fire">')
    assert found == Metadata(
        title="Fire at the quay & no one hurt",
        byline=("Ann Lee", "Bo Ek"),
        published=datetime(2024, 3, 5, 8, 15, tzinfo=timezone(timedelta(hours=1))),
        modified=datetime(2024, 3, 5, 10, tzinfo=UTC),
        language="en",
        canonical_url=URL,
        site="harbour-post.example",
        agency="Reuters",
        section="Local",
        licence="https://licence.example/by/4.0",
        free=False,
        article_body="HARBOUR CITY (Reuters) - A fire broke out.",
    )


def test_meta_elements_stand_in_for_json_ld() -> None:
    found = read(
        '<meta property="og:title" content="Fire at the quay | Harbour Post">'
        '<meta property="og:site_name" content="Harbour Post">'
        '<meta name="author" content="By Ann Lee and Bo Ek">'
        '<meta property="article:published_time" content="2024-03-05 08:15:00">'
        '<meta name="description" content="A short account.">'
    )
    assert found.title == "Fire at the quay"
    assert found.byline == ("Ann Lee", "Bo Ek")
    assert found.published == datetime(2024, 3, 5, 8, 15, tzinfo=UTC)
    assert found.description == "A short account."
    assert found.site == "Harbour Post"


def test_the_page_itself_is_the_last_witness() -> None:
    found = read(
        "<title>Fire at the quay - Harbour Post</title>",
        "<h1>Harbour Post</h1><h1>Fire at the quay</h1>"
        '<p class="byline">By Ann Lee, Staff Writer</p><time>5 March 2024, 8:15 pm</time>',
    )
    assert found.title == "Fire at the quay"
    assert found.byline == ("Ann Lee",)
    assert found.published == datetime(2024, 3, 5, 20, 15, tzinfo=UTC)
    assert found.language == "en"


@pytest.mark.parametrize(
    ("head", "licence", "free"),
    [
        ('<link rel="license" href="https://l.example/by">', "https://l.example/by", None),
        ('<meta name="dcterms.license" content="CC BY 4.0">', "CC BY 4.0", None),
        ('<meta property="article:content_tier" content="locked">', "", False),
        ('<meta property="article:content_tier" content="free">', "", True),
        ('<meta property="article:content_tier" content="metered">', "", None),
        (ld({"@type": "Article", "isAccessibleForFree": True}), "", True),
        ("", "", None),
    ],
)
def test_a_page_may_state_its_licence_and_whether_it_is_free(
    head: str,
    licence: str,
    free: bool | None,  # noqa: FBT001 - a column of the table
) -> None:
    found = read(head)
    assert (found.licence, found.free) == (licence, free)


def test_the_url_dates_a_page_that_does_not() -> None:
    assert read().published == datetime(2024, 3, 5, tzinfo=UTC)
    assert read(url="").published is None


def test_the_article_of_this_page_is_chosen_among_others() -> None:
    other = {**ARTICLE, "headline": "Another story", "author": {"name": "Cy Dow"}}
    own = {"@type": "Article", "headline": "This story", "mainEntityOfPage": {"@id": URL}}
    graph = {"@graph": [other, {**own, "author": {"@id": "#x"}}, {"@id": "#x", "name": "Di Fox"}]}
    found = read(ld(graph))
    assert found.title == "This story"
    assert found.byline == ("Di Fox",)


def test_the_posts_of_a_live_blog_are_its_body() -> None:
    posts = [{"@type": "BlogPosting", "headline": "Noon", "articleBody": "The gale is here."},
             {"@type": "BlogPosting", "articleBody": "The ferry stays."}, "nothing", 7]  # fmt: skip
    live = {"@type": "LiveBlogPosting", "headline": "Storm", "liveBlogUpdate": posts}
    assert read(ld(live)).article_body == "Noon\n\nThe gale is here.\n\nThe ferry stays."
    assert read(ld({**live, "liveBlogUpdate": posts[0]})).article_body.startswith("Noon")
    assert read(ld({**live, "liveBlogUpdate": 7})).article_body == ""


@pytest.mark.parametrize(
    "block",
    [
        '<!-- {"@type": "NewsArticle", "headline": "Fire"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Fire",}\n//]]>',
        '{"@type": "NewsArticle", "description": "two\nlines", "headline": "Fire"};',
        '{"@type": "Thing"} {"@type": "NewsArticle", "headline": "Fire"}',
        '{"@type": ["http://schema.org/NewsArticle"], "headline": "Fire", "note": "a\\-b"}',
    ],
)
def test_json_that_is_nearly_json_is_mended(block: str) -> None:
    assert find_article([block]).text("headline") == "Fire"


@pytest.mark.parametrize(
    "block",
    ["", "{", "nothing", '{"@type": "NewsArticle"', "[" * 200_000, '{"a":' * 200_000, "null", "7"],
)
def test_json_that_is_none_says_nothing(block: str) -> None:
    assert find_article([block]).text("headline") == ""


SCALAR = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
KEY = st.sampled_from(["@id", "@type", "name", "url"])
JSON = SCALAR | st.lists(SCALAR, max_size=2) | st.dictionaries(KEY, SCALAR, max_size=2)


@settings(deadline=None)  # a loaded machine is no failure
@given(st.fixed_dictionaries({}, optional=dict.fromkeys([*ARTICLE, "@id", "@graph"], JSON)))
def test_wrong_types_are_passed_over(value: dict[str, Any]) -> None:
    found = read(ld({**value, "@type": "NewsArticle"}))
    assert all(isinstance(name, str) for name in found.byline)
    assert isinstance(found.title, str)
    assert isinstance(found.article_body, str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-05", datetime(2024, 3, 5, tzinfo=UTC)),
        ("2024-03-05T08:15Z", datetime(2024, 3, 5, 8, 15, tzinfo=UTC)),
        ("2024-03-05T08:15:30.1234567-0500",
         datetime(2024, 3, 5, 8, 15, 30, 123456, timezone(timedelta(hours=-5)))),
        ("Tue, 05 Mar 2024 08:15:00 +0200",
         datetime(2024, 3, 5, 8, 15, tzinfo=timezone(timedelta(hours=2)))),
        ("Published: March 5, 2024 at 8:15 p.m.", datetime(2024, 3, 5, 20, 15, tzinfo=UTC)),
        ("5. März 2024, 08:15 Uhr", datetime(2024, 3, 5, 8, 15, tzinfo=UTC)),
        ("le 1er août 2024", datetime(2024, 8, 1, tzinfo=UTC)),
        ("5 de marzo de 2024", datetime(2024, 3, 5, tzinfo=UTC)),
        ("5 марта 2024", datetime(2024, 3, 5, tzinfo=UTC)),
        ("5 grudnia 2024", datetime(2024, 12, 5, tzinfo=UTC)),
        ("2024年3月5日 8:15", datetime(2024, 3, 5, 8, 15, tzinfo=UTC)),
        ("05.03.2024 08:15", datetime(2024, 3, 5, 8, 15, tzinfo=UTC)),
        ("03/25/2024", datetime(2024, 3, 25, tzinfo=UTC)),
        ("1709626500", datetime(2024, 3, 5, 8, 15, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", None),
        ("2024-13-45", None),
        ("yesterday", None),
        ("", None),
    ],
)  # fmt: skip
def test_dates(text: str, expected: datetime | None) -> None:
    assert parse_date(text) == expected


@given(st.text())
def test_any_text_is_an_aware_time_or_none(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.tzinfo is not None


@given(st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - the bounds are naive by Hypothesis' rule
def test_iso_dates_round_trip(when: datetime) -> None:
    assert parse_date(when.isoformat()) == when


def test_a_url_without_a_date_has_none() -> None:
    assert parse_url_date("https://a.example/story-20249988") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("Von Ann Lee und Bo Ek", ("Ann Lee", "Bo Ek")),
        ("by Ann Lee, Staff Writer | 5 March 2024", ("Ann Lee",)),
        ("Ann Lee, ann lee", ("Ann Lee",)),
        ("Ann Lee, M.D., Ph.D.", ("Ann Lee",)),
        ("https://social.example/annlee", ()),
        ("Share on Facebook", ()),
        ("松岡大", ("松岡大",)),
        ("By Ann Lee on Friday, December 2, 2025", ("Ann Lee",)),
        ("Bo Ek 4 August 2010", ("Bo Ek",)),
        ("Ann Martin, 5 March 2024", ("Ann Martin",)),
        ("By Md Aynal Lee", ("Md Aynal Lee",)),
        ("By Ann Lee ⋅ Tide Editor ⋅ Updated May 6, 2025", ("Ann Lee",)),
        ("", ()),
    ],
)
def test_bylines(text: str, names: tuple[str, ...]) -> None:
    assert split_byline(text) == names


def test_a_stated_byline_may_be_a_desk() -> None:
    desk = "Centre for Tide Research"
    assert split_byline(desk, stated=True) == (desk,)
    assert split_byline("HP24 Staff", stated=True) == ("HP24 Staff",)
    assert split_byline("HP24 Staff") == ()


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("Fire at the quay | Harbour Post", "harbour-post.example", "Fire at the quay"),
        ("Fire at the quay - The Harbour Post", "Harbour Post", "Fire at the quay"),
        ("Harbour Post: Fire", "Harbour Post", "Harbour Post: Fire"),
        ("Harbour Post | Fire at the quay again", "Harbour Post", "Fire at the quay again"),
        ("Up - and down again at once", "Harbour Post", "Up - and down again at once"),
        ("Fire at the quay | Local | Harbour Post", "Harbour Post", "Fire at the quay"),
    ],
)
def test_titles_lose_the_site(title: str, site: str, expected: str) -> None:
    assert without_site(title, site) == expected


@pytest.mark.parametrize(
    ("title", "site", "is_site"),
    [
        ("The Harbour Post", "harbourpost.example", True),
        ("Harbour Post", "Harbour Post Online", True),
        ("", "harbourpost.example", True),
        ("Harbour", "Harbour Post", True),
        ("Fire at the quay", "Harbour Post", False),
        ("Harbour Post wins a prize", "Harbour Post", False),
    ],
)
def test_a_title_may_be_the_site_s_name(title: str, site: str, is_site: bool) -> None:  # noqa: FBT001 - a column of the table
    assert names_site(title, site) is is_site


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("PARIS (AFP) - The ministers met.", "AFP"),
        ("BERLIN (dpa/epd) - Die Minister", "dpa"),
        ("TOKYO, March 5 (Xinhua) -- The", "Xinhua"),
        ("The unit (see below) - was closed", ""),
        ("A fire (AP Moller said) - burnt", ""),
    ],
)
def test_credits_name_agencies(text: str, agency: str) -> None:
    assert agency_in_credit(text) == agency


def test_an_agency_has_many_names() -> None:
    assert agency_named("The Associated Press") == agency_named("AP") == "AP"
    assert agency_named("Deutsche Presse-Agentur") == "dpa"
