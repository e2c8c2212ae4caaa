"""A rule is judged by its own examples, whoever wrote it: built in or read from a user's file.

    row (a mapping) → Rule → its expressions → its examples, beside all other rules

Nothing is raised: all faults of all rules come at once, each with what to do about it.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaners.desk import FINDERS
from cleaners.hazards import explodes
from cleaners.lines import fold, is_prose
from cleaners.matcher import Matcher, RuleError
from cleaners.model import Action, Anchor, Kind, Rule, Where
from cleaners.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from enum import StrEnum

__all__ = ["Checked", "Example", "Fault", "check_rows", "check_rules", "examples_of", "judge"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a rule, and what to do. `rule` is its name, or number, or empty."""

    rule: str
    what: str

    def __str__(self) -> str:
        return f"rule {self.rule}: {self.what}" if self.rule else self.what


@dataclass(frozen=True, slots=True)
class Checked:
    """The rules that can be asked about lines, and everything that is wrong with any rule."""

    rules: tuple[Rule, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A line that a rule cuts, with what must go in ⟦brackets⟧; or one that must be left alone."""

    rule: Rule
    text: str

    @property
    def plain(self) -> str:
        """The line as a page has it."""
        return self.text.replace("⟦", "").replace("⟧", "")

    @property
    def cut(self) -> tuple[int, int] | None:
        """What of the plain line must go; None where nothing may."""
        if "⟦" not in self.text:
            return None
        return self.text.index("⟦"), self.text.index("⟧") - 1

    @property
    def is_near_miss(self) -> bool:
        """Whether every rule must leave the line alone. A rule that keeps shows what it notes."""
        return "⟦" not in self.text and self.rule.action is not Action.KEEP

    def __str__(self) -> str:
        return f"{self.rule.name}: {self.text[:50]}"


def check_rows(rows: Sequence[object], *, besides: Sequence[Rule] = ()) -> Checked:
    """Rules from rows with the fields of `Rule`, judged beside the rules that there are already."""
    rules: list[Rule] = []
    faults: list[Fault] = []
    for number, row in enumerate(rows, 1):
        made = _rule_of(row, number)
        if isinstance(made, Rule):
            rules.append(made)
        else:
            faults += made
    checked = _judged(rules, besides)
    return Checked(checked.rules, (*faults, *checked.faults))


def check_rules(rules: Sequence[Rule], *, besides: Sequence[Rule] = ()) -> tuple[Fault, ...]:
    """Everything that is wrong with these rules, beside the others, which are in order.

    Where an expression or a name is wrong, the examples of that rule are not looked at.
    """
    return _judged(rules, besides).faults


def examples_of(rule: Rule) -> tuple[Example, ...]:
    """The examples of a rule, in its order."""
    return tuple(Example(rule, text) for text in rule.examples)


def judge(example: Example, matcher: Matcher) -> Iterator[str]:
    """What is wrong with an example among these rules: nothing, as a rule, or one thing."""
    shown = _shown(example.text)
    if not _BRACKETED.fullmatch(example.text):
        yield f"{shown}: put one pair of ⟦brackets⟧ around what must go, or none in a near-miss"
    elif normalize(example.plain) != example.plain:
        yield f"{shown}: no line looks like that; write it as {normalize(example.plain)!r}"
    elif example.is_near_miss:
        yield from _judge_near_miss(example, matcher)
    else:
        yield from _judge_hit(example, matcher)


def _judged(rules: Sequence[Rule], besides: Sequence[Rule]) -> Checked:
    taken = {rule.name for rule in (*besides, *FINDERS)}
    times = Counter(rule.name for rule in rules)
    faults: list[Fault] = []
    sound: list[Rule] = []
    for rule in rules:
        wrong = [*_wrong_names(rule, taken, times), *_wrong_expressions(rule)]
        faults += (Fault(rule.name, what) for what in (*wrong, *_missing_examples(rule)))
        if not wrong:
            sound.append(rule)
    matcher = Matcher((*besides, *sound))
    for rule in sound:
        faults += (
            Fault(rule.name, what) for ex in examples_of(rule) for what in judge(ex, matcher)
        )
    faults += _spoilt(sound, besides, matcher)
    return Checked(tuple(sound), tuple(dict.fromkeys(faults)))


def _judge_near_miss(example: Example, matcher: Matcher) -> Iterator[str]:
    for hit in matcher.hits(example.plain):
        who = "it" if hit.rule.name == example.rule.name else f"the rule {hit.rule.name}"
        yield f"{_shown(example.text)}: {who} does not leave this near-miss alone; narrow it"
        return


def _judge_hit(example: Example, matcher: Matcher) -> Iterator[str]:
    rule, plain, shown = example.rule, example.plain, _shown(example.text)
    where = Where.TAIL if rule.where is Where.EDGE else rule.where
    hit = matcher.match(plain, where)
    if hit is None:
        prose = is_prose(plain) and rule.anchor is Anchor.LINE and not rule.sentences
        hint = "; it reads as a sentence, so say sentences = true" if prose else ""
        yield f"{shown}: it does not match; lines are looked at so: {fold(plain)[0]!r}{hint}"
    elif hit.rule.name != rule.name:
        yield f"{shown}: the rule {hit.rule.name} knows it already; leave this example out"
    elif example.cut is not None and (hit.start, hit.end) != example.cut:
        cut = f"{plain[: hit.start]}⟦{plain[hit.start : hit.end]}⟧{plain[hit.end :]}"
        yield f"{shown}: it cuts {_shown(cut)}; mend the expression or the brackets"


def _spoilt(rules: Iterable[Rule], besides: Iterable[Rule], matcher: Matcher) -> Iterator[Fault]:
    """Near-misses of other rules that one of these does not leave alone."""
    mine = {rule.name for rule in rules}
    if not mine:
        return
    for example in (example for rule in besides for example in examples_of(rule)):
        if example.is_near_miss:
            for hit in matcher.hits(example.plain):
                if hit.rule.name in mine:
                    what = f"it does not leave alone {_shown(example.text)}, a near-miss of the"
                    yield Fault(hit.rule.name, f"{what} rule {example.rule.name}; narrow it")


def _wrong_names(rule: Rule, taken: set[str], times: Counter[str]) -> Iterator[str]:
    if not _NAME.fullmatch(rule.name):
        yield "write the name in lower-case letters and digits, with hyphens between words"
    if rule.name in taken:
        yield "there is a rule of this name already; take another"
    if times[rule.name] > 1:
        yield f"{times[rule.name]} rules have this name; take others"


def _wrong_expressions(rule: Rule) -> Iterator[str]:
    if not rule.find:
        yield "find is empty; give it one expression or more"
    for find in rule.find:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                Matcher((replace(rule, find=(find,)),))
                re.compile(find)
                if explodes(find):
                    yield f"a repeat within a repeat takes for ever on some lines in {find!r}"
        except RuleError as error:
            yield str(error).removeprefix(f"rule {rule.name}: ")
        except (re.error, Warning, OverflowError, RecursionError) as error:
            yield f"{error} in {find!r}"


def _missing_examples(rule: Rule) -> Iterator[str]:
    near_misses = sum(example.is_near_miss for example in examples_of(rule))
    if near_misses == len(rule.examples):
        yield "no example of what it finds; show one line with what must go in ⟦brackets⟧"
    if not near_misses and rule.action is not Action.KEEP:
        yield "no near-miss; show one line much like the others that must stay"


def _rule_of(row: object, number: int) -> Rule | list[Fault]:
    """The rule of a row, or what keeps it from being one."""
    if not isinstance(row, dict):
        return [Fault(str(number), f"a rule is a table, not {row!r}")]
    name = row.get("name")
    label = name if isinstance(name, str) and name else str(number)
    known = ", ".join(_TYPES)
    wrong = [f"unknown key {key} (known: {known})" for key in row if key not in _TYPES]
    wrong += [f"no {key}; add it" for key in _NEEDED if key not in row]
    made: dict[str, object] = {}
    for key, kind in _TYPES.items():
        if key in row:
            try:
                made[key] = kind(row[key])
            except ValueError as error:
                wrong.append(f"{key} must be {error}, not {row[key]!r}")
    if wrong:
        return [Fault(label, what) for what in wrong]
    return Rule(**made)  # type: ignore[arg-type]  # each by its own function


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a string")  # noqa: TRY004  # told as a fault, as all others are
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) and entry for entry in value):
        raise ValueError("a list of strings")
    return tuple(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")  # noqa: TRY004  # as above
    return value


def _one_of(choices: Iterable[StrEnum]) -> Callable[[object], StrEnum]:
    known = {str(choice): choice for choice in choices}

    def chosen(value: object) -> StrEnum:
        if not isinstance(value, str) or value not in known:
            raise ValueError(f"one of {', '.join(known)}")
        return known[value]

    return chosen


def _shown(text: str) -> str:
    return f'"{text}"' if len(text) <= _LONGEST_SHOWN else f'"{text[:_LONGEST_SHOWN]}…"'


_LONGEST_SHOWN = 160  # characters
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BRACKETED = re.compile("[^⟦⟧]*(?:⟦[^⟦⟧]+⟧[^⟦⟧]*)?")
_NEEDED = ("name", "kind", "find", "examples")
_TYPES: dict[str, Callable[[object], object]] = {
    "name": _text,
    "kind": _one_of(kind for kind in Kind if kind not in {finder.kind for finder in FINDERS}),
    "find": _texts,
    "examples": _texts,
    "where": _one_of(Where),
    "anchor": _one_of(Anchor),
    "action": _one_of(Action),
    "sentences": _flag,
    "names": _flag,
    "capitals": _flag,
    "post_above": _flag,
    "block": _flag,
    "language": _text,
}
