"""Which pages of a site are one, and which addresses have no end: honest sites beside true traps."""

import itertools
import random
import re
from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import pytest

from crawler.urls import canonical
from tests.small_sites import GONE, HOME, Reply, answered, begin, crawl, name, page, path_of


def listed(pages: dict[str, Reply], *, home: Iterable[str] = (), other: Reply = GONE):
    """A site of pages that its home page lists."""

    def site(path: str) -> Reply:
        if path == "/":
            return page("みんな町", *(home or pages))
        return pages.get(path, other)

    return site


def numbered(
    n: int, placeholders: Iterable[int], text: str = "ただいま準備中です。公開までお待ちください。"
):
    """Pages under numbers, some of which say only that they are to come."""
    dull = set(placeholders)
    return {
        f"/soshiki/{i}.html": page("準備中", text=text) if i in dull else page(name(i))
        for i in range(n)
    }


PLACEHOLDERS = {
    "3 of 200": (200, range(3)),
    "12 of 200, the first": (200, range(12)),
    "12 of 200, the last": (200, range(188, 200)),
    "60 of 200, scattered": (200, range(0, 200, 3)),
    "100 of 200, every second": (200, range(0, 200, 2)),
    "30 of 40": (40, range(30)),
    "8 of 10": (10, range(2, 10)),
}


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("case", PLACEHOLDERS)
def test_only_what_was_shown_to_be_the_same_goes(case, seed):
    n, dull = PLACEHOLDERS[case]
    pages = numbered(n, dull)
    crawled = crawl(listed(pages), seed=seed)
    real = {path for i, path in enumerate(pages) if i not in set(dull)}
    assert real <= crawled.kept
    assert len(crawled.kept - real) == 2, "the home page, and one for all placeholders"
    assert (crawled.frame.status, crawled.frame.capped) == ("ok", "")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_missing_pages_that_answer_200_go_and_their_neighbours_stay(seed):
    dull = range(0, 60, 4)
    gone = page(
        "みんな町", text="当該情報は移動しました。改めてお探しくださいますようお願いします。"
    )
    pages = {p: (gone if i in dull else r) for i, (p, r) in enumerate(numbered(60, ()).items())}
    crawled = crawl(listed(pages, other=gone), seed=seed)
    assert {p for i, p in enumerate(pages) if i not in dull} == crawled.kept - {"/"}


def test_two_folders_with_the_same_articles_keep_the_others():
    pages = {f"/soshiki/{i}.html": page(name(i)) for i in range(20)}
    pages |= {f"/kosodate/{i}.html": page(name(i)) for i in range(50)}
    crawled = crawl(listed(pages))
    assert len(crawled.kept) == 51
    assert crawled.frame.traps == {}


# What a page shows besides words


def koho(n: int, shown: str) -> Reply:
    return page(
        "広報みんな",
        text="今月の広報紙です。画像を選ぶと大きく表示します。",
        more=shown.format(n=n),
    )


SHOWN = {
    "pictures": '<img src="/img/{n}.jpg" alt="">',
    "pictures with words": '<img src="/img/a.jpg" alt="第{n}号の表紙">',
    "pictures that load late": '<img src="/blank.gif" data-src="/img/{n}.jpg" alt="">',
    "pictures by a program": '<img src="/img.php?id={n}" alt="">',
    "documents": '<a href="/files/{n}.pdf">本文</a>',
    "frames": '<iframe src="https://books.example/?no={n}"></iframe>',
    "objects": '<object data="/files/{n}.pdf"></object>',
    "films": '<video src="/films/{n}.mp4"></video>',
    "pictures in sizes": '<img srcset="/img/{n}-400.jpg 400w, /img/{n}-800.jpg 800w" alt="">',
    "pictures in formats": '<picture><source srcset="/img/{n}.webp"><img alt=""></picture>',
    "pictures by another script": '<img src="/blank.gif" data-original="/img/{n}.jpg" alt="">',
    "pictures behind": '<div style="height:400px;background:url(/img/{n}.jpg)"></div>',
    "pictures behind a cell": '<table><tr><td background="/img/{n}.jpg"></td></tr></table>',
    "pictures a link away": '<a href="/img/{n}.jpg">表紙を見る</a>',
    "pictures on buttons": '<form><input type="image" src="/img/{n}.png" alt="拡大"></form>',
    "drawings": '<svg width="99"><path d="M{n} 1 L9 {n}"/></svg>',
    "first pictures of films": '<video poster="/films/{n}.jpg"></video>',
    "sounds": '<a href="/koe/{n}.mp3">声の広報</a>',
    "data": '<a href="/od/{n}.csv">CSV</a> <a href="/od/{n}.zip">ZIP</a>',
    "documents on a map": '<img src="/m.gif" usemap="#m"><map name="m"><area href="{n}.pdf"></map>',
    "documents by a program": '<a href="/get.php?file={n}">会議録（PDF）</a>',
    "documents by a script": """<a href="#" onclick="show('{n}.pdf')">会議録を開く</a>""",
    "documents by a form": '<form><input type="hidden" name="f" value="{n}.pdf"></form>',
}


