"""A content coding is undone step by step, and no step may grow beyond the cap.

Pure: the whole body as sent comes in, the plain body goes out. A bomb is stopped at the step where
it goes off, in pieces of `PIECE` bytes.
"""

from __future__ import annotations

import contextlib
import zlib
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "ACCEPT_ENCODING",
    "BrokenCodingError",
    "CodingError",
    "CutShortError",
    "GrownTooLargeError",
    "decode",
    "inflate",
]

PIECE = 64 * 1024
# More codings than this on one answer are an attack (curl's limit; CVE-2022-32206).
MAX_CODINGS = 5
# RFC 9659: a zstd window above 8 MB is not for the web.
MAX_ZSTD_WINDOW_LOG = 23


class CodingError(ValueError):
    """The body cannot be decoded."""


class BrokenCodingError(CodingError):
    """The content coding is broken or unknown."""


class CutShortError(CodingError):
    """The coded stream ends early."""


class GrownTooLargeError(CodingError):
    """The body is larger than the cap once decoded."""


def decode(body: bytes, codings: str, *, cap: int, cut: bool = False) -> bytes:
    """The body without its content codings, given as in `Content-Encoding`.

    `cap` bounds the size in bytes after each step; a larger body is cut at the cap when `cut` says
    so. Raises `GrownTooLargeError`, `CutShortError` for a stream that ends early, and
    `BrokenCodingError` for broken or unknown codings.
    """
    steps = [name for part in codings.lower().split(",") if (name := part.strip())]
    steps = [name for name in steps if name != "identity"]
    if len(steps) > MAX_CODINGS:
        raise BrokenCodingError(f"{len(steps)} content codings")
    for name in reversed(steps):
        decoder = _DECODERS.get(name)
        if decoder is None:
            raise BrokenCodingError(f"unknown content coding {name[:40]!r}")
        body = _capped(decoder(body), cap, cut=cut)
    return body


def inflate(body: bytes, *, cap: int) -> bytes:
    """A gzip file's content (a sitemap.xml.gz, sent as it lies on the disk). Raises as `decode`."""
    return _capped(_gzip(body), cap, cut=False)


def _capped(pieces: Iterable[bytes], cap: int, *, cut: bool) -> bytes:
    whole = bytearray()
    for piece in pieces:
        whole += piece
        if len(whole) > cap:
            if cut:
                return bytes(whole[:cap])
            raise GrownTooLargeError(f"more than {cap} bytes once decoded")
    return bytes(whole)


def _gzip(body: bytes) -> Iterator[bytes]:
    """Members one after the other (RFC 1952, section 2.2); what follows the last is ignored."""
    first = True
    while first or body[:2] == b"\x1f\x8b":
        first = False
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        yield from _zlib(member, body)
        body = member.unused_data


def _deflate(body: bytes) -> Iterator[bytes]:
    """With zlib's wrapper as the standard says, or without it as some servers send it."""
    wrapped = zlib.decompressobj()
    try:
        wrapped.decompress(body[:64], 1)
    except zlib.error:
        yield from _zlib(zlib.decompressobj(-zlib.MAX_WBITS), body)
    else:
        yield from _zlib(zlib.decompressobj(), body)


def _zlib(stream: zlib._Decompress, body: bytes) -> Iterator[bytes]:
    with _broken(zlib.error):
        while not stream.eof:
            piece = stream.decompress(body, PIECE)
            body = stream.unconsumed_tail
            if not piece and not body and not stream.eof:
                raise CutShortError("the compressed stream ends early")
            yield piece


def _brotli(body: bytes) -> Iterator[bytes]:
    with _broken(brotli.error):
        stream = brotli.Decompressor()
        data = body
        while not stream.is_finished():
            piece = stream.process(data, output_buffer_limit=PIECE)
            data = b""
            if not piece and not stream.is_finished() and stream.can_accept_more_data():
                raise CutShortError("the compressed stream ends early")
            yield piece


def _zstd(body: bytes) -> Iterator[bytes]:
    options = {zstd.DecompressionParameter.window_log_max: MAX_ZSTD_WINDOW_LOG}
    with _broken(zstd.ZstdError):
        while body:
            frame = zstd.ZstdDecompressor(options=options)
            data = body
            while not frame.eof:
                piece = frame.decompress(data, PIECE)
                data = b""
                if not piece and frame.needs_input and not frame.eof:
                    raise CutShortError("the compressed stream ends early")
                yield piece
            body = frame.unused_data


@contextlib.contextmanager
def _broken(error: type[Exception]) -> Iterator[None]:
    try:
        yield
    except error as cause:
        raise BrokenCodingError(str(cause)) from cause


def _optional(name: str) -> Any:  # noqa: ANN401 - a module that may not be there
    """A library of the extra `codecs`, or None; its coding is not offered then."""
    try:
        return import_module(name)
    except ImportError:
        return None


brotli = _optional("brotli")
zstd = _optional("compression.zstd") or _optional("backports.zstd")

_DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    **({"br": _brotli} if brotli else {}),
    **({"zstd": _zstd} if zstd else {}),
}

ACCEPT_ENCODING = ", ".join(name for name in _DECODERS if name != "x-gzip")
