"""All tasks are looked for along the links that promise them, with bounded effort on any site."""

import time

import pytest

from audits.services.directed_search import (
    ELSEWHERE,
    FOUND,
    FUTILE,
    NOT_FOUND,
    SITE_SEARCH,
    SITEMAP,
    UNTESTED,
    SearchLimits,
    SearchResult,
    directed_search,
)
from audits.services.document import ServiceDocument, read_document
from audits.services.facts import Context
from audits.services.link_promise import NAMED, Promises
from audits.services.page_copies import plain_key
from audits.services.site_search import search_address, search_form, search_words
from audits.services.tasks import catalogue
from benchmarks.services.measure_search import Searched, Totals
from benchmarks.services.truth import trees
from minna.addresses import url_key
from minna.task_search import ListedPage, carried_through

HOST = "https://town.example"
CONTEXT = Context()
SEARCH = '<form action="/s" method="get"><input type="search" name="q"></form>'
MOVING_OUT = (
    "<h1>転出届</h1><p>転出する14日前から窓口で届出ができます。本人確認書類をお持ちください。</p>"
)


def page(title: str, main: str, head: str = "") -> str:
    return f"<title>{title}</title><body><header>{head}</header><main>{main}</main>"


def links(*pairs: tuple[str, str]) -> str:
    return "".join(f'<li><a href="{href}">{words}</a></li>' for words, href in pairs)


