"""The proxy with nothing in reach but this machine, as the benchmarks' pages need no other."""

import socket
import sys

from minna.egress import resolver
from minna.egress.__main__ import report, run, serve
from minna.egress.server import Server


def look_up(host: str) -> list[str]:
    """This machine's own names and addresses."""
    if host == "localhost" or host.replace(".", "").isdigit():
        return resolver.look_up(host)
    raise socket.gaierror(socket.EAI_NONAME, "not on this machine")


async def serve_loopback(browser: str, crawler: str) -> None:
    """Serve two sockets."""
    server = Server(resolver.Resolver(allow_private=True, look_up=look_up), report)
    await serve(int(browser), int(crawler), server)


if __name__ == "__main__":
    run(serve_loopback(*sys.argv[1:3]))
