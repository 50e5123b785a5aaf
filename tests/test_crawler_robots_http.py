"""Whole crawls of small sites on loopback: how robots.txt and sitemaps answer over HTTP."""

import gzip
from contextlib import ExitStack
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from tests.test_crawler_crawl import Answer, crawl, html, pages, town

pytestmark = pytest.mark.slow
RULES = "User-agent: *\nDisallow: /secret.html\n"
TEXT = {"Content-Type": "text/plain"}
SITE = {
    "/": html("町", "/secret.html", "/open.html"),
    "/secret.html": html("内部"),
    "/open.html": html("公開"),
}


def text(body, status=200, **headers):
    return Answer(body.encode() if isinstance(body, str) else body, status, TEXT | headers)


def hops(n, last):
    """robots.txt after n redirects."""
    names = ["/robots.txt", *(f"/hop{k}" for k in range(n))]
    chain = {name: Answer(b"", 302, {"Location": after}) for name, after in pairwise(names)}
    return chain | {names[-1]: last}


def after_cookie(served):
    if "seen=1" in served.cookies[-1]:
        return text(RULES)
    return Answer(b"", 302, {"Location": "/robots.txt", "Set-Cookie": "seen=1; Path=/"})


def stumbling(served):
    return text(RULES) if served.asked()["/robots.txt"] else text("", 500)


CASES = {
    "five redirects": (hops(5, text(RULES)), "rules"),
    "six redirects": (hops(6, text(RULES)), "open"),
    "a circle": ({"/robots.txt": Answer(b"", 301, {"Location": "/robots.txt"})}, "open"),
    "a redirect to nowhere": ({"/robots.txt": Answer(b"", 302)}, "open"),
    "a redirect home": ({"/robots.txt": Answer(b"", 302, {"Location": "/"})}, "open"),
    "a cookie first": ({"/robots.txt": after_cookie}, "rules"),
    "401": ({"/robots.txt": text(RULES, 401)}, "open"),
    "403": ({"/robots.txt": text(RULES, 403)}, "open"),
    "410": ({"/robots.txt": text(RULES, 410)}, "open"),
    "204": ({"/robots.txt": text("", 204)}, "open"),
    "500 once": ({"/robots.txt": stumbling}, "rules"),
    "500": ({"/robots.txt": text(RULES, 500)}, "closed"),
    "429": ({"/robots.txt": text("", 429)}, "closed"),
    "503": ({"/robots.txt": text("", 503)}, "closed"),
    "an HTML page": ({"/robots.txt": html("見つかりません")}, "open"),
    "rules as HTML": ({"/robots.txt": Answer(RULES.encode())}, "rules"),
    "packed": (
        {"/robots.txt": text(gzip.compress(RULES.encode()), **{"Content-Encoding": "gzip"})},
        "rules",
    ),
    "six megabytes": ({"/robots.txt": text(RULES + "# note\n" * 900_000)}, "rules"),
    "a pause of a day": ({"/robots.txt": text(f"{RULES}Crawl-delay: 86400")}, "slow"),
    "utf-16 and misspelt": (
        {"/robots.txt": text("Useragent：＊\r\nDissallow /secret.html".encode("utf-16"))},
        "rules",
    ),
}


def test_robots_txt_is_obeyed_however_it_answers(tmp_path):
    with ExitStack() as stack:
        towns = [stack.enter_context(town(SITE | more)) for more, _ in CASES.values()]
        store, frames = crawl(tmp_path, *(t.url for t in towns))
    by_site = {}
    for n, (name, frame) in enumerate(zip(CASES, frames, strict=True)):
        fetched = {urlsplit(url).path for url, p in pages(store, f"s{n}").items() if p.title}
        by_site[name] = (
            "open"
            if fetched == set(SITE)
            else "rules"
            if fetched == {"/", "/open.html"}
            else "slow"
            if frame.reason == "robots.txt asks for a pause of 86400 s"
            else "closed"
            if frame.status == "robots" and frame.reason.startswith("robots.txt: HTTP")
            else frame.reason
        )
    assert by_site == {name: expected for name, (_, expected) in CASES.items()}
    for (name, (_, expected)), served in zip(CASES.items(), towns, strict=True):
        if expected in ("closed", "slow"):
            assert set(served.asked()) == {"/robots.txt"}, name


