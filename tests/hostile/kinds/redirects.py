"""Redirects without end, in circles, to ever longer addresses, to what is no address."""

from urllib.parse import urlsplit

from tests.hostile.kinds import Kind, as_homes, for_browsers
from tests.hostile.serving import Answer, Request, answer, page


def to(where: str, status: str = "302 Found") -> bytes:
    return answer(b"", status, Location=where.encode().decode("latin-1"))


PLACES = {
    "itself": to("/"),
    "a megabyte": to("/" + "a" * 1_000_000),
    "sixty thousand": to("/" + "a" * 60_000),
    "a script": to("javascript:alert(1)"),
    "data": to("data:text/html,<title>x</title><h1>x</h1>"),
    "a file": to("file:///etc/passwd"),
    "mail": to("mailto:a@example.jp"),
    "no address": to("http://[::"),
    "a bad port": to("http://127.0.0.1:99999/"),
    "bytes": answer(b"", "302 Found", Location="/\xff\xfe\x80"),
    "nothing": to(""),
    "two": to("/a\r\nLocation: /b"),
    "a refresh to itself": answer(page("更新", head='<meta http-equiv="refresh" content="0">')),
}


def endless(request: Request) -> Answer:
    """Each address leads to the next, from the home page on."""
    parts = urlsplit(request.path)
    if parts.path not in ("/", "/next"):
        return None
    number = int(parts.query or 0)
    return to(f"/next?{number + 1}")


def growing(request: Request) -> Answer:
    """Each address is twice as long."""
    path = request.path
    return to(path + "a" * len(path)) if path == "/" or path.startswith("/a") else None


def pages(request: Request) -> Answer:
    """Pages that lead on for ever, by the server, by a refresh and by a script."""
    name, _, number = request.path.strip("/").partition("/")
    following = f"/{name}/{int(number or 0) + 1}" if number.isdecimal() or not number else ""
    if not following or name not in ("server", "refresh", "script", "grows"):
        return None
    if not request.is_browser and not number:
        return answer(page(f"{name} の案内"))
    if name == "server":
        return to(following)
    if name == "refresh":
        refresh = f'<meta http-equiv="refresh" content="0; url={following}">'
        return answer(page(f"{name} {number}", head=refresh))
    where = f"'{following}'" if name == "script" else "location.pathname + '/0'"
    return answer(page(f"{name} {number}", f"<script>location.href = {where}</script>"))


RESTLESS = ("timeout", "crashed")
NAMES = ("server", "refresh", "script")
KINDS = {
    "without end": Kind(endless, frame=("http_error",)),
    "growing": Kind(growing, frame=("http_error",)),
    "pages for the browser": Kind(
        pages,
        pages={f"/{name}": ("load_failed", "not_html", *RESTLESS) for name in NAMES},
        quick=False,
    ),
    **as_homes(
        PLACES,
        frame=("http_error", "redirected_away", "unreachable", "ok", "empty"),
        home=("ok", *RESTLESS),  # one that asks for itself without end may never be still
    ),
    **for_browsers(
        PLACES,
        (
            "load_failed",
            "unreachable",
            "not_html",
            "http_error",
            "ok",
            "redirected_away",
            *RESTLESS,
        ),
    ),
}
