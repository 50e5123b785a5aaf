"""One site's crawl, answer by answer, with hand-made answers."""

import asyncio
import random

import pytest
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError
from scrapy.http import HtmlResponse, Response

from crawler.download_errors import Disallowed, PrivateHost, classify
from crawler.frontier import Frontier
from crawler.middlewares.robots import rules_of
from crawler.site_crawler import SiteCrawler
from crawler.spiders.sites import SitesSpider
from minna.reasons import Code, Reason
from minna.records import OutboundLink, Page, Run, Site, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store

RUN = Run("r", "", None, "survey", "", 1, RunSettings(), {})
HOME = "https://www.town.jp/"
MENU = [f"/m{n}" for n in range(9)]


def visit(url=HOME, pages=(), **limits):
    frame = SiteCrawl("r", "s", "pending")
    return SiteCrawler(Site("r", "s", "町", url), RUN, RunSettings(**limits), list(pages), frame)


def answer(page, *hrefs, title="", text="", status=200, head="", **headers):
    links = "".join(f'<a href="{href}">{href}</a>' for href in hrefs)
    title = title or page.url
    body = f"<title>{title}</title>{head}<main><p>{text or title * 8}</p></main>{links}".encode()
    request = Request(page.url)
    return HtmlResponse(page.url, status, headers=headers, body=body, request=request)


def redirect(page, target):
    request = Request(page.url)
    return Response(page.url, 301, headers={"Location": target}, request=request)


def by_url(records):
    return {record.url: record for record in records}


def begin(crawl, *hrefs, **more):
    page = crawl.next()
    return by_url(crawl.handle_response(page, answer(page, *hrefs, **more)))


def test_the_home_page_comes_first_then_the_sitemap_then_its_links():
    crawl = visit()
    begin(crawl, "/a", "/b")
    order = []
    while page := crawl.next():
        order.append(page.url.removeprefix(HOME))
        crawl.handle_response(page, answer(page, status=404))
    assert order[:3] == ["sitemap.xml", "sitemap_index.xml", "sitemap.xml.gz"]
    assert sorted(order[3:]) == ["a", "b"]


def test_links_to_the_twin_and_to_strangers_are_sorted_out():
    requested = begin(
        visit(), "http://town.jp/a", "https://www.town.jp/a/", "https://other.jp/", "/x.jpg"
    )
    other = requested.pop("https://other.jp/")
    assert set(requested) == {HOME, f"{HOME}a", f"{HOME}sitemap.xml"}
    assert isinstance(other, OutboundLink), "kept for the checks of services, and not visited"
    assert (other.text, other.linked_from) == ("https://other.jp/", HOME)


def test_a_redirect_to_the_twin_is_adopted():
    crawl = visit("http://town.jp/")
    page = crawl.next()
    crawl.handle_response(page, redirect(page, "https://www.town.jp/"))
    requested = begin(crawl, "http://town.jp/a")
    assert f"{HOME}a" in requested
    assert crawl.index.scope.origin == "https://www.town.jp"


def test_a_move_within_the_registered_domain_is_followed():
    crawl = visit("https://town.jp/")
    page = crawl.next()
    crawl.handle_response(page, redirect(page, "https://portal.town.jp/top/"))
    requested = begin(crawl, "/a", "https://town.jp/b")
    assert {"https://portal.town.jp/a", "https://town.jp/b"} <= set(requested)


def test_a_ward_that_leads_to_its_city_is_not_the_ward():
    crawl = visit(f"{HOME}chuo/")
    page = crawl.next()
    crawl.handle_response(page, redirect(page, "/"))
    assert crawl.next() is None
    assert crawl.finish()[-1].status == "redirected_away"


def test_a_page_that_moved_to_its_own_twin_is_not_lost():
    crawl = visit()
    begin(crawl, "/a")
    crawl.next()
    page = crawl.next()
    crawl.handle_response(page, redirect(page, "/a/"))
    assert crawl.next().url == f"{HOME}a/"


def test_a_start_page_that_refreshes_is_a_signpost():
    crawl = visit()
    requested = begin(crawl, head='<meta http-equiv=refresh content="0;url=/top.html">')
    assert requested[HOME].reason == f"redirects to {HOME}top.html"
    assert crawl.next().url == f"{HOME}top.html"


