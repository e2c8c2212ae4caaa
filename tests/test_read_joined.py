from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaners import Kind, Removal, clean, normalize
from cleaners.model import Cleaned
from scraper.model import Article
from scraper.read import joined
from tests.helpers import ferry_story

STORY = ferry_story("Norwick")
REST = ferry_story("Sallow")
URL = "https://daily.example/ferry"
LONG = "The ferry had been sold nine years ago to pay for the new school, and nobody forgot it."


def page(*lines: str, title: str = "The ferry is back", captions: tuple[str, ...] = ()) -> Article:
    return Article(URL, clean("\n\n".join(lines)), title=title, captions=captions)


def test_a_later_page_follows_the_first() -> None:
    first, later = page(*STORY, captions=("A ferry",)), page(*REST, captions=("A ferry", "A quay"))
    whole = joined(first, later)
    assert whole is not None
    assert whole.text == "\n\n".join((*STORY, *REST))
    assert whole.captions == ("A ferry", "A quay")
    assert (whole.url, whole.title) == (first.url, first.title)


def test_receipts_stay_true() -> None:
    first = page(*STORY, "Subscribe to our newsletter")
    later = page("Advertisement", *REST, "Share this article")
    whole = joined(first, later)
    assert whole is not None
    assert whole.text == "\n\n".join((*STORY, *REST))
    cut = [whole.body.cut(removal) for removal in whole.body.removals]
    assert cut == ["Subscribe to our newsletter", "Advertisement", "Share this article"]


def test_what_every_page_repeats_is_told_once() -> None:
    whole = joined(page(LONG, *STORY), page(LONG, *REST))
    assert whole is not None
    assert whole.text == "\n\n".join((LONG, *STORY, *REST))
    assert [cut.kind for cut in whole.body.removals] == [Kind.REPEAT]


def test_the_same_page_again_is_no_later_page() -> None:
    assert joined(page(*STORY), page(*STORY)) is None
    assert joined(page(*STORY), page(LONG, *STORY)) is None
    assert joined(page(*STORY), page()) is None


def test_another_headline_is_another_article() -> None:
    assert joined(page(*STORY), page(*REST, title="The bridge is shut")) is None
    for title in ("The ferry is back - page 2", "", "The ferry is back"):
        assert joined(page(*STORY), page(*REST, title=title)) is not None


LINES = st.lists(st.sampled_from([LONG, *STORY[:2], *REST[:2], "Short line"]), max_size=7)


@st.composite
def bodies(draw: st.DrawFn) -> Cleaned:
    """A text with some of its lines cut, as the cleaners cut them."""
    lines = draw(LINES)
    kept = [draw(st.booleans()) for _ in lines]
    text = "\n\n".join(lines)
    removals, at, stayed = [], 0, False
    for line, stays in zip(lines, kept, strict=True):
        end = at + len(line)
        if not stays:
            start, stop = (at - 2, end) if stayed else (at, min(end + 2, len(text)))
            removals.append(Removal(start, stop, "some", Kind.ADVERT))
        stayed = stayed or stays
        at = end + 2
    return Cleaned(text, tuple(removals))


@given(bodies(), bodies())
def test_a_joined_text_is_normal_and_loses_nothing(one: Cleaned, other: Cleaned) -> None:
    first = Article(URL, one)
    whole = joined(first, Article(URL, other))
    if whole is None or not first.text:
        return
    body = whole.body
    assert body.text == normalize(body.text)
    assert body.text.startswith(one.text)
    told = set(one.text.split("\n\n"))
    fresh = [line for line in other.text.split("\n\n") if len(line) < 40 or line not in told]
    assert body.text == "\n\n".join((one.text, *fresh))
    at = 0
    for cut in body.removals:
        assert at <= cut.start < cut.end <= len(body.original)
        at = cut.end
