from __future__ import annotations

import contextlib
import gzip
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.coding import (
    ACCEPT_ENCODING,
    MAX_CODINGS,
    BrokenCodingError,
    CodingError,
    CutShortError,
    GrownTooLargeError,
    decode,
    inflate,
)

if TYPE_CHECKING:
    from collections.abc import Callable

CAP = 100_000


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def brotli(data: bytes) -> bytes:
    packed: bytes = pytest.importorskip("brotli").compress(data)
    return packed


def zstd(data: bytes) -> bytes:
    packed: bytes = pytest.importorskip("backports.zstd").compress(data)
    return packed


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli,
    "zstd": zstd,
}


@pytest.mark.parametrize("coding", PACKERS)
def test_a_body_comes_back(coding: str) -> None:
    data = bytes(range(256)) * 300
    assert decode(PACKERS[coding](data), coding.upper(), cap=CAP) == data


@pytest.mark.parametrize("coding", PACKERS)
def test_an_empty_body_comes_back(coding: str) -> None:
    assert decode(PACKERS[coding](b""), coding, cap=CAP) == b""


@pytest.mark.parametrize("coding", PACKERS)
def test_a_bomb_is_stopped(coding: str) -> None:
    bomb = PACKERS[coding](b" " * 30_000_000)
    with pytest.raises(GrownTooLargeError):
        decode(bomb, coding, cap=CAP)
    assert decode(bomb, coding, cap=CAP, cut=True) == b" " * CAP


@pytest.mark.parametrize("coding", PACKERS)
@pytest.mark.parametrize("left", [0.1, 0.6, 0.99])
def test_a_cut_body_is_refused(coding: str, left: float) -> None:
    body = PACKERS[coding](bytes(range(256)) * 300)
    with pytest.raises(CutShortError):
        decode(body[: int(len(body) * left)], coding, cap=CAP)


@pytest.mark.parametrize("coding", PACKERS)
def test_noise_is_refused(coding: str) -> None:
    body = bytearray(PACKERS[coding](bytes(range(256)) * 3))
    body[:4] = b"\xff\xfe\xfd\xfc"
    with pytest.raises(CodingError):
        decode(bytes(body), coding, cap=CAP)


def test_codings_are_undone_from_the_last() -> None:
    data = b"ferry" * 100
    body = gzip.compress(raw_deflate(zlib.compress(data)))
    assert decode(body, "deflate, deflate,identity , gzip", cap=CAP) == data


@pytest.mark.parametrize("codings", ["foo", "gzip, foo", "gzip, " * MAX_CODINGS + "gzip"])
def test_unknown_and_too_many_codings_are_refused(codings: str) -> None:
    with pytest.raises(BrokenCodingError):
        decode(gzip.compress(b"x"), codings, cap=CAP)


def test_gzip_members_are_one_file_and_junk_behind_them_is_none() -> None:
    body = gzip.compress(b"a") + gzip.compress(b"") + gzip.compress(b"b") + b"junk"
    assert inflate(body, cap=CAP) == b"ab"


def test_a_wrong_checksum_is_noticed() -> None:
    body = bytearray(gzip.compress(b"ferry"))
    body[-6] ^= 1
    with pytest.raises(BrokenCodingError):
        decode(bytes(body), "gzip", cap=CAP)


def test_what_is_offered_can_be_undone() -> None:
    assert {"gzip", "deflate"} <= set(ACCEPT_ENCODING.split(", ")) <= set(PACKERS)


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate"]))
def test_any_bytes_are_decoded_or_refused(body: bytes, coding: str) -> None:
    with contextlib.suppress(CodingError):
        assert len(decode(body, coding, cap=CAP)) <= CAP


@given(st.binary(max_size=3_000))
def test_deflate_with_and_without_its_wrapper_is_the_same(data: bytes) -> None:
    for body in (zlib.compress(data), raw_deflate(data)):
        assert decode(body, "deflate", cap=CAP) == data
