from __future__ import annotations

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from scraper.read.blocks import split_blocks
from scraper.read.features import Lexicon
from scraper.read.said import SAID, Hints, say, words_at_end, words_at_start

LEXICON = Lexicon({}, openings={"read": -2.0, "the": 1.0}, endings={"here": -3.0, "said.": 2.0})
BOATS = "the boats that lay in the harbour were counted again and two more were found than before"


def said(text: str) -> dict[str, float]:
    out = np.empty((len(SAID), 1), dtype=np.float32)
    say(out, split_blocks(LexborHTMLParser(f"<p>{text}").body), LEXICON, Hints())
    return dict(zip(SAID, out[:, 0].tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "opening", "ending"),
    [
        ("Read more here", -2.0, -3.0),
        ("HERE", 0.0, -3.0),
        (f"Read on: {BOATS[4:]}, he said.", (-2.0 + 1.0) / 2, 2.0),
        (f"Here {BOATS}.", 1.0, 0.0),
        (f"{BOATS}, they said. It went on for an hour and then for one more, until six", 1.0, 0.0),
        ("Two boats", 0.0, 0.0),
    ],
    ids=["both", "one-word", "long", "at-the-wrong-end", "too-far-from-the-end", "unknown"],
)
def test_words_at_the_ends_have_odds(text: str, opening: float, ending: float) -> None:
    found = said(text)
    assert (found["lex_mean"], found["end_mean"]) == (opening, ending)


@pytest.mark.parametrize("length", [79, 80, 81, 82, 200])
def test_a_page_is_read_by_the_words_that_were_learnt(length: int) -> None:
    """Training counts `words_at_start` and `words_at_end`; reading takes a shorter way."""
    text = (BOATS * 3)[:length].strip().ljust(length, "s")
    alone = Lexicon(
        {},
        openings={word: 1.0 + at for at, word in enumerate(words_at_start(text))},
        endings={word: 1.0 + at for at, word in enumerate(words_at_end(text))},
    )
    out = np.empty((len(SAID), 1), dtype=np.float32)
    say(out, split_blocks(LexborHTMLParser(f"<p>{text}").body), alone, Hints())
    found = dict(zip(SAID, out[:, 0].tolist(), strict=True))
    for column, words, odds in (
        ("lex_sum", words_at_start(text), alone.openings),
        ("end_sum", words_at_end(text), alone.endings),
    ):
        assert found[column] == sum(odds[word] for word in words)