@pytest.mark.parametrize("case", SHOWN)
def test_pages_of_the_same_words_that_show_something_else_are_several(case):
    pages = {f"/koho/{n}.html": koho(n, SHOWN[case]) for n in range(12)}
    crawled = crawl(listed(pages))
    assert crawled.kept - {"/"} == set(pages)
    assert (crawled.frame.status, crawled.frame.capped) == ("ok", "")


def test_pictures_of_one_name_in_several_folders_are_several():
    pages = {f"/koho/{n}/": koho(0, '<img src="cover.jpg" alt="">') for n in "abcdefgh"}
    assert crawl(listed(pages)).kept - {"/"} == set(pages)


@pytest.mark.parametrize("query", ["theme", "order", "print"])
def test_a_gallery_under_a_name_that_speaks_of_views_keeps_its_pictures(query):
    pages = {
        f"/photo.php?{query}={n}": koho(n, '<img src="/img/{n}.jpg" alt="">') for n in "abcdefgh"
    }
    assert crawl(listed(pages)).kept - {"/"} == set(pages)


def test_a_canonical_is_not_believed_where_other_pictures_are_shown():
    pages = {
        f"/koho/{n}.html": with_name(koho(n, '<img src="/img/{n}.jpg" alt="">'), "/koho/haru.html")
        for n in ("haru", "natsu", "aki", "fuyu", "ume")
    }
    assert crawl(listed(pages)).kept - {"/"} == set(pages)


def test_framesets_of_one_source_in_several_folders_are_several():
    frames = Reply('<title>町</title><frameset><frame src="menu.html"><frame src="a.html">')
    pages = {f"/ka/{n}/": frames for n in "abcdef"}
    insides = {f"{path}a.html": page(name(n)) for n, path in enumerate(pages)}
    insides |= {f"{path}menu.html": page(f"目次{name(n + 99)}") for n, path in enumerate(pages)}
    crawled = crawl(listed(pages | insides, home=pages))
    assert crawled.kept - {"/"} == pages.keys() | insides.keys()


def test_a_picture_of_a_moment_makes_no_other_page():
    turn = itertools.count(10**12)

    def site(path):
        if path == "/":
            return page("みんな町", *(f"/{n}.html" for n in range(6)))
        shown = (
            f'<img srcset="/a.jpg?{next(turn)} 2x"><div style="background:url(b.png?{next(turn)})">'
        )
        return koho(0, shown) if path.endswith(".html") else GONE

    assert len(crawl(site).kept) == 2


def test_a_number_against_caches_makes_no_other_page():
    chance = itertools.count(10**12)

    def site(path):
        if path == "/":
            return page("みんな町", "/a.html", "/b.html", "/c.html")
        shown = f'<img src="/a.jpg?{next(chance)}"><img src="/count.cgi?r={next(chance)}">'
        return koho(0, shown) if path[2:] == ".html" else GONE

    assert len(crawl(site).kept) == 2


def test_statistics_that_differ_in_numbers_only_are_pages():
    pages = {
        f"/tokei/{n}.html": page(
            "人口", text=f"世帯数と人口です。世帯 {n * 37 + 900} 人口 {n * 91 + 2000}"
        )
        for n in range(20)
    }
    assert crawl(listed(pages)).kept - {"/"} == set(pages)


# Names in queries


def by_query(*queries: str, path: str = "/p.php") -> dict[str, Reply]:
    asked = (path_of(canonical(f"{HOME}{path}?{query}")) for query in queries)
    return {url: page(f"記事{name(i)}") for i, url in enumerate(asked)}


