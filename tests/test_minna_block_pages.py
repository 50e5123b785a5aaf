"""Gates of firewalls are told from pages, and pages that speak of gates are left alone."""

import re
import time

import pytest

from benchmarks import gates
from minna.block_pages import detect_block_page, detect_waf_challenge

GATES = [
    (403, {}, "Access Denied", "You don't have permission to access this server. Reference #18.ab"),
    (403, {"CF-Mitigated": "challenge"}, "Just a moment...", ""),
    (503, {}, "Just a moment...", "Checking your browser before accessing www.town.lg.jp."),
    (200, {}, "", "Request unsuccessful. Incapsula incident ID: 123-456"),
    (200, {}, "Request Rejected", "The requested URL was rejected. Please consult with your "
     "administrator. Your support ID is: 1"),
    (200, {}, "", "Please enable JavaScript to continue"),
    (403, {}, "エラー", "海外からのアクセスは制限しています。"),
    (403, {}, "アクセスが拒否されました", "管理者にお問い合わせください。"),
    (200, {}, "確認", "不正なアクセスを検知しました。"),
    (405, {"x-amzn-waf-action": "captcha"}, "Human Verification", ""),
]  # fmt: skip
PAGES = [
    (200, {}, "みんな町", "くらし 防災 子育て お問い合わせ"),
    (404, {}, "ページが見つかりません", "お探しのページはありません。"),
    (403, {}, "403 Forbidden", "You don't have permission to access this resource. Apache"),
    (500, {}, "Internal Server Error", "The server encountered an error. Access denied?"),
    (200, {"server": "cloudflare", "cf-ray": "1"}, "町役場", "交通アクセス"),
    (200, {}, "情報公開", "個人情報へのアクセスを制限する方法について。" * 30),
    (200, {}, "交通アクセス", "駅から徒歩五分です。"),
    (
        200,
        {},
        "情報セキュリティ",
        "アクセスが拒否されました、と表示されたときは。" + "説明。" * 300,
    ),
]


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate[2] or gate[3][:20])
def test_a_gate_is_no_page(gate):
    assert detect_waf_challenge(*gate)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[2])
def test_a_page_is_no_gate(page):
    assert detect_waf_challenge(*page) is None


def test_the_source_tells_gates_that_show_no_words():
    source = '<iframe src="/_Incapsula_Resource?SWUDNSAI=31&edet=12&cinfo=ff&incident_id=0-1">'
    assert detect_waf_challenge(200, {}, "", "", source) == "Imperva"
    assert detect_waf_challenge(200, {}, "", "", "<div id='app'></div>") is None


def test_a_short_page_among_the_menus_of_its_site_is_no_gate():
    """Our own list of sites that could not be measured speaks of refused access, for one."""
    menu = "".join(f'<a href="/{n}">案内{n}</a>' for n in range(8))
    words = (200, {}, "測定できなかった団体", "みんな市 自動アクセスの確認画面 access denied")
    gate = (200, {}, "Access denied", "Access denied")
    assert detect_waf_challenge(*gate, "<body><p>Access denied</p></body>")
    for body in (words[3], f"{menu}{words[3]}"):
        assert detect_waf_challenge(*words, f"<body>{body}</body>") is None


PASSWORD = "<form><input type=password name=p></form>"
NOT_PAGES = [
    ("maintenance", 200, "", "ただいまシステムメンテナンスのため停止しています。", ""),
    ("maintenance", 503, "Service", "We are down for maintenance.", ""),
    ("parked", 200, "", "This domain may be for sale. Buy this domain.", ""),
    ("parked", 200, "みんな町", "このドメインは、お名前.comで取得されています。", ""),
    ("parked", 200, "", "関連リンク", "<script src='https://www.sedoparking.com/x.js'>"),
    ("login", 200, "ログイン", "職員番号 パスワード", PASSWORD),
    ("login", 401, "Unauthorized", "", ""),
    ("missing", 200, "みんな町", "お探しのページは見つかりませんでした。", ""),
    ("missing", 200, "ページが見つかりません｜みんな町", "くらし 防災 " * 200, ""),
    ("missing", 200, "404 Not Found", "", ""),
    ("challenge", 403, "Access Denied", "You don't have permission to access this server.", ""),
]
REAL_PAGES = [
    ("ホームページのメンテナンスのお知らせ", "十二月一日はメンテナンスのため停止します。" * 40, ""),
    ("空き家バンク", "物件の売却を希望する方は担当課まで。" * 40, ""),
    ("図書館の予約", "ログインして予約できます。", ""),
    ("町営住宅の募集", "該当する部屋は現在ありません。", ""),
    ("ドメイン移行のお知らせ", "町のドメインが変わります。新しいアドレスは次のとおりです。", ""),
]


