"""The sample keeps its own promises, and its server answers as the manifest says."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import httpx
import pytest
import trafilatura
from selectolax.lexbor import LexborHTMLParser

from cleaners.model import Kind
from scraper.demo import SampleServer, load_sample
from scraper.errors import InputError
from scraper.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scraper.demo import SamplePage

SAMPLE = load_sample()
COPIES = [page for page in SAMPLE.pages if page.story]
HTML_COPIES = [page for page in COPIES if page.file.endswith(".html")]

# Kinds whose lines belong to the story's text as well: said twice, or kept on purpose.
STAYS = {Kind.REPEAT, Kind.CORRECTION}

each_page = pytest.mark.parametrize("page", SAMPLE.pages, ids=lambda page: page.name)
each_copy = pytest.mark.parametrize("page", COPIES, ids=lambda page: page.name)


def decoded(page: SamplePage) -> str:
    raw = (SAMPLE.folder / page.file).read_bytes()
    return raw.decode("cp1252" if b"charset=windows-1252" in raw else "utf-8")


def visible_text(page: SamplePage) -> str:
    """The page's text on one line, head excluded."""
    text = decoded(page)
    if page.file.endswith(".html"):
        body = LexborHTMLParser(text).body
        assert body is not None
        text = body.text(separator="")
    return " ".join(text.split())


@cache
def extracted_lines(page: SamplePage) -> list[str]:
    """What the cleaners get to see: the extractor's text, or the dump itself."""
    text = decoded(page)
    if page.file.endswith(".html"):
        text = trafilatura.extract(text, include_comments=False) or ""
    return [line.removeprefix("|").removesuffix("|").strip(" ") for line in text.splitlines()]


def paragraphs(page: SamplePage) -> list[str]:
    return SAMPLE.expected(page).removesuffix("\n").split("\n\n")


def lines_of(page: SamplePage, *kinds: Kind) -> list[str]:
    return [line for debris in page.debris if debris.kind in kinds for line in debris.lines]


# The manifest


def test_every_file_is_named_once() -> None:
    named = [page.file for page in SAMPLE.pages]
    named += [file for _, file in SAMPLE.robots]
    named += [f"expected/{page.name}.txt" for page in COPIES]
    there = [
        path.relative_to(SAMPLE.folder).as_posix()
        for path in SAMPLE.folder.rglob("*")
        if path.is_file() and path.name != "sample.toml"
    ]
    assert sorted(named) == sorted(there)


def test_names_and_urls_are_unique() -> None:
    assert len({page.name for page in SAMPLE.pages}) == len(SAMPLE.pages)
    assert len({page.canonical for page in SAMPLE.pages}) == len(SAMPLE.pages)


def test_the_sample_is_large_enough_to_show_the_whole_line() -> None:
    assert len({page.story for page in COPIES}) == 3
    assert len(COPIES) >= 12
    assert len({page.host for page in COPIES}) >= 7
    roles = {page.role for page in COPIES}
    assert roles == {"original", "verbatim", "trimmed", "extended", "rewrite", "translation"}
    assert sum(page.flaky for page in COPIES) == 1
    assert {page.miss for page in SAMPLE.pages if page.miss} == {
        Reason.HTTP_STATUS,
        Reason.ERROR_PAGE,
        Reason.ROBOTS,
        Reason.CONSENT_WALL,
        Reason.BOT_WALL,
        Reason.PAYWALL,
        Reason.NOT_ARTICLE,
        Reason.EMPTY,
    }


@each_page
def test_a_page_has_a_story_or_a_miss(page: SamplePage) -> None:
    assert bool(page.story) != bool(page.miss)
    assert bool(page.story) == bool(page.role)
    assert page.host.endswith(".example")


@each_page
def test_only_the_missing_page_has_an_error_status(page: SamplePage) -> None:
    assert page.status == (404 if page.miss is Reason.HTTP_STATUS else 200)


@pytest.mark.parametrize("page", HTML_COPIES, ids=lambda page: page.name)
def test_a_page_names_its_invented_host(page: SamplePage) -> None:
    canonical = LexborHTMLParser(decoded(page)).css_first('link[rel="canonical" i]')
    assert canonical is not None
    assert canonical.attributes["href"] == page.canonical


