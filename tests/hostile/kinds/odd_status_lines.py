"""HTTP/0.9, status lines that are none, numbers that nobody knows, and floods of 1xx."""

from tests.hostile.kinds import as_homes, for_browsers
from tests.hostile.serving import answer, flood, page

BODY = page("番号", "<p>町の案内。</p>")
REST = answer(BODY).partition(b"\r\n")[2]
LINES = {
    "none, HTTP 0.9": b"",
    "words": "みんな町へようこそ\r\n".encode() + REST,
    "ICY": b"ICY 200 OK\r\n" + REST,
    "no number": b"HTTP/1.1 OK\r\n" + REST,
    "negative": b"HTTP/1.1 -200 OK\r\n" + REST,
    "long number": b"HTTP/1.1 " + b"2" * 5000 + b" OK\r\n" + REST,
    "long reason": b"HTTP/1.1 200 " + b"a" * 12_000 + b"\r\n" + REST,
    "other version": b"HTTP/9.9 200 OK\r\n" + REST,
    "no version": b"HTTP/ 200 OK\r\n" + REST,
    "zero": b"HTTP/1.1 000 Zero\r\n" + REST,
    "999": b"HTTP/1.1 999 Denied\r\n" + REST,
    "no reason": b"HTTP/1.1 200\r\n" + REST,
    "bytes": b"HTTP/1.1 200 \xff\xfe\x00\r\n" + REST,
    "a hundred 100": b"HTTP/1.1 100 Continue\r\n\r\n" * 100 + b"HTTP/1.1 200 OK\r\n" + REST,
    "early hints": b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload; as=style\r\n\r\n" * 50
    + b"HTTP/1.1 200 OK\r\n"
    + REST,
    "101": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"
    + REST,
}


ENDLESS = {
    "endless 100": flood(b"HTTP/1.1 100 Continue\r\n\r\n" * 500),
    "endless 103": flood(b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n" * 500),
}
ANSWERS = {**LINES, "none, HTTP 0.9": BODY.encode()}
FAILED = ("load_failed", "unreachable", "http_error", "not_html", "timeout")
KINDS = {
    **as_homes(
        ANSWERS, frame=("ok", "unreachable", "http_error", "not_html"), home=("ok", *FAILED)
    ),
    **for_browsers(ANSWERS, ("ok", *FAILED)),
    **as_homes(ENDLESS, frame=("unreachable",)),
    **for_browsers(ENDLESS, FAILED),
}