@pytest.mark.parametrize("page", NOT_PAGES, ids=lambda page: f"{page[0]}-{page[1]}")
def test_what_answers_in_a_pages_place_has_a_word(page):
    kind, status, title, text, html = page
    assert detect_block_page(status, {}, title, text, html, is_home=kind == "login").kind == kind


@pytest.mark.parametrize("page", REAL_PAGES, ids=lambda page: page[0])
def test_pages_that_speak_of_such_things_are_pages(page):
    assert detect_block_page(200, {}, *page) is None


def test_a_log_in_that_is_no_home_page_is_a_page_with_a_form():
    assert detect_block_page(200, {}, "ログイン", "職員番号 パスワード", PASSWORD) is None


def test_a_missing_page_that_says_so_by_its_status_is_left_to_it():
    assert detect_block_page(404, {}, "", "お探しのページは見つかりませんでした。") is None


EMERGENCIES = [
    "みんな町 災害時用トップページ 避難所を開設しました。通常のトップページはこちら",
    "緊急災害時ページ 大雨特別警報が発表されました。簡易版ページを表示しています。",
    "みんな町 大雨に関する情報 通常のホームページへ 避難指示を発令しました",
]
ORDINARY = [
    "みんな町 くらし 防災 災害時の備え 緊急情報 避難所一覧 " + "お知らせ " * 300,
    "みんな町 現在、緊急情報はありません。防災マップ",
]


@pytest.mark.parametrize("words", EMERGENCIES)
def test_a_home_page_that_made_way_for_an_emergency_postpones_the_site(words):
    assert detect_block_page(200, {}, "", words, is_home=True).kind == "postponed"
    assert detect_block_page(200, {}, "", words) is None, "elsewhere such a page is a page"


@pytest.mark.parametrize("words", ORDINARY)
def test_a_home_page_that_speaks_of_disasters_is_an_ordinary_one(words):
    assert detect_block_page(200, {}, "みんな町", words, is_home=True) is None


SIZES = '<a href="/?size=l">拡大</a> <a href="/?size=n">通常</a> <a href="/?mode=k">白黒反転</a>'
ALARMS = "".join(
    f'<a href="/{n}.html">{words}</a>'
    for n, words in enumerate(["警報", "避難所", "河川の水位", "土砂災害", "地震情報"])
)
ISSUED = "<p>大雨により町内全域に避難指示を発令しました。</p>"
GONE = "<p>みんな村は平成17年3月31日をもって閉村しました。</p>"
AFTER = '<p>新市のホームページは<a href="https://www.city.new.example/">こちら</a></p>'
ODD_HOMES = [
    ("", 200, "みんな市災害情報", f"{SIZES}<p>今、災害情報はありません。</p>{ALARMS}"),
    ("", 200, "みんな市緊急情報", f"{SIZES}<h1>緊急情報</h1><p>火災が発生しました。</p>{ALARMS}"),
    ("postponed", 200, "台風の緊急情報", f'{ISSUED}{ALARMS}<a href="/u">通常のページへ</a>'),
    ("postponed", 200, "みんな町（災害時簡易ページ）", f"<h1>みんな町</h1>{ISSUED}{ALARMS}"),
    ("postponed", 200, "みんな村", f"<h1>みんな村 災害時用ホームページ</h1>{ISSUED}{ALARMS}"),
    ("closed", 200, "みんな村", f"<h1>みんな村</h1>{GONE}{AFTER}"),
    ("closed", 200, "組合", f"<p>みんな衛生組合は令和5年に解散しました。</p>{AFTER}"),
    ("", 200, "旧みんな村", f"<h1>旧みんな村</h1>{GONE}<a href='/1'>村史</a><a href='/2'>写真</a>"),
    ("", 200, "組合", f"<p>みんな組合は昔の二組合が合併して発足しました。</p>{AFTER}"),
    ("", 200, "みんな村", f"{GONE}<p>村の道具を展示しています。土曜と日曜に開きます。</p>{AFTER}"),
    ("maintenance", 503, "みんな町", "<h1>みんな町</h1><p>夜間は保守のため停止しております。</p>"),
    ("challenge", 200, "", '<script src="/_Incapsula_Resource?SWJIYLWA=719d"></script>'),
    ("", 200, "町", f'<script src="/_Incapsula_Resource?SWJIYLWA=7"></script>{ALARMS}'),
]


