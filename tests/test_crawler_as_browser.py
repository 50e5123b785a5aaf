"""Odd pages, read as a browser reads them: what is expected is written here, and Chromium agrees."""

import asyncio

import pytest
from playwright.async_api import async_playwright
from scrapy.http import HtmlResponse

from audits.browser import chromium
from audits.browser.launch import ARGUMENTS
from benchmarks.links import Given, look
from crawler.page_parser import parse_page

HERE = "http://127.0.0.1/d/page.html"
ROOT = "http://127.0.0.1"
LONG = "<style>" + "/* skin */ .c{color:#000} " * 250 + "</style>"
A = "<a href=a.html>a</a>"
SHADOW = "<template shadowrootmode={}><a href=a.html>a</a></template>"

LINKS = {  # a page → where it leads, below the host, in any order
    # base
    f"{LONG}<base href=/w/>{A}": "/w/a.html",
    f"<body>{A}<base href=/w/>": "/w/a.html",
    f"<base target=_top><base href=/w/><base href=/x/>{A}": "/w/a.html",
    f"<base><base href=/w/>{A}": "/w/a.html",
    f"<base href>{A}": "/d/a.html",
    f"<base href=''><base href=/w/>{A}": "/d/a.html",
    f"<base href=../e/f.html>{A}": "/e/a.html",
    f"<base href='?x'>{A}": "/d/a.html",
    f"<base href='http://[x/'><base href=/w/>{A}": "/d/a.html",
    f"<base href='javascript:1'><base href=/w/>{A}": "/d/a.html",
    f"<base href='data:,x'>{A}": "/d/a.html",
    f"<base href='http://127.0.0.2/w/'>{A}": "http://127.0.0.2/w/a.html",
    f"<base href='//127.0.0.2'>{A}": "http://127.0.0.2/a.html",
    f"<base href='http:/w/'>{A}": "/w/a.html",
    f"<base href=' /w/\n'>{A}": "/w/a.html",
    f"<base href='\\w\\'>{A}": "/w/a.html",
    f"<base href='file:///C:/site/'>{A}": "",
    f"<base href='mailto:x@a.jp'>{A}": "",
    f"<!-- <base href=/w/> -->{A}": "/d/a.html",
    f"<noscript><base href=/w/></noscript>{A}": "/d/a.html",
    f"<template><base href=/w/></template>{A}": "/d/a.html",
    f"<script>'<base href=/w/>'</script>{A}": "/d/a.html",
    f"<title><base href=/w/></title>{A}": "/d/a.html",
    f"<textarea><base href=/w/></textarea>{A}": "/d/a.html",
    f"<svg><base href=/w/></svg>{A}": "/d/a.html",
    f"<svg><desc><base href=/w/></desc></svg>{A}": "/w/a.html",
    f"<BASE HREF=/w/>{A}": "/w/a.html",
    f"<base/href=/w/>{A}": "/w/a.html",
    f"<base href=/w/<title>x</title>{A}": "/w/a.html",
    "<base href=/w/><a href=#x>x</a><a href=''>y</a>": "/w/",
    "<a href=#x>x</a><a href>y</a><a href=' '>z</a>": "",
    # what is a link
    "<svg><a href=a.html><text>a</text></a></svg>": "/d/a.html",
    "<svg><a xlink:href=a.html><text>a</text></a></svg>": "/d/a.html",
    "<svg><a href=a.html xlink:href=b.html><text>a</text></a></svg>": "/d/a.html",
    "<svg><foreignObject><a href=a.html>a</a></foreignObject></svg>": "/d/a.html",
    "<svg><p><a href=a.html>a</a></svg>": "/d/a.html",
    "<math><a href=a.html>a</a></math>": "",
    "<a xlink:href=a.html>a</a>": "",
    "<map><area href=a.html><area nohref></map>": "/d/a.html",
    "<frameset><frame src=a.html><frame></frameset><noframes><a href=b.html>b</noframes>": "/d/a.html",
    "<body><frameset><frame src=a.html></frameset>": "",
    "<p>x<frameset><frame src=a.html></frameset><a href=b.html>b</a>": "/d/b.html",
    "<iframe src=a.html><a href=b.html>b</a></iframe>": "/d/a.html",
    "<iframe srcdoc='<p>x' src=a.html></iframe><iframe></iframe>": "",
    "<svg><iframe src=a.html></iframe></svg>": "",
    "<iframe src=about:blank></iframe><iframe src='javascript:1'></iframe>": "",
    f"<template>{A}</template><noscript>{A}</noscript><script>'{A}'</script>": "",
    f"<head><noscript><img src=x></noscript><link rel=x></head>{A}": "/d/a.html",
    f"<noembed>{A}</noembed><xmp>{A}</xmp><textarea>{A}</textarea><style>{A}</style>": "",
    f"<plaintext>{A}": "",
    f"<!-- x > {A} --!>{A.replace('a.html', 'b.html')}": "/d/b.html",
    f"<!-->{A}<!-- --><![CDATA[ {A.replace('a.html', 'b.html')} ]]>": "/d/a.html",
    f"<?php echo '{A}' ?>": "",
    "<a href=a.html><a href=b.html>b</a></a>": "/d/a.html /d/b.html",
    "<table><a href=a.html>a</a><tr><td><a href=b.html>b</a></table>": "/d/a.html /d/b.html",
    "<select><option><a href=a.html>a</a></select>": "/d/a.html",
    "<button><a href=a.html>a</a></button>": "/d/a.html",
    f"<div>{SHADOW.format('open')}</div>": "/d/a.html",
    f"<x-card>{SHADOW.format('OPEN')}</x-card>": "/d/a.html",
    f"<ul>{SHADOW.format('open')}</ul><div>{SHADOW.format('shut')}</div>": "",
    f"<div><template>{SHADOW.format('open')}</template></div>": "",
    '<a href="a.html" href="b.html">a</a>': "/d/a.html",
    "<a href='a.html>a</a> <a href='b.html'>b</a>": "/d/a.html%3Ea%3C/a%3E%20%3Ca%20href=",
    "<a href=a.html/>a</a>": "/d/a.html/",
    "<a href = a.html>a</a><A HREF=b.html>b</A>": "/d/a.html /d/b.html",
    # how an address is written
    "<a href='ne\nw\ts.html'>a</a>": "/d/news.html",
    "<a href='\\win\\a.html'>a</a><a href='..\\b.html'>b</a>": "/win/a.html /b.html",
    "<a href='http:/one.html'>a</a><a href='http:two.html'>b</a>": "/one.html /d/two.html",
    "<a href='http:\\\\127.0.0.2\\a'>a</a>": "http://127.0.0.2/a",
    "<a href='//127.0.0.1/pr.html'>a</a><a href='///q.html'>b</a>": "/pr.html http://q.html/",
    "<a href='HTTP://127.0.0.1:80/A?B'>a</a>": "/A?B",
    "<a href='/a%2fb%zz%e3'>a</a><a href='/%7Ex/%2e%2E/y'>b</a>": "/a%2Fb%zz%E3 /y",
    "<a href='a b.html '>a</a><a href='　b.html'>b</a>": "/d/a%20b.html /d/%E3%80%80b.html",
    "<a href='/a//b///c'>a</a><a href='./x/../y/.'>b</a>": "/a//b///c /d/y/",
    "<a href='?b=1&a=2'>a</a><a href='?flag'>b</a><a href='?a&&b='>c</a>": (
        "/d/page.html?b=1&a=2 /d/page.html?flag /d/page.html?a&&b="
    ),
    "<a href='?a=1&amp;copy=2&reg=3&amp'>a</a>": "/d/page.html?a=1&copy=2&reg=3&",
    "<a href='/x;v=1?q=a+b%20c'>a</a>": "/x;v=1?q=a+b%20c",
    "<a href='http://[::1]:8080/a'>a</a>": "http://[::1]:8080/a",
    "<a href='http://0x7f.1/a'>a</a><a href='http://2130706433/b'>b</a>": "/a /b",
    "<a href='http://みんな町.jp/a'>a</a>": "http://xn--q9jyb4c3810b.jp/a",
    "<a href='http://ＷＷＷ．ａ．ＪＰ/a'>a</a>": "http://www.a.jp/a",
    "<a href='http://a.jp:99999/'>a</a><a href='http://a b/'>b</a><a href='http://[x'>c</a>": "",
    "<a href='http://user:pass@127.0.0.1/a'>a</a>": "/a",
    "<a href='mailto:a@b.jp'>a</a><a href='tel:1'>b</a><a href=' javascript:x'>c</a>": "",
    "<a href='java\nscript:x'>a</a><a href='ftp://a.jp/'>b</a><a href='data:,x'>c</a>": "",
    "<a href='a:b.html'>a</a><a href='1:b.html'>b</a>": "/d/1:b.html",
    "<a href='#x'>a</a><a href='page.html#y'>b</a>": "/d/page.html",
    "<a href='&#x2F;a&sol;b'>a</a>": "/a/b",
    "<a href='/a\x00b'>a</a>": "/a%EF%BF%BDb",
    "<a href='/ｶﾅ/髙?ｶﾅ=髙'>a</a>": "/%EF%BD%B6%EF%BE%85/%E9%AB%99?%EF%BD%B6%EF%BE%85=%E9%AB%99",
}

