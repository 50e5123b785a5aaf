"""A byte a second, in the head or in the body of an answer."""

from tests.hostile.kinds import Kind
from tests.hostile.serving import Answer, Request, answer, drip, page

WHOLE = answer(page("ゆっくり"))
HEAD, BODY = WHOLE[:60], WHOLE[60:]


def slow_home_head(request: Request) -> Answer:
    return drip(WHOLE) if request.path == "/" else None


def slow_page_body(request: Request) -> Answer:
    return (
        (part for data in ([HEAD], drip(BODY)) for part in data) if "slow" in request.path else None
    )


def slow_in_browser(request: Request) -> Answer:
    if request.path != "/slow.html":
        return None
    return slow_page_body(request) if request.is_browser else WHOLE


def slow_robots(request: Request) -> Answer:
    response = answer("User-agent: *\nDisallow: /x", kind="text/plain")
    return drip(response) if request.path == "/robots.txt" else None


KINDS = {
    "robots.txt": Kind(slow_robots, frame=("unreachable",), crawl=True),
    "head of the home page": Kind(slow_home_head, frame=("unreachable",), crawl=True),
    "body of a page": Kind(slow_page_body, left_out={"/slow.html": "timeout"}, crawl=True),
    "body of a page, to the browser": Kind(
        slow_in_browser, pages={"/slow.html": ("timeout",)}, quick=False
    ),
}
