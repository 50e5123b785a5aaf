"""Which pages lead on by themselves, and which are pages that are loaded anew."""

import time

import pytest
from scrapy.http import HtmlResponse

from crawler.dom import parse
from crawler.page_parser import parse_page
from crawler.refresh import script_target

HERE = "https://a.jp/index.html"
TOP = "https://a.jp/top/"
MENU = "<nav><a href=/a>暮らし</a> <a href=/b>子育て</a> <a href=/c>防災</a></nav>"
NEWS = (
    "<main><h1>みんな町</h1>"
    + "<p>町からのお知らせです。ごみの出し方が変わります。</p>" * 12
    + "</main>"
)
NOTE = "<p>このページは移転しました。自動的に移動しないときはこちらからお進みください。</p>"
LINK = "<a href=/top/>こちら</a>"


def read(html, seconds=None, to="/top/", **headers):
    meta = "" if seconds is None else f'<meta http-equiv="refresh" content="{seconds};url={to}">'
    body = f"<!doctype html><meta charset=utf-8><title>みんな町</title>{meta}{html}".encode()
    headers = {"Content-Type": "text/html", **headers}
    return parse_page(HtmlResponse(HERE, body=body, headers=headers))


@pytest.mark.parametrize("seconds", [0, 1, 5, 10, 15, 60, 600])
@pytest.mark.parametrize(
    "html", ["", NOTE, NOTE + LINK, f"<img src=x>{NOTE}{LINK}", f"{MENU}{NOTE}{LINK}"]
)
def test_a_page_that_says_only_that_it_leads_on_is_a_redirect_however_late(html, seconds):
    html = html.replace(NOTE, f"<main>{NOTE}").replace(LINK, f"{LINK}</main>")
    assert read(html, seconds).refresh == TOP


@pytest.mark.parametrize("seconds", [11, 60, 600])
@pytest.mark.parametrize(
    "html",
    [
        NEWS,
        MENU + NEWS,
        "<a href=/ja/>日本語</a> <a href=/en/>English</a>",
        "<img src=radar.png>",
        "<iframe src=/live/></iframe>",
        f"<main>{NOTE}{LINK} <a href=/map/>地図</a></main>",
        "<form action=/s><input name=q></form>",
    ],
)
def test_a_living_page_that_leads_on_late_is_a_page_and_leads_there_too(html, seconds):
    page = read(html, seconds)
    assert page.refresh == ""
    assert TOP in {link.url for link in page.links}


@pytest.mark.parametrize("html", [NEWS, MENU + NEWS, "<img src=radar.png>"])
def test_what_is_gone_within_ten_seconds_is_read_by_nobody(html):
    assert read(html, 5).refresh == TOP


@pytest.mark.parametrize("seconds", [0, 5, 300, 600, 3600])
@pytest.mark.parametrize(
    "to", ["", "#x", "index.html", HERE, "/./index.html", "//a.jp/index.html#y"]
)
def test_a_page_that_is_loaded_anew_is_itself(seconds, to):
    page = read(MENU + NEWS, seconds, to)
    assert (page.refresh, len(page.links)) == ("", 3)


@pytest.mark.parametrize("to", ["?t=123", "/?now=1", "index.html?reload"])
def test_a_query_against_caches_makes_no_other_page(to):
    assert read(MENU + NEWS, 5, to).refresh == ""
    assert read(MENU + NEWS, 600, to).refresh == ""
    assert read("", 0, to).refresh != ""  # an empty page with another query is a signpost


