"""What only some installations have is imported when it is asked for, and its absence explained."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from scraper.errors import UsageError


def arrow(wanted: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    """The module pyarrow, with `pyarrow.parquet` loaded.

    Raises:
        UsageError: it is not installed.

    """
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as error:
        raise UsageError(
            f"{wanted} needs the extra 'parquet': pip install 'copydesk[parquet]'"
        ) from error
