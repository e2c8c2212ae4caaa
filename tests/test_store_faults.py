"""A disk that refuses gives one clear line, leaves nothing corrupt, and the next run catches up."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.errors import StoreError
from scraper.model import Link
from scraper.store import Disk, Mended, State, Store
from tests.store_samples import NOON, article, plain, texts


class FaultyDisk(Disk):
    """A disk that fails in one way at one operation."""

    def __init__(self, operation: str, fault: int, *, at: int = 1) -> None:
        super().__init__(durable=False)
        self.operation, self.fault, self.left = operation, fault, at

    def write(self, path: Path, data: bytes) -> None:
        if self.operation == "write" and self._is_now():
            path.write_bytes(data[: len(data) // 2])
            raise OSError(self.fault, os.strerror(self.fault))
        super().write(path, data)

    def rename(self, source: Path, target: Path) -> None:
        self._fail("rename")
        super().rename(source, target)

    def remove(self, path: Path) -> None:
        self._fail("remove")
        super().remove(path)

    def _fail(self, operation: str) -> None:
        if self.operation == operation and self._is_now():
            raise OSError(self.fault, os.strerror(self.fault))

    def _is_now(self) -> bool:
        self.left -= 1
        return self.left == 0


@pytest.mark.parametrize("operation", ["write", "rename"])
@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_file_that_cannot_be_written_follows_later(
    tmp_path: Path, operation: str, fault: int, at: int
) -> None:
    articles = [plain(f"Text {n}.", url=f"https://a.example/{n}", title="T") for n in range(4)]
    with Store(tmp_path, disk=FaultyDisk(operation, fault, at=at)) as store:
        for each in articles[: at - 1]:
            store.file(each, story_id="s")
        with pytest.raises(StoreError, match=os.strerror(fault)) as raised:
            store.file(articles[at - 1], story_id="s")
        assert "\n" not in str(raised.value)
        for each in articles[at:]:
            store.file(each, story_id="s")
    assert all(text.endswith(".\n") for text in texts(tmp_path).values())
    with Store(tmp_path) as store:
        assert [record.copy.article.text for record in store.records()] == [
            each.text for each in articles
        ]
        assert set(texts(tmp_path).values()) == {f"Text {n}.\n" for n in range(4)}
        assert store.mend() == Mended((), ())


def test_a_store_whose_texts_cannot_be_caught_up_is_said_when_it_opens(tmp_path: Path) -> None:
    full = FaultyDisk("write", errno.ENOSPC)
    with Store(tmp_path, disk=full) as store, pytest.raises(StoreError):
        store.file(article(), story_id="s1")
    with pytest.raises(StoreError, match="No space left on device"):
        Store(tmp_path, disk=FaultyDisk("write", errno.ENOSPC))
    with Store(tmp_path, read_only=True) as store:
        assert store.known(article().url)
    with Store(tmp_path):
        assert len(texts(tmp_path)) == 1


def test_a_writer_waits_for_its_turn(tmp_path: Path) -> None:
    with Store(tmp_path) as store, (tmp_path / ".aside" / "lock").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        timer = threading.Timer(0.05, fcntl.flock, (other, fcntl.LOCK_UN))
        timer.start()
        assert store.file(article(), story_id="s1").state is State.NEW
        timer.join()


def test_a_move_that_cannot_remove_the_old_file_does_so_later(tmp_path: Path) -> None:
    with Store(tmp_path, disk=FaultyDisk("remove", errno.EIO)) as store:
        filed = store.file(article(), story_id="s1")
        with pytest.raises(StoreError):
            store.place(filed.record_id, story_id="s2")
    with Store(tmp_path) as store:
        assert list(texts(tmp_path)) == [next(store.records()).path]


def test_a_database_that_cannot_grow_takes_nothing_and_loses_nothing(tmp_path: Path) -> None:
    big = plain("Gulls. " * 100_000, url="https://a.example/big")
    with Store(tmp_path) as store:
        store.file(article(), story_id="s1")
        with closing(sqlite3.connect(tmp_path / "copydesk.db")) as other:
            pages = other.execute("PRAGMA page_count").fetchone()[0]
        store._session.db.run(f"PRAGMA max_page_count = {pages + 2}")  # noqa: SLF001 - the only full disk that a test can make everywhere
        with pytest.raises(StoreError, match="full") as raised:
            store.file(big, story_id="s1")
        assert "\n" not in str(raised.value)
        assert not store.known(big.url)
        store._session.db.run("PRAGMA max_page_count = 1000000")  # noqa: SLF001 - as above
        assert store.file(big, story_id="s1").state is State.NEW
    assert len(texts(tmp_path)) == 2


def test_a_full_file_system_is_said_and_survived(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)],  # noqa: S607 - wherever it is
        check=False,
        stderr=subprocess.DEVNULL,
    )
    if not mounted or mounted.returncode:
        pytest.skip("this user may not mount a small file system")
    filed = 0
    try:
        with Store(folder / "store") as store, pytest.raises(StoreError) as raised:  # noqa: PT012 - it happens when it is full
            for number in range(1000):
                store.file(plain(f"{number} " * 500, url=f"a/{number}"), story_id="s")
                filed += 1
        assert "\n" not in str(raised.value)
        assert filed > 0
        subprocess.run(["mount", "-o", "remount,size=9m", str(folder)], check=True)  # noqa: S607 - as above
        with Store(folder / "store") as store:
            records = list(store.records())
            assert len(records) >= filed
            assert store.mend() == Mended((), ())
            assert len(texts(folder / "store")) == len(records)
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S607 - as above


READ_ONLY = """
import os, sys
from pathlib import Path
from scraper.errors import StoreError
from scraper.store import Store
from scraper.store.exports import write_jsonl
from tests.store_samples import article
folder = Path(sys.argv[1])
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for make in (lambda: Store(folder / "new"), lambda: Store(folder)):
    try:
        make()
    except StoreError as error:
        print(error.code, str(error).replace(str(folder), "STORE"))
