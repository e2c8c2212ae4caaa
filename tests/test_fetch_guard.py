from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.fetch.guard import Guard, is_internal


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - an address to refuse, not to bind
        "10.1.2.3",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.31.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:a9fe:a9fe",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_internal_addresses_are_known(address: str) -> None:
    assert is_internal(address)
    assert not Guard().permits("daily.example", address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "8.8.8.8", "172.32.0.1", "2606:4700::1111", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"],
)
def test_public_addresses_are_let_through(address: str) -> None:
    assert not is_internal(address)
    assert Guard().permits("daily.example", address)


@pytest.mark.parametrize(
    ("allowed", "host", "address", "permitted"),
    [
        ("127.0.0.1", "127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "localhost", "127.0.0.1", True),
        ("127.0.0.1", "127.0.0.1", "127.0.0.2", False),
        ("127.0.0.1", "x.test", "::ffff:127.0.0.1", True),
        ("[::1]", "localhost", "::1", True),
        ("10.0.0.0/8", "wiki.corp", "10.9.8.7", True),
        ("10.0.0.0/8", "wiki.corp", "192.168.0.1", False),
        ("Wiki.corp.", "wiki.corp", "10.9.8.7", True),
        ("wiki.corp", "other.corp", "10.9.8.7", False),
    ],
)
def test_the_operator_may_allow_some(
    allowed: str, host: str, address: str, *, permitted: bool
) -> None:
    assert Guard.allowing([allowed]).permits(host, address) is permitted


@given(st.ip_addresses(v=4))
def test_an_address_is_the_same_however_it_is_carried(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    spellings = [
        f"::ffff:{address}",
        str(ipaddress.IPv6Address((0x64FF9B << 96) | number)),
        str(ipaddress.IPv6Address((0x2002 << 112) | number << 80)),
    ]
    assert {is_internal(each) for each in spellings} == {is_internal(str(address))}
