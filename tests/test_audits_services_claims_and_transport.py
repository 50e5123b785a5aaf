"""Claims beside measurements, the text of files, ages, and how a site is sent."""

from datetime import UTC, date, datetime

import pytest

from audits.services import claim_comparison as table
from audits.services import transport
from audits.services.ageing import is_past, is_stale
from audits.services.claim_comparison import Claimed, Failing, compare
from audits.services.detectors import claim_dates, claims, duties, evaluation_points
from audits.services.facts import Context
from audits.services.pdf_document import document_of_text
from crawler.pdf import text_of

DAY = date(2026, 11, 30)
A, AA = Failing("1.1.1", 3, 40), Failing("1.4.3", 12, 40)


@pytest.mark.parametrize(
    "value, failing, expected",
    [
        ("result AA 準拠", [AA], table.DIFFERS),
        ("result AA 準拠", [], table.SILENT),
        ("result AA 一部準拠", [AA], table.AGREES),
        ("result AA 一部準拠", [A, AA], table.DIFFERS),
        ("result A 準拠", [AA], table.SILENT),
        ("result A 一部準拠", [A], table.AGREES),
        ("result AA 配慮", [A, AA], table.AGREES),
        ("result AA none", [A], table.AGREES),
        ("result AA 適合", [A], table.DIFFERS),
        ("goal AA 準拠", [A, AA], table.GOAL_ONLY),
    ],
)
def test_a_claim_beside_what_was_measured(value, failing, expected):
    [row] = compare([Claimed(value, ("2016",), date(2025, 3, 31))], failing, DAY, 40)
    assert row.outcome == expected
    assert set(row.text) == {"ja", "en"} and "{" not in "".join(row.text.values())


def test_the_words_of_a_row_accuse_nobody_and_confirm_nothing():
    rows = compare(
        [Claimed(f"result AA {degree}") for degree in ("準拠", "一部準拠", "配慮", "none")],
        [A],
        DAY,
        40,
    )
    for row in rows:
        assert not {"違反", "違法", "虚偽", "誤り", "不正", "嘘"} & set(row.text["ja"])
        assert "一部です" in row.text["ja"] and "see a part" in row.text["en"]


def test_other_standards_and_no_measurement_are_not_compared():
    [old] = compare([Claimed("result AA 準拠", ("2010",))], [A], DAY, 40)
    [none] = compare([Claimed("result AA 準拠", ("2016",))], [A], None, 0)
    assert (old.outcome, none.outcome) == (table.OTHER_STANDARD, table.UNMEASURED)


def test_ages():
    assert is_past(date(2025, 3, 31), DAY) and not is_past(DAY, DAY)
    assert is_stale(date(2024, 11, 29), DAY) and not is_stale(date(2024, 11, 30), DAY)


POLICY = """緑町ウェブアクセシビリティ方針
令和 6 年 4 月 1 日
1 対象範囲
緑町公式ホームページ（https://www.town.midori.example.jp/）のうち、コンテンツ管理システムで作っ
たページを対象とします。
2 目標とする適合レベル及び対応度
JIS X 8341-3:2016 の適合レベル AA に 一 部 準 拠 することを目標とします。
3 目標を達成する期限
令和 8 年度末
"""


def test_the_text_of_a_file_is_read_like_a_page():
    page = document_of_text(POLICY, "https://www.town.example.jp/h.pdf")
    rows = [
        (fact.kind, fact.value)
        for module in (duties, claims, claim_dates)
        for fact in module.detect(page, Context())
    ]
    assert ("duty", "policy") in rows and ("claim", "goal AA 一部準拠") in rows
    assert ("deadline", "2027-03-31") in rows and ("stated", "2024-04-01") in rows


def test_points_of_a_file():
    text = "ウェブアクセシビリティ取組確認・評価表\n団体全体としての取組ポイント数\n９ 点（ 満点 20 点 ）\n"
    page = document_of_text(text, "https://www.town.example.jp/h.pdf")
    assert [fact.value for fact in evaluation_points.detect(page, Context())] == ["9 20"]


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<" * 99, b"<html>"])
def test_a_file_that_breaks_is_told(body):
    assert text_of(body) == {"problem": "unreadable"}


def test_hsts_is_a_promise_over_https_that_lasts():
    headers = {"strict-transport-security": "max-age=300"}
    assert transport.hsts(headers, "https://a.jp/").holds is False
    assert (
        transport.hsts({"Strict-Transport-Security": "includeSubDomains"}, "https://a.jp/") is None
    )
    assert transport.upgrades("http://a.jp/", "https://a.jp/") is True
    assert transport.upgrades("http://a.jp/", "http://a.jp/") is False
    assert transport.upgrades("https://a.jp/", "https://a.jp/") is None


def test_security_txt_needs_a_contact_and_a_day_to_come():
    text = "# 連絡先\nContact: https://a.lg.jp/csirt\nExpires: 2026-01-01T00:00:00+09:00\n"
    fields = transport.security_txt(200, "text/plain", text)
    assert fields and not fields.is_valid(datetime(2026, 11, 30, tzinfo=UTC))
    assert fields.is_valid(datetime(2025, 11, 30, tzinfo=UTC))
    assert transport.security_txt(404, "text/plain", text) is None


def test_third_parties_and_mixed_content():
    resources = [
        "https://a.lg.jp/x.js",
        "https://www.google-analytics.com/g.js",
        "http://b.jp/i.png",
    ]
    assert transport.third_parties("https://a.lg.jp/", resources) == (
        "www.google-analytics.com",
        "b.jp",
    )
    assert transport.mixed_content("https://a.lg.jp/", resources) == ("http://b.jp/i.png",)
    assert transport.mixed_content("http://a.lg.jp/", resources) == ()
