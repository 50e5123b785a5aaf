"""A site that asks for a name and a password, and a search for them in all that a survey writes."""

import base64
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from minna.evidence_codec import decompress_json

ZSTANDARD = b"\x28\xb5\x2f\xfd"
USER, PASSWORD = "yakuba", "Himitsu-9&kagi"
TRACES = {
    PASSWORD,
    quote(PASSWORD, safe=""),
    PASSWORD.replace("&", "&amp;"),
    base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode(),
}
"""Ways in which the password may be written down."""
PAGE = """<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{0}｜みんな町</title>
<meta name="viewport" content="width=device-width,initial-scale=1"></head><body><main><h1>{0}</h1>
<p>みんな町の{0}についての案内です。窓口は役場の一階にあります。</p>
<p><a href="/kurashi.html">くらしの案内を読む</a></p></main></body></html>"""


class Handler(BaseHTTPRequestHandler):
    """Two pages, for those who know the password."""

    def do_GET(self) -> None:
        """Answer 401 without the right name and password."""
        expected = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        name = {"/": "町の案内", "/kurashi.html": "くらし"}.get(self.path)
        if self.headers.get("Authorization") != f"Basic {expected}":
            return self.answer(401, "")
        return self.answer(200 if name else 404, PAGE.format(name) if name else "")

    def answer(self, status: int, text: str) -> None:
        """Send a page."""
        self.send_response(status)
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="test"')
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[int]:
    """The site at work; gives its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()


def registry(port: int) -> str:
    """A registry of this one site, with the secret in its address."""
    secret = f"{quote(USER)}:{quote(PASSWORD, safe='')}"
    return f"name,url\nみんな町,http://{secret}@127.0.0.1:{port}/\n"


def leaks(folder: Path) -> Iterator[str]:
    """Files below a folder that hold the secret in any form, or are named by it."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield from leaks_in(str(file.relative_to(folder)), str(file.relative_to(folder)))
        yield from leaks_in(str(file.relative_to(folder)), written(file))


def written(file: Path) -> str:
    """A file's text; of a database the text of all its cells, unpacked where they are packed."""
    data = file.read_bytes()
    if not data.startswith(b"SQLite format 3"):
        return data.decode("latin-1")
    with sqlite3.connect(file) as book:
        names = [
            row[0] for row in book.execute("select name from sqlite_master where type='table'")
        ]
        rows = [row for name in names for row in book.execute(f'select * from "{name}"')]
    return data.decode("latin-1") + "\n".join(text(cell) for row in rows for cell in row)


def text(cell: object) -> str:
    """A cell's text."""
    if not isinstance(cell, bytes):
        return str(cell)
    return str(decompress_json(cell)) if cell.startswith(ZSTANDARD) else cell.decode("latin-1")


def leaks_in(where: str, text: str) -> Iterator[str]:
    """The place, if its text holds the secret in any form."""
    if any(trace in text for trace in TRACES):
        yield where
