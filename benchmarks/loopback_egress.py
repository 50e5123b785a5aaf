"""The proxy with nothing in reach but this machine, as the benchmarks' pages need no other."""

import socket
import sys

from minna.egress import names
from minna.egress.__main__ import run, serve, tell
from minna.egress.server import Server


def look_up(host: str) -> list[str]:
    """This machine's own names and addresses."""
    if host == "localhost" or host.replace(".", "").isdigit():
        return names.look_up(host)
    raise socket.gaierror(socket.EAI_NONAME, "not on this machine")


async def serve_loopback(browser: str, crawler: str) -> None:
    """Serve two sockets."""
    server = Server(names.Names(allow_private=True, look_up=look_up), tell)
    await serve(int(browser), int(crawler), server)


if __name__ == "__main__":
    run(serve_loopback(*sys.argv[1:3]))
