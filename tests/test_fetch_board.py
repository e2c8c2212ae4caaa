from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scraper.fetch.board import Board
from scraper.model import Link


def taken(board: Board, now: float) -> str | None:
    found = board.take(now)
    return found[1].url if found else None


def test_sites_take_turns_and_links_keep_their_order() -> None:
    board = Board()
    for site, url in [("a", "a1"), ("a", "a2"), ("b", "b1")]:
        board.add(site, Link(url))
    assert [taken(board, 0), taken(board, 0), taken(board, 0)] == ["a1", "b1", None]
    board.free("a", ready=5)
    assert board.soonest == 5
    assert taken(board, 4.9) is None
    assert taken(board, 5) == "a2"
    assert len(board) == 0


def test_a_busy_site_keeps_its_links_until_it_is_free() -> None:
    board = Board()
    board.add("a", Link("a1"))
    assert taken(board, 0) == "a1"
    board.add("a", Link("a2"))
    assert taken(board, 0) is None
    board.free("a", ready=0)
    board.free("a", ready=0)
    assert [taken(board, 0), taken(board, 0)] == ["a2", None]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3))))
def test_every_link_comes_out_once_and_no_site_twice_at_a_time(
    steps: list[tuple[str, int]],
) -> None:
    board = Board()
    busy: set[str] = set()
    out = []
    for number, (site, action) in enumerate(steps):
        if action < 2:
            board.add(site, Link(f"{site}{number}"))
        elif action == 2 and (found := board.take(0)):
            assert found[0] not in busy
            busy.add(found[0])
            out.append(found[1].url)
        else:
            busy.discard(site)
            board.free(site, 0)
    while len(board):
        for site in "abc":
            board.free(site, 0)
        while found := board.take(0):
            out.append(found[1].url)
    added = [f"{site}{number}" for number, (site, action) in enumerate(steps) if action < 2]
    assert sorted(out) == sorted(added)
    for site in "abc":
        assert [u for u in out if u[0] == site] == [u for u in added if u[0] == site]
