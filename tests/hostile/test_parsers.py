"""Whatever a stranger wrote, a parser gives an answer, and one bad thing costs itself alone."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import HtmlResponse

from crawler.charset import decoded
from crawler.encodings import decode, encode_query, encoding_of
from crawler.page_parser import parse_page
from crawler.refresh import read_refresh, script_target
from crawler.robots_txt import read_robots_txt
from crawler.sitemaps import read_sitemap
from crawler.urls import canonical, resolve
from minna.block_pages import detect_block_page
from minna.rate_limit import MAX_RETRY_AFTER, retry_delay
from minna.text import nfkc, replace_control_characters, well_formed

HOME = "https://www.town.jp/"
MARKUP = st.lists(
    st.sampled_from(
        [
            "<a href='",
            "<base href='http://[",
            "<meta http-equiv=refresh content='0;url=",
            "'>",
            "<b>",
            "<link rel=alternate type=rss href='",
            "<template shadowrootmode=open>",
            "<svg>",
            "</a>",
            "http://[::",
            "//%",
            ":80:80",
            "http://a:b@",
            "<!--<a <a",
            "<table>",
            "<xx:y z:w='1'>",
            "\x00",
            "�",
            "̖́",
            "&#xd800;",
            "javascript:",
            "町",
            "<title>",
            "<script>",
        ]
    )
    | st.text(max_size=8),
    max_size=30,
).map("".join)
LABELS = st.sampled_from(
    [
        "hex",
        "idna",
        "punycode",
        "base64",
        "rot13",
        "zlib",
        "bz2",
        "uu",
        "quopri",
        "mbcs",
        "utf-7",
        "undefined",
        "unicode_escape",
        "raw_unicode_escape",
        "utf-16",
        "utf-32",
        "\x00",
        "x" * 999,
    ]
) | st.text(max_size=20)
QUICK = settings(
    max_examples=60, deadline=2000, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def answer(body: bytes, label: str = "utf-8") -> HtmlResponse:
    kind = f"text/html; charset={label}".encode("utf-8", "replace").replace(b"\n", b" ")
    return HtmlResponse(HOME, body=body, headers={"Content-Type": kind}, request=Request(HOME))


@QUICK
@given(MARKUP, LABELS)
def test_page(text, label):
    reading = parse_page(answer(text.encode("utf-8", "surrogatepass"), label))
    titles = [reading.title, reading.text, *(link.url + link.text for link in reading.links)]
    assert "".join(titles).encode() is not None  # UnicodeEncodeError where it is not well-formed
    detect_block_page(200, {}, text[:50], text, text, url=HOME)


@QUICK
@given(st.binary(max_size=300), LABELS)
def test_bytes_in_any_encoding(body, label):
    assert encoding_of(label) not in ("hex", "rot13", "zlib", "bz2", "uu", "idna", "punycode")
    assert decoded(answer(body, label)).text.encode() is not None
    encode_query("町\x00", encoding_of(label) or "utf-8")
    decode(body, "iso-2022-jp").encode()


@QUICK
@given(st.lists(MARKUP, max_size=5))
def test_a_bad_entry_of_a_sitemap_costs_itself_alone(bad):
    entries = [f"<url><loc>{text}</loc></url>" for text in ["http://[", "//%", "x:y:z", *bad]]
    good = "<url><loc>https://www.town.jp/a.html</loc></url>"
    body = f"<urlset>{good}{''.join(entries[:3])}{good}{''.join(entries[3:])}</urlset>"
    pages = read_sitemap(body.encode("utf-8", "surrogatepass"), HOME).pages
    assert pages.count("https://www.town.jp/a.html") >= 2


@QUICK
@given(st.binary(max_size=400))
def test_sitemap_and_robots_of_any_bytes(body):
    read_sitemap(body, HOME)
    read_sitemap(b"\x1f\x8b" + body, HOME)
    read_robots_txt(body, HOME)
    read_robots_txt(b"User-agent: *\nDisallow: " + body, HOME)


DATES = st.builds(
    "{}, {} {} {} {}:{}:{} {}".format,
    *[st.sampled_from(["Thu", "1", "Jan", "GMT", "-9999", "+" + "9" * 20, "9" * 400]) | st.text()]
    * 8,
)


@QUICK
@given(st.text(max_size=300) | st.integers().map(str) | DATES, st.integers(1, 5))
def test_times_that_servers_ask_for(text, tries):
    wait = retry_delay(text, tries, 1.0)
    assert wait is None or 0 <= wait <= MAX_RETRY_AFTER


def test_a_time_of_many_digits_is_none():
    assert retry_delay(f"Thu, 01 Jan {'9' * 20} 00:00:00 GMT", 1, 1.0) == 2.0
    assert retry_delay("9" * 5000, 1, 1.0) is None


@QUICK
@given(MARKUP)
def test_addresses_and_refreshes(text):
    canonical(text)
    resolve(HOME, text)
    read_refresh(text)
    script_target([text])


@QUICK
@given(
    st.recursive(st.text() | st.integers(), lambda v: st.lists(v) | st.dictionaries(st.text(), v))
)
def test_text_is_well_formed(value):
    clean = well_formed({"a": value, "b": "祭\ud83c", "\udf86": "\udf86"})
    assert repr(clean).encode()
    assert clean["b"] == "祭"
    assert "\x1b" not in replace_control_characters("\x1b[2J\x9b")


@pytest.mark.parametrize(
    "text",
    ["<!--<a <a" * 300_000, "<p>a" + "\u0301\u0316" * 175_000, '<a x="' + 'x=""' * 100_000],
    ids=["comment", "marks", "attributes"],
)
def test_pages_that_hung_the_crawl_are_read_at_once(text):
    began = time.perf_counter()
    parse_page(answer(text.encode()))
    assert time.perf_counter() - began < 5


def test_marks_on_a_letter_are_kept():
    assert nfkc("e\u0301 か\u3099") == "é が"


@pytest.mark.parametrize("body", [b"&" * 9_000_000, b"<url><loc>/a</loc></url>" * 200_000])
def test_a_sitemap_of_hostile_size_is_read_in_part(body):
    began = time.perf_counter()
    assert len(read_sitemap(b"<urlset>" + body, HOME).pages) <= 50_000
    assert time.perf_counter() - began < 10
