"""An internal address is refused by what it is, however it was spelled or reached.

The caller hands in the address it is about to connect to, never a name: names lie (DNS rebinding,
decimal and octal spellings, redirects), connected addresses do not.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Guard", "is_internal"]

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Guard:
    """Which internal hosts may be asked all the same: an intranet, a test server.

    `names` match the host as it stands in the URL, `networks` the address connected to.
    """

    names: frozenset[str] = frozenset()
    networks: tuple[_Network, ...] = ()

    @classmethod
    def allowing(cls, hosts: Iterable[str]) -> Self:
        """A guard that lets `hosts` through: names, addresses, or networks such as 10.0.0.0/8."""
        names, networks = set(), []
        for host in hosts:
            try:
                networks.append(ipaddress.ip_network(host.strip("[]"), strict=False))
            except ValueError:
                names.add(host.rstrip(".").lower())
        return cls(frozenset(names), tuple(networks))

    def permits(self, host: str, address: str) -> bool:
        """Whether `address`, found under the name `host`, may be connected to."""
        if not is_internal(address) or host.rstrip(".").lower() in self.names:
            return True
        known = _parsed(address)
        return any(known.version == net.version and known in net for net in self.networks)


@lru_cache(maxsize=4_096)
def is_internal(address: str) -> bool:
    """Whether an IP address belongs to no host of the public internet.

    IPv6 addresses that carry an IPv4 address (mapped, compatible, NAT64, 6to4) are judged by the
    address they carry. Source: IANA's special-purpose address registries (RFC 6890 and
    successors), kept here as a table because Python's `is_global` differs between versions.

    >>> is_internal("::ffff:10.0.0.1"), is_internal("8.8.8.8")
    (True, False)
    """
    known = _parsed(address)
    return any(known.version == net.version and known in net for net in _INTERNAL)


@lru_cache(maxsize=4_096)
def _parsed(address: str) -> _Address:
    """The address that packets reach in the end: carried IPv4 is unwrapped, zone ids are cut."""
    known = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(known, ipaddress.IPv6Address):
        for prefix, shift in _CARRIERS:
            if known in prefix:
                return ipaddress.IPv4Address(int(known) >> shift & 0xFFFFFFFF)
    return known


_INTERNAL: tuple[_Network, ...] = tuple(
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared address space of carriers; some clouds' metadata lives here
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, among them the clouds' metadata services
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/128",
        "::1/128",
        "64:ff9b:1::/48",  # NAT64 of local use
        "100::/64",
        "2001::/23",  # IETF protocol assignments, Teredo among them
        "2001:db8::/32",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)

_CARRIERS: tuple[tuple[ipaddress.IPv6Network, int], ...] = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),  # IPv4-mapped
    (ipaddress.IPv6Network("::ffff:0:0:0/96"), 0),  # IPv4-translated
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),  # NAT64, RFC 6052
    (ipaddress.IPv6Network("2002::/16"), 80),  # 6to4, RFC 3056
)
