"""Whole crawls of small sites on loopback that want cookies, and of sites that do not."""

from contextlib import ExitStack
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

import crawler
from crawler.middlewares.cookies import MAX_RETRIES, MAX_TRIALS
from minna.records import Run, Site, SiteCrawl
from tests.test_crawler_crawl import Answer, crawl, html, open_book, pages, town

pytestmark = pytest.mark.slow
NONE = Answer(b"none", 404)


def fetched(store, site="s0"):
    return {urlsplit(page.url).path.removeprefix("/") for page in stored(store, site)}


def stored(store, site):
    return [page for page in pages(store, site).values() if page.state == "fetched"]


def moved(target, *cookies, status=302):
    headers = {"Location": target}
    if cookies:
        headers["Set-Cookie"] = cookies[0]
    return Answer(b"", status, headers)


def gated(gate, **more):
    """A home page with two pages, each of which answers only if `gate` gives nothing."""
    texts = {"/": html("町", "/a.html", "/b.html"), "/a.html": html("甲"), "/b.html": html("乙")}

    def behind(path, text):
        return lambda served: gate(path, served.cookies[-1]) or text

    return {path: behind(path, text) for path, text in texts.items()} | more


def wants_one(path, sent):
    return None if "seen=1" in sent else moved(path, "seen=1; Path=/")


def wants_three_in_turn(path, sent):
    missing = [name for name in ("a=1", "b=2", "c=3") if name not in sent]
    return moved(path, f"{missing[0]}; Path=/") if missing else None


def wants_a_count(path, sent):
    steps = {"": "n=1", "n=1": "n=2", "n=2": "n=3"}
    return moved(path, f"{steps[sent]}; Path=/") if sent in steps else None


def wants_it_by_refresh(path, sent):
    page = html("確認", head=f'<meta http-equiv="refresh" content="0;url={path}">')
    return None if "seen=1" in sent else Answer(page, 200, {"Set-Cookie": "seen=1; Path=/"})


def wants_one_for_each_page(path, sent):
    name = f"p{len(path)}{path[1:2]}"
    return None if f"{name}=1" in sent else moved(path, f"{name}=1; Path={path}")


def wants_it_by_an_old_redirect(path, sent):
    return None if "seen=1" in sent else moved(path, "seen=1; Path=/; Max-Age=3600", status=301)


GATES = (
    wants_one,
    wants_three_in_turn,
    wants_a_count,
    wants_it_by_refresh,
    wants_one_for_each_page,
    wants_it_by_an_old_redirect,
)


def checked_on_the_way(path):
    """A site whose addresses that begin so lead to another one first, which sets the cookie."""

    def gate(asked, sent):
        is_free = not asked.startswith(path) or "seen=1" in sent
        return None if is_free else moved(f"/check?back={asked}")

    checks = {
        f"/check?back={q}": moved(back, "seen=1; Path=/")
        for q, back in (("/", "/"), ("%2F", "/"), ("/a.html", "/a.html"), ("%2Fa.html", "/a.html"))
    }
    return gated(gate, **checks)


def set_by_the_home_page(refusal):
    """A site whose other pages want what its home page sets, and refuse who lacks it."""

    def gate(path, sent):
        if path == "/":
            return Answer(html("町", "/a.html", "/b.html"), 200, {"Set-Cookie": "s=1"})
        return None if "s=1" in sent else refusal

    return gated(gate)


WANTING = {
    **{gate.__name__: gated(gate) for gate in GATES},
    **{f"on the way to {path}": checked_on_the_way(path) for path in ("/", "/a.html")},
    "by the home page, or back there": set_by_the_home_page(moved("/")),
    "by the home page, or refused": set_by_the_home_page(Answer(b"no", 403)),
}
"""Sites that let nobody in who does not bring along what they have set."""


@pytest.fixture(scope="module")
def reached(tmp_path_factory):
    """How one crawl of all of them ended: {kind of site: (status, pages of its frame)}."""
    with ExitStack() as stack:
        towns = [stack.enter_context(town(answers)) for answers in WANTING.values()]
        store, frames = crawl(tmp_path_factory.mktemp("wanting"), *(site.url for site in towns))
    ended = [(frame.status, fetched(store, f"s{n}")) for n, frame in enumerate(frames)]
    return dict(zip(WANTING, ended, strict=True))


