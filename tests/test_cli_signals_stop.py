"""Whoever asks a run to stop once is patient, and whoever asks twice is not."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from scraper.cli.signals import Stop, run_until_told

NEVER = 3600.0  # seconds


def test_work_that_nobody_stops_answers() -> None:
    async def work() -> int:
        return 7

    assert run_until_told(work, Stop()) == 7


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_once_the_page_in_hand_is_finished(number: signal.Signals) -> None:
    done: list[str] = []
    stop = Stop(grace=NEVER)

    async def work() -> None:
        for name in "abc":
            if name == "b":
                os.kill(os.getpid(), number)
                await asyncio.sleep(0.01)  # where the handler is called
            done.append(name)
            stop.check()

    assert run_until_told(work, stop) is None
    assert done == ["a", "b"]


@pytest.mark.parametrize(("asked", "grace"), [(2, NEVER), (1, 0.0)], ids=["twice", "too long"])
def test_what_does_not_come_is_not_waited_for(asked: int, grace: float) -> None:
    stop = Stop(grace=grace)

    async def work() -> None:
        for _ in range(asked):
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.sleep(0)
        await asyncio.sleep(60)

    assert run_until_told(work, stop) is None


def test_a_cancellation_that_nobody_asked_for_is_a_bug() -> None:
    async def work() -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        run_until_told(work, Stop())