SCRIPTS = {
    'location.replace("/top/")': "/top/",
    'location.href = "/top/";': "/top/",
    "window.location.assign('/top/')": "/top/",
    "document.location='/top/'": "/top/",
    "top.location.href = '/top/'": "/top/",
    "<!--\nlocation.href='/top/';\n// -->": "/top/",
    "/* go */ location = '/top/' // now": "/top/",
    "setTimeout(\"location.href='/top/'\", 3000)": "/top/",
    "setTimeout('go()', 0);\nfunction go(){\n location.href='/top/';\n}": "/top/",
    "setTimeout(function () { location.href = '/top/'; }, 10);": "/top/",
    "setTimeout(() => { location.href = '/top/' }, 10)": "/top/",
    "window.onload = function(){ location.replace('/top/') }": "/top/",
    "(function(){ location.replace('/top/') })();": "/top/",
    "location.href='/top/'; location.href='/top/'": "/top/",
    "if (a) location.href='/top/'": "",
    "location.href='/a'; location.href='/b'": "",
    "location.href='/top/' + location.search": "",
    "location.href = url": "",
    "alert('x'); location.href='/top/'": "",
    "function go(){ location.href='/top/' }": "",
    "go()": "",
    "location.href == '/top/'": "",
    "// location.href='/top/'": "",
    "'location.href=\"/top/\"'": "",
    "navigator.userAgent.match(/iPhone/) && location.replace('/top/')": "",
    "switch(l){case 'ja': location='/top/'}": "",
    "location.reload()": "",
    "document.cookie='a=1'; location.replace('/top/')": "",
    "x" * 3000 + ";location='/top/'": "",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_only_a_plain_literal_assignment_is_followed(script):
    assert script_target([script]) == SCRIPTS[script]
    target = TOP if SCRIPTS[script] else ""
    assert read(f"<script>{script}</script>").refresh == target


GO = "<script>location.replace('/top/')</script>"


@pytest.mark.parametrize(
    ("html", "target"),
    [
        (f"<body>{GO}<noscript>{LINK}</noscript>", TOP),
        (f"<body>{GO}<p>移動中です。{LINK}", TOP),
        (f"<body>{GO}<img src=loading.gif>", TOP),
        (f"<script src=count.js></script><script>count(1)</script>{GO}", TOP),
        ("<body onload=\"location.href='/top/'\">", TOP),
        ("<script>function go(){location='/top/'} window.onload=go</script>", TOP),
        (f"{GO}<script>if(a)location='/b'</script>", ""),
        (GO + NEWS, ""),
        (f"{GO}{LINK}<a href=/b>b</a>", ""),
        (f"{GO}<form><input></form>", ""),
        (GO.replace("<script>", "<script type=text/template>"), ""),
        (f"<template>{GO}</template><noscript>{GO}</noscript>", ""),
        (GO.replace("/top/", "mailto:a@a.jp"), ""),
        (GO.replace("/top/", "index.html"), ""),
    ],
)
def test_a_script_is_followed_from_a_page_that_has_nothing_else(html, target):
    assert read(html).refresh == target


def test_xhtml_is_read_as_xml_and_what_is_none_as_html():
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>町&nbsp;</title><script src="a.js"/>{}</head><body><a href="/a?b=1&amp;c=2">あ</a></body></html>'
    headers = {"Content-Type": "application/xhtml+xml; charset=utf-8"}
    for rest in ("", "<meta>", "<base href='/w/'/>"):
        body = page.format(rest).encode()
        links = parse_page(HtmlResponse(HERE, body=body, headers=headers)).links
        expected = ["https://a.jp/a?b=1&c=2"] if rest != "<meta>" else []  # its script never ends
        assert [link.url for link in links] == expected


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 200_000,
        "".join(f"<font a={n}><p>" for n in range(100_000)),
        "<b><p>" * 100_000,
        "<div " * 200_000,
        "<a href=/a>" * 100_000,
        "<table><tr><td>" * 50_000,
        "<svg><desc>" * 100_000,
    ],
    ids=["deep", "formatting", "bold", "torn", "links", "tables", "svg"],
)
def test_markup_without_end_is_read_in_time(html):
    began = time.process_time()
    page = read(f"{html}<a href=/top/>top</a>")
    assert time.process_time() - began < 20
    if not html.startswith("<div "):
        assert TOP in {link.url for link in page.links}


def test_deep_markup_loses_no_words_and_no_links():
    root = parse("<div>" * 1000 + "<main>町<a href=/a>a</a></main>" + "</div>" * 1000 + "<p>村")
    assert root.text().split() == ["町a村"]
