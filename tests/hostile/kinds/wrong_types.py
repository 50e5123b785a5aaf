"""Content types that do not fit: pages as pictures, pictures as pages, no type, parts without end."""

import gzip
import json

from tests.hostile.kinds import as_homes, for_browsers
from tests.hostile.serving import answer, flood, page

BODY = page("種類", "<p>町の案内。</p>")
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\xff" * 5000


def typed(kind: str, body: str | bytes = BODY) -> bytes:
    return answer(body, Content_Type=kind.encode().decode("latin-1"))


ANSWERS = {
    "plain text": typed("text/plain"),
    "octets": typed("application/octet-stream"),
    "picture": typed("image/png"),
    "no type": typed(""),
    "many types": typed("text/html, image/png; charset=utf-8, x/y"),
    "words": typed("ページ"),
    "long": typed("text/html; charset=" + "a" * 10_000),
    "other charset": typed("text/html; charset=utf-16"),
    "charset of another kind": typed("text/html; charset=base64"),
    "two headers": typed("text/html\r\nContent-Type: application/pdf"),
    "no sniffing": typed("text/plain\r\nX-Content-Type-Options: nosniff"),
    "png as html": typed("text/html", PNG),
    "pdf as html": typed("text/html; charset=utf-8", b"%PDF-1.7\n" + b"\xff" * 5000),
    "json as html": typed("text/html; charset=utf-8", json.dumps({"町": [1] * 500})),
    "gzip as html": typed("text/html; charset=utf-8", gzip.compress(BODY.encode())),
    "null bytes": typed("text/html; charset=utf-8", BODY.encode() + b"\x00" * 100_000),
    "utf-16 without a word": typed("text/html", BODY.encode("utf-16")),
    "archive": typed(
        "multipart/related; boundary=x", b"--x\r\nContent-Type: text/html\r\n\r\n" + BODY.encode()
    ),
}


PART = b"--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + BODY.encode() + b"\r\n"


def head(kind: str) -> bytes:
    return answer(b"", Content_Type=kind, Content_Length="")


ENDLESS = {
    "parts without end": flood(PART * 50, head("multipart/x-mixed-replace; boundary=x")),
    "events without end": flood(b"data: a\n\n" * 5000, head("text/event-stream")),
}
FAILED = ("not_html", "load_failed", "timeout", "crashed", "too_large")
KINDS = {
    **as_homes(ANSWERS, frame=("ok", "not_html", "empty"), home=("ok", *FAILED)),
    **for_browsers(ANSWERS, ("ok", *FAILED)),
    **as_homes(ENDLESS, frame=("not_html", "http_error")),
    **for_browsers(ENDLESS, FAILED),
}
