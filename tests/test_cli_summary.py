"""The table of stories: the role of each copy, which one to read, and where copies disagree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from scraper.cli.summary import print_stories
from scraper.placing import settle_stories
from scraper.store import Store
from tests.helpers import run
from tests.test_placing import REWRITE, WIRE, file

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.store import DisagreementRow

PLANTED = [
    ("date", {"14 March", "24 March"}, {"northwire.example", "quayside-news.example"}),
    ("number", {"41,000", "14,000"}, {"wireroom.example"}),
    ("number", {"212", "221"}, {"wireroom.example"}),
]


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo printed and filed."""

    lines: list[str]
    disagreements: list[DisagreementRow]
    roles: dict[str, str]
    canonical: set[str]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo") / "store"
    lines = run("demo", "--store", folder).out.splitlines()
    with Store(folder, read_only=True) as store:
        rows = list(store.relations.all_disagreements())
        roles = {record.copy.id: record.copy.role for record in store.records()}
        canonical = {story.canonical for story in store.stories()}
    return Demo(lines, rows, roles, canonical)


def test_every_copy_of_the_demo_shows_its_role(demo: Demo) -> None:
    shown = {match[1]: match[2] for line in demo.lines if (match := COPY.match(line))}
    assert shown == demo.roles
    assert set(shown.values()) == {"original", "reprint", "trimmed", "extended", "rewrite"}


def test_one_copy_of_each_story_is_marked(demo: Demo) -> None:
    marked = [line.split()[1] for line in demo.lines if line.startswith("  * ")]
    assert len(marked) == len(demo.canonical)
    assert set(marked) == demo.canonical


@pytest.mark.parametrize(
    ("kind", "words", "sites"),
    [
        pytest.param(*PLANTED[0], id="14 or 24 March"),
        pytest.param(*PLANTED[1], id="41,000 or 14,000 homes"),
        pytest.param(*PLANTED[2], id="212 or 221 species"),
    ],
)
def test_a_planted_disagreement_is_found_and_shown(
    demo: Demo, kind: str, words: set[str], sites: set[str]
) -> None:
    found = [row for row in demo.disagreements if {row.a.words, row.b.words} == words]
    assert {row.kind for row in found} == {kind}
    assert any(sites & {row.a.site, row.b.site} for row in found)
    shown = [line for line in demo.lines if all(word in line for word in words)]
    assert len(shown) == 1


def test_nothing_else_in_the_demo_is_called_a_disagreement(demo: Demo) -> None:
    planted = [words for _, words, _ in PLANTED]
    assert [row for row in demo.disagreements if {row.a.words, row.b.words} not in planted] == []


def test_a_point_is_shown_once_whoever_repeats_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store(tmp_path) as store:
        ids = [file(store, "kelpwire.example", WIRE, agency="Kelpwire").record_id]
        ids += [file(store, f"{name}.example", REWRITE).record_id for name in ("post", "sun")]
        settle_stories(store)
        print_stories(store, ids)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Bell raised, says kelpwire.example"
    assert lines[1].startswith(f"  * {ids[0]}  original    kelpwire.example, Kelpwire: ")
    assert lines[-2:] == [
        "    differ on a number: 84 (kelpwire.example) / 48 (post.example and 1 more)",
        "",
    ]


COPY = re.compile(r"  [* ] ([0-9a-f]{12})  (\w+(?: event)?) +[\w.-]+\.example\b")
