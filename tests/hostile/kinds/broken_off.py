"""Connections that end at once, within the head, within the body or within a chunk."""

from tests.hostile.kinds import Kind, as_homes, for_browsers
from tests.hostile.serving import Answer, Request, answer, page

BODY = page("途中", "<p>" + "町の案内。" * 2000)
WHOLE = answer(BODY)
CHUNKED = answer(b"", Content_Length="", Transfer_Encoding="chunked")
CHUNK = b"%x\r\n%s\r\n" % (len(BODY.encode()), BODY.encode())
ANSWERS = {
    "body": WHOLE[: len(WHOLE) // 2],
    "chunk": CHUNKED + CHUNK[:2000],
    "nothing": b"",
    "status": b"HTTP/1.1 2",
    "head": WHOLE[:40],
    "last byte": WHOLE[:-1],
    "no last chunk": CHUNKED + CHUNK,
}


def robots(request: Request) -> Answer:
    """A robots.txt that breaks off: nobody knows what it would have said."""
    if request.path == "/robots.txt":
        return answer("User-agent: *\nDisallow: /x", kind="text/plain", Content_Length="400")
    return None


FAILED = ("load_failed", "unreachable", "not_html")
KINDS = {
    **as_homes(ANSWERS, frame=("unreachable",)),
    **for_browsers(ANSWERS, ("ok", *FAILED), quick=True),
    "robots.txt": Kind(robots, frame=("unreachable", "robots")),
}
