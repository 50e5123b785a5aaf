"""A page is read as its reader meets it: lines, headings above them, parts of the page, dates."""

import time

import pytest

from audits.services.dates import dates_in
from audits.services.document import read_document

URL = "https://town.example/kurashi/tennyu.html"


def texts(markup: str, kind: str = "") -> list[str]:
    blocks = read_document(markup, URL).main
    return [block.text for block in blocks if not kind or block.kind == kind]


def test_lines_that_end_in_br_are_lines_and_font_is_no_obstacle():
    old = "<CENTER><A HREF='/'>村</A> <A HREF='/2'>福祉</A></CENTER><HR><FONT SIZE=5>転入届</FONT><BR>１４日以内<BR>持ち物　印かん<HR>"
    assert texts(old) == ["転入届", "14日以内", "持ち物印かん"]
    assert read_document(old, URL).heading == "転入届"


def test_layout_tables_are_no_tables_and_data_tables_are_rows_with_headers():
    layout = "<table><tr><td><h2>転出</h2><p>届は郵送で</p></td></tr></table>"
    assert texts(layout) == ["転出", "届は郵送で"]
    data = (
        "<main><table><tr><th>手続</th><th>電子</th></tr>"
        "<tr><td>認定</td><td><a href='https://e.example/1'>○</a></td></tr></table></main>"
    )
    row = read_document(data, URL).main[1]
    assert (row.kind, row.label, row.text) == ("row", "認定", "認定 ○")
    assert row.cells[1].headers == ("認定", "電子")
    assert row.links[0].href == "https://e.example/1"


def test_headings_stand_above_and_bold_lines_alone_are_headings():
    page = "<main><h1>届出</h1><p><b>転出するとき</b></p><p>届は<b>14日前</b>から</p><h1>税</h1><p>x</p></main>"
    blocks = read_document(page, URL).main
    assert [block.headings for block in blocks if block.kind == "paragraph"] == [
        ("届出", "転出するとき"),
        ("税",),
    ]


def test_definitions_know_their_term():
    page = "<main><dl><dt>手数料</dt><dd>300円</dd><dt>窓口</dt><dd>住民課</dd></dl></main>"
    rows = [(b.label, b.text) for b in read_document(page, URL).main if b.kind == "definition"]
    assert rows == [("手数料", "300円"), ("窓口", "住民課")]


def test_parts_of_a_page_are_known_by_landmarks_names_or_by_what_they_are():
    named = (
        "<div id='gnav'><a href='/g'>ごみ</a></div><div id='pankuzu'>トップ ＞ 税</div>"
        "<div id='main'><p>税の証明は税務課の窓口で1通300円です。</p><h2>関連リンク</h2><ul><li"
        "><a href='/s'>粗大ごみ</a></li></ul></div>"
        "<div id='footer'>役場</div>"
    )
    document = read_document(named, URL)
    regions = {block.text: block.region for block in document.blocks}
    assert regions["ごみ"] == "nav"
    assert regions["粗大ごみ"] == "related"
    assert regions["役場"] == "footer"
    assert document.breadcrumb == ("トップ", "税")
    bare = "<p><a href='/1'>税</a></p><p><a href='/2'>ごみ</a></p><p>税の証明は税務課の窓口で。</p><p>Copyright 町</p>"
    assert texts(bare) == ["税の証明は税務課の窓口で。"]


def test_a_hub_of_links_is_no_menu():
    assert texts("<ul><li><a href='1'>転入</a></li><li><a href='2'>転出</a></li></ul>") == [
        "転入",
        "転出",
    ]


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("<a href='a.pdf'>x</a>", "pdf"),
        ("<a href='/file/12'>届書（PDF：98KB）</a>", "pdf"),
        ("<a href='a.xlsx'>x</a>", "xls"),
        ("<a href='/dl?id=3'>様式（Word）</a>", "doc"),
        ("<a href='tel:0000'>x</a>", "tel"),
        ("<a href='#a'>x</a>", "fragment"),
        ("<a href='b.html'>パスワード（再設定）</a>", "page"),
    ],
)
def test_links_lead_to_a_kind_of_file(link, kind):
    (target,) = read_document(f"<main><p>{link} です</p></main>", URL).main[0].links
    assert target.kind == kind


def test_links_made_by_script_images_and_maps_count():
    page = (
        "<main><p><a href='javascript:void(0)' onclick=\"location.href='/apply/1.html'\">申請</"
        "a></p>"
        "<p><a href='/b'><img src=b.gif alt='電子申請'></a></p><map><area href='/c' alt='粗大ご"
        "み'></map></main>"
    )
    rows = [(link.text, link.href) for _, link in read_document(page, URL).links()]
    assert rows == [
        ("申請", "https://town.example/apply/1.html"),
        ("電子申請", "https://town.example/b"),
        ("粗大ごみ", "https://town.example/c"),
    ]


def test_printed_addresses_and_those_in_alternative_texts_are_known():
    page = (
        "<main><p>申込みはhttps://logoform.jp/form/a1/2から。<a href='https://x.example/'>https"
        "://x.example/</a></p>"
        "<p><img alt='二次元コード https://apply.e-tumo.jp/town-a-u/offer/offerList'></p></main>"
    )
    rows = [(p.address, p.source) for p in read_document(page, URL).printed]
    assert rows == [
        ("https://logoform.jp/form/a1/2", "text"),
        ("https://apply.e-tumo.jp/town-a-u/offer/offerList", "alt"),
    ]


def test_forms_tell_search_from_login():
    page = (
        "<form action='/search'><label>サイト内検索<input name=q></label><button>検索</button><"
        "/form>"
        "<form method=post action='/in'><input type=password name=p></form>"
    )
    search, login = read_document(page, URL).forms
    assert (search.is_search, search.is_login) == (True, False)
    assert (login.is_search, login.is_login) == (False, True)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("更新日:令和7年3月10日", "2025-03-10"),
        ("R4.6.1", "2022-06-01"),
        ("2025年(令和7年)3月10日", "2025-03-10"),
        ("2023.12.01", "2023-12-01"),
        ("Last updated: December 1, 2023", "2023-12-01"),
        ("令和元年5月1日掲載", "2019-05-01"),
    ],
)
def test_days_are_read_in_each_notation(text, iso):
    assert [date[0] for date in dates_in(text)] == [iso]


def test_no_day_is_made_of_telephone_numbers_or_impossible_days():
    assert list(dates_in("電話 0000-21-2111 2025年2月31日 第2025-3号")) == []


def test_a_page_is_dated_by_its_update_not_by_a_deadline():
    page = "<main><p>更新日 2025年1月6日</p><p>期限は2027年3月31日</p></main>"
    assert read_document(page, URL).updated == "2025-01-06"
    assert read_document("<main><p>期限は2027年3月31日</p></main>", URL).updated == ""


def test_reading_takes_linear_time_and_broken_markup_is_read():
    for piece in ("<div><p>転入", "<table><tr><td>", "<a href='x'>", "<ul><li>届<br>", "　<b>"):
        small, large = piece * 2_000, piece * 16_000
        began = time.process_time()
        read_document(small, URL)
        between = time.process_time()
        read_document(large, URL)
        took = time.process_time() - between
        assert took < max(1.5, 40 * (between - began)), piece
    assert read_document("", URL).blocks == ()
    assert read_document("\x00<p>届\ud800", URL).main[0].text.startswith("届")


def test_a_page_without_the_tag_of_its_body_is_read():
    document = read_document("<title>町</title><main><h1>転出</h1><p>窓口で</p></main>", URL)
    assert [block.text for block in document.main] == ["転出", "窓口で"]
    assert document.title == "町"
