"""Traps that no name betrays are known by what a site answers; what they cost is bounded."""

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.shared_gates import mark_shared_gates
from crawler.site_crawler import SiteCrawler
from crawler.traps import CHAIN, FACETS, SAME_TEXT_PAGES, TrapDetector
from minna.records import Page, Run, Site, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store

RUN = Run("r", "", None, "survey", "", 1, RunSettings(), {})
HOME = "https://www.town.jp/"
LONG = "町からのお知らせです。くわしくは担当課までお問い合わせください。"
MENU = "".join(f"<a href='/m{n}'>案内</a>" for n in range(9))


PENDING = SiteCrawl("r", "s", "pending")


def visit(pages=(), was=PENDING, **limits):
    return SiteCrawler(Site("r", "s", "町", HOME), RUN, RunSettings(**limits), list(pages), was)


def html(page, text, *hrefs, title="頁", menu=""):
    links = "".join(f'<a href="{href}">続き</a>' for href in hrefs)
    body = f"<title>{title}</title><main><p>{text}</p>{links}</main><nav>{menu}</nav>".encode()
    return HtmlResponse(page.url, 200, body=body, request=Request(page.url))


def gone(page):
    return HtmlResponse(page.url, 404, body=b"none", request=Request(page.url))


def moved(page, target):
    return Response(page.url, 302, headers={"Location": target}, request=Request(page.url))


def crawl(answer, *hrefs, **limits):
    """A whole crawl: what was asked for, the book at the end, the frame."""
    site, book, asked = visit(**limits), {}, []
    while page := site.next():
        asked.append("/" + page.url.removeprefix(HOME))
        if page.discovered_via == "start":
            response = html(page, LONG + "ようこそ", *hrefs, menu=MENU)
        elif page.discovered_via == "robots" or page.url.removeprefix(f"{HOME}m").isdigit():
            response = gone(page)
        else:
            response = answer(page, "/" + page.url.removeprefix(HOME))
        book |= {record.url: record for record in site.handle_response(page, response)}
    return asked, book, site.finish()[-1]


def test_a_name_in_queries_that_changes_nothing_is_left_away_everywhere():
    """Session ids, print views and letters' size under whatever name, on whatever page."""

    def answer(page, path):
        return html(page, LONG + f"話題{path.partition('?')[0]}", menu=MENU)

    names = [one + other for one in "abcdefgh" for other in "klmno"]
    hrefs = [f"/{name}.html{tail}" for name in names for tail in ("", f"?view={name}9")]
    asked, book, frame = crawl(answer, *hrefs)
    assert sum("view" in path for path in asked) <= 24
    kept = {url for url, page in book.items() if getattr(page, "state", "") == "fetched"}
    assert len(kept) == 41, "each page once, under one of its names"
    assert frame.traps["same text"] >= 1


def test_a_name_is_not_called_idle_because_pages_say_so_themselves():
    """Lists whose later pages name the first as canonical are common; elsewhere the name matters."""
    detector = TrapDetector()
    for n in range(9):
        detector.observe_duplicate(f"{HOME}list{n}/?page=2", f"{HOME}list{n}/", is_read=False)
    assert not detector.is_noop("page", "2")
    for n in range(9):
        detector.observe_duplicate(f"{HOME}list{n}/?page=1", f"{HOME}list{n}/")
    assert detector.is_noop("page", "1")
    assert not detector.is_noop("page", "2"), "one value of a name proves nothing of another"
    detector.observe_page(f"{HOME}list0/", "a")
    detector.observe_page(f"{HOME}list0/?page=2", "b")
    assert not detector.is_noop("page", "1"), "one list on which it matters is enough"


def test_a_name_that_makes_pages_is_kept():
    asked, _, frame = crawl(
        lambda page, path: html(page, LONG + path, menu=MENU), *(f"/p.php?id={n}" for n in range(9))
    )
    assert sum("id=" in path for path in asked) == 9
    assert frame.traps == {}


def test_a_search_by_facets_is_left_when_it_puts_names_together():
    def answer(page, path):
        names = path.partition("?")[2]
        more = [f"/list?{names}{'&' if names else ''}{n}=1" for n in "abcdefg" if n not in names]
        return html(page, LONG + f"結果{path}", *more)

    asked, _, frame = crawl(answer, "/list")
    assert 1 < len([path for path in asked if path.startswith("/list")]) < 2 * FACETS + 8
    assert frame.traps["facets"] > 10
    assert frame.capped == "traps", "most of what is known was left"


def test_months_without_events_end_after_two_years():
    def answer(page, path):
        n = int(path.rpartition("/")[2])
        return html(page, f"{n}月の行事予定はありません。催し物をお待ちください。", f"/kyo/{n + 1}")

    asked, _, frame = crawl(answer, "/kyo/1", crawl_depth=99)
    assert sum(path.startswith("/kyo") for path in asked) == SAME_TEXT_PAGES
    assert frame.traps == {"same but for numbers": 1}


def test_relative_links_that_grow_are_left():
    def answer(page, path):
        here = path.rstrip("/")
        return html(page, LONG, f"{here}/more/", f"{here}/less/")

    asked, _, frame = crawl(answer, "/a/", "/b/", "/c/")
    assert len(asked) < 20
    assert frame.status == "ok"