class Site:
    """A site of a few pages; what was asked for is kept in its order."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def fetch(self, url: str) -> ServiceDocument | None:
        assert url.startswith(HOST), "a foreign page is not read"
        path = url.removeprefix(HOST)
        self.asked.append(path)
        markup = self.pages.get(path, self.pages.get(path.partition("?")[0] + "?"))
        return None if markup is None else read_document(markup, url)


def search(site: Site, sitemap: tuple[ListedPage, ...] = (), **limits: int) -> SearchResult:
    return carried_through(
        directed_search(f"{HOST}/", CONTEXT, limits=SearchLimits(**limits), sitemap=sitemap),
        site.fetch,
    )


def of(result: SearchResult, task: str):
    return next(one for one in result.tasks if one.task == task)


def test_a_task_is_found_with_its_clicks_its_step_and_its_line():
    site = Site(
        {
            "/": page("町ホームページ", links(("観光", "/kanko"), ("くらし", "/kurashi"))),
            "/kurashi": page("くらし", links(("ごみ", "/gomi"), ("転出", "/o"))),
            "/o": page("転出届", MOVING_OUT),
            "/kanko": page("観光", "<p>花の名所です</p>"),
            "/gomi": page("ごみ", "<p>収集日は月曜日です</p>"),
        }
    )
    found = of(search(site), "tenshutsu")
    assert (found.outcome, found.step, found.url) == (FOUND, 1, f"{HOST}/o")
    assert (found.clicks, found.via, found.office) == (2, "links", "")
    assert "転出" in found.quote


def test_what_promises_most_is_read_first():
    site = Site(
        {
            "/": page("町ホームページ", links(("写真集", "/p"), ("転出届", "/o"), ("議会", "/g"))),
            "/p": page("写真集", "<p>花</p>"),
            "/g": page("議会", "<p>議員</p>"),
            "/o": page("転出届", MOVING_OUT),
        }
    )
    search(site)
    assert site.asked[:2] == ["/", "/o"]


def test_the_words_beside_a_link_that_only_points_are_read():
    site = Site(
        {
            "/": page(
                "町ホームページ", "<p>転出届は<a href='/1'>こちら</a></p>" + links(("a", "/2"))
            ),
            "/1": page("手続", MOVING_OUT),
            "/2": page("a", "<p>b</p>"),
        }
    )
    assert of(search(site), "tenshutsu").url == f"{HOST}/1"
    assert site.asked[1] == "/1"


def test_the_same_site_is_searched_in_the_same_order():
    pages = {"/": page("町", links(*((f"手続{n}", f"/{n}") for n in range(40))))}
    pages |= {f"/{n}": page(f"手続{n}", f"<p>{n}番の窓口</p>") for n in range(40)}
    one, other = Site(pages), Site(pages)
    assert search(one) == search(other)
    assert one.asked == other.asked


def test_a_site_that_does_not_answer_is_untested():
    result = search(Site({}))
    assert {one.outcome for one in result.tasks} == {UNTESTED}
    assert result.requests == 1


@pytest.mark.parametrize("markup", ["", page("", ""), page("町", links(("町", "/")))])
def test_an_empty_home_page_leads_to_nothing(markup):
    result = search(Site({"/": markup}))
    assert {one.outcome for one in result.tasks} == {NOT_FOUND}
    assert result.requests == 1


def test_endless_pages_end_with_the_effort():
    class Endless(Site):
        def fetch(self, url: str) -> ServiceDocument | None:
            self.asked.append(url)
            n = len(self.asked)
            more = links(("手続の一覧", f"/{n}/a"), ("届出", f"/{n}/b"), ("前月", f"/{n}/c"))
            return read_document(page(f"手続 {n}", f"<p>{n}</p>" + more), url)

    site = Endless({})
    result = search(site)
    assert result.requests == len(site.asked) <= 150
    assert len(set(site.asked)) == len(site.asked), "no address is asked for twice"
    assert {one.outcome for one in result.tasks} == {NOT_FOUND}, "each task had its share"


def test_a_task_that_had_no_share_of_the_requests_is_untested_and_not_missing():
    pages = {"/": page("町", links(*((f"手続{n}", f"/{n}") for n in range(40))))}
    pages |= {f"/{n}": page(f"手続{n}", f"<p>{n}</p>") for n in range(40)}
    result = search(Site(pages), requests=10, kept_for_search=2, kept_for_sitemap=2)
    assert result.requests <= 10
    assert {one.outcome for one in result.tasks} == {UNTESTED}
    assert not any(one.is_complete for one in result.tasks)


def test_ten_thousand_links_are_read_in_little_time():
    many = links(*((f"手続 {n} 番の届出", f"/{n}") for n in range(10_000)))
    begun = time.process_time()
    result = search(Site({"/": page("町", many)}))
    assert result.requests <= 150
    assert time.process_time() - begun < 10


def test_copies_of_a_page_use_the_effort_once():
    pages = {
        "/": page(
            "町",
            links(
                ("転出届（印刷用）", "/o.html?print=1"),
                ("転出届", "/o.html"),
                ("転出届 スマートフォン版", "/sp/o.html"),
                ("転出届 やさしい日本語", "/easy/o.html"),
            ),
        ),
        "/o.html": page("転出届", MOVING_OUT),
        "/o.html?print=1": page("転出届", MOVING_OUT),
    }
    site = Site(pages)
    assert of(search(site), "tenshutsu").url == f"{HOST}/o.html"
    assert site.asked == ["/", "/o.html"]


def test_a_mirror_of_the_same_text_is_one_page():
    body = (
        MOVING_OUT
        + "<p>届出に必要なものは、本人確認書類とマイナンバーカードです。代理人もできますが、委任状が要ります。受付は平日です。</p>"
    )
    pages = {"/": page("町", links(("転出届", "/a/o.html"), ("転出の届", "/b/o.html")))}
    pages |= {"/a/o.html": page("転出届", body), "/b/o.html": page("転出届 旧", body)}
    result = search(Site(pages))
    assert result.copies == 1
    assert of(result, "tenshutsu").url == f"{HOST}/a/o.html"


def test_pages_without_text_are_no_copies_of_each_other():
    menu = '<nav><a href="/a">くらし</a><a href="/b">産業</a><a href="/o">転出届</a></nav>'
    site = Site(dict.fromkeys(("/", "/a", "/b"), f"<title>町</title><body>{menu}</body>"))
    site.pages["/o"] = page("町", MOVING_OUT)
    result = search(site)
    assert (result.copies, of(result, "tenshutsu").url) == (0, f"{HOST}/o")


def test_a_folder_that_is_called_like_a_copy_is_none():
    assert plain_key(f"{HOST}/k/in.html") == url_key(f"{HOST}/k/in.html")
    assert plain_key(f"{HOST}/sp/in.html") == url_key(f"{HOST}/in.html")
    assert plain_key(f"{HOST}/easy/") == url_key(f"{HOST}/easy/")
    site = Site(
        {
            "/": page("町", links(("転出届", "/sp/o.html"))),
            "/sp/o.html": page("転出届", MOVING_OUT),
        }
    )
    assert of(search(site), "tenshutsu").url == f"{HOST}/sp/o.html"


def test_the_prefecture_is_named_and_not_read():
    site = Site(
        {"/": page("町", links(("パスポートの申請（県）", "https://www.pref.example.jp/passport")))}
    )
    found = of(search(site), "passport")
    assert (found.outcome, found.step, found.office) == (ELSEWHERE, 1, "www.pref.example.jp")
    assert site.asked == ["/"]


def test_a_system_on_another_host_is_an_entry_of_its_own():
    site = Site({"/": page("町", links(("転出届の電子申請", "https://logoform.jp/form/x/1")))})
    found = of(search(site), "tenshutsu")
    assert (found.outcome, found.step, found.clicks) == (FOUND, 5, 0)


def test_the_sitemap_is_read_for_what_no_link_led_to():
    site = Site(
        {
            "/": page("町", links(("観光", "/k"))),
            "/k": page("観光", "<p>花</p>"),
            "/77": page("転出届", MOVING_OUT),
        }
    )
    found = of(search(site, (ListedPage(f"{HOST}/77", "転出届 | 町"),)), "tenshutsu")
    assert (found.via, found.clicks, found.url) == (SITEMAP, None, f"{HOST}/77")


def test_an_address_of_the_sitemap_without_a_title_speaks_by_its_path():
    pages = {f"/{n}": page(f"写真 {n}", f"<p>{n}</p>") for n in range(60)}
    pages |= {"/": page("町", ""), "/kurashi/tenshutsu.html": page("転出届", MOVING_OUT)}
    listed = tuple(ListedPage(HOST + path) for path in pages)
    site = Site(pages)
    assert of(search(site, listed), "tenshutsu").via == SITEMAP
    assert len(site.asked) < 40, "pages that promise nothing are read for all tasks together"


def test_a_large_sitemap_is_read_for_all_tasks_in_turns():
    listed = tuple(ListedPage(f"{HOST}/{n}", f"手続 {n} 番の届出") for n in range(10_000))
    listed += (ListedPage(f"{HOST}/last", "飲食店の営業許可"),)
    begun = time.process_time()
    site = Site({"/": page("町", "")})
    search(site, listed[1:])
    assert time.process_time() - begun < 10
    assert len(site.asked) <= 150
    assert "/last" in site.asked


def test_another_country_is_searched_by_its_own_tasks():
    site = Site(
        {
            "/": page("City of Elm", links(("News", "/n"), ("Permits", "/p"))),
            "/p": page("Permits", links(("Building permits", "/b"), ("Parks", "/k"))),
            "/b": page("Building permits", "<p>Apply at the counter. The fee is $20.</p>"),
        }
    )
    context = Context("us", "city")
    found = of(carried_through(directed_search(f"{HOST}/", context), site.fetch), "building_permit")
    assert (found.outcome, found.url, found.clicks) == (FOUND, f"{HOST}/b", 2)
    assert site.asked[:3] == ["/", "/p", "/b"]


def test_redirects_are_followed_in_clicks_and_to_another_home():
    moved = {
        f"{HOST}/": "https://www.city.example/top/",
        "https://www.city.example/old": "https://www.city.example/new",
    }
    pages = {
        "https://www.city.example/top/": page("市", links(("転出届", "/old"))),
        "https://www.city.example/new": page("転出届", MOVING_OUT),
    }

    def fetch(url: str) -> ServiceDocument | None:
        final = moved.get(url, url)
        return read_document(pages[final], final) if final in pages else None

    found = of(carried_through(directed_search(f"{HOST}/", CONTEXT), fetch), "tenshutsu")
    assert (found.url, found.clicks) == ("https://www.city.example/new", 1)


def test_a_page_that_leads_to_another_site_is_none_of_the_body():
    site = Site({"/": page("町", links(("転出届", "/o")))})

    def fetch(url: str) -> ServiceDocument | None:
        document = site.fetch(url)
        return document or read_document(page("転出届", MOVING_OUT), "https://other.example/o")

    assert (
        of(carried_through(directed_search(f"{HOST}/", CONTEXT), fetch), "tenshutsu").outcome
        == NOT_FOUND
    )


def test_a_file_stands_in_where_no_page_serves_the_task():
    site = Site({"/": page("町", links(("転出届（PDF）", "/f/1.pdf")))})
    found = of(search(site), "tenshutsu")
    assert (found.url, found.step, site.asked) == (f"{HOST}/f/1.pdf", 2, ["/"])


def test_a_page_that_answers_comes_before_one_that_only_leads_on():
    site = Site(
        {
            "/": page("町", links(("転出届", "/hub"))),
            "/hub": page("転出届", links(("転出届の出し方", "/o"), ("転居届の出し方", "/y"))),
            "/o": page("転出届の出し方", MOVING_OUT),
        }
    )
    assert of(search(site), "tenshutsu").url == f"{HOST}/o"


def test_the_sites_own_search_comes_last():
    site = Site(
        {
            "/": page("町", links(("観光", "/k")), SEARCH),
            "/k": page("観光", "<p>花</p>"),
            "/s?": page("検索結果", links(("転出届", "/77"))),
            "/77": page("転出届", MOVING_OUT),
        }
    )
    found = of(search(site), "tenshutsu")
    assert (found.via, found.url) == (SITE_SEARCH, f"{HOST}/77")


def test_a_search_that_answers_with_its_own_page_is_left():
    home = page("町", links(("観光", "/k")), SEARCH)
    site = Site({"/": home, "/s?": home, "/k": page("観光", "<p>花</p>")})
    result = search(site)
    assert result.search_problem == "loops"
    assert len([path for path in site.asked if path.startswith("/s?")]) == 1


def test_a_search_that_leads_away_or_finds_nothing_is_left():
    home = page("町", "", SEARCH)

    class Away(Site):
        def fetch(self, url: str) -> ServiceDocument | None:
            document = super().fetch(url)
            return document and read_document(home + "x", "https://other.example/s")

    site = Away({"/s?": home})
    fetch = site.fetch
    site.pages["/"] = home
    result = carried_through(
        directed_search(f"{HOST}/", CONTEXT),
        lambda url: read_document(home, url) if url == f"{HOST}/" else fetch(url),
    )
    assert result.search_problem == "leads_away"
    result = search(Site({"/": home, "/s?": page("検索結果", "<p>0件</p>")}))
    assert result.search_problem == "no_answer"
    assert result.requests == 1 + FUTILE


@pytest.mark.parametrize(
    "form",
    [
        '<form action="https://www.google.com/search"><input type="search" name="q"></form>',
        '<form action="/s" method="post"><input type="search" name="q"></form>',
        '<form action="/login"><input name="user"><input type="password" name="p"></form>',
        '<form action="/mail"><input name="name"><input name="address"></form>',
        '<form action="/s"><input type="search"></form>',
    ],
)
def test_other_forms_are_not_sent(form):
    site = Site({"/": page("町", "", form)})
    search(site)
    assert site.asked == ["/"]


def test_a_form_is_sent_with_its_hidden_fields_and_one_word():
    form = (
        '<form action="/s"><input type="hidden" name="ie" value="u"><input type="search" name="q">'
    )
    document = read_document(f"<body>{form}</form>", f"{HOST}/")
    search_box = search_form(document, lambda url: url.startswith(HOST))
    assert search_box is not None
    assert search_address(search_box, "a") == f"{HOST}/s?ie=u&q=a"
    tasks = catalogue("jp").tasks
    assert search_words(tasks["juminhyo"]) == ("住民票",)
    assert search_words(tasks["jidoteate_nintei"]) == ("児童手当",)


def test_links_promise_by_their_own_words_and_by_the_list_they_stand_in():
    tasks = [catalogue("jp").tasks[name] for name in ("tenshutsu", "jidoteate_nintei")]
    promises = Promises(tasks)
    assert dict(promises.by_task("転出届", "")) == {0: NAMED}
    under = dict(promises.by_task("額改定", "児童手当"))[1]
    assert under > dict(promises.by_task("額改定", "")).get(1, 0)
    news = dict(promises.by_task("児童手当の説明会を開催しました", ""))[1]
    assert news < under
    assert dict(promises.by_task("温泉", "観光")) == {}


def test_a_tree_is_measured_by_page_step_and_clicks():
    tree = next(tree for tree in trees() if tree.id == "tree-town-plain")
    site = {one.path: one for one in tree.truths}
    assert site
    totals = Totals()
    totals.add(Searched(tree, search(Site({})), 0.5))
    assert (totals.found.right, totals.found.false) == (0, 0)
    assert totals.found.missed == sum(bool(one.step) for one in tree.truths)
    assert (totals.requests, totals.seconds) == ([1], [0.5])
