"""A page becomes an article or a miss, the same page always the same one, whatever its bytes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import Kind, SiteLines
from cleaners.site_lines import masks
from scraper import Article, Context, Miss, Page, Reason, read
from tests.helpers import ferry_story, page

STORY = ferry_story("Norwick")
TEXT = "\n\n".join(STORY)
TITLE = "Norwick buys back its ferry"
NOON = datetime(2026, 10, 18, 12, tzinfo=UTC)


def article_of(page: Page, context: Context | None = None) -> Article:
    result = read(page, context)
    assert isinstance(result, Article), f"{result.reason}: {result.detail}"
    return result


class TestPages:
    def test_a_page_and_all_that_it_says(self) -> None:
        head = (
            '<link rel="canonical" href="https://daily.example/norwick-ferry">'
            '<meta property="og:description" content="Nine years\n later.">'
            '<script type="application/ld+json">{"@context":"https://schema.org","@type":'
            f'"NewsArticle","headline":"{TITLE}","datePublished":"2026-10-18T08:30:00+02:00",'
            '"dateModified":"2026-10-18T10:00:00+02:00","author":{"@type":"Person","name":'
            '"Ada Quill"},"articleSection":"Coast","license":"https://l.example/by",'
            '"isAccessibleForFree":true,"sourceOrganization":{"@type":"Organization","name":"Reuters"}}</script>'
        )
        raw = page(TITLE, STORY, head=head)
        url = "https://www.daily.example/norwick-ferry?utm_source=x"
        article = article_of(Page.from_html(raw, url=url, fetched=NOON))
        assert (article.title, article.text) == (TITLE, TEXT)
        assert article.byline == ("Ada Quill",)
        assert article.agency == "Reuters"
        assert article.published == datetime(2026, 10, 18, 6, 30, tzinfo=UTC)
        assert article.modified == datetime(2026, 10, 18, 8, 0, tzinfo=UTC)
        assert (article.language, article.description) == ("en", "Nine years later.")
        assert article.canonical_url == "https://daily.example/norwick-ferry"
        assert (article.url, article.site) == (url, "daily.example")
        assert (article.fetched, article.sha256) == (NOON, sha256(raw.encode()).hexdigest())
        assert (article.section, article.licence) == ("Coast", "https://l.example/by")
        assert article.free is True
        assert (article.reader, article.reader_why) == ("blocks", "")
        assert article.confidence is not None
        assert 0.8 < article.confidence <= 1

    def test_a_page_that_says_nothing_of_itself(self) -> None:
        body = "".join(f"<p>{line}</p>" for line in STORY)
        article = article_of(Page.from_html(f"<html><body><div>{body}</div></body></html>"))
        assert (article.text, article.byline, article.agency) == (TEXT, (), "")
        assert (article.url, article.canonical_url, article.site) == ("", "", "")
        assert article.published is None
        assert article.fetched is None

    def test_a_headline_that_the_story_does_not_repeat_is_its_headline(self) -> None:
        title = "Nine years, one boat, no regrets"
        html = page(title, STORY).replace("</h1>", "</h1><p>Council of Norwick</p>")
        article = article_of(Page.from_html(html, url="https://daily.example/a"))
        assert article.title == title

    def test_a_page_that_only_names_its_site_has_the_headline_that_it_prints(self) -> None:
        html = page("The Daily", STORY).replace("</h1>", f"</h1><h2>{TITLE}</h2>")
        assert article_of(Page.from_html(html, url="https://daily.example/a")).title == TITLE

    @pytest.mark.parametrize(
        ("line", "byline", "published", "modified"),
        [
            ("By Ada Quill, 18 October 2026", ("Ada Quill",), 18, None),
            ("18 October 2026 | Updated 19 October 2026", (), 18, 19),
            ("Updated: 19 October 2026", (), None, 19),
            ("Von Ada Quill | 18. Oktober 2026, 08.30 Uhr", ("Ada Quill",), 18, None),
            ("Harbour and coast", (), None, None),
        ],
    )
    def test_what_stands_above_the_story_fills_what_the_page_does_not_state(
        self, line: str, byline: tuple[str, ...], published: int | None, modified: int | None
    ) -> None:
        html = page(TITLE, STORY).replace("</h1>", f"</h1><div>{line}</div>")
        article = article_of(Page.from_html(html, url="https://daily.example/a"))
        assert article.byline == byline
        days = [when and when.day for when in (article.published, article.modified)]
        assert days == [published, modified]

    @pytest.mark.parametrize(
        ("host", "named"),
        [("daily.example", True), ("127.0.0.1", False), ("localhost", False), ("[::1]", False)],
    )
    def test_a_host_without_a_name_lends_no_identity(self, host: str, named: bool) -> None:  # noqa: FBT001 - a column of the table
        canonical = "https://other.example/story"
        head = f'<link rel="canonical" href="{canonical}">'
        url = f"http://{host}:8000/story"
        article = article_of(Page.from_html(page(TITLE, STORY, head=head), url=url))
        assert article.url == (url if named else canonical)

    def test_a_line_beside_the_story_is_cut_with_a_receipt(self) -> None:
        html = page(TITLE, (*STORY, "Leave a comment"))
        article = article_of(Page.from_html(html, url="https://daily.example/a"))
        assert article.text == TEXT
        for cut in article.body.removals:
            assert article.body.cut(cut) in {"Leave a comment", TITLE}

    @pytest.mark.parametrize("tag", ["article", "div"])
    @pytest.mark.parametrize("heading", ["h1", "h2"])
    def test_a_live_blog_is_all_of_its_posts_in_order(self, tag: str, heading: str) -> None:
        posts = [STORY, ferry_story("Marwick")]
        posts[1] = tuple(
            f"At {at}, {line[0].lower()}{line[1:]}" for at, line in enumerate(posts[1])
        )
        markup = "".join(
            f"<{tag} class=post><time>0{at}:10</time><{heading}>Update {at}</{heading}>"
            + "".join(f"<p>{line}</p>" for line in lines)
            + f"</{tag}>"
            for at, lines in enumerate(posts)
        )
        html = page("Ferries of the coast, live", ["All day we follow the ferries of the coast."])
        html = html.replace("</article>", f"</article><div class=live-blog>{markup}</div>")
        text = article_of(Page.from_html(html, url="https://daily.example/live")).text
        places = [text.find(line) for lines in posts for line in lines[:1]]
        assert places == sorted(places)
        assert -1 not in places

    def test_later_posts_that_only_scripts_show_come_from_the_page_s_own_data(self) -> None:
        posts = [
            {"@type": "BlogPosting", "headline": f"Update {at}", "articleBody": line}
            for at, line in enumerate((*STORY, *ferry_story("Marwick")))
        ]
        data = {"@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": posts}
        head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
        html = page(TITLE, ["All day we follow the ferries of the coast."], head=head)
        article = article_of(Page.from_html(html, url="https://daily.example/live"))
        assert STORY[-1] in article.text
        assert (article.reader, bool(article.reader_why)) == ("json-ld", True)

    def test_what_is_only_for_browsers_without_scripts_is_read_only_where_nothing_else_is(
        self,
    ) -> None:
        hidden = f"<noscript><p>{' '.join(ferry_story('Marwick'))}</p></noscript>"
        url = "https://daily.example/a"
        both = article_of(Page.from_html(page(TITLE, STORY, after=hidden), url=url))
        assert both.text == TEXT
        alone = "".join(f"<p>{line}</p>" for line in STORY)
        html = f"<title>{TITLE}</title><div id=app></div><noscript>{alone}</noscript>"
        article = article_of(Page.from_html(html, url=url))
        assert (article.text, article.reader) == (TEXT, "noscript")
        assert article.reader_why


class TestTexts:
    def test_a_dump_with_everything_around_it(self) -> None:
        lines = (
            "403",
            "Sorry!!",
            TITLE,
            f"(KELPWIRE) {STORY[0]}",
            *STORY[1:],
            STORY[2],
            "Comments",
        )
        article = article_of(Page.from_text("\n".join(lines), url="file:///dump.txt"))
        assert (article.title, article.agency, article.text) == (TITLE, "KELPWIRE", TEXT)
        assert [cut.kind for cut in article.body.removals] == [
            Kind.ERROR_PAGE, Kind.ERROR_PAGE, Kind.TITLE, Kind.DATELINE, Kind.REPEAT, Kind.COMMENTS,
        ]  # fmt: skip
        assert article.reader == "text"

    def test_its_header_names_its_address(self) -> None:
        headers = {
            "content-type": "text/plain",
            "link": '<https://kelp.example/7>; rel="canonical"',
            "content-language": "en-GB",
        }
        article = article_of(Page("http://127.0.0.1/7.txt", TEXT.encode(), headers))
        assert article.url == article.canonical_url == "https://kelp.example/7"
        assert article.site == "kelp.example"

    @pytest.mark.parametrize(
        ("kind", "body", "reader"),
        [
            ("text/plain", TEXT, "text"),
            ("text/plain", page(TITLE, STORY), None),  # says text, is a page
            ("", TEXT, "text"),
            ("", page(TITLE, STORY), None),
            ("text/html", TEXT, "text"),  # says page, has no markup
            ("application/xhtml+xml", '<?xml version="1.0"?>\n' + page(TITLE, STORY), None),
        ],
    )
    def test_what_it_is_counts_more_than_what_it_is_called(
        self, kind: str, body: str, reader: str | None
    ) -> None:
        article = article_of(Page("https://daily.example/a", body.encode(), {"content-type": kind}))
        assert article.text == TEXT
        assert (article.reader == "text") is (reader == "text")

    def test_a_text_that_speaks_of_tags_is_no_page(self) -> None:
        text = (
            TEXT
            + "\n\nThe clerk had typed <b> instead of 8, and the machine believed her, she said."
        )
        article = article_of(Page.from_text(text))
        assert article.text == text


class TestContext:
    def test_lines_of_other_stories_of_the_site_are_debris(self) -> None:
        line = (
            "Hear the tide tables read every morning at ten to seven on Harbour Radio, as always."
        )
        raw = Page.from_text("\n".join((*STORY, line)), url="https://daily.example/a")
        assert article_of(raw).text == f"{TEXT}\n\n{line}"
        (mask,) = masks(line)
        known = Context(site_lines=SiteLines({mask: 99}))
        article = article_of(raw, known)
        assert article.text == TEXT
        assert [cut.kind for cut in article.body.removals] == [Kind.SITE_LINE]

    def test_a_protected_passage_stays(self) -> None:
        raw = Page.from_text("\n".join((*STORY, "Leave a comment")))
        assert article_of(raw).text == TEXT
        kept = article_of(raw, Context(protect=("Leave a comment",)))
        assert kept.text == f"{TEXT}\n\nLeave a comment"

    def test_no_rules_no_cuts(self) -> None:
        raw = Page.from_text("\n".join((*STORY, "Leave a comment")))
        assert article_of(raw, Context(rules=())).text == f"{TEXT}\n\nLeave a comment"


class TestMisses:
    @pytest.mark.parametrize(
        ("body", "kind", "reason"),
        [
            (b"", "text/html", Reason.EMPTY),
            (b"%PDF-1.7 " + bytes(99), "text/html", Reason.WRONG_TYPE),
            (b"\x89PNG\r\n\x1a\n" + bytes(99), "text/plain", Reason.WRONG_TYPE),
            (bytes(range(1, 32)) * 40, "text/plain", Reason.DECODE),
            (b"<html><title>404 Not Found</title><h1>Not Found</h1></html>", "", Reason.ERROR_PAGE),
        ],
    )
    def test_have_their_reason_url_and_status(self, body: bytes, kind: str, reason: Reason) -> None:
        miss = read(Page("https://daily.example/a", body, {"content-type": kind}, status=203))
        assert isinstance(miss, Miss)
        assert (miss.reason, miss.url, miss.status) == (reason, "https://daily.example/a", 203)
        assert miss.detail


@given(
    st.binary(max_size=2000),
    st.sampled_from(
        ["", "text/html", "text/plain", "text/html; charset=utf-16", "x/y; charset=idna"]
    ),
)
def test_no_bytes_make_it_raise_and_the_same_bytes_are_the_same(body: bytes, kind: str) -> None:
    raw = Page("https://daily.example/a", body, {"content-type": kind})
    assert read(raw) == read(raw)


MARKUP = r"""
<p> </p> <div/hidden> </div> <table><tr><td> <h1> </h1> <noscript> <!-- --> <svg><title> <![CDATA[
<a/href='http://[::1'> &#27; &#0; &#xD800; <meta/content=' <script/type='application/ld+json'>{
}</script> <link/rel=canonical/href='http://a:b/'>
"""
PIECES = (
    *MARKUP.split(),
    "\0",
    "<html lang='\u202e'>",
    "<title>\x1b[2J</title>",
    '<meta property="og:title" content="',
    *STORY,
)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_markup_makes_it_raise_or_speak_to_a_terminal(pieces: list[str]) -> None:
    result = read(Page.from_html("".join(pieces), url="https://daily.example/a"))
    if isinstance(result, Article):
        shown = "".join((result.title, *result.byline, result.agency, result.description))
        assert not {"\x1b", "\0", "\n", "\u202e"} & set(shown)
        assert not {"\x1b", "\0", "\u202e"} & set(result.text)
