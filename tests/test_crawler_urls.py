"""Addresses: their written form, their twins, the borders of a site, and traps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import HtmlResponse

from crawler.responses import redirect_target
from crawler.traps import suspicions, trap_by_url
from crawler.urls import canonical, nested_sites, scope_of, slug
from minna.addresses import url_key
from minna.records import Site


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("HTTP://A.lg.jp:80", "http://a.lg.jp/"),
        ("https://a.lg.jp:8443/x#y", "https://a.lg.jp:8443/x"),
        ("https://a.lg.jp/x;jsessionid=AF?b=2&a=1", "https://a.lg.jp/x?b=2&a=1"),
        ("https://a.lg.jp/?PHPSESSID=9&p=1&utm_source=m", "https://a.lg.jp/?p=1"),
        ("https://a.lg.jp/ごみ/", "https://a.lg.jp/%E3%81%94%E3%81%BF/"),
        ("https://a.lg.jp/a//b/../c/", "https://a.lg.jp/a//c/"),
        ("mailto:a@b.jp", ""),
        ("https:///x", "https://x/"),
        ("http://a.jp:99999/", ""),
        ("http://[::1/", ""),
    ],
)
def test_an_address_has_one_written_form(written, kept):
    assert canonical(written) == kept


@given(st.text(max_size=60))
def test_the_written_form_of_a_written_form_is_itself(rest):
    once = canonical(f"https://a.lg.jp/{rest}")
    assert canonical(once) == once


@pytest.mark.parametrize(
    "twin",
    [
        "https://www.a.jp/b",
        "http://a.jp/b/",
        "http://a.jp/b/index.html",
        "http://A.jp/b/Default.aspx",
    ],
)
def test_twins_have_one_key(twin):
    assert url_key(canonical(twin)) == url_key("http://a.jp/b")


def test_a_query_makes_another_page():
    assert url_key("http://a.jp/b?p=1") != url_key("http://a.jp/b?p=2")


def test_a_registry_address_with_a_folder_confines_the_site_to_it():
    ward = scope_of(Site("r", "1", "区", "https://www.city.jp/chuo/"))
    assert ward.contains("https://www.city.jp/chuo/a.html")
    assert ward.contains("http://city.jp/chuo")
    assert not ward.contains("https://www.city.jp/chuou/")
    assert not ward.contains("https://www.city.jp/")
    assert not ward.contains("https://kita.city.jp/chuo/")


@pytest.mark.parametrize(
    "site",
    [
        Site("r", "1", "町", "https://www.town.jp/www/index.html"),
        Site("r", "1", "町", "https://www.town.jp/cms/", extra={"scope": "host"}),
    ],
)
def test_a_start_page_in_a_folder_does_not_confine_the_site(site):
    assert scope_of(site).contains("https://www.town.jp/soshiki/1.html")


def test_links_to_the_twin_are_asked_for_at_home():
    scope = scope_of(Site("r", "1", "町", "http://town.jp/"), home="https://www.town.jp/")
    assert scope.with_canonical_host("http://town.jp/a?b=1") == "https://www.town.jp/a?b=1"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://a.jp/" + "x" * 500, "long"),
        ("https://a.jp/" + "%E6%9A%AE" * 100, ""),
        ("https://a.jp/" + "%E6%9A%AE" * 300, "long"),
        ("https://a.jp/wp-login.php", "login"),
        ("https://a.jp/login/", ""),
        ("https://a.jp/?s=gomi", ""),
        ("https://a.jp/calendar/2026/01/", ""),
    ],
)
def test_few_addresses_are_traps_at_sight(url, kind):
    assert trap_by_url(url) == kind


@pytest.mark.parametrize(
    ("url", "kinds"),
    [
        ("https://a.jp/calendar/2026/01/", ["calendar"]),
        ("https://a.jp/event?year=2026&month=1", ["calendar"]),
        ("https://a.jp/?s=gomi", ["search"]),
        ("https://a.jp/list?p=2&sort=desc", ["sort"]),
        ("https://a.jp/a.html?print=1", ["print"]),
        ("https://a.jp/a/b/a/b/a/c", ["repeats"]),
        ("https://a.jp/soshiki/1/1/1/1234.html", []),
        ("https://a.jp/list?page=2", []),
        ("https://a.jp/calendar/", []),
        ("https://a.jp/research/", []),
    ],
)
def test_names_in_an_address_raise_suspicion(url, kinds):
    assert [kind for kind, _ in suspicions(url)] == kinds


def test_a_slug_holds_host_and_folder():
    assert slug("http://a.jp:8080/b/c.html") == "a.jp-8080-b-c.html"


def scope(url, given="", others=frozenset()):
    return scope_of(Site("r", "s", "町", url, extra={"scope": given} if given else {}), "", others)


def test_hosts_of_the_same_body_belong_to_it_when_the_registry_says_so():
    named = scope("https://www.town.jp/", "kosodate.town.jp www.library.jp")
    assert named.contains("https://kosodate.town.jp/a") and named.contains("https://library.jp/")
    assert not named.contains("https://iju.town.jp/")
    whole = scope("https://www.town.jp/", "domain")
    assert whole.contains("https://iju.town.jp/") and not whole.contains("https://village.jp/")
    assert not scope("https://www.town.jp/").contains("https://iju.town.jp/")


def test_sites_that_share_a_host_do_not_swallow_each_other():
    urls = {
        "pref": "https://www.pref.x.jp/",
        "a": "https://pref.x.jp/a/",
        "b": "https://pref.x.jp/b/",
    }
    sites = {code: Site("r", code, code, url) for code, url in urls.items()}
    others = nested_sites(sites.values())
    scopes = {code: scope_of(site, "", others[code]) for code, site in sites.items()}
    for url, owner in {"/a/1": "a", "/b/": "b", "/c/1": "pref", "/ab/": "pref"}.items():
        assert [c for c, s in scopes.items() if s.contains(f"https://www.pref.x.jp{url}")] == [
            owner
        ]


def test_a_name_in_japanese_and_its_ascii_form_are_one_host():
    ascii_form = "みんな町.jp".encode("idna").decode()
    assert canonical("https://みんな町.jp/a") == f"https://{ascii_form}/a"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://a.jp/p.php?sid=12", "https://a.jp/p.php?sid=12"),
        ("https://a.jp/p.php?sid=4f1c22b09a7de3318c&p=1", "https://a.jp/p.php?p=1"),
        ("https://a.jp/?sess=kyoiku-iinkai-gaiyou", "https://a.jp/?sess=kyoiku-iinkai-gaiyou"),
        ("https://a.jp/?list", "https://a.jp/?list"),
        ("https://a.jp/?b&a=&&c=1", "https://a.jp/?b&a=&&c=1"),
        ("https://a.jp/?a=1;b=2+3%20", "https://a.jp/?a=1;b=2+3%20"),
        ("https://a.jp/?%83%41=%e3%81", "https://a.jp/?%83A=%E3%81"),
        ("https://a.jp/?%1B$B$%22%1B(B", "https://a.jp/?%1B$B$%22%1B(B"),
        ("https://a.jp/%", "https://a.jp/%"),
        ("https://a.jp/?a[]=1&b={c}", "https://a.jp/?a%5B%5D=1&b=%7Bc%7D"),
        ("https://user:secret@a.jp/", "https://a.jp/"),
        ("https://a.jp./b?", "https://a.jp/b"),
        ("http:\\\\a.jp\\b", "http://a.jp/b"),
        ("a.jp/b", ""),
        ("", ""),
    ],
)
def test_an_address_keeps_what_a_server_may_mind(written, kept):
    assert canonical(written) == kept == canonical(canonical(written))
    assert not kept or Request(kept).url == kept  # and so it is sent


def test_the_order_of_a_query_and_doubled_slashes_make_no_other_page():
    assert url_key("http://a.jp/b//c?y=1&x=2") == url_key("https://www.a.jp/b/c/?x=2&y=1")
    assert url_key("http://a.jp/?a=1") != url_key("http://a.jp/?a=2")


def test_a_redirect_in_shift_jis_is_given_back_as_it_came():
    headers = {"Location": "/総.cgi?総=1".encode("cp932")}
    response = HtmlResponse("https://a.jp/b/", status=302, headers=headers, body=b"<base href=/x/>")
    assert redirect_target(response) == "https://a.jp/%91%8D.cgi?%91%8D=1"
