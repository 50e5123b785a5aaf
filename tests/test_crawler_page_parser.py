"""What the crawl reads off a page, in whatever encoding and shape it comes."""

import gzip

import pytest
from scrapy.http import HtmlResponse

from crawler.page_parser import Context, parse_page
from crawler.sitemaps import Listed, read_map_page, read_sitemap
from minna.template_clusters import same_template

BODY = "<p>みんな町の公式サイトです。ごみの出し方、子育て支援、防災情報のお知らせがあります。</p>"


def read(html, encoding="utf-8", url="https://a.jp/b/c.html", **headers):
    body = html if isinstance(html, bytes) else html.encode(encoding)
    return parse_page(HtmlResponse(url, body=body, headers=headers))


@pytest.mark.parametrize("encoding", ["utf-8", "shift_jis", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("declared", ["meta", "header", "nowhere"])
def test_japanese_is_read_in_each_of_its_encodings_even_undeclared(encoding, declared):
    name = encoding.replace("2022", "-2022").replace("_", "-")
    meta = f'<meta http-equiv="content-type" content="text/html; charset={name}">'
    html = f"<html><head>{meta if declared == 'meta' else ''}<title>葛飾の町</title></head>{BODY}"
    headers = {"Content-Type": f"text/html; charset={name}"} if declared == "header" else {}
    page = read(html, encoding, **headers)
    assert page.title == "葛飾の町"
    assert "ごみの出し方" in page.text


def test_a_wrongly_declared_encoding_is_seen_through():
    assert read(f"<meta charset=utf-8><title>防災</title>{BODY}", "cp932").title == "防災"


def test_mail_encoding_declared_as_utf8_is_seen_through():
    html = f"<meta charset=utf-8><title>防災</title><a href=/a>避難</a>{BODY}"
    page = read(html, "iso2022_jp", **{"Content-Type": "text/html; charset=utf-8"})
    assert (page.title, page.links[0].text) == ("防災", "避難")


def test_rubbish_in_the_name_of_an_attribute_hides_no_link():
    assert [link.url for link in read("<a \x1b(B='1' href=/a>ごみ</a>").links] == ["https://a.jp/a"]


def test_links_are_found_wherever_a_resident_would_find_them():
    page = read(
        """<base href="/top/"><a href=" a.html#x ">ごみ</a><a href="//a.jp/d?b=1&amp;a=2"><img
        alt="防災"></a><map><area href="/map.html" alt="地図"></map><iframe src="f.html"></iframe>
        <a href="nofollow.html" rel="nofollow">n</a><a href="mailto:x@a.jp">m</a><a href="#t">t</a>
        <a href="javascript:void(0)">j</a><a href="tel:119">t</a><a>none</a><a href="http://[x">?</a>"""
    )
    assert [(link.url, link.text) for link in page.links] == [
        ("https://a.jp/top/a.html", "ごみ"),
        ("https://a.jp/d?b=1&a=2", "防災"),
        ("https://a.jp/map.html", "地図"),
        ("https://a.jp/top/f.html", ""),
        ("https://a.jp/top/nofollow.html", "n"),
        ("https://a.jp/top/", "t"),  # "#t" is read against the base, too
    ]


def test_the_same_main_text_is_the_same_page_whatever_stands_around_it():
    frame = "<title>頁</title><nav>{}</nav><main>{}</main><footer>{}</footer>"
    one = read(frame.format("現在地 A", BODY, "閲覧 12 人"))
    two = read(frame.format("現在地 B", BODY.replace("。", "。\n "), "閲覧 13 人"))
    other = read(frame.format("現在地 A", BODY.replace("防災", "消防"), ""))
    assert one.text_hash != other.text_hash
    assert one.text_hash == read(frame.format("現在地 B", BODY, "閲覧 13 人")).text_hash
    assert len(one.text_hash) == 32
    assert two.title == "頁"


def test_pages_with_next_to_no_text_are_not_taken_for_duplicates():
    one, two = read("<title>図</title><img src=1.png>"), read("<title>図</title><img src=2.png>")
    assert one.text_hash != two.text_hash


def test_one_template_has_one_shape_and_another_has_another():
    page = "<body class=p><header><nav><ul>{}</ul></nav></header><main><h1>x</h1>{}</main>{}"
    news = read(page.format("<li><a>n</a>" * 8, "<p>x</p>" * 5, "<footer><p>f</p></footer>"))
    more = read(page.format("<li><a>n</a>" * 8, "<p>x</p>" * 9, "<footer><p>f</p></footer>"))
    table = read(
        "<body><table><tr><td><font><b>x</b></font></td></tr></table><center><img></center>"
    )
    assert same_template(news.dom_fingerprint, more.dom_fingerprint)
    assert not same_template(news.dom_fingerprint, table.dom_fingerprint)


@pytest.mark.parametrize(
    "html", [b"", b"\x00\xff\xfe<a", b"<", b"<a href=x" * 3000, b"<div>" * 5000]
)
def test_rubbish_is_read_without_harm(html):
    assert read(html).title == ""


URLSET = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc> https://a.jp/1 </loc></url><url><loc>/2</loc></url></urlset>"""


@pytest.mark.parametrize(
    "body",
    [
        URLSET,
        gzip.compress(URLSET),
        b"\xef\xbb\xbf" + URLSET,
        URLSET.replace(b' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', b""),
        URLSET.removesuffix(b"</url></urlset>"),
        URLSET.replace(b"</url><url>", b"</url>&broken;<url>"),
        b"https://a.jp/1\nhttps://a.jp/2\n",
    ],
)
def test_sitemaps_are_read_packed_bare_broken_or_as_text(body):
    assert read_sitemap(body, "https://a.jp/s.xml") == Listed(
        pages=("https://a.jp/1", "https://a.jp/2")
    )


def test_an_index_names_further_files():
    body = b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"
    assert read_sitemap(body, "https://a.jp/s.xml") == Listed(sitemaps=("https://a.jp/a.xml",))


@pytest.mark.parametrize(
    "body", [b"", b"<!DOCTYPE html><html>404", b"\x1f\x8brubbish", b"<urlset>", b"\x00\x01"]
)
def test_what_is_no_sitemap_lists_nothing(body):
    assert read_sitemap(body, "https://a.jp/s.xml") == Listed()


def test_a_bomb_of_entities_does_not_go_off():
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "'
        + b"a" * 1000
        + b'">]><urlset><url><loc>&a;</loc></url></urlset>'
    )
    assert not any("aaa" in url for url in read_sitemap(bomb, "https://a.jp/s.xml").pages)


def test_a_site_map_page_is_read_without_its_menus():
    html = (
        "<base href=/m/><nav><a href=/x>x</a></nav>"
        "<main><ul><li><a href=a>ごみ <b>の</b> 日</a><li><a href='mailto:a@a.jp'>手紙</a></ul></main>"
    )
    page = read(html, url="https://a.jp/")
    follow = Context(page.base, page.encoding, "https://a.jp/").follow
    assert read_map_page(page.html, follow) == [("https://a.jp/m/a", "ごみ の 日")]
