"""Tables fit, whatever is in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from scraper.cli.table import lay_out


@given(
    st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=5),
    st.integers(min_value=10, max_value=80),
)
def test_every_line_fits_and_is_harmless(rows: list[tuple[str, str, str]], wide: int) -> None:
    lines = list(lay_out(("a", "b", "c"), rows, wide=wide))
    assert len(lines) == len(rows) + 1
    assert all(cell_len(line) <= wide for line in lines)
    assert not any("\x00" <= char < " " or "\x7f" <= char < "\xa0" for char in "".join(lines))


def test_columns_stand_below_each_other_whatever_the_script() -> None:
    lines = list(lay_out(("x", "y"), [("船", "a"), ("boat", "b")]))
    assert lines == ["x     y", "船    a", "boat  b"]
