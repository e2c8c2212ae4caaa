from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scraper.find import canonical_url

SAME = {
    "https://daily.example/a/b": [
        "http://daily.example/a/b",
        " https://www.daily.example/a/b ",
        "https://DAILY.example:443/a/b/",
        "http://daily.example:80/a//b",
        "https://m.daily.example/a/b#comments",
        "https://mobile.daily.example/a/c/../b",
        "https://amp.daily.example/a/b",
        "https://daily.example/amp/a/b",
        "https://daily.example/a/b/amp/",
        "https://daily.example/a/b?amp=1",
        "https://daily.example/a/b?outputType=amp",
        "https://daily.example/a/b?utm_source=x&utm_medium=y",
        "https://daily.example/a/b?fbclid=z&gclid=q",
        "https://daily.example/a/b/index.html",
        "https://daily.example./a/b",
        "https://user:word@daily.example/a/b",
        "https://daily.example/a/b;jsessionid=0A1B",
        "https://www.google.com/amp/s/daily.example/a/b",
        "https://daily-example.cdn.ampproject.org/c/s/daily.example/a/b",
        "https://cdn.ampproject.org/v/s/amp.daily.example/a/b?amp_js_v=0.1",
    ],
    "https://daily.example/a?id=7&page=2": [
        "https://daily.example/a?page=2&id=7&utm_campaign=x",
        "https://daily.example/a/?page=2&ref=rss&id=7",
    ],
    "https://daily.example/": ["http://daily.example", "https://www.daily.example/index.php"],
    "https://xn--zri-hoa.example/a": ["https://züri.example/a", "http://www.XN--ZRI-HOA.example/a"],
    "https://daily.example/caf%C3%A9": [
        "https://daily.example/café",
        "https://daily.example/caf%c3%a9",
    ],
    "https://en.daily.example/a": ["https://en.m.daily.example/a"],
    "http://127.0.0.1:8080/a": ["http://127.0.0.1:8080/a/?utm_x=1"],
    "https://[::1]/a": ["http://[::1]:80/a"],
    "https://daily.example/a.html": ["https://daily.example/a.amp.html"],
}


@pytest.mark.parametrize(
    ("url", "canonical"),
    [(url, canonical) for canonical, urls in SAME.items() for url in [canonical, *urls]],
)
def test_one_article_has_one_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://daily.example/a?id=1", "https://daily.example/a?id=2"),
        ("https://daily.example/a?cid=1", "https://daily.example/a?cid=2"),
        ("https://daily.example/a?source=x", "https://daily.example/a?source=y"),
        ("https://daily.example/a?uid=1", "https://daily.example/a?uid=2"),
        ("https://daily.example/a?eid=1", "https://daily.example/a?eid=2"),
        ("https://daily.example/a?refid=1", "https://daily.example/a?refid=2"),
        ("https://daily.example/a?12345", "https://daily.example/a?12346"),
        ("https://daily.example/a", "https://daily.example/A"),
        ("https://daily.example/a/b", "https://daily.example/ab"),
        ("https://daily.example/a%2Fb", "https://daily.example/a/b"),
        ("https://daily.example/camp", "https://daily.example/c"),
        ("https://daily.example/#!/a", "https://daily.example/#!/b"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8081/"),
        ("https://m.example/", "https://example/"),
        ("https://one.daily.example/a", "https://two.daily.example/a"),
    ],
)
def test_two_articles_have_two(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    "text", ["", "no url", "mailto:desk@daily.example", "http://[::1", "http://"]
)
def test_what_is_no_url_stays(text: str) -> None:
    assert canonical_url(text) == text


HOSTS = st.sampled_from(["daily.example", "m.daily.example", "www.amp.x.co.uk", "127.0.0.1:80"])
PATH = "/ a amp index.html .. . // %2f % é ;sid=1 .amp .html /amp/ %20 +"
QUERY = "? & = # #! utm_x=1 id=2"
PIECES = st.lists(st.sampled_from([*PATH.split(), *QUERY.split(), " "]), max_size=12)


@given(st.sampled_from(["http", "https"]), HOSTS, PIECES)
@example("http", "daily.example", ["a", "/", ".", ".amp"])
def test_the_canonical_url_is_its_own(scheme: str, host: str, pieces: list[str]) -> None:
    once = canonical_url(f"{scheme}://{host}/{''.join(pieces)}")
    assert canonical_url(once) == once


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(canonical_url("http://" + text), str)
