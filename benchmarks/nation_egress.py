"""The proxy as the made-up nation needs it: its hosts are on loopback, and nothing else is."""

import sys

from benchmarks.nation_hosts import look_up
from minna.egress.__main__ import report, run, serve
from minna.egress.resolver import Resolver
from minna.egress.server import Server


async def serve_nation(browser: str, crawler: str) -> None:
    """Serve two sockets."""
    server = Server(Resolver(allow_private=True, look_up=look_up), report)
    await serve(int(browser), int(crawler), server)


if __name__ == "__main__":
    run(serve_nation(*sys.argv[1:3]))
