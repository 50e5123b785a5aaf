"""Hostile servers on loopback: each answers with raw bytes, as broken or as endless as it likes."""

import contextlib
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

ROBOTS = ("/robots.txt", "/sitemap.xml", "/sitemap_index.xml", "/sitemap.xml.gz")
TEXT = (
    "暮らしの手続きや子育ての案内を、この町の皆さまにお知らせします。受付は平日の午前九時からです。"
)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for; `times` is how often its path was asked for by this asker before."""

    path: str  # with its query
    headers: dict[str, str]  # names in small letters
    times: int = 0
    base: str = ""  # "http://127.0.0.1:1234", of the server that was asked

    @property
    def is_browser(self) -> bool:
        """Whether the audit's browser asks, and not the crawler."""
        return self.headers.get("user-agent", "").startswith("Mozilla/")


Answer = bytes | Iterable[bytes] | None
Answering = Callable[[Request], Answer]
"""A whole answer from its status line on, at once or in parts; None where there is nothing."""


def answer(
    body: bytes | str = b"", status: str = "200 OK", kind: str = "text/html", **headers: str
) -> bytes:
    """A well-formed answer; `Content_Type` and the like become headers, "" leaves one out."""
    data = body.encode() if isinstance(body, str) else body
    given = {
        "Content-Type": f"{kind}; charset=utf-8",
        "Content-Length": str(len(data)),
        "Connection": "close",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in given.items() if value]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1") + data


def page(title: str, more: str = "", head: str = "") -> str:
    """An honest page of a town."""
    return (
        f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f"</head><body><main><h1>{title}</h1><p>{title}について。{TEXT}</p>{more}</main></body></html>"
    )


def home(paths: Iterable[str], title: str = "みんな町") -> str:
    """A town's home page with links to its pages."""
    links = "".join(f'<li><a href="{path}">{path} の案内</a></li>' for path in paths)
    return page(title, f"<ul>{links}</ul>")


def drip(data: bytes, seconds: float = 1.0, size: int = 1) -> Iterator[bytes]:
    """Data in small parts, with a wait before each."""
    for place in range(0, len(data), size):
        time.sleep(seconds)
        yield data[place : place + size]


def flood(part: bytes, start: bytes = b"") -> Callable[[], Iterator[bytes]]:
    """An answer without end, at about a megabyte a second: the speed of a small server.

    As fast as loopback carries it, it would take the processor from everybody on the machine.
    """

    def parts() -> Iterator[bytes]:
        yield start
        while True:
            yield part
            time.sleep(len(part) / 1e6)

    return parts


@dataclass
class Site:
    """A running server, and what was asked of it: path → times, crawler and browser apart."""

    server: socketserver.ThreadingTCPServer
    asked: Counter[tuple[bool, str]] = field(default_factory=Counter)

    @property
    def base(self) -> str:
        """Its address without a slash at the end."""
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def close(self) -> None:
        """Stop it; what is still on its way breaks off."""
        self.server.shutdown()
        self.server.server_close()


def serve(answering: Answering, missing: bytes = b"") -> Site:
    """Start a server; connections are closed after one answer."""
    gone = missing or answer(page("ページが見つかりません"), "404 Not Found")
    lock = threading.Lock()

    class Handler(socketserver.StreamRequestHandler):
        timeout = 600

        def handle(self) -> None:
            with contextlib.suppress(OSError):  # whoever asked has gone
                if request := read_request(self.rfile):
                    path, headers = request
                    with lock:
                        times = site.asked[browser := is_browser(headers), path]
                        site.asked[browser, path] += 1
                    self.write(answering(Request(path, headers, times, site.base)))

        def write(self, told: Answer) -> None:
            if told is None or isinstance(told, bytes):
                self.wfile.write(gone if told is None else told)
                return
            for part in told:
                self.wfile.write(part)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = daemon_threads = True
        block_on_close = False
        request_queue_size = 128

        def handle_error(self, request: object, client_address: object) -> None:
            """Nobody is told of connections that ended early; a kind's own fault is raised."""
            raise  # this is called where it was caught

    site = Site(Server(("127.0.0.1", 0), Handler))
    threading.Thread(target=site.server.serve_forever, args=(0.1,), daemon=True).start()
    return site


def is_browser(headers: dict[str, str]) -> bool:
    """Whether a browser's request has such headers."""
    return Request("", headers).is_browser


def read_request(stream: Iterable[bytes]) -> tuple[str, dict[str, str]] | None:
    """Path and headers; None of a connection that asks for nothing."""
    lines = []
    for line in stream:
        if not line.strip():
            break
        lines.append(line.decode("latin-1").strip())
    words = lines[0].split() if lines else []
    if len(words) < 2:
        return None
    pairs = (line.partition(":") for line in lines[1:])
    return words[1], {name.strip().lower(): value.strip() for name, _, value in pairs}
