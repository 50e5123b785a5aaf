"""Content-Length that is too long, too short, negative, two of them, or no number."""

from tests.hostile.kinds import as_homes, for_browsers
from tests.hostile.serving import answer, page

BODY = page("長さ", "<p>町の案内。</p>")
SIZE = len(BODY.encode())
LENGTHS = {
    "too long": f"{SIZE + 1000}",
    "too short": f"{SIZE // 2}",
    "negative": "-5",
    "words": "町",
    "huge": "9" * 400,
    "five thousand digits": "9" * 5000,
    "two": f"{SIZE}\r\nContent-Length: 7",
    "list": f"{SIZE}, {SIZE}",
    "plus": f"+{SIZE}",
    "hexadecimal": f"0x{SIZE:x}",
    "zero": "0",
    "chunked too": f"{SIZE}\r\nTransfer-Encoding: chunked",
}
ANSWERS = {
    name: answer(BODY, Content_Length=length.encode().decode("latin-1"))
    for name, length in LENGTHS.items()
}
FAILED = ("load_failed", "unreachable")
KINDS = {
    **as_homes(ANSWERS, frame=("ok", "unreachable", "http_error", "empty"), home=("ok", *FAILED)),
    **for_browsers(ANSWERS, ("ok", *FAILED), quick=True),
}