IN_ENCODINGS = [  # label, Python's name, an href as the bytes hold it, where it leads
    ("Shift_JIS", "cp932", "l.cgi?ka=総務課&k=1", "l.cgi?ka=%91%8D%96%B1%89%DB&k=1"),
    ("x-sjis", "cp932", "表示.html?表=ソ", "%E8%A1%A8%E7%A4%BA.html?%95%5C=%83%5C"),
    ("windows-31j", "cp932", "?①㈱髙～", "page.html?%87@%87%8A%FB%FC%81%60"),
    ("shift_jis", "cp932", "?ｶﾅ#総", "page.html?%B6%C5"),
    ("EUC-JP", "euc_jp", "?ka=総務課～", "page.html?ka=%C1%ED%CC%B3%B2%DD%A1%C1"),
    ("x-euc-jp", "euc_jp", "総.html?総", "%E7%B7%8F.html?%C1%ED"),
    ("ISO-2022-JP", "iso2022_jp", "?ka=総&b=c", "page.html?ka=%1B$BAm%1B(B&b=c"),
    ("utf-8", "utf-8", "?ka=総務課", "page.html?ka=%E7%B7%8F%E5%8B%99%E8%AA%B2"),
    ("windows-1252", "cp1252", "?é=&#32207;", "page.html?%E9=%26%2332207%3B"),
    ("shift_jis", "cp932", "?&#9731;&eacute;", "page.html?%26%239731%3B%26%23233%3B"),
    ("iso-2022-jp", "iso2022_jp", "?&#9731;総&yen;", "page.html?%26%239731%3B%1B$BAm%1B(J%5C%1B(B"),
    ("euc-kr", "cp949", "?구=&#9731;", "page.html?%B1%B8=%26%239731%3B"),
    ("gb2312", "gb2312", "?中文", "page.html?%D6%D0%CE%C4"),
]

