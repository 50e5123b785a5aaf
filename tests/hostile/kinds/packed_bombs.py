"""A few kilobytes that unpack to gigabytes: gzip, deflate, brotli, zstd, packed in one another."""

import gzip
import sys
import zlib
from collections.abc import Iterator
from functools import cache

import brotli

from tests.hostile.kinds import Kind
from tests.hostile.serving import Answer, Request, answer, page

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MB = 1_000_000
TIMES = 2000
"""MB after everything is unpacked."""
ENCODINGS = ("gzip", "deflate", "br", "zstd")
TOO_LARGE = "larger than 3000000 bytes"


@cache
def start_and_block(encoding: str) -> tuple[bytes, bytes]:
    """What packed data begins with, and a block of one MB that may follow itself for ever."""
    start = page("荷物").removesuffix("</main></body></html>").encode() + b"<p>"
    block = b"a" * MB
    if encoding == "zstd":  # frames follow each other
        return zstd.compress(start), zstd.compress(block)
    if encoding == "br":
        packer = brotli.Compressor(quality=5)
        packed = [packer.process(data) + packer.flush() for data in (start, block, block)]
        return packed[0] + packed[1], packed[2]
    window = 31 if encoding == "gzip" else 15
    deflater = zlib.compressobj(9, zlib.DEFLATED, window)
    packed = [
        deflater.compress(data) + deflater.flush(zlib.Z_FULL_FLUSH)
        for data in (start, block, block)
    ]
    return packed[0] + packed[1], packed[2]


def bomb(encoding: str, kind: str = "text/html") -> Iterator[bytes]:
    """An answer that unpacks to gigabytes, as long as somebody takes it."""
    start, block = start_and_block(encoding)
    yield answer(b"", kind=kind, Content_Length="", Content_Encoding=encoding)
    yield start
    for _ in range(TIMES):
        yield block


def home(request: Request) -> Answer:
    return bomb("gzip") if request.path == "/" else None


def pages(request: Request) -> Answer:
    """One for each encoding, for the crawler."""
    encoding = request.path.strip("/").removesuffix(".html")
    return bomb(encoding) if encoding in ENCODINGS else None


def for_the_browser(request: Request) -> Answer:
    """The crawler gets an honest page under the same address."""
    encoding = request.path.strip("/").removesuffix(".html")
    if encoding not in ENCODINGS:
        return None
    return bomb(encoding) if request.is_browser else answer(page(f"{encoding} の荷物"))


def layers(request: Request) -> Answer:
    """Packed in itself: two and three times in one header, in two headers, and a hundred times."""
    body = page(f"層 {request.path}").encode()
    if "bomb" in request.path:
        body += b"a" * 50 * MB
    if request.path in ("/twice.html", "/twice-bomb.html"):
        return answer(gzip.compress(gzip.compress(body, 9)), Content_Encoding="gzip, gzip")
    if request.path == "/mixed.html":
        return answer(brotli.compress(gzip.compress(body)), Content_Encoding="gzip, br")
    if request.path == "/hundred.html":
        data = page("百").encode()
        for _ in range(100):
            data = gzip.compress(data, 1)
        return answer(data, Content_Encoding=", ".join(["gzip"] * 100))
    if request.path == "/two-headers.html":
        response = answer(gzip.compress(gzip.compress(body)), Content_Encoding="gzip")
        return response.replace(
            b"Content-Encoding: gzip", b"Content-Encoding: gzip\r\n" * 2, 1
        ).replace(b"\r\n\r\nConnection", b"\r\nConnection")
    return None


def parts(request: Request) -> Answer:
    """A page whose style sheet, script and picture are such."""
    if request.path == "/parts.html":
        more = '<script src="/gzip.js"></script><img src="/zstd.png">'
        head = '<link rel="stylesheet" href="/br.css">'
        return answer(page("部品", more, head))
    encoding, _, ending = request.path.strip("/").partition(".")
    kinds = {"js": "text/javascript", "css": "text/css", "png": "image/png"}
    return bomb(encoding, kinds[ending]) if ending in kinds and encoding in ENCODINGS else None


def not_packed(request: Request) -> Answer:
    """Answers that say they are packed and are not, or are packed badly, or by what nobody knows."""
    body = page("荷").encode()
    encoding = {
        "/plain.html": "gzip",
        "/cut.html": "br",
        "/noise.html": "zstd",
        "/noise-deflate.html": "deflate",
        "/unknown.html": "x-町",
    }.get(request.path, "")
    if not encoding:
        return None
    data = {"/cut.html": brotli.compress(body)[:20], "/plain.html": body}.get(
        request.path, b"\x28\xb5\x2f\xfd" + b"\xff" * 400
    )
    return answer(data, Content_Encoding=encoding.encode().decode("latin-1"))


LARGE = ("too_large", "load_failed", "crashed")
KINDS = {
    "home page": Kind(home, frame=("http_error",)),
    "pages": Kind(pages, left_out={f"/{e}.html": TOO_LARGE for e in ENCODINGS}),
    "pages for the browser": Kind(
        for_the_browser, pages={f"/{e}.html": LARGE for e in ENCODINGS}, quick=False
    ),
    "layers": Kind(layers, pages={"/twice.html": ("ok",), "/mixed.html": ("ok",)}, left_out={}),
    "parts of a page": Kind(parts, pages={"/parts.html": LARGE}, quick=False),
    "not packed": Kind(
        not_packed,
        left_out=dict.fromkeys(
            ["/plain.html", "/noise.html", "/noise-deflate.html"], "cannot be unpacked"
        ),
    ),
}