HONEST = {
    "q as a path": [f"q=node/{n}" for n in range(40)],
    "layout": [f"id={n}&layout=blog&option=com&view=c" for n in range(30)],
    "date as news": [f"date=2024-{m:02}" for m in range(1, 13)],
    "month of what happened": [f"month={m}" for m in range(1, 13)],
    "day": [f"day={d}" for d in range(1, 29)],
    "page": [f"page={n}" for n in range(1, 25)],
    "p": [f"p={n}" for n in range(1, 60)],
    "s for a section": [f"s={w}" for w in ("kurashi", "kosodate", "zei", "bousai", "kenko")],
    "word of a glossary": [f"word={w}" for w in "abcdefghij"],
    "order of a form": [f"order={n}" for n in range(9)],
    "theme of an article": [f"theme={w}" for w in ("umi", "yama", "kawa", "sora")],
    "dir of a tree": [f"dir=/a/{n}" for n in range(15)],
    "keyword": [f"keyword={quote(w)}" for w in ("防災", "税金", "保育", "水道")],
    "print of a picture": [f"print={n}" for n in range(8)],
    "return of a bus": [f"return={n}" for n in range(5)],
}


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("case", HONEST)
def test_a_name_proves_nothing_where_its_values_give_pages(case, seed):
    pages = by_query(*HONEST[case])
    crawled = crawl(listed(pages), seed=seed)
    assert crawled.kept - {"/"} == set(pages)
    assert crawled.frame.traps == {}


def test_a_suspicious_name_on_a_site_with_placeholders_keeps_its_pages():
    pages = by_query(*(f"q=node/{n}" for n in range(60)))
    dull = list(pages)[::4]
    pages |= {path: page("準備中", text="ただいま準備中です。お待ちください。") for path in dull}
    for seed in range(6):
        crawled = crawl(listed(pages), seed=seed)
        assert set(pages) - set(dull) <= crawled.kept


def test_a_system_that_hands_all_its_pages_names_is_no_search_by_facets():
    kinds = (
        "id={n}&option=c&view=article",
        "catid={n}&id={n}&option=c&view=article",
        "Itemid=5&id={n}&option=c&view=article",
        "id={n}&layout=blog&option=c&view=category",
        "Itemid=7&id={n}&layout=blog&option=c&view=category",
        "id={n}&lang=en&option=c&view=article",
        "limitstart={n}&option=c&view=frontpage",
        "id={n}&option=c&task=section",
    )
    pages = by_query(*(k.format(n=n) for k in kinds for n in range(8)), path="/index.php")
    crawled = crawl(listed(pages))
    assert crawled.kept - {"/"} == set(pages)


def test_the_first_page_of_lists_under_another_name_does_not_hide_the_others():
    pages = {
        f"/list{i}/": page(f"一覧{name(i)}", *(f"?page={n}" for n in range(1, 5)))
        for i in range(14)
    }
    lists = list(pages)
    for i, path in enumerate(lists):
        pages[f"{path}?page=1"] = pages[path]
        pages |= {f"{path}?page={n}": page(f"一覧{name(i)}の{name(n)}") for n in range(2, 5)}
    crawled = crawl(listed(pages, home=lists))
    later = {path for path in pages if re.search(r"page=[234]", path)}
    assert later <= crawled.kept and set(lists) <= crawled.kept
    assert not any("page=1" in path for path in crawled.kept)


def test_translations_that_are_there_for_some_pages_are_found():
    pages = {f"/{n}.html": page(name(n), f"/{n}.html?lang=en") for n in range(24)}
    plain = list(pages)
    for n, path in enumerate(plain):
        pages[f"{path}?lang=en"] = page(f"Tax {name(n)} office") if n % 3 == 0 else pages[path]
    for seed in range(4):
        crawled = crawl(listed(pages, home=plain), seed=seed)
        assert {f"/{n}.html?lang=en" for n in range(0, 24, 3)} <= crawled.kept


# True traps: they end, and cost little