def test_rules_behind_a_redirect_to_another_host_are_the_first_hosts(tmp_path):
    with town({"/robots.txt": text(RULES)}) as other, town(SITE) as site:
        away = other.url.replace("127.0.0.1", "localhost") + "/robots.txt"
        site.answers["/robots.txt"] = Answer(b"", 301, {"Location": away})
        store, [frame] = crawl(tmp_path, site.url)
    assert (frame.status, frame.pages) == ("ok", 2)
    assert pages(store)[f"{site.url}/secret.html"].reason == "robots.txt disallows /secret.html"


def listing(*urls):
    entries = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f"<urlset>{entries}</urlset>".encode()


def test_a_sitemap_on_another_host_is_asked_for_by_its_rules_and_lists_this_site(tmp_path):
    home = {"/": html("町", "/a.html"), "/a.html": html("甲"), "/only.html": html("乙")}
    with town(dict(home)) as site, town({}) as open_host, town({}) as closed_host:
        hosts = [t.url.replace("127.0.0.1", "localhost") for t in (open_host, closed_host)]
        named = "".join(f"Sitemap: {host}/maps/town.xml\n" for host in hosts)
        site.answers["/robots.txt"] = text(f"User-agent: *\nDisallow:\n{named}")
        mine = [f"{site.url}/only.html", f"{hosts[0]}/foreign.html", "http://[bad"]
        open_host.answers |= {
            "/robots.txt": text("User-agent: *\nCrawl-delay: 0.3\n"),
            "/maps/town.xml": Answer(listing(*mine), 200, {"Content-Type": "application/xml"}),
        }
        closed_host.answers["/robots.txt"] = text("User-agent: Minna\nDisallow: /")
        closed_host.answers["/maps/town.xml"] = Answer(listing(f"{site.url}/a.html"))
        store, [frame] = crawl(tmp_path, site.url)
    by_url = pages(store)
    assert (frame.status, frame.pages, frame.pause) == ("ok", 3, 0.0)
    assert by_url[f"{site.url}/only.html"].discovered_via == "sitemap"
    is_noted = "sitemap (1 entries without an address)"
    assert by_url[f"{hosts[0]}/maps/town.xml"].reason == is_noted
    assert by_url[f"{hosts[1]}/maps/town.xml"].reason == "robots.txt disallows /maps/town.xml"
    assert set(closed_host.asked()) == {"/robots.txt"}
    assert min(open_host.gaps()) > 0.29


def test_packed_marked_and_moved_sitemaps_are_read_over_http(tmp_path):
    packed = {"Content-Type": "application/gzip", "Content-Encoding": "gzip"}
    xml = {"Content-Type": "application/xml"}

    def answers(url):
        body = listing(f"{url}/p.php?a=1&b=2", f"{url}/p.php?a=2&b=3")
        wide = f'<?xml version="1.0" encoding="UTF-16"?>{body.decode()}'.encode("utf-16")
        twice = gzip.compress(gzip.compress(body))
        return [
            {"/sitemap.xml": Answer(twice, 200, packed)},
            {"/sitemap.xml.gz": Answer(gzip.compress(body), 200, {"Content-Type": "text/html"})},
            {"/sitemap.xml": Answer(wide, 200, xml)},
            {"/sitemap.xml": Answer(body.upper().replace(b"HTTP:", b"http:"), 200, xml)},
            {"/sitemap.xml": Answer(b"", 302, {"Location": "/maps/all.xml"})}
            | {"/maps/all.xml": Answer(body, 200, xml)},
            {"/sitemap.xml": Answer(b"", 302, {"Location": "/"})}
            | {"/sitemap_index.xml": Answer(body, 200, xml)},
        ]

    home = {"/": html("町"), "/p.php?a=1&b=2": html("甲"), "/p.php?a=2&b=3": html("乙")}
    home |= {"/P.PHP?A=1&B=2": html("甲"), "/P.PHP?A=2&B=3": html("乙")}
    with ExitStack() as stack:
        towns = [stack.enter_context(town(dict(home))) for _ in answers("")]
        for n, served in enumerate(towns):
            served.answers |= answers(served.url)[n]
        _, frames = crawl(tmp_path, *(t.url for t in towns))
    assert [(frame.status, frame.pages) for frame in frames] == [("ok", 3)] * len(towns)
