"""Gates of firewalls are told from pages, and pages that speak of gates are left alone."""

import pytest

from minna.not_a_page import challenge

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
    assert challenge(*gate)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[2])
def test_a_page_is_no_gate(page):
    assert challenge(*page) is None


def test_the_source_tells_gates_that_show_no_words():
    source = '<iframe src="/_Incapsula_Resource?SWUDNSAI=31&edet=12&cinfo=ff&incident_id=0-1">'
    assert challenge(200, {}, "", "", source) == "Imperva"
    assert challenge(200, {}, "", "", "<div id='app'></div>") is None


def test_a_short_page_among_the_menus_of_its_site_is_no_gate():
    """Our own list of sites that could not be measured speaks of refused access, for one."""
    menu = "".join(f'<a href="/{n}">案内{n}</a>' for n in range(8))
    words = (200, {}, "測定できなかった団体", "みんな市 自動アクセスの確認画面 access denied")
    assert challenge(*words, f"<body>{words[3]}</body>")
    assert challenge(*words, f"<body>{menu}{words[3]}</body>") is None