def test_days_without_end_that_say_the_same_end():
    def site(path):
        if path == "/":
            return page("みんな町", *(f"/kyo/{n}/" for n in range(1, 30)), "/a.html")
        if path == "/a.html":
            return page("案内")
        if path.startswith("/kyo/"):
            n = int(path.split("/")[2])
            return page(
                "予定", f"/kyo/{n + 1}/", f"/kyo/{n + 31}/", text="行事の予定はまだありません。"
            )
        return GONE

    crawled = crawl(site, crawl_depth=99)
    assert crawled.count("/kyo/") < 25
    assert "/a.html" in crawled.kept
    assert crawled.asked.index("/a.html") < 20, "what is in doubt comes last"
    assert (crawled.frame.traps["same text"] > 5, crawled.frame.capped) == (True, "traps")


@pytest.mark.parametrize("query", ["month={}", "ym={}", "cal_month={}", "date=2026-{}"])
def test_months_by_name_end_after_two_that_are_alike(query):
    def site(path):
        if path == "/":
            return page("みんな町", "/cal.php", "/a.html")
        if path == "/a.html":
            return page("案内")
        if path.startswith("/cal.php"):
            n = int((re.findall(r"\d+", path) or ["1"])[-1])
            hrefs = [f"/cal.php?{query.format(m)}" for m in range(n - 2, n + 13) if m > 0]
            return page(f"{n}月", *hrefs, text=f"{n}月の行事予定はありません。またお越しください。")
        return GONE

    crawled = crawl(site, crawl_depth=99)
    assert crawled.count("/cal.php") <= 8
    assert crawled.frame.traps["calendar"] > 5


def test_sort_orders_of_many_lists_cost_little():
    items = [name(n) for n in range(12)]

    def site(path):
        if path == "/":
            return page("みんな町", *(f"/list/{n}/" for n in range(12)))
        parts, query = urlsplit(path), dict(parse_qsl(urlsplit(path).query))
        if parts.path.startswith("/list/"):
            n, rows = parts.path.split("/")[2], items.copy()
            random.Random(str(sorted(query.items()))).shuffle(rows)
            hrefs = [f"?dir={d}&sort={s}" for s in ("day", "kana", "ka") for d in ("asc", "desc")]
            return page(
                f"一覧{name(int(n))}", *hrefs, more="".join(f"<p>{row}</p>" for row in rows)
            )
        return GONE

    crawled = crawl(site)
    assert len(crawled.kept) == 13, "each list once"
    assert crawled.count("/list/") < 12 + 20


@pytest.mark.parametrize("view", ["?print=1", "?tmpl=component", "?font_size=L", "?color=black"])
def test_views_of_pages_cost_little(view):
    def site(path):
        if path == "/":
            return page("みんな町", *(f"/a{n}.html" for n in range(40)))
        bare, _, query = path.partition("?")
        if bare.startswith("/a"):
            title = name(int(bare[2:-5])) + (" 印刷用" if "print" in query else "")
            words = (
                f"{name(int(bare[2:-5]))}についての案内です。受付は役場の窓口で、いつでもどうぞ。"
            )
            return Reply(
                f"<title>{title}</title><main><h1>案内</h1><p>{words}</p></main>"
                f"<nav><a href='{bare}{view}'>表示</a></nav>"
            )
        return GONE

    crawled = crawl(site)
    assert len(crawled.kept) == 41
    assert sum(view in path for path in crawled.asked) <= 14


@pytest.mark.parametrize("name_of", ["zz", "PHPSESSID2", "tok"])
def test_tickets_in_every_link_cost_little(name_of):
    chance = random.Random(1)

    def site(path):
        if path.startswith("/sitemap") or path.startswith("/m"):
            return GONE
        bare = path.partition("?")[0]
        n = 0 if bare == "/" else int(bare[2:-5])
        tickets = (f"/a{m}.html?{name_of}={chance.getrandbits(64):016x}" for m in range(1, 30))
        return page(
            f"案内{name(n)}", *tickets, *([] if n else (f"/a{m}.html" for m in range(1, 30)))
        )

    crawled = crawl(site)
    assert len(crawled.kept) == 30
    assert len(crawled.asked) < 30 + 30


@pytest.mark.parametrize("picture", ["", '<img src="img/a.gif" alt="">'])
def test_relative_links_that_grow_end(picture):
    def site(path):
        if path.startswith("/sitemap") or path.startswith("/m"):
            return GONE
        if path == "/":
            return page("みんな町", "/kurashi/", "/zei/", "/a.html")
        if path == "/a.html":
            return page("案内")
        text = "この先の案内です。担当課までお問い合わせください。"
        return page("案内", "more/", "less/info/", text=text, more=picture)

    crawled = crawl(site, crawl_depth=99)
    assert len(crawled.kept) <= 4, "one of what grows is a page"
    assert len(crawled.asked) < 70
    assert crawled.frame.status == "ok"