def test_redirects_without_end_are_left_and_told():
    def answer(page, path):
        return moved(page, f"/jump/{int(path.rpartition('/')[2]) + 1}")

    asked, book, frame = crawl(answer, "/jump/1", crawl_depth=99)
    assert sum(path.startswith("/jump") for path in asked) == CHAIN
    assert frame.traps["redirects"] >= 1
    assert any(getattr(page, "reason", "") == "trap: redirects" for page in book.values())


def test_missing_pages_that_answer_200_are_told_from_pages():
    """By what the site says where a sitemap might be, in whatever words."""
    site, book = visit(), {}
    words = "当該情報は移動しました。トップから改めてお探しくださいますようお願いします。"
    while page := site.next():
        if page.discovered_via == "start":
            response = html(
                page, LONG, "/real.html", *(f"/old/{n}.html" for n in range(30)), menu=MENU
            )
        elif page.url.endswith("real.html"):
            response = html(page, LONG + "本物", menu=MENU)
        else:
            response = html(page, words, menu=MENU)
        book |= {record.url: record for record in site.handle_response(page, response)}
    fetched = {url for url, page in book.items() if getattr(page, "state", "") == "fetched"}
    assert f"{HOME}real.html" in fetched
    assert not any("/old/" in url for url in fetched)
    book |= {record.url: record for record in site.finish() if hasattr(record, "url")}
    left = [url for url, page in book.items() if getattr(page, "reason", "") == "trap: same text"]
    assert len(left) == 30 - 13 - 1, "so many of a pattern, and one more, are enough"
    assert all("/old/" in url for url in left)


def test_one_short_answer_to_many_addresses_is_a_gate_whatever_it_says():
    def answer(page, path):
        return html(page, "ただ今たいへん込み合っております。またのお越しをお待ちします。")

    asked, book, frame = crawl(answer, *(f"/{name}/x" for name in "abcdefghijkl"))
    assert frame.pages == 1
    gates = [page.url for page in book.values() if "one answer" in getattr(page, "reason", "")]
    assert len(gates) == 3, "what was taken for a page, and two more before the site is left"
    assert frame.capped == "refused"
    assert sum(path.endswith("x") for path in asked) < 12


def test_what_was_seen_of_traps_is_known_again_from_the_book():
    site, book = visit(), {}
    for _ in range(12):
        page = site.next()
        response = html(page, LONG, *(f"/{name}.html?x={name}" for name in "abcdefgh"))
        response = gone(page) if page.discovered_via == "robots" else response
        book |= {
            record.url: record
            for record in site.handle_response(page, response)
            if hasattr(record, "state")
        }
    again = visit(pages=book.values(), was=site.frame())
    assert again.index.trap_counts == site.index.trap_counts
    detectors = [each.index.detector for each in (again, site)]
    assert detectors[0].groups == detectors[1].groups
    assert (detectors[0].noop_params, detectors[0].significant_params) == (
        detectors[1].noop_params,
        detectors[1].significant_params,
    )


def softly_gone(page, path):
    """Pages that each lead to one that is gone, which all say the same."""
    if path.startswith("/gone/"):
        return html(page, LONG * 2)
    return html(page, LONG + path * 30, f"/gone/{path.removeprefix('/n/')}.html")


@pytest.mark.parametrize("stop", range(2, 40, 3))
def test_a_crawl_that_goes_on_tries_the_same_addresses_of_a_group_that_waits(stop):
    asked, book, site = [], {}, visit()
    while page := site.next():
        asked.append("/" + page.url.removeprefix(HOME))
        if page.discovered_via == "start":
            response = html(page, LONG + "ようこそ", *(f"/n/{n}" for n in range(30)))
        else:
            response = (
                gone(page) if page.discovered_via == "robots" else softly_gone(page, asked[-1])
            )
        book |= {record.url: record for record in site.handle_response(page, response)}
        if len(asked) == stop:
            site = visit(pages=book.values(), was=site.frame())
    whole, _, _ = crawl(softly_gone, *(f"/n/{n}" for n in range(30)))
    of_group = [path for path in asked if path.startswith("/gone/")]
    assert 10 < len(of_group) < 25
    assert set(of_group) == {path for path in whole if path.startswith("/gone/")}


def test_one_home_page_of_many_sites_is_a_gate():
    store = Store(":memory:")
    for n in range(4):
        store.save(
            [
                SiteCrawl("r", f"s{n}", "ok", pages=1),
                Page("r", f"s{n}", f"https://town{n}.jp/", "fetched", text_hash="x" if n else "y"),
            ]
        )
    mark_shared_gates(store, RUN)
    assert [f.status for f in store.read(SiteCrawl, run="r")] == ["ok", *["challenge"] * 3]


@pytest.mark.parametrize("url", ["/a/1.html", "/b/2.html", "/page.php?id=3"])
def test_an_honest_address_is_in_no_trap(url):
    detector = TrapDetector()
    for n in range(50):
        detector.observe_url(f"{HOME}a/{n}.html")
        detector.observe_page(f"{HOME}a/{n}.html", f"gist {n}")
    assert detector.observed_trap(HOME.rstrip("/") + url) == ""
