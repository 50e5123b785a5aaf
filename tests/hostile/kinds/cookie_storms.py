"""Cookies without end: thousands at once, long ones, new ones with each answer, none taken back."""

from tests.hostile.kinds import Kind
from tests.hostile.serving import Answer, Request, answer, page

PATHS = ("/a.html", "/b.html", "/c.html")


def with_cookies(request: Request, cookies: list[str]) -> bytes:
    body = page(f"{request.path} の案内", "".join(f'<a href="{p}">{p}</a> ' for p in PATHS))
    head, _, rest = answer(body).partition(b"\r\n\r\n")
    lines = "".join(f"\r\nSet-Cookie: {cookie}" for cookie in cookies)
    return head + lines.encode("latin-1") + b"\r\n\r\n" + rest


def thousands(request: Request) -> Answer:
    """More than the headers of an answer may hold for a browser, from the second page on."""
    if request.path == "/" or request.path not in PATHS:
        return with_cookies(request, ["a=1"]) if request.path == "/" else None
    many = [f"n{n}{request.path[1]}={'v' * 40}; Path=/" for n in range(3000)]
    return with_cookies(request, many)


def long(request: Request) -> Answer:
    """Each page sets forty of nearly 4 KB, and asks for no more than a server usually takes."""
    if len(request.headers.get("cookie", "")) > 60_000:
        return answer(page("Bad Request"), "400 Bad Request")
    if request.path not in ("/", *PATHS):
        return None
    name = request.path.strip("/.") or "home"
    return with_cookies(request, [f"{name}{n}={'v' * 3900}; Path=/" for n in range(10)])


def circle(request: Request) -> Answer:
    """A new cookie and the same address again, for ever."""
    if request.path != "/":
        return None
    return answer(b"", "302 Found", Set_Cookie=f"n{request.times}=1", Location="/")


def odd(request: Request) -> Answer:
    """Names, dates and domains that are none."""
    if request.path not in ("/", *PATHS):
        return None
    cookies = [
        "=",
        ";;;;",
        "=x; Domain=.jp",
        "a=\xff\xfe; Expires=Thu, 99 Foo 99999999999 99:99:99 GMT",
        "b=1; Max-Age=99999999999999999999999",
        "c=1; Max-Age=-1e9; Domain=lg.jp; Path=町".encode().decode("latin-1"),
        'd="; Version=99999999999999999999',
        "e=" + "%" * 3000,
        'f=1; port="a,b,\'"; expires=' + "1" * 4000,
    ]
    return with_cookies(request, cookies)


KINDS = {
    "thousands": Kind(thousands, pages=dict.fromkeys(PATHS, ("ok", "load_failed"))),
    "long": Kind(long, pages=dict.fromkeys(PATHS, ("ok", "http_error"))),
    "in a circle": Kind(circle, frame=("http_error",)),
    "odd": Kind(odd, pages=dict.fromkeys(PATHS, ("ok",))),
}