def test_a_folder_that_is_named_three_times_is_an_address_like_others():
    pages = {f"/kosodate/kosodate/kosodate/{n}.html": page(name(n)) for n in range(9)}
    assert crawl(listed(pages)).kept - {"/"} == set(pages)


def test_a_long_address_in_japanese_is_one_like_others():
    folder = "/".join(quote("暮らしと手続きの案内とお知らせ") for _ in range(5))
    pages = {f"/{folder}/{n}.html": page(name(n)) for n in range(3)}
    assert crawl(listed(pages)).kept - {"/"} == set(pages)


def test_pages_that_moved_to_other_numbers_are_all_found():
    def site(path):
        if path == "/":
            return page("みんな町", *(f"/news/{n}.html" for n in range(40)))
        if path.startswith("/news/"):
            n = int(path[6:-5])
            return (
                Reply("", 301, {"Location": f"/news/{n + 1000}.html"}) if n < 40 else page(name(n))
            )
        return GONE

    crawled = crawl(site)
    assert len(crawled.kept) == 41


def test_redirects_in_a_circle_and_without_end_are_left():
    def site(path):
        if path == "/":
            return page("みんな町", "/a/1", "/b/1", "/c.html", *(f"/a/{n}00" for n in range(1, 9)))
        if path.startswith("/a/"):
            return Reply("", 302, {"Location": f"/a/{int(path[3:]) + 1}"})
        if path.startswith("/b/"):
            return Reply("", 302, {"Location": f"/b/{int(path[3:]) % 3 + 1}"})
        return page("案内") if path == "/c.html" else GONE

    crawled = crawl(site, crawl_depth=99)
    assert crawled.kept == {"/", "/c.html"}
    assert len(crawled.asked) < 45


# rel=canonical is a hint


def with_name(reply: Reply, url: str) -> Reply:
    return Reply(reply.body.replace("<nav>", f'<link rel="canonical" href="{url}"><nav>', 1))


def test_a_canonical_that_names_the_home_page_everywhere_is_not_believed():
    pages = {
        p: with_name(r, "/")
        for p, r in by_query(*(f"page_id={n}" for n in range(20)), path="/").items()
    }
    assert crawl(listed(pages)).kept - {"/"} == set(pages)


def test_a_canonical_is_believed_where_it_shows_the_same():
    text = "".join(f"{name(n * 31)}は{name(n * 17)}の担当です。" for n in range(60))
    one, moved = page("案内", text=text), page("案内", text=text + "表示：大")
    pages = {"/a.html": one, "/b.html": page("別の案内")}
    pages |= {
        "/a.html?ref=top": with_name(one, "/a.html"),
        "/sp/a.html": with_name(moved, "/a.html"),
    }
    for seed in range(6):
        crawled = crawl(listed(pages), seed=seed)
        assert crawled.kept - {"/"} == {"/a.html", "/b.html"}, seed


def test_later_pages_of_a_list_that_name_the_first_as_their_own_stay():
    pages = {"/list": page("一覧", text="一番目の記事の一覧です。")}
    pages |= {f"/list?page={n}": with_name(page(f"一覧{name(n)}"), "/list") for n in range(2, 9)}
    assert crawl(listed(pages)).kept - {"/"} == set(pages)


def test_a_canonical_to_nowhere_costs_no_page():
    pages = {f"/a{n}.html": with_name(page(name(n)), f"/gone{n}.html") for n in range(5)}
    assert crawl(listed(pages)).kept - {"/"} == set(pages)


# Dead addresses that show the home page


def moving(kind: str, n: int) -> str:
    return {
        "word": f"今日の一言：{name(n * 7)}{name(n * 13)}",
        "date": f"現在の時刻は {n % 24} 時 {n % 60} 分です",
        "count": f"あなたは {10_000 + n * 7} 人目のお客様です",
        "news": "".join(f"<li>お知らせ {name(n * 37 + m * 11)}</li>" for m in range(3)),
    }[kind]