REFRESHES = {  # the value of a refresh → where it leads from an empty page
    "0;url=/top.html": "/top.html",
    "0; URL = /top.html": "/top.html",
    " 0 ;\turl\n=\r/top.html": "/top.html",
    "0,url=/top.html": "/top.html",
    "0 url=/top.html": "/top.html",
    "0 /top.html": "/top.html",
    "0;/top.html": "/top.html",
    "0;'/top.html'": "/top.html",
    "0;url='/top.html'": "/top.html",
    '0;url="/top.html" x': "/top.html",
    "0;url='/top.html": "/top.html",
    "0;url=/top.html'": "/top.html'",
    "0;;url=/top.html": "/d/;url=/top.html",
    "0;,url=/top.html": "/d/,url=/top.html",
    "0; ;/top.html": "/d/;/top.html",
    "0;url /top.html": "/d/url%20/top.html",
    "0;ur=/top.html": "/d/ur=/top.html",
    "0;uri=/top.html": "/d/uri=/top.html",
    "0;url=url=/top.html": "/d/url=/top.html",
    "00.9;url=/top.html": "/top.html",
    ".5;url=/top.html": "/top.html",
    ".;url=/top.html": "/top.html",
    "0.1.2.;url=/top.html": "/top.html",
    "0": "",
    "0;": "",
    "0;url=": "",
    "0;url=''": "",
    "0;url=#x": "",
    "0;url=page.html": "",
    "": "",
    " ": "",
    ";url=/top.html": "",
    "url=/top.html": "",
    "/top.html": "",
    "-1;url=/top.html": "",
    "+0;url=/top.html": "",
    "0url=/top.html": "",
    "0s;url=/top.html": "",
    "０;url=/top.html": "",
    "0　url=/top.html": "",
    "0\x0burl=/top.html": "",
    "0;url=javascript:location='/top.html'": "",
    "0;url=http://[x": "",
    "0;url= /to\np.html ": "/top.html",
    "0;url=//127.0.0.2\\a": "http://127.0.0.2/a",
    "0;url=?総": "/d/page.html?%E7%B7%8F",
}

OWN_WAYS = {  # where Chromium leaves the standard, and we do not
    "<base href='http://[x/'><base href=/w/><a href=a.html>a</a>",  # no link of the page leads on
    ".;url=/top.html",  # nothing
    # and of two refreshes the last with the shortest time is obeyed
}