def test_traps_documents_and_depths_are_left_out_at_sight():
    requested = begin(
        visit(crawl_depth=0), "/a", "/p.pdf", "/x.xlsx", "/calendar/2026/01", "/wp-admin"
    )
    reasons = {url.removeprefix(HOME): page.reason for url, page in requested.items()}
    assert reasons == {
        "": "",
        "sitemap.xml": "",
        "a": "depth",
        "p.pdf": "document",
        "x.xlsx": "document",
        "calendar/2026/01": "depth",
        "wp-admin": "trap: login",
    }


def test_the_role_of_a_link_is_noted_with_its_evidence():
    page = visit().next()
    html = b"<title>t</title>words<a href=/1>\xe3\x81\x94\xe3\x81\xbf</a>"
    url = by_url(
        visit().handle_response(page, HtmlResponse(page.url, body=html, request=Request(HOME)))
    )
    assert (url[f"{HOME}1"].role, url[f"{HOME}1"].role_evidence) == ("garbage", "link: ごみ")


def test_the_same_text_under_numbered_addresses_is_a_trap():
    crawl = visit()
    begin(crawl, *(f"/day/{n}" for n in range(40)))
    asked = 0
    while page := crawl.next():
        asked += page.url.startswith(f"{HOME}day/")
        if page.discovered_via == "robots":
            crawl.handle_response(page, answer(page, status=404))
            continue
        crawl.handle_response(
            page, answer(page, *MENU, title="予定", text="予定はありません。" * 9)
        )
    assert asked == 1 + 13 + 2, "13 say enough (95 %), and two more as there are forty of them"
    frame = crawl.finish()[-1]
    assert (frame.pages, frame.traps, frame.capped) == (2, {"same text": 24}, "traps")


def test_rel_canonical_joins_addresses_that_show_the_same_and_no_others():
    crawl = visit()
    begin(crawl, "/a?p=1", "/b")
    kept = {}
    while page := crawl.next():
        name = "/a" if "/a" in page.url else "/"
        head = f'<link rel="canonical" href="{name}">'
        title = page.url.partition("?")[0]
        kept |= by_url(crawl.handle_response(page, answer(page, head=head, title=title)))
    assert kept[f"{HOME}a?p=1"].reason == f"duplicate of {HOME}a"
    assert kept[f"{HOME}a"].state == kept[f"{HOME}b"].state == "fetched"


@pytest.mark.parametrize("trouble", ["challenge", "429", "silence"])
def test_a_site_that_turns_us_away_three_times_is_left_in_peace(trouble):
    crawl = visit()
    begin(crawl, *(f"/{n}" for n in range(9)))
    asked = 0
    while page := crawl.next():
        if page.discovered_via == "robots":
            crawl.handle_response(page, answer(page, status=404))
            continue
        asked += 1
        if trouble == "silence":
            crawl.handle_error(page, *classify(DownloadTimeoutError()))
        elif trouble == "429":
            crawl.handle_response(page, answer(page, status=429))
        else:
            crawl.handle_response(page, answer(page, title="Access Denied", status=403, text="."))
    assert asked == 3
    frame = crawl.finish()[-1]
    assert (frame.status, frame.pages) == ("ok", 1)
    assert frame.capped == ("unreachable" if trouble == "silence" else "refused")


def test_sitemaps_on_another_host_count_where_robots_txt_names_them():
    crawl = visit()
    page = crawl.next()
    response = answer(page)
    response.meta["sitemaps"] = ["https://maps.example/s.xml", "http://town.jp/s.xml", "no address"]
    url = by_url(crawl.handle_response(page, response))
    assert set(url) == {HOME, "https://maps.example/s.xml", f"{HOME}s.xml", f"{HOME}sitemap.xml"}
    listed = {
        "https://maps.example/s.xml": "<sitemapindex><loc>/2.xml</loc><loc>http://b.jp/3.xml</loc>",
        "https://maps.example/2.xml": f"<urlset><loc>{HOME}only</loc><loc>/not-here</loc></urlset>",
        f"{HOME}s.xml": "<sitemapindex><loc>http://c.jp/4.xml</loc></sitemapindex>",
    }
    while page := crawl.next():
        data = listed.get(page.url, "").encode()
        crawl.handle_response(page, answer(page, status=200 if data else 404).replace(body=data))
    indexed = crawl.index.pages.values()
    assert {p.url for p in indexed if "example" in p.url or p.discovered_via != "robots"} == {
        HOME,
        "https://maps.example/s.xml",
        "https://maps.example/2.xml",
        f"{HOME}only",
    }


