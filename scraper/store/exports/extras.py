"""What only some installations have is imported when it is asked for, and its absence explained."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from scraper.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def arrow() -> Any:  # noqa: ANN401 - pyarrow has no types
    """The module pyarrow, with `pyarrow.parquet` loaded.

    Raises:
        UsageError: it is not installed.

    """
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as error:
        raise UsageError(
            "Parquet needs the extra 'parquet': pip install 'copydesk[parquet]'"
        ) from error


def zstd_file(path: Path) -> BinaryIO:
    """A file that compresses what is written into it; whoever opens it closes it.

    Python has Zstandard from 3.14 on; the extra `codecs` brings the same module to older ones.

    Raises:
        UsageError: there is neither.

    """
    for module in ("compression.zstd", "backports.zstd"):
        with suppress(ImportError):
            return cast("BinaryIO", import_module(module).open(path, "wb"))
    raise UsageError("Zstandard needs the extra 'codecs': pip install 'copydesk[codecs]'")
