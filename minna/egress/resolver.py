"""What a host stands for, looked up once and checked: the only addresses that are connected to."""

import asyncio
import ipaddress
import socket
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from minna.addresses import Address, is_global, is_local_name
from minna.egress.reasons import NotConnected, Reason

CACHE_SECONDS = 600.0
"""Seconds that a look-up is cached; failures are not."""
LOOK_UP_SECONDS = 15.0
LOOK_UPS = 32
"""Names that are looked up at once; each takes a thread, as a look-up blocks."""
MAX_CACHED = 20_000
BLOCKED_PORTS = frozenset(
    [
        *(0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95),
        *(101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161),
        *(179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563),
        *(587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060),
        *(5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080),
    ]
)
"""Ports of other protocols: https://fetch.spec.whatwg.org/#port-blocking."""
LookUp = Callable[[str], Sequence[str]]
"""The addresses of a name in the order in which they are to be tried; blocks, raises OSError."""


def look_up(host: str) -> list[str]:
    """What this machine's resolver says.

    >>> look_up("0x7f.1")
    ['127.0.0.1']
    """
    infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in infos))


class Resolver:
    """Hosts and their checked addresses."""

    def __init__(self, *, allow_private: bool, look_up: LookUp = look_up) -> None:
        self.allow_private = allow_private
        self.look_up = look_up
        self.threads = ThreadPoolExecutor(LOOK_UPS, "look-up")
        self.cache: dict[str, tuple[float, asyncio.Future[list[Address]]]] = {}

    async def addresses(self, host: str, port: int) -> list[Address]:
        """Where to connect to, best first; NotConnected where nothing of it may be asked.

        Of a name with public and private addresses, the public ones alone count.
        """
        if port in BLOCKED_PORTS and not self.allow_private:
            raise NotConnected(Reason.BLOCKED_PORT)
        name = host.strip("[]").rstrip(".").lower()
        if not name:
            raise NotConnected(Reason.NO_NAME)
        if not self.allow_private and is_local_name(name):
            raise NotConnected(Reason.NOT_ALLOWED)
        all_addresses = await self.cached_lookup(name)
        allowed = [address for address in all_addresses if self.allow_private or is_global(address)]
        if not allowed:
            raise NotConnected(Reason.NOT_ALLOWED if all_addresses else Reason.NO_NAME)
        return allowed

    async def cached_lookup(self, name: str) -> list[Address]:
        """All addresses of a host; those who ask at the same time wait for the same answer."""
        try:
            return [ipaddress.ip_address(name)]
        except ValueError:
            pass
        now = time.monotonic()
        if name not in self.cache or self.cache[name][0] < now:
            if len(self.cache) > MAX_CACHED:
                self.cache.clear()
            self.cache[name] = now + CACHE_SECONDS, asyncio.ensure_future(self.ask(name))
        until, answer = self.cache[name]
        try:
            return await asyncio.shield(answer)
        except (OSError, UnicodeError):
            if self.cache.get(name) == (until, answer):
                del self.cache[name]
            raise

    async def ask(self, name: str) -> list[Address]:
        """Ask the resolver."""
        loop = asyncio.get_running_loop()
        asking = loop.run_in_executor(self.threads, self.look_up, name)
        try:
            addresses = await asyncio.wait_for(asking, LOOK_UP_SECONDS)
        except TimeoutError:
            raise NotConnected(Reason.NO_NAME) from None
        return [ipaddress.ip_address(address) for address in addresses]