def test_a_dead_host_of_sitemaps_costs_the_site_nothing():
    crawl = visit()
    page = crawl.next()
    response = answer(page, "/a", "/b")
    response.meta["sitemaps"] = [f"https://maps.example/{n}.xml" for n in range(4)]
    crawl.handle_response(page, response)
    asked = []
    while page := crawl.next():
        asked.append(page.url)
        if page.discovered_via == "robots":
            crawl.handle_error(page, "unreachable", Reason(Code.TIMEOUT))
        else:
            crawl.handle_response(page, answer(page))
    assert {f"{HOME}a", f"{HOME}b"} <= set(asked)


def test_a_sitemap_that_leads_to_a_page_is_none_and_the_next_place_is_tried():
    crawl = visit()
    begin(crawl, "/a")
    asked = []
    while page := crawl.next():
        asked.append(page.url.removeprefix(HOME))
        if page.url == f"{HOME}sitemap.xml":
            crawl.handle_response(page, redirect(page, f"{HOME}a"))
        elif page.url == f"{HOME}sitemap_index.xml":
            crawl.handle_response(page, redirect(page, f"{HOME}gone"))
        else:
            crawl.handle_response(
                page, answer(page, status=404 if page.discovered_via == "robots" else 200)
            )
    assert asked == ["sitemap.xml", "sitemap_index.xml", "gone", "sitemap.xml.gz", "a"]


def test_a_site_map_for_people_that_robots_txt_names_is_a_page():
    crawl = visit()
    page = crawl.next()
    response = answer(page, "/sitemap.html")
    response.meta["sitemaps"] = [f"{HOME}sitemap.html"]
    crawl.handle_response(page, response)
    while page := crawl.next():
        is_map = page.url == f"{HOME}sitemap.html"
        crawl.handle_response(page, answer(page, "/a", status=200 if is_map else 404))
    assert {page.url for page in crawl.index.fetched} == {HOME, f"{HOME}sitemap.html"}
    assert f"{HOME}a" in crawl.index.frontier.urls


def test_a_great_sitemap_is_sampled_and_not_swallowed():
    crawl = visit(crawl_pages=10)
    begin(crawl)
    page = crawl.next()
    urls = b"".join(b"<url><loc>%s%05d</loc></url>" % (HOME.encode(), n) for n in range(5000))
    updates = crawl.handle_response(page, Response(page.url, body=b"<urlset>%s</urlset>" % urls))
    listed = sorted(int(p.url.rpartition("/")[2]) for p in updates if p.discovered_via == "sitemap")
    assert len(listed) == 98
    assert listed[0] < 500 and listed[-1] > 4500, "from all of it, not from its beginning"


def test_a_visit_taken_up_again_knows_what_it_knew():
    crawl, book = visit(), {}
    book |= begin(crawl, "/a", "/b", "/p.pdf")
    for _ in range(3):
        book |= by_url(crawl.handle_response(page := crawl.next(), answer(page, status=404)))
    for _ in range(1):
        page = crawl.next()
        book |= by_url(crawl.handle_response(page, answer(page, "/c", "/d")))
    again = visit(pages=book.values())
    assert (again.index.html_pages(), again.index.tallies["document"]) == (2, 1)
    left = [list(iter(c.next, None)) for c in (crawl, again)]
    assert left[0] == left[1]


def test_the_order_is_by_depth_and_then_by_the_seed():
    urls = [f"{HOME}{n}" for n in range(30)]
    pages = [
        Page("r", "s", url, "found", depth=n % 3, discovered_via="link")
        for n, url in enumerate(urls)
    ]
    orders = []
    for seed in ("1", "1", "2"):
        frontier = Frontier(seed, pages)
        orders.append([page.url for page in iter(frontier.pop, None)])
    assert orders[0] == orders[1] != orders[2]
    depths = [int(url.rpartition("/")[2]) % 3 for url in orders[0]]
    assert depths == sorted(depths)


