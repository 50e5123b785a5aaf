"""Pages that a trial writes, served on loopback and looked at through both windows."""

from collections.abc import Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import audits
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
        urls = [f"{root}{name}.html" for name in pages]
        return dict(zip(pages, audits.audit_urls(urls, allow_private=True), strict=True))
    finally:
        server.shutdown()
        server.server_close()
