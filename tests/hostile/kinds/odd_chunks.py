"""Chunks whose sizes are no numbers, or too large, or that lines without end follow."""

from tests.hostile.kinds import as_homes, for_browsers
from tests.hostile.serving import answer, flood, page

HEAD = answer(b"", Content_Length="", Transfer_Encoding="chunked")
BODY = page("かたまり").encode()
GOOD = b"%x\r\n%s\r\n" % (len(BODY), BODY)
END = b"0\r\n\r\n"
CHUNKS = {
    "words": "町\r\n".encode() + BODY,
    "negative": b"-5\r\n" + BODY + b"\r\n" + END,
    "huge": b"f" * 400 + b"\r\n" + BODY,
    "large": b"7fffffffffffffff\r\n" + BODY,
    "no end of line": b"%x\r\n%sxx" % (len(BODY), BODY) + END,
    "not chunked": BODY,
    "empty size": b"\r\n\r\n" + GOOD + END,
    "extension": b"%x;%s\r\n%s\r\n" % (len(BODY), b"a=b;" * 200, BODY) + END,
    "more after the end": GOOD + END + b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 500,
}


ANSWERS = {name: HEAD + chunks for name, chunks in CHUNKS.items()}
ENDLESS = {
    "endless size": flood(b"0" * 10_000, HEAD),
    "endless extension": flood(b"a=b;" * 2500, HEAD + b"5;"),
    "endless trailers": flood(b"X-A: b\r\n" * 1000, HEAD + GOOD + b"0\r\n"),
    "endless small chunks": flood(b"1\r\n \r\n" * 2000, HEAD + GOOD),
}
FAILED = ("load_failed", "unreachable")
KINDS = {
    **as_homes(ANSWERS, frame=("ok", "unreachable"), home=("ok", *FAILED)),
    **for_browsers(ANSWERS, ("ok", *FAILED)),
    **as_homes(ENDLESS, frame=("unreachable", "http_error")),
    **for_browsers(ENDLESS, ("ok", *FAILED, "timeout", "too_large")),
}
