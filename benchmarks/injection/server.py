"""Serves the collection's sites with barriers in some of their pages, each site on its own address.

What is not rewritten comes from the collection's own server; nothing of it is copied.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.parse import parse_qs, quote, urlsplit
from urllib.request import Request, urlopen

from benchmarks.corpora import free_port, served
from benchmarks.injection.assets import ROOT, asset
from benchmarks.injection.hosts import SITES
from benchmarks.injection.plan import InjectedPage

QUERY = "injection"
PASSED_ON = ("Content-Type", "Last-Modified", "Location")
HTML = "text/html; charset=utf-8"
TIMEOUT = 20


class Server(ThreadingHTTPServer):
    """One site: its address in the collection, and its pages with barriers by their digests."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, host: str, port: int, root: str, pages: Mapping[str, str]) -> None:
        super().__init__((host, port), Handler)
        self.root = root
        self.pages = pages

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves early is no fault."""


class Handler(BaseHTTPRequestHandler):
    """Answers for one site."""

    server: Server

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""

    def do_GET(self) -> None:
        """A page with barriers, something that a case brings along, or the site's own file."""
        asked = parse_qs(urlsplit(self.path).query).get(QUERY, [""])[0]
        if asked in self.server.pages:
            self.answer(200, {"Content-Type": HTML}, self.server.pages[asked].encode())
        elif self.path.startswith(ROOT):
            file = asset(self.path)
            kind, body = file or ("text/plain", b"")
            self.answer(200 if file else 404, {"Content-Type": kind}, body)
        else:
            self.pass_on()

    def do_POST(self) -> None:
        """Answered as if it had been asked for."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.do_GET()

    def pass_on(self) -> None:
        """What the collection's server answers."""
        address = self.server.root + quote(self.path.lstrip("/"), safe="/%?=&;+,:@!$'()*~#")
        try:
            with urlopen(Request(address), timeout=TIMEOUT) as response:
                headers = {k: v for k in PASSED_ON if (v := response.headers.get(k))}
                self.answer(response.status, headers, response.read())
        except HTTPError as error:
            self.answer(error.code, {"Content-Type": "text/plain"}, error.read())

    def answer(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Send an answer whole."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(pages: Iterable[InjectedPage]) -> Iterator[dict[str, str]]:
    """Serve these pages; the address of each by its name."""
    by_site: dict[str, list[InjectedPage]] = {}
    for page in pages:
        by_site.setdefault(page.host.site.name, []).append(page)
    folders = {site.name: site.folder for site in SITES if site.name in by_site}
    servers = []
    addresses: dict[str, str] = {}
    with served(folders) as roots:
        for number, (name, own) in enumerate(by_site.items(), 1):
            host = f"127.0.3.{number}"
            held = {page.rewritten.digest: page.rewritten.html for page in own}
            server = Server(host, free_port(host), roots[name], held)
            servers.append(server)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            for page in own:
                query = f"?{QUERY}={page.rewritten.digest}"
                address = f"http://{host}:{server.server_port}/{quote(page.host.path)}{query}"
                addresses[page.name] = address
        try:
            yield addresses
        finally:
            for server in servers:
                server.shutdown()
                server.server_close()
