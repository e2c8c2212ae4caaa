"""Arrays of numbers become short text and come back the same on any machine."""

from __future__ import annotations

import base64
import binascii
import sys
from array import array
from typing import TypeVar

__all__ = ["floats", "integers", "pack", "shorts"]

_Array = TypeVar("_Array", "array[int]", "array[float]")


def pack(numbers: array[int] | array[float]) -> str:
    """The items of an array, little-endian, as base64 text."""
    if sys.byteorder != "little":
        numbers = numbers[:]
        numbers.byteswap()
    return base64.b64encode(numbers.tobytes()).decode()


def integers(text: str) -> array[int]:
    """Unsigned 32-bit integers from `pack`. Raises ValueError where the text is something else."""
    return _filled(array("I"), text)


def shorts(text: str) -> array[int]:
    """Unsigned 16-bit integers from `pack`. Raises ValueError where the text is something else."""
    return _filled(array("H"), text)


def floats(text: str) -> array[float]:
    """32-bit floats from `pack`. Raises ValueError where the text is something else."""
    return _filled(array("f"), text)


def _filled(numbers: _Array, text: str) -> _Array:
    try:
        numbers.frombytes(base64.b64decode(text, validate=True))
    except binascii.Error as error:
        raise ValueError(f"not a packed array: {error}") from error
    if sys.byteorder != "little":
        numbers.byteswap()
    return numbers
