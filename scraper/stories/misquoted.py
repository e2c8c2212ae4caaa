"""Two copies must give the same words to the same speaker; cutting a quotation short is allowed."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from scraper.language import stop_words
from scraper.stories.disagreement import Disagreement, Statement, Tier
from scraper.stories.folding import bones, stem
from scraper.stories.quotations import quotations
from scraper.stories.sentences import Span
from scraper.stories.value import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.stories.names import Name
    from scraper.stories.quotations import Quotation
    from scraper.stories.reading import Reading

__all__ = ["misquoted"]

# Quotations with this share of the shorter one's words in common, in order, are one utterance ...
_SAME_UTTERANCE = 0.6
_LEAST_COMMON = 4
_LEAST_RUN = 3
# ... and with this share and no more words changed than that, altered rather than translated.
_ALTERED = 0.7
_MOST_CHANGED = 3
_FAR_LONGER = 2
_SPELLING = 0.8
# Letters of an abbreviation.
_LEAST_SHORT = 3
# An utterance this long is not said by two people by chance.
_LEAST_ATTRIBUTED = 5


def misquoted(a: Reading, b: Reading) -> Iterator[Disagreement]:
    """The quotations whose words differ, and those given to different speakers."""
    left, right = list(quotations(a)), list(quotations(b))
    for quotation in left:
        rated = [(_common(quotation, other), -at) for at, other in enumerate(right)]
        share, at = max(rated, default=(0.0, 0))
        if share < _SAME_UTTERANCE:
            continue
        other = right[-at]
        if not any(x.words == other.words for x in left):
            yield from _altered(a, quotation, b, other, share)
        yield from _attributed(a, quotation, b, other, share)


def _common(a: Quotation, b: Quotation) -> float:
    """The share of the shorter quotation's words that the longer has in the same order.

    None at all where they share only scattered words, as any two sentences do.
    """
    first, second = [stem(word) for word in a.words], [stem(word) for word in b.words]
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    common = sum(block.size for block in blocks)
    if common < _LEAST_COMMON or max(block.size for block in blocks) < _LEAST_RUN:
        return 0.0
    return common / min(len(first), len(second))


def _altered(
    a: Reading, quotation: Quotation, b: Reading, other: Quotation, share: float
) -> Iterator[Disagreement]:
    stop = (stop_words(a.language) | _PRONOUNS) - _NEGATIONS
    changed = list(_changes(quotation.words, other.words, stop))
    if not changed:
        return
    count = sum(max(len(old), len(new)) for old, new in changed)
    common = {*map(stem, quotation.words)} & {*map(stem, other.words)} - {*map(stem, stop)}
    few, many = sorted((len(quotation.words), len(other.words)))
    short = few < _LEAST_ATTRIBUTED + count
    # A catchword inside a long statement, or two statements that share a phrase.
    if count > len(common) or (short and many > _FAR_LONGER * few):
        return
    sure = share >= _ALTERED and count <= _MOST_CHANGED and not short
    yield Disagreement(
        Kind.QUOTATION,
        Tier.CONFLICT if sure else Tier.POSSIBLE,
        _statement(a, quotation),
        _statement(b, other),
        share,
    )


def _changes(
    a: Sequence[str], b: Sequence[str], stop: frozenset[str]
) -> Iterator[tuple[list[str], list[str]]]:
    """The content words that differ inside two quotations, not where one ends before the other."""
    matcher = SequenceMatcher(None, [stem(w) for w in a], [stem(w) for w in b], autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        edge = (start == 0 or end == len(a)) and start == end
        edge = edge or ((other_start == 0 or other_end == len(b)) and other_start == other_end)
        if tag == "equal" or edge:
            continue
        old, new = a[start:end], b[other_start:other_end]
        if any(word[0] in "[(.…" or not word[-1].isalnum() for word in (*old, *new)):
            continue
        if bones("".join(old)) == bones("".join(new)) or _shortened(old, new):
            continue
        # A single letter is what an apostrophe leaves.
        old_words = [word for word in old if word not in stop and len(word) > 1]
        new_words = [word for word in new if word not in stop and len(word) > 1]
        outer = start == 0 or end == len(a) or other_start == 0 or other_end == len(b)
        cut = not (old and new) and len(old) + len(new) > _MOST_CHANGED
        if cut or (outer and not (old_words and new_words)):
            continue
        if old_words or new_words:
            yield old_words, new_words


def _shortened(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether one word is short for the other: Sept, September."""
    if len(old) != 1 or len(new) != 1:
        return False
    short, long = sorted((old[0], new[0]), key=len)
    return len(short) >= _LEAST_SHORT and long.startswith(short)


def _attributed(
    a: Reading, quotation: Quotation, b: Reading, other: Quotation, share: float
) -> Iterator[Disagreement]:
    x, y = quotation.speaker, other.speaker
    if x is None or y is None or min(len(quotation.words), len(other.words)) < _LEAST_ATTRIBUTED:
        return
    if _one_name(x, y) or _beside(a, x, y) or _beside(b, y, x):
        return
    # A surname alone, an office or an acronym may be the other speaker by another name.
    if share < _ALTERED or min(_full_name(a, x), _full_name(b, y)) == 1:
        return
    yield Disagreement(
        Kind.ATTRIBUTION,
        Tier.CONFLICT,
        _named(a, x),
        _named(b, y),
        share,
    )


def _one_name(a: Name, b: Name) -> bool:
    """Whether they share a word, or the last words are one name in two spellings."""
    alike = SequenceMatcher(None, a.keys[-1], b.keys[-1], autojunk=False).ratio() >= _SPELLING
    return alike or not set(a.keys).isdisjoint(b.keys)


def _beside(reading: Reading, name: Name, other: Name) -> bool:
    """Whether the other speaker is named in the same sentence: "Kremlin spokesman Peskov"."""
    at = reading.sentence_at(name.start)
    return any(
        placed.sentence == at and not set(placed.it.keys).isdisjoint(other.keys)
        for placed in reading.names
    )


def _full_name(reading: Reading, name: Name) -> int:
    """How many words the name has where the text gives most of them."""
    return max((len(x.it.keys) for x in reading.names if name.keys[-1] == x.it.keys[-1]), default=0)


def _statement(reading: Reading, quotation: Quotation) -> Statement:
    span = quotation.span
    first = reading.sentences[reading.sentence_at(span.start)]
    last = reading.sentences[reading.sentence_at(span.end - 1)]
    return Statement(span.of(reading.text), span, Span(first.start, last.end))


def _named(reading: Reading, name: Name) -> Statement:
    sentence = reading.sentences[reading.sentence_at(name.start)]
    return Statement(name.text, Span(name.start, name.end), sentence)


# Who tells what was said turns "I was" into "she was".
_PRONOUNS = frozenset(("i", "me", "my", "our", "us", "your", "they", "them", "him", "am", "were"))
_NEGATIONS = frozenset(("not", "no", "never", "nothing", "none", "without"))
