"""Serve Minna Prefecture on loopback: every site at its own address, with its own manners.

`python -m samples.serve` writes and serves it until it is stopped, for a look in a browser.
Addresses are 127.77.0.1, 127.77.0.2 … in the order of the codes, which Linux answers as they are.
"""

import csv
import mimetypes
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from samples.generate import CHALLENGE, ORIGIN, REDIRECTS, generate, registry_row
from samples.prefecture import Municipality, municipalities

COLUMNS = (
    "code",
    "name",
    "kana",
    "pref",
    "region",
    "type",
    "population",
    "lat",
    "lng",
    "fiscal_strength",
    "url",
)
TWINS = "twins"
TWINS_HOST = "127.77.0.100"
TRIES = 20
"""A port that is free at one address may be taken at another; so often another is tried."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: by which host it was answered, when it came, how many were then in flight."""

    host: str
    path: str
    time: float  # seconds of the monotonic clock
    in_flight: int  # at this host, this one included


@dataclass(slots=True)
class Log:
    """All requests so far; its lock makes it safe to write from many threads."""

    asked: list[Asked] = field(default_factory=list)
    in_flight: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    @contextmanager
    def note(self, host: str, path: str) -> Iterator[None]:
        """Write a request down, and count it as in flight until it is answered."""
        with self.lock:
            self.in_flight[host] += 1
            self.asked.append(Asked(host, path, time.monotonic(), self.in_flight[host]))
        try:
            yield
        finally:
            with self.lock:
                self.in_flight[host] -= 1


class Served(dict[str, str]):
    """Base addresses by code (and "twins"), without a slash at the end, and the log."""

    def __init__(self, urls: Mapping[str, str], log: Log) -> None:
        super().__init__(urls)
        self.log = log


@dataclass(frozen=True, slots=True)
class Manners:
    """How a site answers, beside what it says."""

    files: Mapping[str, bytes]
    moved: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0  # seconds
    walled: bool = False
    charset: str = "UTF-8"  # named in the header only when it is UTF-8


class SiteServer(ThreadingHTTPServer):
    """One site at one address."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, host: str, port: int, manners: Manners, log: Log) -> None:
        self.manners, self.log = manners, log
        super().__init__((host, port), Answer)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who hangs up is no error of ours; anything else is shown."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Answer(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the site's files."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    server: SiteServer

    def do_GET(self) -> None:
        """A page, a redirect, a refusal, or the page for errors."""
        host, path = str(self.server.server_address[0]), unquote(urlsplit(self.path).path)
        with self.server.log.note(host, self.path):
            time.sleep(self.server.manners.delay)
            self.answer(path)

    do_HEAD = do_GET

    def answer(self, path: str) -> None:
        """Answer in the site's manner."""
        manners = self.server.manners
        if manners.walled:
            return self.send(403, f"/{CHALLENGE}", manners.files[f"/{CHALLENGE}"])
        if path in manners.moved:
            return self.send(301, path, b"", location=manners.moved[path])
        found = manners.files.get(path + "index.html" if path.endswith("/") else path)
        if found is None:
            return self.send(404, "/404.html", manners.files.get("/404.html", b"Not found"))
        return self.send(200, path, found)

    def send(self, status: int, path: str, content: bytes, location: str = "") -> None:
        """Head and body; HEAD gets no body."""
        if path in ("/robots.txt", "/sitemap.xml"):
            origin = "http://{}:{}".format(*self.server.server_address[:2])
            content = content.replace(ORIGIN.encode(), origin.encode())
        self.send_response(status)
        self.send_header("Content-Type", content_type(path, status, self.server.manners.charset))
        self.send_header("Content-Length", str(len(content)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the log is kept elsewhere."""


def content_type(path: str, status: int, charset: str) -> str:
    """A file's type; HTML of old sites leaves its charset to the page.

    >>> content_type("/a.pdf", 200, "UTF-8"), content_type("/", 200, "Shift_JIS")
    ('application/pdf', 'text/html')
    """
    kind = "text/html" if path.endswith("/") else mimetypes.guess_type(path)[0]
    if kind == "text/html":
        return "text/html; charset=UTF-8" if charset == "UTF-8" or status != 200 else kind
    return kind or "application/octet-stream"


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[Served]:
    """Serve what `generate` has written there; gives base addresses by code, and "twins".

    All sites share one port, a free one when it is 0. The site that is down has an address too.
    Raises OSError when the port is taken or the system has no address 127.77.0.1.
    """
    log, hosts = Log(), host_of()
    manners = {code: read_site(folder, code) for code in hosts if is_up(code)}
    servers = listen(hosts, manners, log, port)
    with ExitStack() as stack:
        for server in servers:
            stack.callback(server.server_close)
            thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
        at = servers[0].server_address[1]
        yield Served({code: f"http://{host}:{at}" for code, host in hosts.items()}, log)


def host_of() -> dict[str, str]:
    """Each site's own loopback address, by code."""
    towns = {town.code: f"127.77.0.{n}" for n, town in enumerate(municipalities(), 1)}
    return towns | {TWINS: TWINS_HOST}


def is_up(code: str) -> bool:
    """Whether anything listens at a site's address."""
    down = {town.code for town in municipalities() if town.expected == "unreachable"}
    return code not in down


def listen(
    hosts: Mapping[str, str], manners: Mapping[str, Manners], log: Log, port: int
) -> list[SiteServer]:
    """A server at each address, all on one port; when any will do, some are tried."""
    for _ in range(0 if port else TRIES - 1):
        with suppress(OSError):  # free at the first address and taken at another
            return listen_at(hosts, manners, log, 0)
    return listen_at(hosts, manners, log, port)


def listen_at(
    hosts: Mapping[str, str], manners: Mapping[str, Manners], log: Log, port: int
) -> list[SiteServer]:
    """A server at each address on the first one's port, or none at all."""
    with ExitStack() as stack:
        servers: list[SiteServer] = []
        for code, site in manners.items():
            at = int(servers[0].server_address[1]) if servers else port
            servers.append(SiteServer(hosts[code], at, site, log))
            stack.callback(servers[-1].server_close)
        stack.pop_all()  # all are there: they stay open
        return servers


def read_site(folder: Path, code: str) -> Manners:
    """A site's files and manners, from its folder and its municipality."""
    root = folder / code
    files = {f"/{file.relative_to(root)}": file.read_bytes() for file in root.rglob("*.*")}
    town = next((town for town in municipalities() if town.code == code), None)
    moved_file = root / REDIRECTS
    lines = moved_file.read_text().splitlines() if moved_file.exists() else []
    moved = dict(line.split(" ", 1) for line in lines)
    return Manners(files, moved, *(own_manners(town) if town else ()))


def own_manners(town: Municipality) -> tuple[float, bool, str]:
    """Delay in seconds, whether a wall stands before the site, and its charset."""
    return town.delay, town.expected == "challenge", town.charset


def write_registry(path: Path, urls: Mapping[str, str]) -> None:
    """A CSV registry (UTF-8) of the municipalities, at the addresses given by code."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for town in municipalities():
            writer.writerow(registry_row(town) | {"url": f"{urls[town.code]}/"})


def show() -> None:
    """Serve until the keyboard says stop."""
    with TemporaryDirectory() as place:
        generate(Path(place))
        with serving(Path(place)) as urls:
            for town in municipalities():
                sys.stdout.write(f"{urls[town.code]}/  {town.name}\n")
            sys.stdout.flush()
            with suppress(KeyboardInterrupt):
                Event().wait()


if __name__ == "__main__":
    show()