@pytest.mark.parametrize("has_sitemap", [False, True])
@pytest.mark.parametrize("kind", ["word", "date", "count", "news"])
def test_dead_addresses_that_show_a_changing_home_page_are_no_pages(kind, has_sitemap):
    turn = itertools.count(1)
    real = {"/a.html": page("暮らし"), "/b.html": page("防災")}
    sitemap = "".join(f"<url><loc>{HOME}{path}</loc></url>" for path in real)

    def site(path):
        if path in real:
            return real[path]
        if has_sitemap and path == "/sitemap.xml":
            return Reply(f"<urlset>{sitemap}</urlset>", kind="application/xml")
        text = "みんな町のホームページへようこそ。町のいろいろな案内をご覧いただけます。役場は平日の午前九時からです。"
        more = (
            f"<p>{moving(kind, next(turn))}</p>"
            + "<p>町長のあいさつと町の紹介、観光の案内など。</p>" * 3
        )
        return page("みんな町", *real, *(f"/gone/{n}.html" for n in range(6)), text=text, more=more)

    crawled = crawl(site)
    assert crawled.kept == {"/", *real}


ECHOES = (
    "{path} という頁はありません。",
    "{home}{path} は町のサイトに無いようです。",
    "「{spoken}」は？",
)


@pytest.mark.parametrize("is_moved", [False, True])
@pytest.mark.parametrize("echo", ECHOES)
def test_dead_addresses_that_are_named_in_the_answer_are_no_pages(echo, is_moved):
    real = {f"/{n}.html": page(name(n)) for n in range(6)}

    def site(path):
        if path == "/":
            return page("みんな町", *real, *(f"/gone/{n}/古い案内.html" for n in range(6)))
        if path in real:
            return real[path]
        if is_moved and not path.startswith("/none?"):
            return Reply(status=302, headers={"Location": f"/none?from={quote(path, safe='')}"})
        path = unquote(path.removeprefix("/none?from="))
        words = echo.format(path=path, home=HOME, spoken=unquote(path))
        return page("案内", text=f"{words}上の目次からお入りください。")

    assert crawl(site).kept == {"/", *real}


def test_days_without_events_are_the_same_whatever_their_weekday():
    def site(path):
        if path == "/":
            return page("みんな町", "/plan?date=20261130", "/a.html")
        if path == "/a.html":
            return page("暮らし")
        if not path.startswith("/plan?date="):
            return GONE
        day = date.fromisoformat(path[-8:])
        others = (f"/plan?date={day + timedelta(n):%Y%m%d}" for n in (-1, 1, 30))
        words = f"{day.month}月{day.day}日（{'月火水木金土日'[day.weekday()]}）の予定はありません。"
        return page("予定表", *others, text=words + "前後の日も御覧ください。")

    crawled = crawl(site)
    assert {"/", "/a.html", "/plan?date=20261130"} <= crawled.kept
    assert len(crawled.asked) < 25


def test_pages_of_a_site_with_long_menus_and_one_title_are_not_taken_for_its_home_page():
    turn = itertools.count(1)
    menu = "".join(f'<p><a href="/p{n}.html">{name(n)}の担当</a></p>' for n in range(40))

    def site(path):
        n = int(path[2:-5]) if re.fullmatch(r"/p\d+\.html", path) else -1
        words = moving("word", next(turn))
        if 0 <= n < 40:
            words = f"{name(n + 500)}の手続き。<h2>持ち物</h2><p>{name(n + 900)}の書類。"
        return Reply(f"<title>みんな町</title><table><tr><td>{menu}<td><p>{words}</p></table>")

    crawled = crawl(site)
    assert len(crawled.kept) == 41


def test_the_same_is_known_of_a_site_that_is_taken_up_again():
    pages = numbered(60, range(0, 60, 3)) | by_query(*(f"q=node/{n}" for n in range(10)))
    site, whole = listed(pages), crawl(listed(pages))
    for stop in (5, 20, 50):
        first, book = begin(site, "/", 1, None, {}), {}
        for _ in range(stop):
            expected = first.next()
            book |= answered(first, expected, site)
        again = begin(site, "/", 1, None, {}, tuple(book.values()))
        while expected := again.next():
            book |= answered(again, expected, site)
        *records, frame = again.finish()
        book |= {r.url: r for r in records}
        states = {url: (p.state, p.reason) for url, p in book.items()}
        assert states == {url: (p.state, p.reason) for url, p in whole.book.items()}
        assert (frame.traps, frame.capped) == (whole.frame.traps, whole.frame.capped)
