"""Pages that a trial writes, served on loopback and looked at through both windows."""

import asyncio
from collections.abc import Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from benchmarks import seeing
from minna.records import Evidence


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and writes nothing about it."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def looked_at(pages: Mapping[str, str], folder: Path) -> dict[str, list[Evidence]]:
    """What is seen of each page, by its name."""
    for name, html in pages.items():
        file = folder / f"{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}/"
    try:
        return asyncio.run(collected([("trial", name, f"{root}{name}.html") for name in pages]))
    finally:
        server.shutdown()
        server.server_close()


async def collected(order: list[tuple[str, str, str]]) -> dict[str, list[Evidence]]:
    """All looks of an order."""
    return {name: looks async for (_, name, _), looks in seeing.see(order)}
