"""Serve the made-up nation on one port of loopback, and write down every request.

`python -m benchmarks.nation_server TOWNS SEED MOST LOG` prints its port. A line of the log is:
host, address, when the request came, when its answer was written (s, monotonic), status, bytes.
Nothing but asyncio: a page costs it less than it costs any crawler.
"""

import asyncio
import contextlib
import signal
import sys
import time
from typing import TextIO

from benchmarks.nation import Answer, Town, by_host, nation, town_at

REASONS = {200: "OK", 301: "Moved", 302: "Found", 304: "Not Modified", 403: "No", 404: "None"}


class Talk(asyncio.Protocol):
    """One connection."""

    def __init__(self, hosts: dict[str, list[Town]], log: TextIO) -> None:
        self.hosts, self.log, self.got = hosts, log, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Answer each whole request."""
        self.got += data
        while b"\r\n\r\n" in self.got:
            head, _, self.got = self.got.partition(b"\r\n\r\n")
            self.take(head.decode("latin-1"))

    def take(self, head: str) -> None:
        """Answer one request, at once or after a while."""
        began = time.monotonic()
        first, *lines = head.split("\r\n")
        headers = {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in lines)}
        target, where = first.split(" ")[1], headers.get("host", "")
        host, _, port = where.partition(":")
        towns = self.hosts.get(host)
        if towns is None or towns[-1].kind == "dead":
            self.transport.abort()
            return
        answer = town_at(towns, target).answer(target, int(port or 80))
        if headers.get("if-none-match") and headers["if-none-match"] == answer.headers.get("ETag"):
            answer = Answer(b"", 304, answer.headers, answer.delay)
        if answer.delay:
            loop = asyncio.get_running_loop()
            loop.call_later(answer.delay, self.say, answer, host, target, began)
        else:
            self.say(answer, host, target, began)

    def say(self, answer: Answer, host: str, target: str, began: float) -> None:
        """Write an answer, and a line of the log."""
        head = "".join(f"{name}: {value}\r\n" for name, value in answer.headers.items())
        status = f"HTTP/1.1 {answer.status} {REASONS.get(answer.status, 'x')}\r\n"
        length = f"Content-Length: {len(answer.body)}\r\n\r\n"
        ended = time.monotonic()  # from the first byte on, for a reader may be faster than we
        if not self.transport.is_closing():
            self.transport.write(f"{status}{head}{length}".encode() + answer.body)
        fields = (host, target, f"{began:.6f}", f"{ended:.6f}")
        self.log.write("\t".join((*fields, str(answer.status), str(len(answer.body)))) + "\n")


async def serve(hosts: dict[str, list[Town]], log: TextIO) -> None:
    """Until somebody ends us."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Talk(hosts, log), "127.0.0.1", 0, backlog=2048)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    towns, seed, most = map(int, sys.argv[1:4])
    with open(sys.argv[4], "w", encoding="utf-8", buffering=1 << 16) as written:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the log is whole
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(serve(by_host(nation(towns, seed, most)), written))