with Store(folder, read_only=True) as store:
    print(len(list(store.records())), store.known(article().url), len(store.search("gulls")))
"""


def test_a_read_only_folder_is_said_and_can_be_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Store(folder) as store:
            store.file(article(), story_id="s1")
            store.refresh_search()
        for path in (folder, folder / ".aside"):
            path.chmod(0o555)
        for path in (folder / "copydesk.db", folder / ".aside" / "lock"):
            path.chmod(0o444)
        ran = subprocess.run(
            [sys.executable, "-B", "-c", READ_ONLY, name],
            capture_output=True,
            text=True,
            check=False,
        )
        for path in (folder, folder / ".aside"):
            path.chmod(0o755)
    assert ran.stderr == ""
    assert ran.stdout.splitlines() == [
        "73 cannot create the store STORE/new: Permission denied",
        "74 cannot open the store STORE: Permission denied",
        "1 True 1",
    ]


def test_a_clock_that_was_a_year_ahead_does_no_harm(tmp_path: Path) -> None:
    ahead = NOON + timedelta(days=365)
    with Store(tmp_path, clock=lambda: ahead) as store:
        run = store.start_run(at=ahead)
        store.file(article(), story_id="s1")
        store.frontier.add([Link("https://a.example/1")], at=ahead)
        store.end_run(run, at=ahead)
    with Store(tmp_path, clock=lambda: NOON) as store:
        run = store.start_run(at=NOON)
        assert store.file(article(), story_id="s1").state is State.KNOWN
        assert store.file(article(title="Edited"), story_id="s1").state is State.CHANGED
        store.frontier.add([Link("https://a.example/2")], at=NOON)
        assert len(store.frontier.take(9)) == 2
        store.end_run(run, at=NOON)
        assert [row.id for row in store.runs()] == [run - 1, run]


def test_a_damaged_database_is_said(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        for number in range(50):
            store.file(plain("x" * 3000, url=f"https://a.example/{number}"), story_id="s")
    path = tmp_path / "copydesk.db"
    data = bytearray(path.read_bytes())
    data[4096 * 10 :] = os.urandom(len(data) - 4096 * 10)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="malformed") as raised, Store(tmp_path) as store:
        list(store.records())
    assert "\n" not in str(raised.value)