def taken(spider, response):
    """The requests that come of an answer."""

    async def requests():
        return [request async for request in spider.parse(response)]

    return asyncio.run(requests())


def test_the_spider_records_an_answer_before_it_asks_again():
    store = Store(":memory:")
    store.save([RUN, Site("r", "s", "町", HOME), SiteCrawl("r", "s", "pending")])
    spider = SitesSpider(store, RUN)
    spider.elapsed = lambda request: 1.0
    [first] = spider.first_request()
    response = answer(first.meta["page"], "/a").replace(request=first)
    [second] = taken(spider, response)
    states = {page.url: page.state for page in store.read(Page, run="r")}
    assert states == {HOME: "fetched", f"{HOME}a": "found", f"{HOME}sitemap.xml": "found"}
    assert second.url == f"{HOME}sitemap.xml"
    assert store.get(SiteCrawl, run="r").pages == 1


def test_a_page_that_breaks_our_code_is_recorded_as_our_fault(caplog):
    store = Store(":memory:")
    store.save([RUN, Site("r", "s", "町", HOME), SiteCrawl("r", "s", "pending")])
    spider = SitesSpider(store, RUN)
    spider.elapsed = lambda request: 1.0
    [first] = spider.first_request()
    first.meta["crawl"].handle_html = None
    assert taken(spider, answer(first.meta["page"]).replace(request=first)) == []
    frame = store.get(SiteCrawl, run="r")
    assert (frame.status, frame.reason) == ("broken", "our own fault (TypeError)")
    assert "broke the crawler" in caplog.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (CannotResolveHostError(), "unreachable"),
        (DownloadTimeoutError(), "unreachable"),
        (PrivateHost(), "private"),
        (Disallowed(Reason(Code.ROBOTS, path="/")), "robots"),
        (OSError(), "unreachable"),
    ],
)
def test_why_there_was_no_answer(error, status):
    crawl, reason = classify(error)
    assert crawl == status
    assert reason


def test_robots_txt_is_read_as_the_standard_says():
    rules = rules_of(
        200, b"User-agent: *\nDisallow: /\n\nUser-agent: minna\nDisallow: /x\nCrawl-delay: 3"
    )
    assert rules.refusal(f"{HOME}a") == ""
    assert rules.refusal(f"{HOME}x/1") == "robots.txt disallows /x/1"
    assert rules.pause() == 3.0
    assert rules_of(200, b"User-agent: *\nRequest-rate: 1/10").pause() == 10.0
    assert all(rules_of(status, b"Disallow: /").refusal(HOME) == "" for status in (401, 403, 404))
    assert all(rules_of(status, b"").refusal(HOME) for status in (429, 500, 503))


def test_a_site_larger_than_the_cap_has_a_lower_bound():
    """Links show the even pages of 400, the sitemap lists three quarters of all by chance."""
    crawl = visit(crawl_pages=60)
    begin(crawl, *(f"/p/{n}" for n in range(0, 400, 2)))
    named = random.Random(3).sample(range(400), 300)
    listed = b"".join(b"<url><loc>%sp/%d</loc></url>" % (HOME.encode(), n) for n in named)
    while page := crawl.next():
        if page.discovered_via == "robots":
            crawl.handle_response(page, Response(page.url, body=b"<urlset>%s</urlset>" % listed))
        else:
            words = chr(0x4E00 + int(page.url.rpartition("/")[2])) * 30
            crawl.handle_response(page, answer(page, title=words))
    frame = crawl.finish()[-1]
    assert (frame.capped, frame.pages, frame.listed) == ("pages", 60, 300)
    assert len({*range(0, 400, 2), *named}) <= frame.pages_lower_bound <= 400


def test_a_site_seen_whole_needs_no_bound():
    crawl = visit()
    begin(crawl, "/a")
    while page := crawl.next():
        crawl.handle_response(
            page, answer(page, status=404 if page.discovered_via == "robots" else 200)
        )
    assert crawl.finish()[-1].pages_lower_bound is None
