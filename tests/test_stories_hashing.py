from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.stories.hashing import counted, hashed
from scraper.stories.words import terms

SHREDS = st.sampled_from(
    [
        *("the", "Bridge", "a", "_", "49", "é", "Straße", "naïve", "x" * 41, "ü" * 30, "’s", "—"),
        *("\u200d", "İ", "東京", "हिन्दी", "の", "\n", "\0", "don't", "1,200", "\ud800", "..."),
    ]
)


@given(st.text() | st.lists(SHREDS).map(" ".join) | st.lists(SHREDS).map("".join))
def test_terms_are_hashed_as_one_by_one(text: str) -> None:
    words = terms(text)
    utf8 = [word.encode("utf-8", "surrogatepass") for word in words]
    found = hashed(text)
    assert found.ids.tolist() == list(map(crc32, utf8))
    assert found.lengths.tolist() == list(map(len, words))
    assert found.joined == b" ".join(utf8)


@pytest.mark.parametrize("ids", [[], [7], [3, 1, 3, 2, 3, 1]])
def test_ids_are_counted(ids: list[int]) -> None:
    distinct, counts = counted(np.array(ids, np.uint32))
    assert distinct.tolist() == sorted(set(ids))
    assert counts.tolist() == [ids.count(id_) for id_ in sorted(set(ids))]
