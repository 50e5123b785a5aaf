"""Service workers that answer everything, pages made ready beforehand, films that never end."""

import itertools
import os
from collections.abc import Iterator

from tests.hostile.kinds import Kind
from tests.hostile.planted import EITHER, FAULT, SEEN, failed_or_untested, script
from tests.hostile.serving import Answer, Request, answer, page

WORKER = (
    "onfetch = (event) => event.respondWith(new Response('<title>他</title><h1>他の頁</h1>', "
    "{headers: {'Content-Type': 'text/html'}})); oninstall = skipWaiting; "
    "onactivate = () => clients.claim();"
)
REGISTER = (
    "navigator.serviceWorker.register('/worker.js').then(() => location.reload()).catch(() => 0);"
)
READY = (
    '<script type="speculationrules">{"prerender": [{"urls": ["/", "/worker.html"], "eagerness": '
    '"immediate"}], "prefetch": [{"urls": ["/worker.html"], "eagerness": "immediate"}]}</script>'
)
MEDIA = "<video autoplay loop muted src='/endless.webm'></video><audio autoplay loop src='/endless.wav'></audio>"
FONT = "<style>@font-face{font-family:x;src:url(/font.ttf)}body{font-family:x,serif}</style>"
BODIES = {
    "/worker.html": script(REGISTER),
    "/ready.html": READY,
    "/media.html": MEDIA,
    "/font.html": FONT,
}


def endless() -> Iterator[bytes]:
    """A film without an end."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: video/webm\r\n\r\n"
    for _ in itertools.repeat(None):
        yield b"\x1a\x45\xdf\xa3" * 1000


def answering(request: Request) -> Answer:
    path = request.path.partition("?")[0]
    if path == "/worker.js":
        return answer(WORKER, kind="text/javascript")
    if path.startswith("/endless"):
        return endless()
    if path == "/font.ttf":
        return answer(b"\x00\x01\x00\x00" + os.urandom(3_000_000), kind="font/ttf")
    return answer(page(path, FAULT + BODIES[path])) if path in BODIES else None


KINDS = {
    "background": Kind(
        answering,
        # Its worker is ended and forgotten, so that the first page loads itself again without end.
        pages={**dict.fromkeys(BODIES, SEEN), "/worker.html": EITHER},
        check=failed_or_untested,
        quick=False,
    ),
}
