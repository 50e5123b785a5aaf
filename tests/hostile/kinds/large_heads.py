"""Heads of answers: a line of a megabyte, ten thousand lines, lines without end, lines that are none."""

from tests.hostile.kinds import as_homes, for_browsers
from tests.hostile.serving import answer, flood, page


def headed(lines: bytes, title: str) -> bytes:
    """A page with further lines in its head."""
    first, _, rest = answer(page(title)).partition(b"\r\n")
    return first + b"\r\n" + lines + rest


HEADS = {
    "a megabyte": b"X-Long: " + b"a" * 1_000_000 + b"\r\n",
    "ten thousand": b"".join(b"X-%d: %d\r\n" % (n, n) for n in range(10_000)),
    "preloads": b"Link: </a.css>; rel=preload; as=style\r\n" * 3000,
    "null": b"X-Null: a\x00b\r\n\x00: x\r\n",
    "folded": b"X-Folded: a\r\n" + b" b\r\n" * 500,
    "no colon": b"this is no header\r\n: empty\r\nX\r\n",
    "bytes": b"X-\xff\xfe: \x80\x81\r\n" + "X-町: 町\r\n".encode(),
}


ANSWERS = {name: headed(lines, name) for name, lines in HEADS.items()}
START = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
ENDLESS = {
    "lines without end": flood(b"X-Many: a\r\n" * 5000, START),
    "a line without end": flood(b"a" * 60_000, START + b"X-Long: "),
    "a folded line without end": flood(b" a\r\n" * 5000, START + b"X-Long: a\r\n"),
}
KINDS = {
    **as_homes(ANSWERS, frame=("ok", "unreachable"), home=("ok", "load_failed")),
    **as_homes(ENDLESS, frame=("unreachable",)),
    **for_browsers(ANSWERS, ("ok", "load_failed")),
    **for_browsers(ENDLESS, ("load_failed", "timeout")),
}
