"""Whatever a title contains, its file name is readable, unique, stable and stays in its folder."""

from __future__ import annotations

import doctest
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.store import names

ANYTHING = st.text(st.characters(codec=None, exclude_categories=()))


def test_the_examples_hold() -> None:
    assert doctest.testmod(names).failed == 0


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Harbour bridge reopens", "harbour-bridge-reopens"),
        ("  Harbour -- bridge?! ", "harbour-bridge"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", ""),
        ("a\\b:c*d|e", "a-b-c-d-e"),
        ("🚢⚓", ""),
        ("\u202etxt.exe\u2066", "txt-exe"),
        ("\x00\x1b[31mred\n", "31mred"),
        ("Мост открыт", "мост-открыт"),
        ("橋が再開", "橋が再開"),
        ("पुल खुला", "पुल-खुला"),
        ("cafe\u0301", "café"),
        ("ßtraße", "ßtraße"),
        ("x" * 10_000, "x" * 70),
        ("word " * 2_000, "-".join(["word"] * 14)),
        ("橋" * 10_000, "橋" * 23),
        ("a\u0301" * 9 + "b" + "\u0302" * 10_000, None),
    ],
)
def test_a_slug_keeps_what_people_read(title: str, expected: str | None) -> None:
    slug = names.slug(title)
    assert len(slug.encode()) <= 70
    if expected is not None:
        assert slug == expected


@pytest.mark.parametrize("device", ["con", "CON", "aux", "nul", "COM1", "lpt9", "com¹"])
def test_no_name_is_a_device_of_windows(device: str) -> None:
    name = names.file_name(site=f"{device}.example", title=device, record_id="1")
    assert name.startswith("_")
    assert not names.folder_name(title=device, story_id="1").startswith(device + ".")


@given(ANYTHING, ANYTHING, ANYTHING)
def test_a_name_is_one_safe_name(site: str, title: str, key: str) -> None:
    for name, most in (
        (names.file_name(site=site, title=title, record_id=key), 143),
        (names.folder_name(title=title, story_id=key), 100),
    ):
        assert len(name.encode()) <= most
        assert PurePosixPath(name).name == name
        assert not name.startswith((".", "-"))
        assert not set(name) & set('/\\:*?"<>|\x00\n\x1b\u202e ')
        assert not name.endswith((".", " "))


@given(ANYTHING, st.sampled_from(["a", "A", "é", "\ud800", "1" * 40]))
def test_two_ids_give_two_names_even_where_case_is_ignored(title: str, key: str) -> None:
    one = names.file_name(site="", title=title, record_id=key)
    other = names.file_name(site="", title=title, record_id=key + "0")
    assert one.casefold() != other.casefold()
