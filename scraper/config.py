"""A configuration file is checked against the settings' own fields; all its errors come at once."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from scraper.errors import ConfigError
from scraper.settings import FetchSettings, Settings

__all__ = ["read_config"]


def read_config(path: Path) -> Settings:
    """Settings from a TOML file: `store` and `refresh` at the top, the rest under `[fetch]`.

    Raises ConfigError naming every unknown key and every value of the wrong type or size.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    fetch = table.pop("fetch", {})
    faults: list[str] = []
    if not isinstance(fetch, dict):
        faults.append("fetch must be a table")
        fetch = {}
    top = _checked(table, {"store": str, "refresh": bool}, "", faults)
    defaults = FetchSettings()
    kinds = {entry.name: type(getattr(defaults, entry.name)) for entry in fields(FetchSettings)}
    inner = _checked(fetch, kinds, "fetch.", faults)
    faults += _out_of_bounds(inner)
    if faults:
        raise ConfigError(f"{path}: " + "; ".join(faults))
    settings = Settings(fetch=FetchSettings(**inner))
    store = Path(top.get("store", settings.store))
    return Settings(path.parent / store, top.get("refresh", False), settings.fetch)


def _checked(
    table: dict[str, Any], kinds: dict[str, Any], where: str, faults: list[str]
) -> dict[str, Any]:
    good: dict[str, Any] = {}
    for key, value in table.items():
        kind = kinds.get(key)
        if kind is None:
            faults.append(f"unknown key {where}{key} (known: {', '.join(kinds)})")
        elif kind is tuple and isinstance(value, list) and all(isinstance(v, str) for v in value):
            good[key] = tuple(value)
        elif kind is float and isinstance(value, int | float) and not isinstance(value, bool):
            good[key] = float(value)
        elif type(value) is kind:
            good[key] = value
        else:
            names = {tuple: "a list of strings", str: "a string", bool: "true or false"}
            faults.append(f"{where}{key} must be {names.get(kind, 'a number')}, not {value!r}")
    return good


def _out_of_bounds(fetch: dict[str, Any]) -> list[str]:
    return [
        f"fetch.{key} must be from {low} to {high}, not {fetch[key]}"
        for key, (low, high) in _BOUNDS.items()
        if key in fetch and not low <= fetch[key] <= high  # NaN is nowhere between them
    ]


_DAY = 86_400  # seconds
_BOUNDS = {
    "timeout": (0.1, _DAY),
    "deadline": (0.1, _DAY),
    "delay": (0, _DAY),
    "backoff": (0, _DAY),
    "tries": (1, 100),
    "max_bytes": (1, 2**40),
    "max_redirects": (0, 100),
    "hosts_at_once": (1, 1000),
}