@pytest.mark.parametrize("kind", WANTING)
def test_a_site_that_wants_a_cookie_which_it_has_set_is_reached(reached, kind):
    assert reached[kind] == ("ok", {"", "a.html", "b.html"})


def test_a_site_that_never_has_enough_is_left_after_a_few_requests(tmp_path):
    def gate(path, sent):
        gate.n += 1
        return moved(path, f"n={gate.n}; Path=/")

    gate.n = 0
    with town(gated(gate)) as site:
        _, [frame] = crawl(tmp_path, site.url)
    assert (frame.status, frame.reason) == ("http_error", "the start page redirects in a circle")
    assert site.asked()["/"] == 1 + MAX_RETRIES


def test_a_circle_that_sets_nothing_new_is_asked_once(tmp_path):
    answers = {"/": moved("/", "seen=1; Path=/elsewhere"), "/robots.txt": NONE}
    with town(answers) as site:
        _, [frame] = crawl(tmp_path, site.url)
    assert (frame.status, site.asked()["/"]) == ("http_error", 1)


def test_a_site_that_does_not_want_its_cookies_does_not_get_them(tmp_path):
    """A visit to the English page turns no other page English."""

    def page(path, text):
        def tell(served):
            response = html("English only") if "lang=en" in served.cookies[-1] else text
            return Answer(response, 200, {"Set-Cookie": "sid=1; Path=/"})

        return tell

    names = [f"/{n}.html" for n in range(6)]
    answers = {name: page(name, html(f"頁{chr(0x4E00 + n)}")) for n, name in enumerate(names)}
    answers["/"] = page("/", html("町", "/lang", *names))
    answers["/lang"] = moved("/0.html", "lang=en; Path=/")
    with town(answers) as site:
        store, _ = crawl(tmp_path, site.url)
    assert fetched(store) == {"", *(name[1:] for name in names)}
    assert {p.title for p in stored(store, "s0")} == {
        "町",
        *(f"頁{chr(0x4E00 + n)}" for n in range(6)),
    }
    assert sum(map(bool, site.cookies)) <= MAX_TRIALS


def test_each_site_has_a_jar_of_its_own(tmp_path):
    with town(gated(wants_one)) as one, town(gated(wants_one)) as two:
        store, frames = crawl(tmp_path, one.url, two.url.replace("127.0.0.1", "localhost"))
        (tmp_path / "same").mkdir()
        one.cookies.clear()
        _, _ = crawl(tmp_path / "same", one.url, f"{one.url}/a.html")
    assert [frame.status for frame in frames] == ["ok", "ok"]
    assert fetched(store, "s0") == fetched(store, "s1")
    assert one.cookies.count("") >= 2, "no site brings the cookies of another"


def test_a_crawl_that_was_stopped_gets_its_cookies_again(tmp_path):
    with town(gated(wants_one)) as site:
        store, [early] = crawl(tmp_path, site.url, crawl_seconds=0.05, pause=0.03)
        run = store.run("r")
        run = replace(run, settings=replace(run.settings, crawl_seconds=1800.0))
        store.save([run, SiteCrawl("r", "s0", "pending")])
        crawler.crawl(store, run, progress=lambda *_: None)
    assert early.capped == "time"
    assert fetched(store) == {"", "a.html", "b.html"}


def test_cookies_and_the_cache_of_answers_go_together(tmp_path):
    def gate(path, sent):
        return wants_one(path, sent) or Answer(
            html(f"頁{path}", "/a.html"), 200, {"ETag": f'"{path}"'}
        )

    with town(gated(gate)) as site:
        store, run = open_book(tmp_path, site.url)
        crawler.crawl(store, run, progress=lambda *_: None)
        again = Run("r2", "", None, "survey", "", 1, run.settings, {})
        store.save([again, Site("r2", "s0", "町", site.url)])
        crawler.crawl(store, again, progress=lambda *_: None)
    frames = [store.get(SiteCrawl, run=name) for name in ("r", "r2")]
    assert [(f.status, f.pages) for f in frames] == [("ok", 2), ("ok", 2)]
    assert [status for *_, status in site.answered].count(304) == 2