def test_every_kind_of_debris_occurs() -> None:
    assert {debris.kind for page in COPIES for debris in page.debris} == set(Kind)


def test_every_kind_of_debris_reaches_the_cleaners() -> None:
    seen = set()
    for page in COPIES:
        lines = Counter(extracted_lines(page))
        for debris in page.debris:
            often = 2 if debris.kind is Kind.REPEAT else 1
            if debris.kind is Kind.DATELINE:
                reached = any(line.startswith(debris.lines) for line in lines)
            else:
                reached = any(lines[line] >= often for line in debris.lines)
            seen |= {debris.kind} if reached else set()
    assert seen == set(Kind)


def test_a_missing_sample_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^the sample is missing: looked in .+$"):
        load_sample(tmp_path)


# The pages and the texts expected of them


@each_copy
def test_expected_text_has_the_form_of_a_record(page: SamplePage) -> None:
    text = SAMPLE.expected(page)
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    for paragraph in paragraphs(page):
        assert paragraph == " ".join(paragraph.split())
        assert paragraph
    assert 5 <= len(paragraphs(page)) <= 11


@each_copy
def test_expected_text_holds_no_debris(page: SamplePage) -> None:
    for line in lines_of(page, *(set(Kind) - STAYS)):
        assert not [each for each in paragraphs(page) if each.startswith(line)], line
    assert page.title not in paragraphs(page)


@each_copy
def test_expected_paragraphs_stand_in_the_page_in_their_order(page: SamplePage) -> None:
    text, at = visible_text(page), 0
    for paragraph in paragraphs(page):
        found = text.find(paragraph, at)
        assert found >= 0, paragraph
        at = found + len(paragraph)


@each_copy
def test_expected_paragraphs_survive_the_extractor(page: SamplePage) -> None:
    lines = extracted_lines(page)
    for paragraph in paragraphs(page):
        assert any(line.endswith(paragraph) for line in lines), paragraph


@each_copy
def test_named_debris_stands_in_the_page(page: SamplePage) -> None:
    text = visible_text(page)
    for debris in page.debris:
        for line in debris.lines:
            assert text.count(line) >= (2 if debris.kind is Kind.REPEAT else 1), line


@each_copy
def test_what_is_said_twice_or_corrected_is_kept_once(page: SamplePage) -> None:
    for line in lines_of(page, *STAYS):
        assert paragraphs(page).count(line) == 1


@each_copy
def test_a_dateline_opens_the_first_paragraph(page: SamplePage) -> None:
    for dateline in lines_of(page, Kind.DATELINE):
        assert f"{dateline} {paragraphs(page)[0]}" in visible_text(page)


def test_the_house_line_stands_in_three_different_stories() -> None:
    pages = [page for page in COPIES if lines_of(page, Kind.SITE_LINE)]
    assert len({line for page in pages for line in lines_of(page, Kind.SITE_LINE)}) == 1
    assert len({page.host for page in pages}) == 1
    assert len({page.story for page in pages}) == 3


# The stories


@each_copy
def test_a_rewrite_shares_no_sentence_and_a_reprint_shares_all(page: SamplePage) -> None:
    others = [other for other in COPIES if other.story == page.story and other != page]
    shared = [
        sentence
        for sentence in sentences(page)
        if any(sentence in sentences(other) for other in others)
    ]
    if page.role in {"rewrite", "translation"}:
        # A quotation that is a sentence of its own may be shared, nothing else.
        assert all("“" in sentence or "”" in sentence for sentence in shared)
        assert len(shared) <= len(sentences(page)) / 4
    elif page.role in {"verbatim", "trimmed"}:
        assert shared == sentences(page)


@pytest.mark.parametrize(
    ("story", "one", "another"),
    [
        ("swing-bridge", "14 March", "24 March"),
        ("boil-water", "41,000 homes", "14,000 homes"),
        ("reef", "212 species", "221 species"),
    ],
)
def test_copies_of_a_story_disagree(story: str, one: str, another: str) -> None:
    texts = [SAMPLE.expected(page) for page in COPIES if page.story == story]
    assert sum(one in text for text in texts) >= 2
    assert sum(another in text for text in texts) == 1
    assert not any(one in text and another in text for text in texts)


