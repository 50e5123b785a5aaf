"""Which cookies of a site are kept, and which of its addresses they are sent to."""

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.middlewares.cookies import MAX_COOKIE_BYTES, MAX_COOKIES, MAX_HEADER_BYTES, Jar

HOME = "https://www.city.town.lg.jp/kurashi/a.html"


def jar_of(*cookies, url=HOME):
    jar = Jar()
    for cookie in cookies:
        jar.take(Response(url, headers={"Set-Cookie": cookie}), Request(url))
    return jar


def sent(jar, url):
    return jar.header(Request(url)).decode()


@pytest.mark.parametrize(
    ("cookie", "url", "is_sent"),
    [
        ("a=1; Path=/", "https://www.city.town.lg.jp/", True),
        ("a=1", "https://www.city.town.lg.jp/kurashi/b.html", True),
        ("a=1", "https://www.city.town.lg.jp/zei/", False),
        ("a=1; Path=/kurashi", "https://www.city.town.lg.jp/kurashi2/", False),
        ("a=1; Path=/", "https://library.city.town.lg.jp/", False),
        ("a=1; Path=/; Domain=city.town.lg.jp", "https://library.city.town.lg.jp/", True),
        ("a=1; Path=/; Domain=.city.town.lg.jp", "https://www.city.town.lg.jp/", True),
        ("a=1; Path=/; Domain=lg.jp", "https://www.city.other.lg.jp/", False),
        ("a=1; Path=/; Domain=jp", "https://www.city.town.lg.jp/", False),
        ("a=1; Path=/; Domain=example.jp", "https://example.jp/", False),
        ("a=1; Path=/; Secure", "https://www.city.town.lg.jp/", True),
        ("a=1; Path=/; Secure", "http://www.city.town.lg.jp/", False),
        ("a=1; Path=/; HttpOnly; SameSite=Lax", "http://www.city.town.lg.jp/", True),
        ("a=1; Path=/; Max-Age=0", "https://www.city.town.lg.jp/", False),
        ("a=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", HOME, False),
        ("a=1; Path=/; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", HOME, True),
        (f"a={'x' * MAX_COOKIE_BYTES}; Path=/", HOME, False),
        ("=; Path=/", HOME, False),
    ],
)
def test_a_cookie_goes_where_the_standard_sends_it(cookie, url, is_sent):
    assert bool(sent(jar_of(cookie), url)) == is_sent


def test_a_later_cookie_replaces_and_removes_an_earlier_one():
    assert sent(jar_of("a=1", "a=2"), HOME) == "a=2"
    assert sent(jar_of("a=1", "a=; Max-Age=0"), HOME) == ""


def test_a_jar_is_bounded_in_number_and_size():
    many = jar_of(*(f"n{n}=1" for n in range(2 * MAX_COOKIES)), "n0=2")
    assert len(many.cookies) == MAX_COOKIES
    assert "n0=2" in sent(many, HOME), "a full jar still takes a new value"
    assert len(sent(jar_of(*(f"n{n}={'x' * 2000}" for n in range(20))), HOME)) <= MAX_HEADER_BYTES
