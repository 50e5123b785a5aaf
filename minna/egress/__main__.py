"""`python -m minna.egress BROWSER CRAWLER PRIVATE`: the proxy, a process of a survey's own.

It gets two listening sockets by their file numbers, writes what passes to standard output, one
JSON object a line, and ends when standard input does, which is when the survey has ended.
"""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Coroutine
from typing import Any

from minna.egress.resolver import Resolver
from minna.egress.server import Server


def report(event: dict[str, Any]) -> None:
    """One line to whoever started us; when nobody is there any more, we end."""
    try:
        os.write(sys.stdout.fileno(), (json.dumps(event) + "\n").encode())
    except BrokenPipeError:
        os._exit(0)


async def serve(browser: int, crawler: int, server: Server) -> None:
    """Serve until standard input ends."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    await server.listen(socket.socket(fileno=browser), "browser")
    await server.listen(socket.socket(fileno=crawler), "crawler")
    loop.add_reader(sys.stdin.fileno(), over.set)
    await over.wait()
    loop.remove_reader(sys.stdin.fileno())
    server.close()
    await asyncio.sleep(0)
    await asyncio.sleep(0)  # so that each end is reported
    os._exit(0)  # a look-up that hangs keeps nobody


async def serve_as_asked(browser: str, crawler: str, private: str) -> None:
    """Serve two sockets; private addresses are open where `private` is 1."""
    await serve(int(browser), int(crawler), Server(Resolver(allow_private=private == "1"), report))


def run(serving: Coroutine[Any, Any, None]) -> None:
    """To its end; Ctrl-C is for the survey, which then ends us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(serving)


if __name__ == "__main__":
    run(serve_as_asked(*sys.argv[1:4]))