def sentences(page: SamplePage) -> list[str]:
    # Reprints open with the same sentence behind different datelines.
    text = re.sub(r"\A[A-Z][^.]{1,40}\([A-Z][\w ]+\) [—–] ", "", " ".join(paragraphs(page)))
    return re.split(r"(?<=\.)\s+|(?<=\.”)\s+", text)


# The server


@pytest.fixture(scope="module")
def running() -> Iterator[SampleServer]:
    with SampleServer(SAMPLE) as server:
        yield server


def get(url: str) -> httpx.Response:
    with httpx.Client(trust_env=False) as client:
        return client.get(url)


@each_page
def test_the_server_answers_as_the_manifest_says(page: SamplePage, running: SampleServer) -> None:
    url = running.url_of(page)
    if page.flaky:
        assert get(url).status_code == 503
    answer = get(url)
    assert answer.status_code == page.status
    assert answer.headers["content-type"] == page.content_type
    assert answer.content == (SAMPLE.folder / page.file).read_bytes()


def test_urls_are_in_the_manifests_order_and_one_origin_per_outlet() -> None:
    with SampleServer() as server:
        urls = server.urls()
        assert urls == tuple(server.url_of(page) for page in SAMPLE.pages)
        assert len(set(urls)) == len(urls)
        origins = {page.host: server.origin(page.host) for page in SAMPLE.pages}
        assert len(set(origins.values())) == len(SAMPLE.hosts)
        assert all(origin.startswith("http://127.0.0.1:") for origin in origins.values())


def test_robots_are_served_where_the_manifest_names_them(running: SampleServer) -> None:
    robots = dict(SAMPLE.robots)
    for host in SAMPLE.hosts:
        answer = get(f"{running.origin(host)}/robots.txt")
        assert answer.status_code == (200 if host in robots else 404)
        if host in robots:
            assert answer.content == (SAMPLE.folder / robots[host]).read_bytes()
            assert answer.headers["content-type"].startswith("text/plain")


def test_robots_forbid_exactly_the_pages_that_miss_for_it() -> None:
    for host, file in SAMPLE.robots:
        rules = re.findall(r"^Disallow: (\S+)", (SAMPLE.folder / file).read_text(), re.MULTILINE)
        for page in SAMPLE.pages:
            if page.host == host:
                assert page.path.startswith(tuple(rules)) == (page.miss is Reason.ROBOTS)


def test_an_unknown_path_is_not_found(running: SampleServer) -> None:
    assert get(f"{running.origin('northwire.example')}/nothing").status_code == 404


def test_a_query_is_part_of_the_address(running: SampleServer) -> None:
    assert get(f"{running.origin('inland-post.example')}/story.php").status_code == 404


def test_a_text_names_its_canonical_url_in_a_header(running: SampleServer) -> None:
    for page in (page for page in COPIES if not page.flaky):
        link = get(running.url_of(page)).headers.get("link")
        if page.file.endswith(".txt"):
            assert link == f'<{page.canonical}>; rel="canonical"'
        else:
            assert link is None


def test_head_sends_the_headers_alone() -> None:
    page = next(page for page in COPIES if not page.flaky)
    with SampleServer(SAMPLE) as server, httpx.Client(trust_env=False) as client:
        answer = client.head(server.url_of(page))
    assert answer.status_code == 200
    assert int(answer.headers["content-length"]) == (SAMPLE.folder / page.file).stat().st_size
    assert answer.content == b""


def test_each_server_begins_anew() -> None:
    flaky = next(page for page in COPIES if page.flaky)
    with SampleServer(SAMPLE) as first, SampleServer(SAMPLE) as second:
        assert get(first.url_of(flaky)).status_code == 503
        assert get(first.url_of(flaky)).status_code == 200
        assert get(second.url_of(flaky)).status_code == 503


def test_nothing_listens_after_the_end() -> None:
    with SampleServer(SAMPLE) as server:
        url = server.urls()[0]
        assert get(url).status_code == 200
    with pytest.raises(httpx.ConnectError):
        get(url)


def test_the_server_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with SampleServer(SAMPLE) as server:
        for url in server.urls():
            get(url)
    assert capfd.readouterr() == ("", "")
