from __future__ import annotations

import asyncio
from contextlib import aclosing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.readers import ahead


@given(st.lists(st.integers(0, 3), max_size=12), st.integers(1, 5))
def test_items_come_in_order_and_no_more_of_them_are_at_work_than_said(
    naps: list[int], depth: int
) -> None:
    busy = most = 0

    async def work(item: tuple[int, int]) -> int:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        for _ in range(item[1]):
            await asyncio.sleep(0)
        busy -= 1
        return item[0]

    async def run() -> list[tuple[tuple[int, int], int]]:
        async with aclosing(ahead(enumerate(naps), work, depth=depth)) as stream:
            return [pair async for pair in stream]

    assert asyncio.run(run()) == [(item, item[0]) for item in enumerate(naps)]
    assert most <= depth


def test_what_is_at_work_ends_with_the_stream() -> None:
    cancelled = []

    async def work(item: int) -> int:
        try:
            await asyncio.sleep(10 * item)
        except asyncio.CancelledError:
            cancelled.append(item)
            raise
        return item

    async def run() -> None:
        async with aclosing(ahead(range(5), work, depth=3)) as stream:
            async for item, answer in stream:
                assert item == answer == 0
                break

    asyncio.run(run())
    assert cancelled == [1, 2]


def test_an_error_reaches_who_asked() -> None:
    async def work(item: int) -> int:
        return 1 // item

    async def run() -> list[int]:
        async with aclosing(ahead((1, 0, 1), work, depth=2)) as stream:
            return [answer async for _, answer in stream]

    with pytest.raises(ZeroDivisionError):
        asyncio.run(run())
