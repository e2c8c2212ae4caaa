"""A stream of invented news: the same seed gives the same articles, stories and hours."""

from __future__ import annotations

import math
import random
from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from scraper.stories.weights import weights

if TYPE_CHECKING:
    from collections.abc import Iterator

START = datetime(2031, 3, 3, tzinfo=UTC)

# Copies per story fall off like this in news streams: most stories have one, few have dozens.
_COPIES = (1,) * 50 + (2,) * 20 + (3, 4, 5) * 5 + (8, 12, 20, 40)
_TOPICS = 400
_TOPIC_WORDS = 60
_TOPIC_NAMES = 12
_EVENT_WORDS = 40
_EVENT_NAMES = 6


@dataclass(frozen=True, slots=True)
class Item:
    """One article of the stream and the story it truly tells."""

    id: str
    story: str
    text: str
    published: datetime


def stream(count: int, *, days: int, seed: int = 1) -> Iterator[Item]:
    """`count` articles of about 360 words in order of time, over `days` days.

    A story belongs to one of 400 running topics with their own words and names, and lasts two
    days. A fifth of its copies are reprints with a new first paragraph, the rest are written anew
    from the words of the event, the topic and the language, in their usual shares.
    """
    source = _Source(seed)
    plan: list[tuple[float, int, int]] = []
    story = 0
    while len(plan) < count:
        start = source.random.uniform(0, days)
        copies = min(source.random.choice(_COPIES), count - len(plan))
        plan += [
            (min(start + source.random.expovariate(2), days), story, copy) for copy in range(copies)
        ]
        story += 1
    plan.sort()
    left = Counter(number for _, number, _ in plan)
    events: dict[int, _Event] = {}
    for day, number, copy in plan:
        if number not in events:
            events[number] = source.event()
        text = source.article(events[number])
        left[number] -= 1
        if not left[number]:
            del events[number]
        published = START + timedelta(seconds=int(day * 86400))
        yield Item(f"{number}-{copy}", str(number), text, published)


@dataclass(slots=True)
class _Event:
    """What the copies of a story share: topical words, words of its own, and what was printed."""

    topic: list[str]
    own: list[str]
    printed: list[str]


class _Source:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - an invented text is no secret
        table = weights("en")
        self._words = list(table)
        # idf = ln(1 + 1 / (400 share)), see scraper.stories.weights.
        shares = [1 / (400 * math.expm1(idf)) for idf in map(table.idf, table)]
        self._until = list(accumulate(shares))
        rare = [word for word in table if table.idf(word) > 4]
        self._topics = [
            self.random.sample(rare, _TOPIC_WORDS) + [self._name() for _ in range(_TOPIC_NAMES)] * 2
            for _ in range(_TOPICS)
        ]
        self._rare = rare

    def event(self) -> _Event:
        names = [self._name() for _ in range(_EVENT_NAMES)]
        own = self.random.sample(self._rare, _EVENT_WORDS) + names * 4
        return _Event(self.random.choice(self._topics), own, [])

    def article(self, event: _Event) -> str:
        if event.printed and self.random.random() < 0.2:
            return self._paragraph(event) + "\n\n" + self.random.choice(event.printed)
        paragraphs = [self._paragraph(event) for _ in range(self.random.randint(3, 9))]
        text = "\n\n".join(paragraphs)
        event.printed.append(text)
        return text

    def _paragraph(self, event: _Event) -> str:
        sentences = []
        for _ in range(self.random.randint(2, 4)):
            words = [self._word(event) for _ in range(self.random.randint(10, 30))]
            if self.random.random() < 0.3:
                words.insert(3, str(self.random.randint(2, 2000)))
            sentences.append(" ".join(words).capitalize() + ".")
        return " ".join(sentences)

    def _word(self, event: _Event) -> str:
        dice = self.random.random()
        if dice < 0.12:
            return self.random.choice(event.own)
        if dice < 0.2:
            return self.random.choice(event.topic)
        return self._words[bisect(self._until, self.random.random() * self._until[-1])]

    def _name(self) -> str:
        return "".join(
            self.random.choice("bdfgklmnprstvz") + self.random.choice("aeiou")
            for _ in range(self.random.randint(2, 4))
        ).capitalize()
