"""What sitemap files and feeds of real sites look like."""

import gzip

import pytest

from crawler.sitemaps import MAX_URL_LENGTH, Listed, read_sitemap

URL = "https://a.jp/s.xml"
A, B = "https://a.jp/1", "https://a.jp/2"
MAP = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    f"<url><loc>{A}</loc><lastmod>2026/13/45</lastmod></url><url><loc>{B}</loc></url></urlset>"
)
PREFIXED = MAP.replace("xmlns=", "xmlns:m=").replace("</", "</m:").replace("<url", "<m:url")


def pages(text):
    return read_sitemap(text.encode() if isinstance(text, str) else text, URL).pages


@pytest.mark.parametrize(
    "text",
    [
        MAP.replace("UTF-8", "UTF-16").encode("utf-16"),
        MAP.replace("UTF-8", "UTF-16").encode("utf-16-be"),
        MAP.replace("UTF-8", "UTF-16"),
        MAP.replace("UTF-8", "Shift_JIS").replace("2026/", "表").encode("cp932"),
        MAP.replace("UTF-8", "no-such"),
        "\ufeff" + MAP,
        MAP.upper().replace("HTTPS://A.JP", "https://a.jp"),
        PREFIXED.replace("<loc", "<m:loc"),
        PREFIXED.replace("<loc", "<m:loc").replace(' xmlns:m="', ' x="'),
        MAP.replace(A, f"<![CDATA[\n{A}\n]]>"),
        MAP.replace(A, "\n  /1\t"),
        MAP.replace(A, "//a.jp/1"),
        MAP.replace(A, "a.jp/1"),
        f"{A} {B}",
        MAP.replace(A, "\u200bhttps://a.jp/\n  1"),
        MAP.replace("</loc><l", "</loc><i:image><i:loc>https://a.jp/i.png</i:loc></i:image><l"),
        MAP.replace("<lastmod>", "<lastmod>\x0b\x00"),
        MAP.replace("</url>", ""),
        MAP.replace("\n<urlset", "<!doctype urlset [<!ENTITY q 'x'>]>\n<urlset"),
        f"<b>Notice</b>: undefined x in <b>/home/y.php</b><br />\n{MAP}",
        gzip.compress(gzip.compress(MAP.encode())),
        gzip.compress(MAP[:200].encode()) + gzip.compress(MAP[200:].encode()),
        gzip.compress(MAP.encode())[:-9],
        f"\ufeff{A}\r\n{B}",
        f"# all pages\n{A}\n\nother\n{B}".encode("utf-16"),
        f"<rss><channel><link>/x</link><a:link rel='self' href='/y'/><item><link>{A}</link></item>"
        f"<ITEM><LINK> {B} </LINK><comments>/z</comments></ITEM></channel></rss>",
        f"<feed><link href='/x'/><entry><link rel='alternate' href='{A}'/>"
        "<link rel='edit' href='/y'/></entry><entry><link href='/2'/></entry></feed>",
        f"<rdf:RDF xmlns='http://purl.org/rss/1.0/'><item><link>{A}</link></item>"
        f"<rss1:item><rss1:link>{B}</rss1:link></rss1:item></rdf:RDF>",
    ],
)
def test_a_list_is_read_in_whatever_encoding_dress_and_wrapping(text):
    assert pages(text) == (A, B)


def test_a_scheme_may_be_in_capitals():
    assert pages(MAP.replace(A, A.replace("https", "HTTPS"))) == (A, B)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("?a=1&b=2", "?a=1&b=2"),
        ("?a=1&amp;b=2", "?a=1&b=2"),
        ("?a=1&amp;amp;b=2", "?a=1&b=2"),
        ("?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"),
        ("?a=1&#38;b=2", "?a=1&b=2"),
        ("?a=1&", "?a=1&"),
        ("<![CDATA[?a=1&b=2]]>", "?a=1&b=2"),
    ],
)
def test_bare_ampersands_are_ampersands(written, meant):
    assert pages(MAP.replace(A, A + written)) == (A + meant, B)


@pytest.mark.parametrize(
    "entry", ["", "http://[bad", "mailto:a@b.jp", "javascript:x()", f"{A}/{'x' * MAX_URL_LENGTH}"]
)
def test_one_bad_entry_costs_itself_alone_and_is_counted(entry):
    assert read_sitemap(MAP.replace(A, entry).encode(), URL) == Listed((B,), refused=1)


@pytest.mark.parametrize(
    "text",
    [
        "<sitemapindex><sitemap><loc>/x.xml</loc><loc>/y.xml</loc></sitemap></sitemapindex>",
        "<SitemapIndex><SiteMap><Loc>/x.xml</Loc></SiteMap><loc>/y.xml</loc></SitemapIndex>",
        "<urlset><sitemap><loc>/x.xml</loc></sitemap><sitemap><loc>/y.xml</loc></sitemap></urlset>",
    ],
)
def test_files_that_an_index_names_are_files(text):
    assert read_sitemap(text.encode(), URL).sitemaps == ("https://a.jp/x.xml", "https://a.jp/y.xml")


@pytest.mark.parametrize(
    "body",
    [
        b"<!-- note -->\n<!doctype HTML>\n<p>https://a.jp/1",
        b"<html><url><loc>/x</loc></url></html>",
        b"<urlset>" + b"<![CDATA[" * 500_000,
        b"<urlset>" + b"&" * 1_000_000,
        b"<" * 1_000_000,
        b"<a.:" * 300_000,
        gzip.compress(gzip.compress(b"<urlset>" + b"a" * 60_000_000)),
    ],
)
def test_what_is_no_list_and_what_means_harm_lists_nothing(body):
    assert read_sitemap(body, URL).pages == ()
