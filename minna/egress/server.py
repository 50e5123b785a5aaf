"""A SOCKS5 server (RFC 1928) that opens connections to checked addresses and counts what passes.

It changes no byte, so that what a server sends reaches its reader as it was sent, lying lengths and
broken connections among it.
"""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from minna.addresses import Address
from minna.clock import now
from minna.egress.reasons import NotConnected, Reason, reason_of
from minna.egress.resolver import Resolver
from minna.egress.token_bucket import TokenBucket

VERSION, NO_AUTHENTICATION, NOTHING_OFFERED = 5, 0, 255
CONNECT = 1
IPV4, NAME, IPV6 = 1, 3, 4
DONE = 0
CONNECT_SECONDS = 60.0
"""Longer than crawler and browser wait, so that it is they who say that there was no answer."""
NEXT_SECONDS = 3.0
"""Connect timeout for an address when the host has others."""
GREETING_SECONDS = 30.0
MAX_REQUEST_BYTES = 600
"""Bytes: no request is longer."""
READER, RATE = "reader", "rate"
"""Why nothing is read from a server: who asked for it is slow, or the server is too fast."""
RESET = struct.pack("ii", 1, 0)
Report = Callable[[dict[str, Any]], None]
"""Called for each connection that was not opened, and for each that has ended."""


class Server:
    """All connections through the proxy; each listening port stands for one kind of client."""

    def __init__(self, names: Resolver, report: Report, dial: "Dial | None" = None) -> None:
        self.names, self.report = names, report
        self.dial = dial or dial_exactly
        self.ports: set[int] = set()
        self.open: set[Client] = set()
        self.servers: list[asyncio.Server] = []
        self.last = 0.0

    async def listen(self, sock: socket.socket, by: str) -> None:
        """Serve a listening socket's clients, who are distinguished by `by`."""
        self.ports.add(sock.getsockname()[1])
        loop = asyncio.get_running_loop()
        self.servers.append(await loop.create_server(lambda: Client(self, by), sock=sock))

    def close(self) -> None:
        """End every connection, and report each."""
        for server in self.servers:
            server.close()
        for client in list(self.open):
            client.end()

    def moment(self) -> float:
        """Seconds since 1970, no two the same."""
        self.last = max(now(), self.last + 1e-6)
        return self.last

    async def connect(self, host: str, port: int, client: "Client") -> "Remote":
        """A connection to a checked address of a host; OSError or NotConnected if there is none."""
        addresses = await self.names.addresses(host, port)
        if port in self.ports:
            addresses = [address for address in addresses if not address.is_loopback]
        trouble: BaseException = NotConnected(Reason.NOT_ALLOWED)
        for left, address in zip(range(len(addresses) - 1, -1, -1), addresses, strict=True):
            try:
                return await asyncio.wait_for(
                    self.dial(address, port, client), NEXT_SECONDS if left else CONNECT_SECONDS
                )
            except OSError as error:  # TimeoutError is one
                trouble = error
        raise trouble


async def dial_exactly(address: Address, port: int, client: "Client") -> "Remote":
    """Connect to exactly this address."""
    loop = asyncio.get_running_loop()
    _, remote = await loop.create_connection(lambda: Remote(client), str(address), port)
    return remote


Dial = Callable[[Address, int, "Client"], Awaitable["Remote"]]
"""How an address is connected to."""


class Remote(asyncio.Protocol):
    """A connection's far end: the server that was asked for."""

    transport: asyncio.Transport

    def __init__(self, client: "Client", bucket: TokenBucket | None = None) -> None:
        self.client = client
        self.bucket = bucket or TokenBucket()
        self.held = set[str]()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asyncio's."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.client.dialled = transport

    def data_received(self, data: bytes) -> None:
        """Asyncio's."""
        self.client.received += len(data)
        self.client.transport.write(data)
        loop = asyncio.get_running_loop()
        if seconds := self.bucket.wait(len(data), loop.time()):
            self.hold(RATE)
            loop.call_later(seconds, self.release, RATE)

    def hold(self, why: str) -> None:
        """Read nothing more from the server for now."""
        if not self.held:
            self.transport.pause_reading()
        self.held.add(why)

    def release(self, why: str) -> None:
        """Read on, if nothing else speaks against it."""
        self.held.discard(why)
        if not self.held:
            self.transport.resume_reading()

    def pause_writing(self) -> None:
        """The server reads more slowly than the client writes."""
        self.client.transport.pause_reading()

    def resume_writing(self) -> None:
        """The server has caught up."""
        self.client.transport.resume_reading()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client's end goes the same way, by a reset or in good order."""
        end(self.client.transport, broken=exc is not None)


