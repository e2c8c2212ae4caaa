from __future__ import annotations

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from scraper.read.blocks import split_blocks
from tests.train.gaps import gaps

LONG = "The harbour office counted the boats again on Tuesday and found two more than before"
STORY = f"<p>{LONG} 1.<p>{LONG} 2.<p>{LONG} 3."
AFTER = f"<p>{LONG} 7.<p>{LONG} 8.<p>{LONG} 9."
LINK = "<li><a href=/a>More about the boats in the harbour</a>"


@pytest.mark.parametrize(
    ("page", "truth", "missing"),
    [
        (f"{STORY}<ul><li>Two boats</ul>{STORY}", "123...123", "Two boats"),
        (f"{STORY}<table><tr><td>Two<td>Three</table>{STORY}", "123....123", "Two|Three"),
        (f"{STORY}<ul>{LINK}</ul>{STORY}", "123.123", ""),
        (f"{STORY}<ul><li>Two boats</ul>", "123.", ""),
        (f"<ul><li>Two boats</ul>{STORY}", ".123", ""),
        (f"{STORY}{AFTER}", "123...", f"{LONG} 7.|{LONG} 8.|{LONG} 9."),
        (f"{STORY}<p>{LONG} 7.<p>{LONG} 8.", "123..", ""),
        (f"{STORY}<p>{LONG} 7.<h2>Boats</h2><p>{LONG} 8.<p>{LONG} 9.", "123....",
         f"{LONG} 7.|Boats|{LONG} 8.|{LONG} 9."),
        (f"<div>{STORY}</div><aside>{AFTER}</aside>", "123...", ""),
        (f"{STORY}{AFTER.replace(LONG, 'Boats')}", "123...", ""),
        (f"{AFTER}", "...", ""),
    ],
    ids=[
        "list", "table", "links", "list-below", "list-above", "truth-ends-early", "two-are-few",
        "heading-between", "elsewhere", "short", "no-truth",
    ],
)  # fmt: skip
def test_what_a_truth_leaves_out(page: str, truth: str, missing: str) -> None:
    blocks = split_blocks(LexborHTMLParser(f"<body><main>{page}</main>").body)
    content = np.array([mark != "." for mark in truth[: len(blocks.texts)]])
    found = gaps(blocks, content)
    assert "|".join(np.array(blocks.texts)[found].tolist()) == missing
    assert not (found & content).any()
