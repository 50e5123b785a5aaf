"""Which words that are seen on a control are in its name, and which are others beyond doubt."""

import pytest

from audits.checks.forms import label_in_name
from minna.records import Certainty, Outcome


def judged(words, name, *, unheard="", pieces=(), readings=(), doubtful=False):
    """What is said of one control: its words, of which some may be kept from a screen reader."""
    control = {
        "selector": "a",
        "html": "<a>",
        "tag": "a",
        "name": name,
        "words": words + unheard,
        "open": words,
        "pieces": list(pieces) or [words + unheard],
        "readings": [list(pair) for pair in readings],
        "doubtful": doubtful,
    }
    verdict = label_in_name.check(accessible_names={"items": [control]})
    if not isinstance(verdict, list):
        return str(verdict.outcome)
    [failure] = verdict
    assert failure.outcome == Outcome.FAILED
    return "likely" if failure.certainty == Certainty.LIKELY else "sure"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("検索", "検索する"),
        ("検索する。", "検索する"),
        ("「よくある質問」", "よくある質問"),
        ("観光・文化", "観光 文化"),
        ("※注意", "注意"),
        ("次へ＞", "次へ"),
        ("ＰＤＦ版", "PDF版"),
        ("ﾊﾞｽ時刻表", "バス時刻表"),
        ("㈱みなと", "株式会社みなと"),
        ("①申込", "1申込"),
        ("住民\u200b票", "住民票"),
        ("税\u00adの案内", "税の案内"),
        ("お　知　ら　せ", "お知らせ"),
        ("國の制度", "国の制度"),
        ("髙﨑商店", "高崎商店"),
        ("募集要項（PDF：120KB）", "募集要項"),
        ("募集要項(PDF：120KB）", "募集要項"),
        ("募集要項PDF", "募集要項"),
        ("募集要項 NEW", "募集要項"),
        ("会議の記録 1.2MB", "会議の記録"),
        ("観光協会 別ウィンドウで開く", "観光協会"),
        ("お名前 必須", "お名前"),
        ("2", "2ページ目"),
        ("№５の窓口", "No.5の窓口"),
        ("𠮷田商店", "吉田商店"),
        ("Midori St.", "Midori Street"),
    ],
)
def test_signs_widths_spaces_notes_and_old_letters_make_no_other_word(words, name):
    assert judged(words, name) == "passed"


@pytest.mark.parametrize(
    "words", ["×", "＞", "▼", "☰", "…", "あ", "Ａ", "小", "f", "i", "？", "🔍", "℡", "①"]
)
def test_signs_and_single_letters_are_no_words(words):
    assert judged(words, "文字を標準にする") == "inapplicable"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("問合せ", "お問い合わせ"),
        ("申し込み", "申込みの方法"),
        ("申込はこちら", "申込"),
        ("こども広場", "子どもの広場"),
        ("申請", "しんせい"),
        ("検索", "ケンサク"),
        ("ごみの出し方", "ごみのだしかた"),
        ("しんせい", "申請"),
        ("Instagram", "インスタグラム"),
        ("メニュー", "menu"),
        ("HOME", "ホーム"),
        ("EN", "英語"),
        ("EN", "English"),
        ("10:00から", "10時から"),
        ("12/24（火）", "12月24日火曜日"),
        ("〒100-0001", "郵便番号100の0001"),
        ("1,200円", "千二百円"),
        ("25℃", "25度"),
        ("50㎡", "50平方メートル"),
        ("令和6年度", "令和六年度"),
        ("10", "最後の頁"),
        ("お知らせ3", "お知らせ、未読3件"),
        ("通知99+", "通知"),
        ("詳細を見る", "詳細を港祭りについて見る"),
        ("申請＆届出", "申請と届出"),
        ("子供の広場", "こどもの広場"),
        ("探す", "さがす"),
        ("予約出来る日", "予約できる日"),
        ("第3回", "第三回"),
        ("サーバー", "サーバ"),
        ("03-1234-5678", "Call 0312345678"),
    ],
)
def test_other_ways_to_write_a_word_are_never_certain(words, name):
    assert judged(words, name) in ("passed", "likely")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("検索", "サイト内を探す"),
        ("検索", "submit"),
        ("検索", "ボタン"),
        ("検索", "さがす"),
        ("【検索】", "submit"),
        ("子供の広場", "公園の広場"),
        ("申込はこちら", "リンク1"),
        ("予約の変更", "リンク2"),
        ("English", "英語の頁"),
        ("简体中文", "中国語の頁"),
        ("資料請求", "申込書ダウンロード"),
        ("資料請求", "資料を送る"),
        ("絞り込む", "実行"),
        ("くらし", "タブ1"),
        ("観光の案内", "写真"),
        ("PAGE TOP", "先頭に戻る"),
        ("印刷する", "print this page"),
        ("電話番号", "入力欄1"),
        ("規約に同意する", "項目3"),
        ("次のページ", "3"),
        ("ACT rules", "WCAG"),
        ("The full label", "the full"),
        ("Discover It", "Discover Italy"),
        ("Download specification", "Download the specification"),
        ("2021", "20 21"),
        ("11×3=33", "11 times 3 equals 33"),
    ],
)
def test_other_words_are_certain(words, name):
    assert judged(words, name) == "sure"


def test_ruby_is_read_instead_of_what_it_stands_beside_or_not_at_all():
    ruby = [("申請", "しんせい"), ("方法", "ほうほう")]
    names = ("申請の方法", "しんせいのほうほう", "しんせいの方法", "申請（しんせい）の方法")
    names += ("申請しんせいの方法ほうほう",)
    assert {judged("申請の方法", name, readings=ruby) for name in names} == {"passed"}
    assert judged("申請の方法", "届出の手引き", readings=ruby) == "sure"


def test_a_second_line_or_a_mark_in_an_element_of_its_own_is_doubtful():
    assert judged("お知らせNEWS", "お知らせ", pieces=["お知らせ", "NEWS"]) == "likely"
    assert judged("港祭り受付中", "港祭り", pieces=["港祭り", "受付中"]) == "likely"
    assert judged("港祭り写真", "港祭り催事", pieces=["港祭り写真"]) == "sure"


def test_a_text_with_a_label_in_it_is_doubtful():
    card = (
        "冬の港の歩き方 朝の市場から夕日の岬まで、半日で歩ける道を紹介します。2026年11月30日観光課"
    )
    assert judged(card, "冬の港の歩き方", pieces=["冬の港の歩き方", "朝の市場から…"]) == "likely"


def test_japanese_words_that_only_the_eye_gets_are_doubtful_where_the_rest_is_named():
    assert judged("港祭り", "港祭り", unheard="催事案内") == "likely"
    assert judged("", "submit", unheard="検索") == "sure"
    assert judged("Download specification", "Download specification", unheard=" gizmo") == "sure"


def test_letters_that_may_be_invisible_are_doubtful():
    assert judged("検索", "submit", doubtful=True) == "likely"


def test_long_strange_texts_take_no_long_time():
    for words, name in [("（" * 300, "）" * 300), ("aあ" * 150, "あa" * 150), ("あ 1kb" * 60, "b")]:
        judged(words, name)