class Client(asyncio.Protocol):
    """A connection's near end: crawler or browser."""

    transport: asyncio.Transport

    def __init__(self, server: Server, by: str) -> None:
        self.server, self.by = server, by
        self.buffer = b""
        self.greeted = False
        self.remote: Remote | None = None
        self.dialled: asyncio.Transport | None = None
        self.opening: asyncio.Task[None] | None = None
        self.host, self.port = "", 0
        self.began = 0.0
        self.sent = self.received = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asyncio's."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.server.open.add(self)
        self.timer = asyncio.get_running_loop().call_later(GREETING_SECONDS, self.end_if_silent)

    def data_received(self, data: bytes) -> None:
        """Pass it on; before there is a connection it says which one is wanted."""
        if self.remote is not None:
            self.sent += len(data)
            self.remote.transport.write(data)
            return
        self.buffer += data
        if self.opening is None:
            self.read_request()

    def read_request(self) -> None:
        """Answer the greeting, and take the request once it is there as a whole."""
        if not self.greeted:
            if self.buffer[0] != VERSION:
                return self.end()
            if len(self.buffer) < 2 or len(self.buffer) < 2 + self.buffer[1]:
                return self.end_if_too_long()
            methods, rest = self.buffer[2 : 2 + self.buffer[1]], self.buffer[2 + self.buffer[1] :]
            if NO_AUTHENTICATION not in methods:
                self.transport.write(bytes([VERSION, NOTHING_OFFERED]))
                return self.end()
            self.greeted, self.buffer = True, rest
            self.transport.write(bytes([VERSION, NO_AUTHENTICATION]))
        try:
            target = destination(self.buffer)
        except NotConnected as error:
            return self.answer(error.reason.value)
        if target is None:
            return self.end_if_too_long()
        self.host, self.port, length = target
        self.buffer = self.buffer[length:]
        self.began = self.server.moment()
        self.transport.pause_reading()
        self.opening = asyncio.ensure_future(self.connect())

    async def connect(self) -> None:
        """Open the connection that is wanted, or say why not."""
        try:
            remote = await self.server.connect(self.host, self.port, self)
        except (OSError, UnicodeError, NotConnected) as error:
            reason = reason_of(error)
            where = {"host": self.host, "port": self.port, "by": self.by}
            self.server.report({"failed": reason.name, **where})
            return self.answer(reason.value)
        self.remote = remote
        self.answer(DONE)
        if self.buffer:
            self.data_received(self.buffer)
        self.transport.resume_reading()
        return None

    def answer(self, reply: int) -> None:
        """Tell the client what came of its request; all but DONE end the connection."""
        self.transport.write(bytes([VERSION, reply, 0, IPV4, 0, 0, 0, 0, 0, 0]))
        if reply != DONE:
            self.end()

    def end_if_too_long(self) -> None:
        """What is longer than any request is none."""
        if len(self.buffer) > MAX_REQUEST_BYTES:
            self.end()

    def end_if_silent(self) -> None:
        """Who connects and asks for nothing is not waited for."""
        if self.opening is None:
            self.end()

    def end(self) -> None:
        """Close in good order, once all that was received is passed on."""
        self.transport.close()

    def pause_writing(self) -> None:
        """The client reads more slowly than the server writes."""
        if self.remote:
            self.remote.hold(READER)

    def resume_writing(self) -> None:
        """The client has caught up."""
        if self.remote:
            self.remote.release(READER)

    def connection_lost(self, exc: Exception | None) -> None:
        """The server's end goes the same way, and what has passed is reported."""
        self.timer.cancel()
        self.server.open.discard(self)
        if self.opening and not self.opening.done():
            self.opening.cancel()
        if self.dialled:
            end(self.dialled, broken=exc is not None)
        if self.remote is None:
            return
        self.server.report(
            {
                "host": self.host,
                "port": self.port,
                "by": self.by,
                "began": self.began,
                "ended": now(),
                "sent": self.sent,
                "received": self.received,
            }
        )


def destination(data: bytes) -> tuple[str, int, int] | None:
    """Host, port and length of a request; None if more of it is to come.

    NotConnected where it is for anything but a connection.

    >>> destination(bytes([5, 1, 0, 3, 4]) + b"a.jp" + bytes([0, 80]))
    ('a.jp', 80, 11)
    """
    if len(data) < 5:
        return None
    version, command, _, kind = data[:4]
    begin, size = {IPV4: (4, 4), NAME: (5, data[4]), IPV6: (4, 16)}.get(kind, (0, 0))
    if version != VERSION or command != CONNECT or not size:
        raise NotConnected(Reason.NO_COMMAND)
    if len(data) < begin + size + 2:
        return None
    raw = data[begin : begin + size]
    if kind == NAME:
        host = raw.decode("utf-8", "replace")
    else:
        host = socket.inet_ntop(socket.AF_INET if kind == IPV4 else socket.AF_INET6, raw)
    port = int.from_bytes(data[begin + size : begin + size + 2], "big")
    return host, port, begin + size + 2


def end(transport: asyncio.Transport, *, broken: bool) -> None:
    """Close a connection as its other end was closed: a reset stays a reset."""
    if not broken:
        transport.close()
        return
    if sock := transport.get_extra_info("socket"):
        with suppress(OSError):  # closed meanwhile
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    transport.abort()