META = "<meta http-equiv=refresh content='0;url=/top.html'>"
OTHER = META.replace("top", "other")
SIGNPOSTS = {  # a page → where it leads by itself
    f"{LONG}{META}": "/top.html",
    f"<body>{META}": "/top.html",
    f"<p><b>{META}": "/top.html",
    f"<svg>{META}</svg>": "/top.html",
    f"<!-- {'copyright ' * 600} -->{META}": "/top.html",
    f"<!-- {META} -->": "",
    f"<script>'{META}'</script>": "",
    f"<noscript>{META}</noscript>": "",
    f"<template>{META}</template>": "",
    f"<textarea>{META}</textarea>": "",
    f"<title>{META}</title>": "",
    f"<div><template shadowrootmode=open>{META}</template></div>": "",
    f"<meta http-equiv=refresh content=';url=/no'>{META}": "/top.html",
    f"<meta http-equiv=refresh content='0;url=javascript:1'>{META}": "/top.html",
    f"<meta http-equiv=refresh content='0;url=http://[x'>{META}": "/top.html",
    f"<meta http-equiv=refresh>{META}": "/top.html",
    META.replace("refresh", "REFRESH"): "/top.html",
    META.replace("refresh", "' refresh'"): "",
    "<meta name=refresh content='0;url=/top.html'>": "",
    "<meta http-equiv=refresh value='0;url=/top.html'>": "",
    "<base href=/w/><meta http-equiv=refresh content='0;url=top.html'>": "/w/top.html",
    "<meta http-equiv=refresh content='0;url=top.html'><base href=/w/>": "/d/top.html",
}


def below(addresses):
    """Addresses in full."""
    return {a if a.startswith("http") else ROOT + a for a in addresses.split()}


def read(page, **headers):
    headers = {"Content-Type": "text/html; charset=utf-8", **headers}
    body = page if isinstance(page, bytes) else page.encode()
    return parse_page(HtmlResponse(HERE, body=body, headers=headers))


def written(label, codec, href):
    """A page with one link, in an encoding."""
    words = "<p>町の案内です。</p>" if codec not in ("cp1252", "cp949") else ""
    html = f'<meta charset="{label}">{words}<a href="{href}">a</a>'
    return html.encode(codec, "xmlcharrefreplace")


@pytest.mark.parametrize("page", LINKS)
def test_links_are_those_of_a_browser(page):
    assert {link.url for link in read(page).links} == below(LINKS[page])


@pytest.mark.parametrize(("label", "codec", "href", "target"), IN_ENCODINGS)
def test_queries_are_in_the_encoding_of_their_page(label, codec, href, target):
    page = read(written(label, codec, href), **{"Content-Type": "text/html"})
    assert [link.url for link in page.links] == [f"{ROOT}/d/{target}"]


@pytest.mark.parametrize("content", REFRESHES)
def test_a_refresh_is_taken_apart_as_the_standard_says(content):
    page = read(f'<meta http-equiv="refresh" content="{content.replace(chr(34), "&quot;")}">')
    assert page.refresh == "".join(below(REFRESHES[content]))


@pytest.mark.parametrize("content", [c for c in REFRESHES if c.isascii() and c.isprintable()])
def test_the_header_is_taken_apart_like_the_element(content):
    page = read("<title>町</title>", Refresh=content)
    assert page.refresh == "".join(below(REFRESHES[content]))


@pytest.mark.parametrize("page", SIGNPOSTS)
def test_a_refresh_counts_where_a_browser_sees_it(page):
    assert read(page).refresh == "".join(below(SIGNPOSTS[page]))


def test_the_first_of_two_refreshes_counts():
    assert read(META + OTHER).refresh == f"{ROOT}/top.html"
    assert read(META, Refresh="0;url=/head").refresh == f"{ROOT}/head"


def pages():
    """All of the above as a server sends them, with what is expected of links and of moves."""
    html = {"Content-Type": "text/html; charset=utf-8"}
    for page, links in LINKS.items():
        if page in OWN_WAYS:
            continue
        yield Given("links", HERE, html, page.encode()), below(links), None
    for label, codec, href, target in IN_ENCODINGS:
        body = written(label, codec, href)
        yield Given(label, HERE, {"Content-Type": "text/html"}, body), {f"{ROOT}/d/{target}"}, None
    for content, move in REFRESHES.items():
        if content in OWN_WAYS:
            continue
        body = f'<meta http-equiv="refresh" content="{content.replace(chr(34), "&quot;")}">'
        yield Given("refresh", HERE, html, body.encode()), None, "".join(below(move))
    for page, move in SIGNPOSTS.items():
        yield Given("refresh", HERE, html, page.encode()), None, "".join(below(move))


@pytest.mark.browser
def test_chromium_agrees_on_every_odd_page():
    async def compare():
        async with async_playwright() as playwright:
            path = chromium.find()
            browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            tab = await browser.new_page()
            different = []
            for given, links, move in pages():
                shown = await look(tab, given)
                if (links is not None and shown.links != links) or move not in (None, shown.moves):
                    different.append((given.body[-200:], links, move, shown.links, shown.moves))
            await browser.close()
            return different

    assert asyncio.run(compare()) == []
