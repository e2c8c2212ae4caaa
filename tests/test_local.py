"""A file is as good an input as a fetched page; what cannot be read is said, not raised."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from scraper.errors import InputError
from scraper.local import LARGEST, files_in, is_file, page_in
from scraper.model import Miss, Page, Reason

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text/plain"),
        ("a.html", "text/html"),
        ("A.HTM", "text/html"),
        ("a.xhtml", "application/xhtml+xml"),
        ("a.dump", ""),
        ("a", ""),
    ],
)
def test_a_page_is_the_bytes_and_the_kind_that_the_name_says(
    name: str, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xff\x00a page")
    page = page_in(path)
    assert isinstance(page, Page)
    assert (page.body, page.content_type, page.status) == (b"\xff\x00a page", kind, 200)
    assert page.url == page.requested == path.resolve().as_uri()
    assert page.fetched is None


def test_the_same_file_has_one_url_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "a b%20.txt"
    path.write_text("x")
    (tmp_path / "below").mkdir()
    (tmp_path / "link.txt").symlink_to(path)
    names = (path, tmp_path / "below" / ".." / path.name, tmp_path / "link.txt")
    assert {page_in(name).url for name in names} == {f"{tmp_path.as_uri()}/a%20b%2520.txt"}


@pytest.mark.parametrize("there", [True, False], ids=["a folder", "nothing"])
def test_what_cannot_be_read_is_a_miss(there: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a column of the table
    path = tmp_path / "a.txt"
    if there:
        path.mkdir()
    miss = page_in(path)
    assert isinstance(miss, Miss)
    assert miss.reason is Reason.CONNECT
    assert miss.detail.startswith("cannot read: ")


@pytest.mark.parametrize(("size", "fits"), [(LARGEST, True), (LARGEST + 1, False)])
def test_a_file_that_is_too_large_is_a_miss(size: int, fits: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a column of the table
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(size)  # sparse: takes no room
    page = page_in(path)
    assert isinstance(page, Page) is fits
    if isinstance(page, Miss):
        assert (page.reason, page.detail) == (Reason.TOO_LARGE, "more than 50 MiB")


class TestFilesIn:
    def test_a_file_is_itself_whatever_its_name(self, tmp_path: Path) -> None:
        path = tmp_path / "story.dump"
        path.touch()
        assert list(files_in(path)) == [path]

    def test_a_folder_is_its_pages_and_texts_sorted(self, tmp_path: Path) -> None:
        names = ["b.txt", "a/z.html", "a/y.HTM", "c/d/e.xhtml"]
        for name in [*names, "a/x.pdf", "a/w.txt.gz", "notes", ".hidden/f.txt"]:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).touch()
        (tmp_path / "folder.txt").mkdir()
        found = [path.relative_to(tmp_path).as_posix() for path in files_in(tmp_path)]
        assert found == sorted([*names, ".hidden/f.txt"])

    @pytest.mark.parametrize("name", ["none", "file/below", "x" * 5000, "a\0b"])
    def test_nothing_there(self, name: str, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(InputError) as raised:
            list(files_in(tmp_path / name))
        assert str(raised.value).startswith(f"{tmp_path / name}: ")
        assert not is_file(str(tmp_path / name))

    def test_nothing_in_it(self, tmp_path: Path) -> None:
        (tmp_path / "photo.jpg").touch()
        with pytest.raises(InputError, match="no pages or texts in this folder"):
            list(files_in(tmp_path))

    @pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
    def test_a_folder_that_is_closed(self, tmp_path: Path) -> None:
        closed = tmp_path / "closed"
        closed.mkdir()
        (closed / "a.txt").touch()
        closed.chmod(0)
        try:
            with pytest.raises(InputError):
                list(files_in(closed / "a.txt"))
        finally:
            closed.chmod(0o700)
