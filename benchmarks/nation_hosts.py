"""Where the hosts of the made-up nation are: on loopback, for the proxy and for our own look-ups.

No system file is touched, and no other name resolves, so that nothing leaves this machine.
"""

import ipaddress
import socket

from benchmarks.nation import DOMAIN
from minna import addresses, rate_limit
from minna.addresses import Address

LOOPBACK = "127.0.0.1"
TOGETHER = 5
"""Towns that share a machine where the nation plays at being public."""


def look_up(host: str) -> list[str]:
    """Loopback, or no such name: what the proxy is told of the nation's names alone."""
    if host == LOOPBACK or host.endswith(f".{DOMAIN}"):
        return [LOOPBACK]
    raise socket.gaierror(socket.EAI_NONAME, "no name of the nation's")


def play(*, public: bool) -> None:
    """Let our own look-ups know the nation: as private hosts, or as if it were on the internet.

    As public hosts they have the pause that public hosts have, and share it on one address.
    """
    look_up = at_public if public else at_loopback
    addresses.resolve = rate_limit.resolve = look_up


def at_loopback(host: str) -> set[Address]:
    """The nation as private hosts."""
    return {ipaddress.ip_address(LOOPBACK)} if host.endswith(f".{DOMAIN}") else set()


def at_public(host: str) -> set[Address]:
    """Addresses of the internet that are never asked: towns share one with their neighbours."""
    if not host.endswith(f".{DOMAIN}"):
        return set()
    return {ipaddress.ip_address("20.0.0.0") + machine(host)}


def machine(host: str) -> int:
    """Which machine of the internet a town is on."""
    return int("".join(c for c in host if c.isdigit()) or 0) // TOGETHER
