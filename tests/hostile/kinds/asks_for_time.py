"""429 and 503 with and without Retry-After, to the crawler, to the browser, of parts of pages."""

from tests.hostile.kinds import Kind, as_homes
from tests.hostile.serving import ROBOTS, Answer, Request, answer, page

MANY = "429 Too Many Requests"
BUSY = "503 Service Unavailable"
PATHS = ("/a.html", "/b.html", "/c.html", "/d.html", "/e.html")
TIMES = {
    "none": "",
    "one second": "1",
    "a year": "31536000",
    "no number": "町".encode().decode("latin-1"),
    "negative": "-5",
    "fraction": "1.5",
    "exponent": "1e9",
    "five thousand digits": "9" * 5000,
    "a past day": "Thu, 01 Jan 1970 00:00:00 GMT",
    "a day far off": "Fri, 31 Dec 9999 23:59:59 GMT",
    "a year out of range": "Fri, 31 Dec 99999 23:59:59 GMT",
    "a zone out of range": "Fri, 31 Dec 9999 23:59:59 -9999",
    "no day": "Thu, 99 Foo 2026 99:99:99 GMT",
    "spaces": "   ",
    "a year of twenty digits": f"Thu, 01 Jan {'9' * 20} 00:00:00 GMT",
    "a zone of twenty digits": f"Thu, 01 Jan 2026 00:00:00 +{'9' * 20}",
}


def refusal(status: str, wait: str = "") -> bytes:
    return answer(page("混み合っています"), status, Retry_After=wait)


def all_pages(request: Request) -> Answer:
    """To the browser alone, for every page, and never anything else."""
    is_page = request.is_browser and request.path in ("/", *PATHS)
    return refusal(MANY, "1") if is_page else honest(request)


def odd_times(request: Request) -> Answer:
    """To the browser, with times that are none."""
    if request.path not in PATHS[:3] or not request.is_browser:
        return honest(request)
    times = ("a year of twenty digits", "five thousand digits", "a zone of twenty digits")
    return refusal(MANY, TIMES[times[PATHS.index(request.path)]])


def once(request: Request) -> Answer:
    """Each page is refused once, and served when it is asked for again."""
    is_page = request.path in ("/", *PATHS) and not request.times
    return refusal(BUSY if request.is_browser else MANY, "1") if is_page else honest(request)


def parts(request: Request) -> Answer:
    """Style sheets, scripts and pictures are refused, and pages are not."""
    if request.path.startswith("/part"):
        return refusal(MANY, "3600")
    if request.path in PATHS:
        more = "".join(f'<img src="/part{n}.png" alt="町">' for n in range(20))
        head = '<link rel="stylesheet" href="/part.css"><script src="/part.js"></script>'
        return answer(page(f"{request.path} の案内", more, head))
    return None


def honest(request: Request) -> Answer:
    return answer(page(f"{request.path} の案内")) if request.path in PATHS else None


def robots(request: Request) -> Answer:
    return refusal(MANY, "1") if request.path == "/robots.txt" else None


def all_but_home(request: Request) -> Answer:
    """To the crawler, whatever is asked for after the home page."""
    is_refused = request.path not in ("/", *ROBOTS)
    return refusal(BUSY) if is_refused and not request.is_browser else None


KINDS = {
    **as_homes(
        {f"429, {name}": refusal(MANY, wait) for name, wait in TIMES.items()}, ("http_error",)
    ),
    "503 as home page": Kind(lambda r: refusal(BUSY) if r.path == "/" else None, ("http_error",)),
    "429 for the browser": Kind(
        all_pages,
        home=("http_error",),
        pages=dict.fromkeys(PATHS, ("http_error", "refused")),
    ),
    "429 and odd times for the browser": Kind(
        odd_times, pages=dict.fromkeys(PATHS[:3], ("http_error",))
    ),
    "once": Kind(once, pages=dict.fromkeys(PATHS[:2], ("ok",))),
    "429 for parts": Kind(parts, pages=dict.fromkeys(PATHS[:2], ("ok",))),
    "429 for robots.txt": Kind(robots, frame=("robots",)),
    "503 but for the home page": Kind(all_but_home, left_out={"/a.html": "HTTP 503"}),
}