@pytest.mark.parametrize("home", ODD_HOMES, ids=lambda home: f"{home[0]}-{home[2]}")
def test_an_odd_home_page_is_told_by_what_it_is(home):
    kind, status, title, html = home
    text = re.sub("<[^>]{0,200}>", " ", html)
    body = f"<title>{title}</title><body>{html}"
    block_page = detect_block_page(
        status, {}, title, text, body, url="https://a.example/", is_home=True
    )
    assert (block_page.kind if block_page else "") == kind


PLANTED, HONEST = gates.load("gates"), gates.load("pages")


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.name)
def test_a_planted_gate_is_found_and_named(case):
    block_page = gates.of_case(case)
    assert block_page, "taken for a page"
    assert block_page.kind == case.kind


@pytest.mark.parametrize("case", HONEST, ids=lambda case: case.name)
def test_an_honest_page_that_looks_like_a_gate_is_a_page(case):
    assert gates.of_case(case) is None


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.name)
def test_ornaments_hide_no_gate(case):
    """A host's links, a logo, languages, a copyright line and a head full of styles."""
    others = "".join(f'<a href="https://host{n}.example/">提供 {n}</a>' for n in range(10))
    top = '<a href="/"><img src="/l.png" alt="みんな町"></a> <a href="?lang=en">English</a>'
    html = case.html.replace("</head>", f"<style>{'.a{color:#000} ' * 5000}</style></head>")
    html = html.replace("<body>", f"<body>{top}").replace("</body>", f"{others}</body>")
    crawled = gates.as_crawled(html.encode(), status=case.status, home=case.home)
    assert (crawled.kind if crawled else "") == case.kind


SITE = gates.Case("site", "<title>みんな町</title><body>{}{menu}<h1>みんな町</h1>{foot}</body>")


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.name)
def test_the_words_of_a_gate_on_a_living_home_page_make_it_none(case):
    """As a line of news, as a banner, and beside a log-in box."""
    body = re.sub(r"<[^>]{0,500}>", " ", case.html.partition("<body>")[2]).strip()
    for around in ("<p>{}</p>", "<div><h2>{}</h2></div>", "<form>{}<input type=password></form>"):
        html = SITE.html.replace("{}", around.replace("{}", body))
        for mark, part in gates.PARTS.items():
            html = html.replace(mark, part)
        assert gates.as_crawled(html.encode()) is None


def test_news_on_a_small_home_page_make_it_none():
    assert not [name for name, gate in gates.small_homes() if gate]


def test_a_moved_site_tells_its_new_address():
    case = next(case for case in PLANTED if case.name == "moved to another host")
    assert gates.of_case(case).sign.endswith("https://www.town.minna.new.example/")


def test_a_notice_that_leads_on_by_itself_is_followed():
    head = '<meta http-equiv="refresh" content="5;url=https://new.example/">'
    html = f"<title>町</title>{head}<p>このホームページは移転しました。</p>"
    assert (
        detect_block_page(200, {}, "町", "このホームページは移転しました。", html, is_home=True)
        is None
    )


def test_a_page_too_long_to_be_read_is_a_page():
    html = "<title>メンテナンス中</title><h1>メンテナンス中</h1>" + "<!-- -->" * 130_000
    assert (
        detect_block_page(200, {}, "メンテナンス中", "メンテナンス中", html, is_home=True) is None
    )


@pytest.mark.parametrize(
    "piece",
    [
        "<a ", "<input ", "<a href=", "<input type=password ", "<script>window._pxAppId",
        "ただいまメンテナンス", "現在、", "システムの", "ドメイン", "アクセスが", "404 ", "- ", "」",
        "<div>", "</p>", "緊急", "号", "<p>緊急災害用", "_Incapsula_Resource?", "SiteGuard ", "お探しのページ", "<h1>", "災害",
    ],
)  # fmt: skip
def test_whatever_comes_costs_no_more_than_its_length(piece):
    html = f"<title>{piece * 20_000}</title>" + piece * (200_000 // len(piece))
    started = time.perf_counter()
    detect_block_page(200, {}, piece * 20_000, piece * (200_000 // len(piece)), html, is_home=True)
    assert time.perf_counter() - started < 3
