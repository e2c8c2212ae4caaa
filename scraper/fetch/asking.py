"""One question is put politely: in turn, within its budget, and again only where that may help."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from tenacity import (
    AsyncRetrying,
    retry_if_result,
    wait_exponential,
    wait_random,
)

from scraper.domain import registrable_domain
from scraper.fetch.client import Answer, Clients
from scraper.fetch.dial import system_lookup
from scraper.fetch.failures import Failure, failure_of
from scraper.fetch.lanes import Lanes
from scraper.fetch.pace import SLOW_DOWN, retry_after
from scraper.model import Reason, now

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    import httpx
    from tenacity import RetryCallState

    from scraper.fetch.budget import Budget
    from scraper.fetch.dial import Lookup
    from scraper.fetch.want import Want
    from scraper.settings import FetchSettings

__all__ = ["Asking", "site_key"]

MAX_BACKOFF = 10.0
FIRST_ERROR = 400
FIRST_SERVER_ERROR = 500
# Client errors that say "not now" rather than "no" (RFC 9110, 15.5.9; RFC 8470; RFC 6585).
NOT_NOW = frozenset({408, 425, 429})
TOO_MANY = 429


def site_key(url: httpx.URL) -> str:
    """The site that a URL belongs to, as politeness counts sites."""
    return registrable_domain(url.raw_host.decode("ascii"))


class Asking:
    """Puts single requests: no redirects, no judgement of the page."""

    def __init__(self, settings: FetchSettings, *, lookup: Lookup = system_lookup) -> None:
        self._settings = settings
        self._clients = Clients(settings, lookup=lookup)
        self.lanes = Lanes(
            delay=settings.delay, at_once=settings.hosts_at_once, patience=settings.deadline
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._clients.aclose()

    async def ask(
        self,
        url: httpx.URL,
        want: Want,
        headers: Mapping[str, str],
        budget: Budget,
        *,
        leave: Callable[[], None],
    ) -> Answer | Failure:
        """The answer, or the last failure once tries or time are used up.

        `leave` is called before each wait: from then on others may use the site.
        """
        site = site_key(url)
        outcome = await self._once(site, url, want, headers, budget)
        if not _worth_another_try(outcome):
            return outcome  # as most are: the policy below costs more than a whole fetch
        clock = asyncio.get_running_loop().time
        least = self._settings.backoff
        jittered = wait_exponential(multiplier=least, max=MAX_BACKOFF) + wait_random(0, least)
        first = [outcome]

        async def next_try() -> Answer | Failure:
            return first.pop() if first else await self._once(site, url, want, headers, budget)

        def wait(state: RetryCallState) -> float:
            return max(jittered(state), self.lanes.ready(site) - clock())

        def used_up(state: RetryCallState) -> bool:
            tries, pause = state.attempt_number, state.upcoming_sleep
            return tries >= self._settings.tries or pause >= budget.left

        async def rest(seconds: float) -> None:
            leave()
            await asyncio.sleep(seconds)
            budget.left -= seconds

        retrying = AsyncRetrying(
            sleep=rest,
            wait=wait,
            stop=used_up,
            retry=retry_if_result(_worth_another_try),
            retry_error_callback=_last,
        )
        return await retrying(next_try)

    async def _once(
        self,
        site: str,
        url: httpx.URL,
        want: Want,
        headers: Mapping[str, str],
        budget: Budget,
    ) -> Answer | Failure:
        clock = asyncio.get_running_loop().time
        async with self.lanes.turn(site) as lane:
            if lane.closed_until > clock():
                at = now() + timedelta(seconds=lane.closed_until - clock())
                return Failure(Reason.RETRY_LATER, "the site asked to be left alone", retry_at=at)
            began = clock()
            outcome: Answer | Failure | None = None
            try:
                async with budget.spending():
                    outcome = await self._clients.get(site, url, want, headers)
            except TimeoutError as error:
                outcome = failure_of(error)
            finally:
                status = outcome.status if outcome is not None else None
                lane.pace = lane.pace.after(status, clock() - began)
                lane.ready = clock() + lane.pace.delay
            if isinstance(outcome, Answer) and outcome.status >= FIRST_ERROR:
                at = now()  # once: a second may begin in between
                outcome = _refusal(outcome, at)
                if outcome.retry_at is not None:
                    pause = (outcome.retry_at - at).total_seconds()
                    lane.closed_until = clock() + pause
            return outcome


def _refusal(answer: Answer, at: datetime) -> Failure:
    status = answer.status
    until = None
    if status in SLOW_DOWN:
        until = retry_after(answer.headers.get("retry-after", ""), at)
    later = status == TOO_MANY or until is not None
    return Failure(
        Reason.RETRY_LATER if later else Reason.HTTP_STATUS,
        f"status {status}",
        status,
        until,
        temporary=status >= FIRST_SERVER_ERROR or status in NOT_NOW,
    )


def _worth_another_try(outcome: Answer | Failure) -> bool:
    return isinstance(outcome, Failure) and outcome.temporary


def _last(state: RetryCallState) -> object:
    return state.outcome.result() if state.outcome is not None else None
