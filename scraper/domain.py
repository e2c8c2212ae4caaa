"""A site is a registrable domain: the unit of politeness and of who may speak for whom."""

from __future__ import annotations

from functools import lru_cache

from tld import get_fld

__all__ = ["registrable_domain"]


@lru_cache(maxsize=16_384)
def registrable_domain(host: str) -> str:
    """The part of a host name that one owner registered; an address stands for itself.

    Follows the Public Suffix List, private suffixes included, so that two blogs of one platform
    are two sites. A name under no known suffix (an intranet, a test) counts by its last two
    labels.

    >>> registrable_domain("www.news.example.co.uk")
    'example.co.uk'
    >>> registrable_domain("127.0.0.1")
    '127.0.0.1'
    """
    host = host.strip("[]").rstrip(".").lower()
    if _is_address(host):
        return host
    if known := get_fld(f"https://{host}/", fail_silently=True):
        return known
    return ".".join(host.split(".")[-2:])


def _is_address(host: str) -> bool:
    """An IPv6 address, or what browsers take for an IPv4 one: a name that ends in a number."""
    return ":" in host or host.rpartition(".")[2].isdecimal()
