"""Numbers that nobody asked for: 204, 205, 206, 304, 3xx to nowhere, 401, 407, 416, 417, 421."""

from tests.hostile.kinds import as_homes, for_browsers
from tests.hostile.serving import answer, page

BODY = page("番号", "<p>町の案内。</p>")
EMPTY = {
    "204": answer(b"", "204 No Content"),
    "205": answer(b"", "205 Reset Content"),
    "304": answer(b"", "304 Not Modified", ETag='"1"'),
    "200 without a body": answer(b""),
}
WITH_BODY = {
    "204 with a body": answer(BODY, "204 No Content"),
    "206": answer(BODY, "206 Partial Content", Content_Range="bytes 0-9/99999999"),
    "300": answer(BODY, "300 Multiple Choices"),
    "301 to nowhere": answer(BODY, "301 Moved Permanently"),
    "305": answer(BODY, "305 Use Proxy", Location="http://127.0.0.1:1/"),
    "401": answer(BODY, "401 Unauthorized", WWW_Authenticate='Basic realm="x"'),
    "401 of many kinds": answer(
        BODY, "401 Unauthorized", WWW_Authenticate="Negotiate, NTLM, Digest realm=x, Bearer, X"
    ),
    "407": answer(BODY, "407 Proxy Authentication Required", Proxy_Authenticate="Basic realm=x"),
    "408": answer(BODY, "408 Request Timeout"),
    "416": answer(BODY, "416 Range Not Satisfiable"),
    "421": answer(BODY, "421 Misdirected Request"),
    "425": answer(BODY, "425 Too Early"),
    "451": answer(BODY, "451 Unavailable For Legal Reasons"),
    "511": answer(BODY, "511 Network Authentication Required"),
}
ANSWERS = {**EMPTY, **WITH_BODY}
FAILED = ("load_failed", "unreachable", "http_error", "not_html")
KINDS = {
    **as_homes(
        ANSWERS,
        frame=("ok", "unreachable", "http_error", "not_html", "empty", "login"),
        home=("ok", *FAILED),
    ),
    **for_browsers(ANSWERS, ("ok", *FAILED)),
}
