"""The proxy in a made-up internet, which lies on loopback: `python -m tests.made_up_internet …`.

Names and their successive answers are read from the file that MINNA_MADE_UP names. What is at
PUBLIC is served on loopback; what is dialled is written down beside that file.
"""

import ipaddress
import json
import os
import socket
import sys
from pathlib import Path

from minna.egress.__main__ import report, run, serve
from minna.egress.resolver import Resolver
from minna.egress.server import Server, dial_exactly

PUBLIC = "20.1.2.3"
LOOPBACK = ipaddress.ip_address("127.0.0.1")
BOOK = Path(os.environ.get("MINNA_MADE_UP", "/nonexistent"))
asked = {}


def look_up(host):
    """The next answer for a name, and the last one for ever."""
    answers = json.loads(BOOK.read_text())
    if host not in answers:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")
    times = asked[host] = asked.get(host, -1) + 1
    return answers[host][min(times, len(answers[host]) - 1)]


async def dial(address, port, client):
    """Public addresses are on loopback here."""
    with BOOK.with_suffix(".dialled").open("a") as log:
        log.write(f"{client.host} {address} {port}\n")
    return await dial_exactly(LOOPBACK if str(address) == PUBLIC else address, port, client)


async def serve_made_up(browser, crawler, private):
    """Serve two sockets."""
    names = Resolver(allow_private=private == "1", look_up=look_up)
    await serve(int(browser), int(crawler), Server(names, report, dial))


if __name__ == "__main__":
    run(serve_made_up(*sys.argv[1:4]))
