"""A comparison is shown so that the eye finds the point first and the evidence beside it."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from scraper.stories.comparison import compare
from scraper.stories.passages import word_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scraper.stories.comparison import Comparison
    from scraper.stories.disagreement import Statement
    from scraper.stories.sentences import Span

__all__ = ["compare_json", "compare_lines"]

_LONGEST_PASSAGES = 3
_MOST_ALONE = 8


def compare_lines(copies: Sequence[tuple[str, str]], *, width: int = 80) -> list[str]:
    """Compare the first of some `(name, text)` copies with each of the others, for a terminal.

    Plain text without colours, no line longer than `width` (at least 40) but where a name is.
    Raises ValueError for fewer than two copies.
    """
    (name, text), *others = _at_least_two(copies)
    width = max(40, width)
    lines: list[str] = []
    for other_name, other in others:
        if lines:
            lines.append("")
        lines += _head(("A", name, text), ("B", other_name, other))
        lines += _body(text, other, compare(text, other), width)
    return lines


def compare_json(copies: Sequence[tuple[str, str]]) -> dict[str, object]:
    """What `compare_lines` shows, as values that `json.dumps` takes; offsets count characters."""
    (name, text), *others = _at_least_two(copies)
    return {
        "copies": [{"name": name, "words": word_count(text)} for name, text in copies],
        "comparisons": [
            {"a": name, "b": other_name, **_as_json(text, other, compare(text, other))}
            for other_name, other in others
        ],
    }


def _at_least_two(copies: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    if len(copies) < 2:  # noqa: PLR2004 - it takes two to disagree
        raise ValueError("comparing takes two copies or more")
    return copies


def _head(*copies: tuple[str, str, str]) -> Iterator[str]:
    for letter, name, text in copies:
        yield f"{letter}  {name}  ({word_count(text)} words)"


def _body(a: str, b: str, comparison: Comparison, width: int) -> Iterator[str]:
    yield ""
    count = len(comparison.disagreements)
    yield "No disagreement found" if not count else f"Disagree on {_counted(count, 'point')}"
    for point in comparison.disagreements:
        yield f"  {point.kind} ({point.tier}): {_flat(point.a.words)} / {_flat(point.b.words)}"
        yield from _wrapped("A", _marked(a, point.a), width)
        yield from _wrapped("B", _marked(b, point.b), width)
    yield ""
    passages = sorted(comparison.passages, key=lambda passage: -passage.words)
    shares = f"{comparison.shared_a:.0%} of A, {comparison.shared_b:.0%} of B"
    yield f"Shared word for word: {_counted(len(passages), 'passage')}, {shares}"
    for passage in passages[:_LONGEST_PASSAGES]:
        yield from _wrapped("=", passage.a.of(a), width)
    for letter, text, spans in (("A", a, comparison.only_a), ("B", b, comparison.only_b)):
        if spans:
            yield ""
            yield from _alone(letter, text, spans, width)


def _alone(letter: str, text: str, spans: Sequence[Span], width: int) -> Iterator[str]:
    yield f"Only in {letter}: {_counted(len(spans), 'sentence')}"
    for span in spans[:_MOST_ALONE]:
        yield from _wrapped(letter, span.of(text), width)
    if len(spans) > _MOST_ALONE:
        yield f"    and {len(spans) - _MOST_ALONE} more"


def _marked(text: str, statement: Statement) -> str:
    """The sentence with the words in dispute between arrows; >> << survive any terminal."""
    before = text[statement.sentence.start : statement.span.start]
    after = text[statement.span.end : statement.sentence.end]
    return f"{before}>>{statement.words}<<{after}"


def _wrapped(letter: str, text: str, width: int) -> Iterator[str]:
    first = f"    {letter}  "
    yield from wrap(_flat(text), width, initial_indent=first, subsequent_indent=" " * len(first))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _as_json(a: str, b: str, comparison: Comparison) -> dict[str, object]:
    return {
        "disagreements": [
            {
                "kind": str(point.kind),
                "tier": str(point.tier),
                "match": round(point.match, 3),
                "a": _statement(a, point.a),
                "b": _statement(b, point.b),
            }
            for point in comparison.disagreements
        ],
        "shared": [
            {"a": _place(x.a), "b": _place(x.b), "words": x.words, "text": x.a.of(a)}
            for x in comparison.passages
        ],
        "shared_a": round(comparison.shared_a, 4),
        "shared_b": round(comparison.shared_b, 4),
        "only_a": [{"place": _place(span), "text": span.of(a)} for span in comparison.only_a],
        "only_b": [{"place": _place(span), "text": span.of(b)} for span in comparison.only_b],
    }


def _statement(text: str, statement: Statement) -> dict[str, object]:
    return {
        "words": statement.words,
        "place": _place(statement.span),
        "sentence": statement.sentence.of(text),
        "sentence_place": _place(statement.sentence),
    }


def _place(span: Span) -> list[int]:
    return [span.start, span.end]
