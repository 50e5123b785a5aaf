"""Duties and claims are read as they are meant: goals and results, levels, days, pages, points."""

from dataclasses import dataclass
from datetime import date

import pytest

from audits.services.detectors import (
    claim_dates,
    claims,
    contradictions,
    duties,
    evaluation_points,
    standards,
    tested_pages,
)
from audits.services.document import ServiceDocument, read_document
from audits.services.facts import Context
from audits.services.periods import periods, spans

MODULES = {
    "duty": duties,
    "claim": claims,
    "standard": standards,
    "deadline": claim_dates,
    "tested": claim_dates,
    "stated": claim_dates,
    "sample": tested_pages,
    "points": evaluation_points,
    "contradiction": contradictions,
}


@dataclass(frozen=True)
class Case:
    name: str
    title: str
    markup: str
    wanted: dict[str, list[str]]


def document(markup: str, title: str = "") -> ServiceDocument:
    return read_document(f"<main>{markup}</main>", "https://www.town.example.jp/a.html", title)


def values(kind: str, page: ServiceDocument) -> list[str]:
    facts = MODULES[kind].detect(page, Context())
    return sorted(fact.value for fact in facts if fact.kind == kind)


CASES = [
    Case(
        "goal-with-a-note-that-explains",
        "ウェブアクセシビリティ",
        "<h1>ウェブアクセシビリティ</h1><h2>港市ホームページウェブアクセシビリティ方針</h2><h3>対象範囲</h3><p>港市ホームページ</p><h3>例外事項</h3><ul><li>PDF</li></ul><h3>目標および達成する期限・適合レベル</h3><p>平成29年度末までに、日本工業規格JISX8341-3:2016「高齢者・障害者等配慮設計指針－情報通信における機器、ソフトウェア及びサービス－第3部：ウェブコンテンツ」の適合レベルAAに準拠することを目標とします。</p><h3>適合レベルAAに準拠</h3><p>「適合レベルAAに準拠」という表記は、ウェブアクセシビリティ基盤委員会「ウェブコンテンツのJIS X 8341-3:2016 対応度表記ガイドライン」で定められた表記により、適合レベルAに準拠することに加え、適合レベルAAの達成基準を満たすことをいいます。</p>",
        {
            "duty": ["policy"],
            "claim": ["goal AA 準拠"],
            "standard": ["2016"],
            "deadline": ["2018-03-31"],
        },
    ),
    Case(
        "the-standard-named-without-a-level",
        "ウェブアクセシビリティ方針",
        "<h1>ウェブアクセシビリティ方針</h1><p>更新日：2023年3月24日</p><h2>規格への準拠</h2><p>「JIS X 8341-3:2016」に準拠し、できる限りの対応を行います。</p><h2>目標を達成する期限</h2><p>2023年4月末日（予定）</p><h2>目標とする達成適合レベル</h2><p>「JIS X 8341-3:2016」の適合レベルAAに準拠</p><p>※アクセシビリティ試験の結果は、後日公表予定です。</p>",
        {
            "duty": ["policy"],
            "claim": ["goal AA 準拠"],
            "standard": ["2016"],
            "deadline": ["2023-04-30"],
            "tested": [],
        },
    ),
    Case(
        "two-levels-of-one-degree",
        "西町ウェブアクセシビリティ方針",
        "<h1>西町ウェブアクセシビリティ方針</h1><p>平成30年度に実施を予定しているCMSのリニューアルによって、JIS X 8341-3:2016のレベルA及びレベルAAに準拠します。</p><h2>期限</h2><p>平成30年6月1日を目標とします。</p><p>なお、目標達成後も、引き続き維持します。</p>",
        {
            "duty": ["policy"],
            "claim": ["goal A 準拠", "goal AA 準拠"],
            "standard": ["2016"],
            "deadline": ["2018-06-01"],
        },
    ),
    Case(
        "policy-and-result-on-one-page",
        "ウェブアクセシビリティに関する取組",
        "<h1>ウェブアクセシビリティに関する取組</h1><p>「JIS X 8341-3:2016」の箇条8「試験方法」に基づいた試験を実施し、達成レベルAAに準拠いたしました。実施した試験の結果を以下に公開します。</p><h2>ウェブアクセシビリティ方針</h2><h3>1.対象範囲</h3><p>市公式ホームページ</p><h3>2.目標を達成する期限及び目標とするレベル</h3><p>JIS X 8341-3:2016のウェブアクセシビリティ達成レベルAAに準拠</p><h2>試験結果</h2><p>試験実施期間：2022年1月11日から2022年2月28日まで</p><p>試験対象：代表10ページ及びランダムに選んだ30ページ</p>",
        {
            "duty": ["policy", "result"],
            "claim": ["goal AA 準拠", "result AA 準拠"],
            "standard": ["2016"],
            "tested": ["2022-01-11 2022-02-28"],
            "sample": ["representative 10 random 30 total 40"],
            "deadline": [],
        },
    ),
    Case(
        "corrected-below",
        "ウェブアクセシビリティ試験結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>北湖町ホームページは、適合レベルAAに準拠していることを宣言します。</p><p>※適合レベルAAに準拠していることを宣言していましたが、一部試験内容に誤りがありました。訂正してお詫びします。</p><h2>適用規格</h2><p>JIS X 8341-3 : 2016</p><h2>適合レベル</h2><p>Aに準拠、AAに一部準拠</p><h2>試験対象のウェブページを選択した方法</h2><p>ランダムな方法とランダムではない方法を用い、40ページを選択。</p><h2>試験実施期間</h2><p>2021年3月1日～3月31日</p>",
        {
            "duty": ["result"],
            "claim": ["result A 準拠", "result AA 一部準拠"],
            "standard": ["2016"],
            "tested": ["2021-03-01 2021-03-31"],
            "sample": ["total 40"],
        },
    ),
    Case(
        "weaker-in-the-note",
        "ウェブアクセシビリティ試験結果 令和6年度",
        "<h1>ウェブアクセシビリティ試験結果 令和6年度</h1><p>更新日 2025年1月28日</p><h2>表明日</h2><p>2025年1月28日</p><h2>規格の規格番号および改正年</h2><p>JIS X 8341-3:2016</p><h2>満たしている適合レベルおよび対応度</h2><p>適合レベルAAに準拠</p><p>（注）本試験実施段階では、適合レベルAAに準拠することを目標としていましたが、一部コンテンツに適合レベルAAの達成基準を満たさない箇所があるため、試験結果は適合レベルAAの一部準拠になっています。</p><h2>試験対象のウェブページを選択した方法</h2><p>代表するウェブページとランダムに選択したウェブページとを併せて選択</p><ul><li>ウェブページ一式を代表するウェブページ：10ページ</li><li>ランダムに選択したウェブページ：30ページ</li></ul>",
        {
            "duty": ["result"],
            "claim": ["result AA 一部準拠"],
            "standard": ["2016"],
            "stated": ["2025-01-28"],
            "sample": ["representative 10 random 30 total 40"],
        },
    ),
    Case(
        "points-of-parts-beside",
        "「ウェブアクセシビリティ取組確認・評価表」に基づく確認評価結果",
        "<h1>「ウェブアクセシビリティ取組確認・評価表」に基づく確認評価結果</h1><h2>1.取組内容確認日</h2><p>令和4年12月1日</p><h2>2.団体全体としての取組ポイント数</h2><p>9点（満点20点）</p><p>※内訳<br>1.基本的対応の徹底：5点（満点8点）<br>2.段階的拡大：4点（満点12点）</p><h2>3.個々のホームページ等の取組ポイント数</h2><p>20点（満点30点）</p><p>1.継続性：14点（満点16点）</p>",
        {
            "duty": ["evaluation"],
            "points": ["20 30", "9 20"],
            "stated": ["2022-12-01"],
            "claim": [],
        },
    ),
    Case(
        "points-of-words",
        "ウェブアクセシビリティ取組確認・評価結果について",
        "<h1>ウェブアクセシビリティ取組確認・評価結果について</h1><p>総務省のガイドラインにおいて1年に1回、取組確認・評価表を用いて確認を行うことが推奨されています。</p><p>各項目について評価した結果は、20ポイント中の10ポイントでした。</p><p>対象の把握（4ポイント中の2ポイント）。</p><p>個別サイトは30ポイント満点で17ポイントとなりました。</p>",
        {"duty": ["evaluation"], "points": ["10 20", "17 30"]},
    ),
    Case(
        "policy-with-results-of-2010",
        "アクセシビリティ方針",
        "<h1>アクセシビリティ方針</h1><h2>第1 方針</h2><p>当サイトは、日本工業規格JIS X 8341-3の等級「AA」に準拠することを目標とします。</p><h3>達成する期限および等級</h3><p>達成期限：令和5年3月31日<br>達成等級：等級AAに準拠</p><h2>第2 ウェブアクセシビリティ検証結果</h2><p>JIS X 8341-3:2010に基づいた試験を実施し、その結果を公表しています。</p><h3>1 目標としたウェブアクセシビリティ達成等級</h3><p>達成等級 AA</p><h3>3 試験を実施したページ</h3><p>ランダムな方法とランダムではない方法を用い、ウェブページ単位で以下の11ページを選択</p>",
        {
            "duty": ["policy", "result"],
            "claim": ["goal AA 準拠"],
            "standard": ["2010"],
            "deadline": ["2023-03-31"],
            "sample": ["total 11"],
        },
    ),
    Case(
        "annex-jb",
        "試験結果",
        "<h1>令和4年度JIS X 8341-3:2016 附属書JBに基づく試験結果表示</h1><h2>(1) 表明日</h2><p>令和4年5月24日</p><h2>(3) 満たしている適合レベル</h2><p>レベルAAA一部準拠</p><p>※ なお、当ページにおける「準拠」という表記は、「対応度表記ガイドライン - 2016年3月版」で定められた表記によります。</p><h2>(6) 選択したウェブページ数</h2><p>ウェブページ一式を代表するウェブページ 5ページ</p>",
        {
            "duty": ["result"],
            "claim": ["result AAA 一部準拠"],
            "stated": ["2022-05-24"],
            "sample": ["representative 5 total 5"],
            "standard": ["2016"],
        },
    ),
    Case(
        "what-the-state-demands",
        "国の動き",
        "<h1>ホームページの点検を行いました</h1><p>国は、公的機関等のウェブアクセシビリティ対応について、平成29年度末までに「JIS X 8341-3:2016」の適合レベルAAに準拠し、かつ、その結果を公表することを求めています。</p><p>そこで、平成30年11月1日から平成30年11月30日まで、全ページを検査しました。</p>",
        {"claim": [], "deadline": [], "tested": ["2018-11-01 2018-11-30"], "standard": ["2016"]},
    ),
    Case(
        "goal-in-part-and-levels-explained",
        "国立町ウェブアクセシビリティ方針",
        "<h1>ウェブアクセシビリティ方針</h1><p>JIS X 8341-3:2016および総務省「みんなの公共サイト運用ガイドライン（2016年版）」に基づき、どなたでも利用できるようウェブアクセシビリティの確保、向上をめざし、JIS X 8341-3:2016のレベルAAに一部準拠するものとします。</p><h2>適合レベルとは</h2><p>レベルA、レベルAA、レベルAAAの達成等級が設けられており、レベルAは最低限満たすべき等級とされ、公共機関はレベルAAをめざすことが推奨されています。</p>",
        {"duty": ["policy"], "claim": ["goal AA 一部準拠"], "standard": ["2016"]},
    ),
    Case(
        "level-explained",
        "すこやかセンター ウェブアクセシビリティ方針",
        "<h1>ウェブアクセシビリティ方針</h1><p>JIS X 8341-3:2016の適合レベルAAに準拠することを目指します。</p><p>JIS X 8341-3:2016にはA、AA、AAAの3つの適合レベルがあります。</p><p>適合レベルAAに準拠とは、適合レベルA、およびAAのすべての達成基準を満たすことで、この表記方法は、ウェブアクセシビリティ基盤委員会が公開している表記です。</p><p>なお、国や地方公共団体等の行政機関は「適合レベルAAに準拠」することが求められています。</p><h2>達成期限</h2><p>令和3年度末（2021年度末）までとします。</p>",
        {
            "duty": ["policy"],
            "claim": ["goal AA 準拠"],
            "deadline": ["2022-03-31"],
            "standard": ["2016"],
        },
    ),
    Case(
        "two-scopes-two-levels",
        "国会図書館方針",
        "<h1>ウェブアクセシビリティ方針</h1><h2>2. 目標を達成する期限</h2><p>2027年3月31日</p><h2>3. 目標とする適合レベルと対応度</h2><p>「1.対象範囲」のうち（1）については、JIS X 8341-3:2016の適合レベルAAに準拠することを目指します。（2）については、技術的に対応が困難な部分があるため、適合レベルAに準拠することを目指して、段階的に取組を進めます。</p>",
        {
            "duty": ["policy"],
            "claim": ["goal A 準拠", "goal AA 準拠"],
            "deadline": ["2027-03-31"],
            "standard": ["2016"],
        },
    ),
    Case(
        "consideration-as-a-verb",
        "アクセシビリティ",
        "<h1>アクセシビリティへの対応</h1><p>当町ホームページは日本工業規格JIS X 8341-3などに配慮して作成しています。文字の大きさは適合するよう配慮しました。</p>",
        {"duty": [], "claim": [], "standard": []},
    ),
    Case(
        "tender",
        "公式ホームページ再構築業務委託プロポーザル",
        "<h1>公式ホームページ再構築業務委託 公募型プロポーザル</h1><p>JIS X 8341-3:2016の適合レベルAAに準拠すること。期限は令和7年3月31日とする。</p>",
        {"duty": [], "claim": [], "standard": [], "deadline": []},
    ),
    Case(
        "lecture",
        "職員アクセシビリティ研修",
        "<h1>ウェブアクセシビリティ研修を実施しました</h1><p>JIS X 8341-3:2016のAA準拠を目標に、令和6年6月1日に研修しました。</p>",
        {"duty": [], "claim": []},
    ),
    Case(
        "product-of-a-vendor",
        "CMSの更新",
        "<h1>ホームページを新しくしました</h1><p>導入したCMSはJIS X 8341-3:2016の適合レベルAAに準拠した製品です。ウェブアクセシビリティの試験は今後行います。</p>",
        {"duty": [], "claim": [], "tested": []},
    ),
    Case(
        "fields-of-a-table",
        "試験結果(R5)",
        "<h1>ウェブアクセシビリティ試験結果</h1><table><tr><th>項目</th><th>内容</th></tr><tr><td>表明日</td><td>令和6年3月29日</td></tr><tr><td>規格</td><td>JIS X 8341-3:2016</td></tr><tr><td>適合レベル</td><td>AA</td></tr><tr><td>対応度</td><td>一部準拠</td></tr><tr><td>試験期間</td><td>令和6年1月15日（月）から2月9日（金）</td></tr><tr><td>ページ数</td><td>代表10ページ、無作為30ページ、計40ページ</td></tr></table>",
        {
            "duty": ["result"],
            "claim": ["result AA 一部準拠"],
            "standard": ["2016"],
            "stated": ["2024-03-29"],
            "tested": ["2024-01-15 2024-02-09"],
            "sample": ["representative 10 random 30 total 40"],
        },
    ),
    Case(
        "years-as-headings",
        "ウェブアクセシビリティ試験結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><h2>令和6年度</h2><p>適合レベルAAに一部準拠</p><h2>令和5年度</h2><p>適合レベルAに準拠、AAに一部準拠</p><h2>令和4年度</h2><p>適合レベルA一部準拠</p>",
        {"duty": ["result"], "claim": ["result AA 一部準拠"]},
    ),
    Case(
        "past-results-apart",
        "ウェブアクセシビリティ試験結果",
        "<h1>試験結果</h1><p>規格：JIS X 8341-3:2016</p><p>結果：レベルＡ\u3000準拠\u3000\u3000レベルＡＡ\u3000準拠</p><h2>過去の結果</h2><p>令和3年度\u3000AA一部準拠</p>",
        {"claim": ["result A 準拠", "result AA 準拠"], "standard": ["2016"]},
    ),
    Case(
        "denied-now-aimed-later",
        "ウェブアクセシビリティ",
        "<h1>ウェブアクセシビリティ</h1><p>現在、JIS X 8341-3:2016のレベルAAには準拠していません。令和9年度末までの準拠を目指します（レベルAA）。</p>",
        {"claim": ["goal AA 準拠"], "deadline": ["2028-03-31"], "standard": ["2016"]},
    ),
    Case(
        "consideration-as-a-degree",
        "ウェブアクセシビリティ方針",
        "<h1>ウェブアクセシビリティ方針</h1><p>公式サイトはJIS X 8341-3:2016のレベルAAに配慮します。お年寄りにも見やすいよう配慮しています。</p>",
        {"duty": ["policy"], "claim": ["goal AA 配慮"], "standard": ["2016"]},
    ),
    Case(
        "deadline-moved",
        "アクセシビリティ方針",
        "<h1>アクセシビリティ方針</h1><p>目標期限は令和5年度末としていましたが、システム更改のため令和7年度末に延長します。目標：JIS X 8341-3:2016 適合レベルAA準拠</p>",
        {
            "claim": ["goal AA 準拠"],
            "deadline": ["2026-03-31"],
            "duty": ["policy"],
            "standard": ["2016"],
        },
    ),
    Case(
        "english",
        "Web Accessibility",
        "<h1>Accessibility Policy</h1><p>This site aims to comply with Level AA of Japan Industrial Standard JIS X 8341-3:2016.</p><h2>Achievement Deadline and Grades</h2><ul><li>Achievement deadline: March 31, 2025</li><li>Achievement grade: Conform with grade “AA”</li></ul><h2>Test results</h2><p>The pages tested on this site are partially compliant with Level AA.</p><p>Test Period: From December 4, 2023 to December 15, 2023.</p>",
        {
            "duty": ["policy", "result"],
            "claim": ["goal AA 準拠", "result AA 一部準拠"],
            "deadline": ["2025-03-31"],
            "tested": ["2023-12-04 2023-12-15"],
            "standard": ["2016"],
        },
    ),
    Case(
        "points-in-columns",
        "アクセシビリティ評価表",
        "<h1>ウェブアクセシビリティ取組確認・評価表</h1><table><tr><th>区分</th><th>満点</th><th>得点</th></tr><tr><td>団体全体</td><td>20</td><td>11</td></tr><tr><td>個々のホームページ</td><td>30</td><td>22</td></tr></table>",
        {"duty": ["evaluation"], "points": ["11 20", "22 30"]},
    ),
    Case(
        "points-under-headings",
        "アクセシビリティ評価表",
        "<h1>ウェブアクセシビリティ取組確認・評価表</h1><h2>団体全体（20点満点）</h2><p>12点</p><h2>公式サイト（30点満点）</h2><p>25点</p>",
        {"points": ["12 20", "25 30"]},
    ),
    Case(
        "points-with-a-day",
        "アクセシビリティ評価表",
        "<h1>ウェブアクセシビリティ取組確認・評価表（令和5年度）</h1><p>団体：20点満点中8点、サイト：30点満点中24点（令和6年3月25日現在）</p>",
        {"points": ["24 30", "8 20"], "stated": ["2024-03-25"]},
    ),
    Case(
        "points-of-full-marks",
        "アクセシビリティ評価表",
        "<h1>ホームページのアクセシビリティ取組の評価</h1><p>全体は満点20点のうち9点、個別は満点30点に対して18点でした。</p>",
        {"duty": ["evaluation"], "points": ["18 30", "9 20"]},
    ),
    Case(
        "points-in-brackets",
        "アクセシビリティ評価表",
        "<h1>アクセシビリティ評価表</h1><p>6ポイント（20ポイント中）、15ポイント（30ポイント中）</p>",
        {"points": ["15 30", "6 20"]},
    ),
    Case(
        "points-with-a-slash",
        "アクセシビリティ評価表",
        "<h1>ウェブアクセシビリティ取組確認・評価表の公表</h1><p>団体全体 9/20点\u3000個別 21/30点\u3000確認日 2024/3/29</p>",
        {"points": ["21 30", "9 20"], "stated": ["2024-03-29"]},
    ),
    Case(
        "same-month",
        "ウェブアクセシビリティ検証結果",
        "<h1>ウェブアクセシビリティ検証結果</h1><p>令和7年2月3日から同月14日まで、全42ページを検証しました。適合レベルAA：一部準拠（38項目中35項目で適合）</p>",
        {
            "duty": ["result"],
            "claim": ["result AA 一部準拠"],
            "tested": ["2025-02-03 2025-02-14"],
            "sample": ["all total 42"],
        },
    ),
    Case(
        "conformance-in-words",
        "試験結果",
        "<h1>ウェブアクセシビリティ試験の結果</h1><p>トップページを含む35ページ（うち無作為抽出25ページ）を調べました。レベルAの達成基準に適合し、レベルAAの達成基準は一部準拠です。</p>",
        {"claim": ["result A 適合", "result AA 一部準拠"]},
    ),
    Case(
        "levels-to-reach",
        "基準",
        "<h1>ウェブアクセシビリティ達成基準とその達成方法</h1><p>村では適合レベルAA（ダブルエー）に準拠するために、次のような取り組みをおこなっています。</p><table><tr><td>1.1.1</td><td>非テキスト</td></tr></table>",
        {"claim": ["goal AA 準拠"]},
    ),
    Case(
        "hub",
        "ウェブアクセシビリティ",
        "<h1>ウェブアクセシビリティ</h1><ul><li><a href='hoshin.html'>方針</a></li><li><a href='kekka.html'>試験結果（令和5年度）</a></li><li><a href='hyoka.pdf'>取組確認・評価表（PDF）</a></li></ul>",
        {"duty": ["evaluation", "policy", "result"], "claim": []},
    ),
    Case(
        "site-page",
        "このサイトについて",
        "<h1>このサイトについて</h1><ul><li><a href='p.html'>プライバシーポリシー</a></li><li><a href='a.html'>ウェブアクセシビリティ方針</a></li></ul>",
        {"duty": ["policy"], "claim": []},
    ),
    Case(
        "promised",
        "ウェブアクセシビリティ試験結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>試験結果は現在作成中です。令和8年3月に公表予定です。</p>",
        {"duty": [], "claim": [], "tested": [], "deadline": []},
    ),
    Case(
        "council",
        "議会だより",
        "<h1>一般質問</h1><p>議員：ホームページのアクセシビリティはAA準拠か。</p><p>町長：AA準拠には至っていない。</p>",
        {"duty": [], "claim": []},
    ),
    Case(
        "water",
        "水質検査結果",
        "<h1>水質検査結果</h1><p>令和6年4月1日に実施。全項目で適合。</p>",
        {"duty": [], "claim": [], "tested": [], "standard": []},
    ),
    Case(
        "plan",
        "総合計画",
        "<h1>情報アクセシビリティ推進計画</h1><p>手話通訳の派遣、点字広報を進める方針です。</p>",
        {"duty": [], "claim": []},
    ),
    Case(
        "level-alone",
        "JIS試験",
        "<h1>ウェブアクセシビリティ方針と試験結果</h1><p>達成した適合レベル：AA</p><p>依存した技術：HTML5</p>",
        {"duty": ["policy", "result"], "claim": ["result AA none"]},
    ),
    Case(
        "this-fiscal-year",
        "方針",
        "<h1>ウェブアクセシビリティ方針</h1><p>JIS X 8341-3:2016（WCAG 2.0と同一）の適合レベルAA準拠、及びWCAG2.1のAAを今年度末までの目標とします。</p><p>令和7年6月2日策定</p>",
        {
            "claim": ["goal AA 準拠"],
            "standard": ["2016", "wcag21"],
            "deadline": ["2026-03-31"],
            "stated": ["2025-06-02"],
        },
    ),
    Case(
        "two-goals-two-years",
        "方針",
        "<h1>ウェブアクセシビリティ方針</h1><p>適合レベルAの準拠を令和6年度、AAの一部準拠を令和8年度の目標とします（JIS X 8341-3：2016年版）。</p>",
        {
            "claim": ["goal A 準拠", "goal AA 一部準拠"],
            "deadline": ["2025-03-31", "2027-03-31"],
            "standard": ["2016"],
        },
    ),
    Case(
        "correction-below",
        "お知らせ",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>結果：適合レベルAA準拠</p><p>【訂正】令和6年4月10日、上記の「準拠」を「一部準拠」に訂正しました。</p>",
        {"claim": ["result AA 一部準拠"]},
    ),
    Case(
        "wrong-and-right",
        "お知らせ",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>誤：AA準拠\u3000正：AA一部準拠</p>",
        {"claim": ["result AA 一部準拠"]},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_says_what_it_means(case):
    page = document(case.markup, case.title)
    assert {kind: values(kind, page) for kind in case.wanted} == case.wanted


MORE = [
    (
        "このサイトの使いやすさについて",
        "<h1>このサイトの使いやすさについて</h1><p>当町ではJIS X 8341-3:2016に基づき、適合レベルAAに準拠することを目標としています。</p><p>達成期限\u3000令和8年3月末</p>",
        {"duty": ["policy"], "claim": ["goal AA 準拠"], "deadline": ["2026-03-31"]},
    ),
    (
        "サイトポリシー",
        "<h1>サイトポリシー</h1><h2>著作権</h2><p>無断転載禁止</p><h2>アクセシビリティ</h2><p>JIS X 8341-3:2016の適合レベルAA準拠を目指しています。</p><h2>リンク</h2><p>自由です</p>",
        {"duty": ["policy"], "claim": ["goal AA 準拠"]},
    ),
    (
        "JIS X 8341-3:2016への対応状況",
        "<h1>JIS X 8341-3:2016への対応状況</h1><p>適合レベルA：準拠<br>適合レベルAA：一部準拠</p><p>試験日：令和6年10月3日\u3000対象：20ページ</p>",
        {
            "duty": ["result"],
            "claim": ["result A 準拠", "result AA 一部準拠"],
            "tested": ["2024-10-03"],
            "sample": ["total 20"],
        },
    ),
    (
        "Accessibility test results",
        "<h1>Accessibility test results</h1><p>Tested 30 pages (10 representative, 20 random) from January 20 to January 31, 2025. Result: partially conforms to Level AA of JIS X 8341-3:2016.</p>",
        {
            "duty": ["result"],
            "claim": ["result AA 一部準拠"],
            "sample": ["representative 10 random 20 total 30"],
            "standard": ["2016"],
        },
    ),
    (
        "情報アクセシビリティ・手話言語条例",
        "<h1>情報アクセシビリティ条例</h1><p>市は情報アクセシビリティの方針を定め、ホームページも対象とする。</p>",
        {"duty": [], "claim": []},
    ),
    (
        "ウェブアクセシビリティとは",
        "<h1>ウェブアクセシビリティとは</h1><p>JIS X 8341-3:2016には、レベルA、AA、AAAがあります。レベルAAに準拠することが公的機関に求められています。</p>",
        {"duty": [], "claim": [], "deadline": []},
    ),
    (
        "観光施設のアクセシビリティ調査結果",
        "<h1>観光施設のアクセシビリティ調査結果</h1><p>段差のない施設は12か所でした。</p>",
        {"duty": []},
    ),
    (
        "総務省の調査結果について",
        "<h1>総務省によるウェブアクセシビリティ調査の結果</h1><p>全国の自治体のうち、AAに準拠している団体は3割でした。</p>",
        {"claim": []},
    ),
    (
        "ウェブアクセシビリティ検査業務の入札結果",
        "<h1>ウェブアクセシビリティ検査業務の入札結果</h1><p>落札者：○○株式会社</p>",
        {"duty": [], "claim": []},
    ),
    (
        "ウェブアクセシビリティ方針（案）への意見募集",
        "<h1>ウェブアクセシビリティ方針（案）に対する意見募集</h1><p>案では適合レベルAAに準拠することを目標としています。</p>",
        {"duty": []},
    ),
    (
        "アクセシビリティに関するお知らせ",
        "<h1>アクセシビリティに関するお知らせ</h1><ul><li><a href='1.pdf'>ウェブアクセシビリティ方針（PDF 120KB）</a></li><li>令和6年度の試験結果は<a href='2.pdf'>こちら</a></li></ul>",
        {"duty": ["policy", "result"]},
    ),
    (
        "図書館ホームページの方針",
        "<h1>図書館ホームページ\u3000ウェブアクセシビリティ対応方針</h1><p>規格はJIS X 8341-3:2016、達成等級はAA（準拠）とし、2026年3月までに対応する。</p>",
        {"duty": ["policy"], "claim": ["goal AA 準拠"], "deadline": ["2026-03-31"]},
    ),
    (
        "試験結果",
        "<h1>ウェブアクセシビリティ試験結果（令和7年度）</h1><p>A・AAともに準拠</p><p>※昨年度はAA一部準拠</p>",
        {"claim": ["result A 準拠", "result AA 準拠"]},
    ),
    (
        "試験結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><table><tr><th>年度</th><th>適合レベル</th><th>対応度</th><th>ページ数</th></tr><tr><td>令和6年度</td><td>AA</td><td>一部準拠</td><td>40ページ</td></tr><tr><td>令和5年度</td><td>AA</td><td>準拠</td><td>35ページ</td></tr></table>",
        {"claim": ["result AA 一部準拠"], "sample": ["total 40"], "duty": ["result"]},
    ),
    (
        "方針",
        "<h1>ウェブアクセシビリティ方針</h1><dl><dt>目標とする規格</dt><dd>JIS X 8341-3:2016</dd><dt>目標とする適合レベル</dt><dd>AA</dd><dt>対応度</dt><dd>準拠</dd><dt>達成期限</dt><dd>2026年度末</dd></dl>",
        {"claim": ["goal AA 準拠"], "deadline": ["2027-03-31"], "duty": ["policy"]},
    ),
    (
        "方針",
        "<h1>ウェブアクセシビリティ方針</h1><p>本市はJIS X 8341-3:2016のAAへの準拠を目指し、令和9年3月31日を目標に取り組みます。</p>",
        {"claim": ["goal AA 準拠"], "deadline": ["2027-03-31"]},
    ),
    (
        "方針",
        "<h1>ウェブアクセシビリティ方針</h1><p>達成目標：2024年12月末までに等級「A」、2026年度末までに等級「AA」に準拠</p>",
        {"deadline": ["2024-12-31", "2027-03-31"]},
    ),
    (
        "結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>適合レベルAAに準拠していることを試験により確認しました（一部のPDFを除く）。</p>",
        {"claim": ["result AA 準拠"], "duty": ["result"]},
    ),
    (
        "結果",
        "<h1>ウェブアクセシビリティ検証結果</h1><p>レベルＡの25項目すべてとレベルＡＡの13項目中11項目を満たしていました。対応度は「一部準拠」です（レベルAA）。</p>",
        {"claim": ["result AA 一部準拠"]},
    ),
    (
        "結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>令和6年9月〜11月に、サイト全体（1,248ページ）を機械検査し、うち40ページを目視で検証しました。</p>",
        {"tested": ["2024-09-01 2024-11-30"]},
    ),
    (
        "結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>実施日\u3000令和7年1月14日・15日</p><p>対象\u300015ページ（トップ、防災、福祉など代表的なもの）</p>",
        {"sample": ["representative 15 total 15"]},
    ),
    (
        "結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>全ページ（58ページ）を対象に、2025年2月17日から21日に検査</p>",
        {"sample": ["all total 58"], "tested": ["2025-02-17 2025-02-21"]},
    ),
    (
        "結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><h2>試験ページ</h2><ul><li>代表：12</li><li>ランダム：28</li></ul><p>合計40ページ</p>",
        {"sample": ["representative 12 random 28 total 40"]},
    ),
    (
        "結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>重要ページ５件と無作為に選んだ２０件、合計２５件</p>",
        {"sample": ["representative 5 random 20 total 25"]},
    ),
    (
        "結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>すべてのページを試験しました。</p>",
        {"sample": ["all"]},
    ),
    (
        "評価",
        "<h1>ウェブアクセシビリティ取組確認・評価表</h1><p>団体全体\u3000得点 9点／満点 20点</p><p>個々のHP\u3000得点 21点／満点 30点</p>",
        {"points": ["21 30", "9 20"], "duty": ["evaluation"]},
    ),
    (
        "評価",
        "<h1>ウェブアクセシビリティ取組確認・評価表</h1><table><tr><th></th><th>団体全体</th><th>個々のホームページ</th></tr><tr><td>満点</td><td>20</td><td>30</td></tr><tr><td>得点</td><td>9</td><td>21</td></tr></table>",
        {"points": ["21 30", "9 20"]},
    ),
    (
        "評価",
        "<h1>ウェブアクセシビリティ取組確認・評価表</h1><table><tr><th>項目</th><th>ポイント（20点満点）</th></tr><tr><td>団体全体</td><td>13</td></tr></table>",
        {"points": ["13 20"]},
    ),
    (
        "評価",
        "<h1>ウェブアクセシビリティ取組確認・評価表</h1><ul><li>団体全体：14ポイント（満点：20ポイント）</li><li>公式：22ポイント（満点：30ポイント）、前年度20ポイント（満点：30ポイント）</li></ul>",
        {"points": ["14 20", "22 30"]},
    ),
    (
        "評価",
        "<h1>ウェブアクセシビリティ取組確認・評価表</h1><p>二十点満点中八点、三十点満点中十九点</p>",
        {"points": ["19 30", "8 20"]},
    ),
    (
        "評価",
        "<h1>ウェブアクセシビリティ取組確認・評価表</h1><p>団体：20点のうち7点 ／ 個別：30点のうち16点</p>",
        {"points": ["16 30", "7 20"]},
    ),
    (
        "評価",
        "<h1>ウェブアクセシビリティ取組確認・評価表</h1><p>取組ポイント 9/20、18/30</p>",
        {"points": ["18 30", "9 20"]},
    ),
    (
        "評価",
        "<h1>ウェブアクセシビリティ取組確認・評価表</h1><dl><dt>団体全体（満点20）</dt><dd>9</dd><dt>公式サイト（満点30）</dt><dd>21</dd></dl>",
        {"points": ["21 30", "9 20"]},
    ),
    (
        "評価",
        "<h1>取組確認・評価表の公表</h1><p>8点満点中4点（基本的対応の徹底）、12点満点中5点（段階的拡大）、計9点（20点満点）</p>",
        {"points": ["9 20"], "duty": ["evaluation"]},
    ),
    (
        "評価",
        "<h1>アクセシビリティ自己評価</h1><p>みんなの公共サイト運用ガイドラインによる自己評価：20点中12点、30点中25点（２０２４年３月２９日現在）</p>",
        {"points": ["12 20", "25 30"], "stated": ["2024-03-29"], "duty": ["evaluation"]},
    ),
    (
        "方針",
        "<h1>ウェブアクセシビリティ方針</h1><p>平成30年4月1日策定\u3000令和6年4月1日改定</p><p>目標 AA準拠</p>",
        {"stated": ["2024-04-01"]},
    ),
    (
        "方針",
        "<h1>ウェブアクセシビリティ方針（令和6年10月1日改定）</h1><p>目標：適合レベルAA準拠</p>",
        {"stated": ["2024-10-01"], "deadline": []},
    ),
    (
        "方針",
        "<h1>ウェブアクセシビリティ方針</h1><p>この方針は、令和5年4月1日から施行する。</p><p>更新日：2024年8月2日</p>",
        {"stated": ["2023-04-01"]},
    ),
    (
        "方針",
        "<h1>ウェブアクセシビリティ方針</h1><p>当院のサイトはJIS X 8341-3:2016の適合レベルA及びAAに一部準拠することを目標とし、期限は定めません。</p>",
        {"claim": ["goal A 一部準拠", "goal AA 一部準拠"], "deadline": []},
    ),
    (
        "結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>目標：適合レベルAA準拠</p><p>結果：適合レベルAA一部準拠</p>",
        {"claim": ["goal AA 準拠", "result AA 一部準拠"]},
    ),
    (
        "結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>AA準拠を目標に試験した結果、A準拠にとどまりました。</p>",
        {"claim": ["goal AA 準拠", "result A 準拠"]},
    ),
    (
        "結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>公式サイト：AA一部準拠、防災ポータル：A準拠</p>",
        {"claim": ["result A 準拠", "result AA 一部準拠"]},
    ),
    (
        "結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>達成等級：レベルＡＡ（配慮）。試験は行っていません。</p>",
        {"claim": ["result AA 配慮"]},
    ),
    (
        "県の動き",
        "<h1>県のサイトがAA準拠に</h1><p>県のホームページはJIS X 8341-3:2016のAAに準拠しました。本町も対応を検討します。</p>",
        {"claim": [], "duty": []},
    ),
    (
        "ホームページリニューアル",
        "<h1>ホームページをリニューアルしました</h1><p>JIS X 8341-3:2016レベルAA準拠を目標に、見やすくなりました。</p>",
        {"claim": ["goal AA 準拠"], "duty": []},
    ),
    (
        "業者の案内",
        "<h1>庁内のお知らせ</h1><p>弊社のCMSはAA準拠です、という営業にご注意ください。ウェブアクセシビリティ</p>",
        {"claim": []},
    ),
    (
        "Q&A",
        "<h1>よくある質問</h1><p>Q ホームページはJIS X 8341-3に準拠していますか。 A はい、レベルAに準拠しています。</p>",
        {"claim": ["result A 準拠"]},
    ),
    (
        "ウェブアクセシビリティ試験結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>JIS X 8341-3:2016</p><p>令和6年3月29日に試験結果を公表しました。試験は令和6年2月5日から9日に行いました。</p>",
        {"tested": ["2024-02-05 2024-02-09"]},
    ),
    (
        "ウェブアクセシビリティ試験結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>JIS X 8341-3:2016</p><p>試験日：2/13〜2/17</p><p>2024年3月1日</p>",
        {"tested": ["2024-02-13 2024-02-17"]},
    ),
    (
        "ウェブアクセシビリティ試験結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>JIS X 8341-3:2016</p><p>次回は令和8年2月に試験します。前回は令和7年2月3日に実施。</p>",
        {"tested": []},
    ),
    (
        "ウェブアクセシビリティ試験結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>JIS X 8341-3:2016</p><p>実施日：令和6年12月10日（火）・11日（水）</p>",
        {"tested": ["2024-12-10 2024-12-11"]},
    ),
    (
        "ウェブアクセシビリティ試験結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>JIS X 8341-3:2016</p><p>試験を実施した期間\u3000令和5年12月11日～令和6年1月19日</p>",
        {"tested": ["2023-12-11 2024-01-19"]},
    ),
    (
        "ウェブアクセシビリティ試験結果（令和5年度）",
        "<h1>試験結果</h1><p>12月～2月に40ページを検査</p>",
        {"tested": ["2023-12-01 2024-02-29"]},
    ),
    (
        "ウェブアクセシビリティ試験結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>JIS X 8341-3:2016</p><p>検査は2024年11月に実施しました。</p>",
        {"tested": ["2024-11-01 2024-11-30"]},
    ),
    (
        "ウェブアクセシビリティ試験結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>JIS X 8341-3:2016</p><p>表明日 令和7年3月14日</p><p>更新日 2025年4月1日</p>",
        {"stated": ["2025-03-14"]},
    ),
    (
        "ウェブアクセシビリティ試験結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>JIS X 8341-3:2016</p><p>令和6年4月1日\u3000緑町長</p>",
        {"stated": ["2024-04-01"]},
    ),
    (
        "ウェブアクセシビリティ試験結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>JIS X 8341-3:2016</p><p>掲載日：2025年1月31日</p>",
        {"stated": ["2025-01-31"]},
    ),
    (
        "評価表",
        "<h1>ウェブアクセシビリティ取組確認・評価表</h1><p>団体全体 9点（満点20点）</p><ul><li>基本的対応の徹底 5点</li><li>段階的拡大 3点</li></ul>",
        {"contradiction": ["5 + 3 ≠ 9"], "points": ["9 20"]},
    ),
    (
        "評価表",
        "<h1>ウェブアクセシビリティ取組確認・評価表</h1><p>団体全体 9点（満点20点）</p><ul><li>基本的対応の徹底 5点</li><li>段階的拡大 4点</li></ul>",
        {"contradiction": []},
    ),
    (
        "方針",
        "<h1>ウェブアクセシビリティ方針</h1><p>JIS X 8341-3:2016 AA準拠を目標</p><p>期限：平成30年度末</p><p>令和6年4月1日策定</p>",
        {"contradiction": []},
    ),
    (
        "方針",
        "<h1>ウェブアクセシビリティ方針</h1><p>JIS X 8341-3:2016 AA準拠を目標</p><p>期限：平成30年度末</p><p>平成29年4月1日策定</p><p>更新日 2024年1月1日</p>",
        {"contradiction": [], "stated": ["2017-04-01"]},
    ),
    (
        "ウェブアクセシビリティ試験結果",
        "<h1>ウェブアクセシビリティ試験結果</h1><p>JIS X 8341-3:2016</p><h2>令和4年度</h2><p>試験期間：令和4年12月1日から5日</p><h2>令和6年度</h2><p>試験期間：令和6年12月2日から6日</p>",
        {"tested": ["2024-12-02 2024-12-06"]},
    ),
]


@pytest.mark.parametrize("title, markup, expected", MORE)
def test_other_wordings(title, markup, expected):
    page = document(markup, title)
    assert {kind: values(kind, page) for kind in expected} == expected


RESULT = "<h1>ウェブアクセシビリティ試験結果</h1><p>JIS X 8341-3:2016</p>"
GOAL = "<h1>ウェブアクセシビリティ方針</h1><p>JIS X 8341-3:2016</p>"


@pytest.mark.parametrize(
    "head, words, expected",
    [
        (RESULT, "<p>AA一部準拠（満たしていない項目：1.4.3、2.4.7）</p>", ["result AA 一部準拠"]),
        (RESULT, "<p>結果はAA一部準拠でしたが、順次改善します。</p>", ["result AA 一部準拠"]),
        (
            RESULT,
            "<p>専門業者が検証した結果、レベルAAに一部準拠していることを確認しました。</p>",
            ["result AA 一部準拠"],
        ),
        (RESULT, "<p>レベルAAに準拠（PDFは含まない）</p>", ["result AA 準拠"]),
        (RESULT, "<p>適合レベル：Aは適合、AAは一部不適合</p>", ["result A 適合"]),
        (
            RESULT,
            "<table><tr><th>レベル</th><th>結果</th></tr><tr><td>A</td><td>準拠</td></tr><tr><td>AA</td><td>一部準拠</td></tr></table>",
            ["result A 準拠", "result AA 一部準拠"],
        ),
        (RESULT, "<p>準拠レベル：AA</p>", ["result AA 準拠"]),
        (RESULT, "<p>一部準拠（AA）</p>", ["result AA 一部準拠"]),
        (RESULT, "<p>対応度：AA一部準拠</p>", ["result AA 一部準拠"]),
        (RESULT, "<p>本サービスは適合レベルAAに準拠しています。</p>", ["result AA 準拠"]),
        (RESULT, "<p>今回はAA準拠に至りませんでした。</p>", []),
        (RESULT, "<p>AA準拠を目指しましたが、結果はA準拠でした。</p>", ["result A 準拠"]),
        (
            RESULT,
            "<p>レベルAは準拠、レベルAAは3項目で不適合のため一部準拠です。</p>",
            ["result A 準拠", "result AA 一部準拠"],
        ),
        (
            RESULT,
            "<p>令和5年度はAA一部準拠でしたが、令和6年度はAA準拠となりました。</p>",
            ["result AA 準拠"],
        ),
        (RESULT, "<p>Level AA conformance was confirmed.</p>", ["result AA 準拠"]),
        (RESULT, "<p>達成等級AA、達成度は「一部準拠」です。</p>", ["result AA 一部準拠"]),
        (
            RESULT,
            "<p>試験したページはすべて等級Aに準拠し、等級AAにも準拠しています。</p>",
            ["result A 準拠", "result AA 準拠"],
        ),
        (RESULT, "<p>適合レベルAAに準拠していないページが2ページありました。</p>", []),
        (RESULT, "<p>「A」：準拠 / 「AA」：一部準拠</p>", ["result A 準拠", "result AA 一部準拠"]),
        (RESULT, "<p>AA（一部）準拠</p>", ["result AA 一部準拠"]),
        (
            RESULT,
            "<dl><dt>達成した適合レベルと対応度</dt><dd>AA／一部準拠</dd></dl>",
            ["result AA 一部準拠"],
        ),
        (
            RESULT,
            "<h2>適合レベルと対応度</h2><p>AAに一部準拠</p><h2>一部準拠の理由</h2><p>1.4.3が不適合のため</p>",
            ["result AA 一部準拠"],
        ),
        (RESULT, "<p>レベルAAの達成基準に一部準拠しています。</p>", ["result AA 一部準拠"]),
        (
            RESULT,
            "<p>当初「AA準拠」と公表しましたが、正しくは「AA一部準拠」です。</p>",
            ["result AA 一部準拠"],
        ),
        (GOAL, "<p>レベルAAへの対応に努めます。</p>", ["goal AA none"]),
        (GOAL, "<p>AAの達成を目標とします。</p>", ["goal AA none"]),
        (GOAL, "<p>目標：レベルAA</p>", ["goal AA none"]),
        (
            GOAL,
            "<p>当面レベルA準拠、令和9年度までにレベルAA準拠</p>",
            ["goal A 準拠", "goal AA 準拠"],
        ),
        (GOAL, "<p>適合レベルAA準拠（令和8年3月31日まで）</p>", ["goal AA 準拠"]),
        (GOAL, "<p>AAに配慮した作成を行います。</p>", ["goal AA 配慮"]),
        (GOAL, "<p>委託業者には適合レベルAAに準拠することを求めます。</p>", []),
        (
            GOAL,
            "<p>職員は、JISのレベルAAに準拠したページを作成するよう努めます。</p>",
            ["goal AA 準拠"],
        ),
        (GOAL, "<p>動画は対象外とし、それ以外はAA準拠とする。</p>", ["goal AA 準拠"]),
        (
            GOAL,
            "<ul><li>目標 AA準拠</li><li>現状 A一部準拠（令和6年度試験）</li></ul>",
            ["goal AA 準拠", "result A 一部準拠"],
        ),
        (
            GOAL,
            "<p>2025年度末までに「AA」の「一部準拠」、2027年度末までに「AA」の「準拠」</p>",
            ["goal AA 一部準拠", "goal AA 準拠"],
        ),
        (GOAL, "<p>目標とする等級はAAで、対応度は準拠とする。</p>", ["goal AA 準拠"]),
        (
            RESULT,
            "<p>適合レベルAAに準拠（「準拠」の表記は、対応度表記ガイドラインによる）</p>",
            ["result AA 準拠"],
        ),
        (
            RESULT,
            "<h2>市公式サイト（令和6年度試験）</h2><p>AA一部準拠</p><h2>図書館サイト（令和4年度試験）</h2><p>A準拠</p>",
            ["result A 準拠", "result AA 一部準拠"],
        ),
        (RESULT, "<p>達成等級：AA</p>", ["result AA none"]),
        (
            RESULT,
            "<p>2016年3月22日に改正されたJIS X 8341-3:2016のレベルAAに準拠していることを確認しました。</p><p>令和6年度の結果：A準拠</p>",
            ["result A 準拠", "result AA 準拠"],
        ),
        (RESULT, "<p>「AAに準拠」とは、AとAAの達成基準をすべて満たすことをいいます。</p>", []),
        (RESULT, "<p>本町は、AA準拠（一部のPDFを除く。）です。</p>", ["result AA 準拠"]),
        (RESULT, "<p>A/AA一部準拠</p>", ["result A 一部準拠", "result AA 一部準拠"]),
        (RESULT, "<p>JIS X 8341-3:2016-AA準拠（確認済み）</p>", ["result AA 準拠"]),
        (RESULT, "<p>レベルA&amp;AA準拠</p>", ["result A 準拠", "result AA 準拠"]),
        (
            RESULT,
            "<table><tr><th>対象</th><th>レベルA</th><th>レベルAA</th></tr><tr><td>公式サイト</td><td>準拠</td><td>一部準拠</td></tr></table>",
            ["result A 準拠", "result AA 一部準拠"],
        ),
        (RESULT, "<p>適合レベルAA<br>一部準拠</p>", ["result AA 一部準拠"]),
        (RESULT, "<p>準拠（A）、一部準拠（AA）</p>", ["result A 準拠", "result AA 一部準拠"]),
        (
            RESULT,
            "<p>公式サイトはAA準拠、図書館サイトはAA一部準拠です。</p>",
            ["result AA 一部準拠", "result AA 準拠"],
        ),
        (
            RESULT,
            "<p>パソコン版はAA準拠、スマートフォン版はAA一部準拠です。</p>",
            ["result AA 一部準拠", "result AA 準拠"],
        ),
        (
            RESULT,
            "<h2>緑町公式ホームページ</h2><p>AA準拠</p><p>（注）公式ホームページは一部のページがAA一部準拠です。</p>",
            ["result AA 一部準拠"],
        ),
        (
            RESULT,
            "<h2>図書館サイト</h2><p>AA準拠</p><h2>施設予約システム</h2><p>AA一部準拠</p>",
            ["result AA 一部準拠", "result AA 準拠"],
        ),
        (
            RESULT,
            "<p>検査ツールによる確認では、レベルAAに準拠していました。</p>",
            ["result AA 準拠"],
        ),
        (
            GOAL,
            "<p>国のガイドラインが改正されたことを受け、本市は適合レベルAAに準拠することを目標とします。</p>",
            ["goal AA 準拠"],
        ),
        (
            RESULT,
            "<p>レベルA（25項目）、レベルAA（13項目）に準拠しています。</p>",
            ["result A 準拠", "result AA 準拠"],
        ),
        (RESULT, "<p>AAの38項目すべてに準拠</p>", ["result AA 準拠"]),
        (
            RESULT,
            "<p>適合レベルAA（レベルA及びAAの達成基準をすべて満たす）に準拠しています。</p>",
            ["result AA 準拠"],
        ),
        (
            RESULT,
            "<table><tr><th>レベル</th><th>準拠</th><th>一部準拠</th></tr><tr><td>A</td><td>○</td><td></td></tr><tr><td>AA</td><td></td><td>○</td></tr></table>",
            ["result A 準拠", "result AA 一部準拠"],
        ),
        (
            RESULT,
            "<h3>レベルA</h3><p>準拠</p><h3>レベルAA</h3><p>一部準拠</p>",
            ["result A 準拠", "result AA 一部準拠"],
        ),
        (
            RESULT,
            "<p>前回の指摘を修正した結果、AA準拠となりました。</p><p>A準拠</p>",
            ["result A 準拠", "result AA 準拠"],
        ),
        (RESULT, "<p>昨年度はA準拠、今年度はAA一部準拠です。</p>", ["result AA 一部準拠"]),
    ],
)
def test_what_is_claimed_and_what_is_not(head, words, expected):
    assert values("claim", document(head + words, "ウェブアクセシビリティ")) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("令和6年度末", ("2024-04-01", "2025-03-31")),
        ("平成３１年（２０１９年）４月１日（月）", ("2019-04-01", "2019-04-01")),
        ("令和元年度中", ("2019-04-01", "2020-03-31")),
        ("2024年12月上旬から令和7年1月末", ("2024-12-01", "2025-01-31")),
        ("11月11日〜22日", ("2024-11-11", "2024-11-22")),
        ("Ｒ３．３．３１", ("2021-03-31", "2021-03-31")),
    ],
)
def test_days_are_resolved(text, expected):
    first, last = periods(text, date(2024, 12, 25))[0]
    assert (first.isoformat(), last.isoformat()) == expected


def test_what_is_no_day_is_none():
    assert spans("JIS X 8341-3:2016、2.4.4、1.1.1、2月30日、13月、電話 0123-45-6789") == []


def test_every_fact_has_its_line():
    page = document(CASES[3].markup, CASES[3].title)
    text = " ".join(block.original for block in page.blocks) + page.title
    for module in dict.fromkeys(MODULES.values()):
        for fact in module.detect(page, Context()):
            assert fact.quote and fact.quote in text


def test_a_failing_criterion_of_a_excludes_aa_in_part():
    row = "<tr><td>1.1.1</td><td>非テキストコンテンツ</td><td>A</td><td>{}</td></tr>"
    head = "<h1>ウェブアクセシビリティ試験結果</h1><p>JIS X 8341-3:2016 AA一部準拠</p><table>"
    head += "<tr><th>番号</th><th>内容</th><th>レベル</th><th>結果</th></tr>"
    assert values("contradiction", document(head + row.format("×"))) == ["AA 一部準拠 1.1.1"]
    assert values("contradiction", document(head + row.format("○"))) == []
    weaker = "<tr><td>1.4.3</td><td>コントラスト</td><td>AA</td><td>×</td></tr>"
    assert values("contradiction", document(head + weaker)) == []


@pytest.mark.parametrize(
    "words",
    [
        "<p>結果：適合レベルAA準拠</p><p>不適合が3項目ありました。</p>",
        "<p>適合レベルAAに準拠しています。</p><p>試験は実施していません。</p>",
        "<p>結果：AA準拠</p><p>試験期間：令和7年2月1日から10日</p><p>表明日：令和6年12月1日</p>",
        "<p>結果：AA一部準拠</p><p>代表10ページと無作為30ページ、合計45ページ</p>",
        "<p>結果：A一部準拠、AA準拠</p>",
    ],
)
def test_statements_that_exclude_one_another(words):
    page = document(f"<h1>ウェブアクセシビリティ試験結果</h1><p>JIS X 8341-3:2016</p>{words}")
    assert len(values("contradiction", page)) >= 1


@pytest.mark.parametrize(
    "words",
    [
        "<p>結果：適合レベルAA準拠</p><p>見つかった不適合3項目は修正しました。</p>",
        "<p>結果：AA一部準拠</p><p>AAのうち2項目が不適合</p>",
        "<p>目標：AA準拠</p><p>現在は3項目が不適合です。</p>",
        "<p>結果：Aは準拠、AAは一部準拠</p>",
    ],
)
def test_what_agrees_is_no_contradiction(words):
    page = document(f"<h1>ウェブアクセシビリティ試験結果</h1><p>JIS X 8341-3:2016</p>{words}")
    assert values("contradiction", page) == []


def test_a_goal_has_the_degree_whose_word_its_policy_explains():
    note = "<p>本方針における「準拠」という対応度の表記は、対応度表記ガイドラインによります。</p>"
    field = "<h2>目標とする適合レベル</h2><p>AA</p>"
    assert values("claim", document(GOAL + note + field)) == ["goal AA 準拠"]
    assert values("claim", document(GOAL + field)) == ["goal AA none"]


def test_what_is_only_spoken_of_contradicts_nothing():
    words = "<p>結果：AA準拠</p><p>問題がある箇所が見つかった場合は、改善計画を公表します。</p>"
    assert values("contradiction", document(RESULT + words)) == []


@pytest.mark.parametrize(
    ("kind", "day", "markup"),
    [
        ("tested", "2024-11-05", "<h2>試験実施日</h2><p>令和6年11月5日</p>"),
        ("tested", "2024-10-01 2024-10-31", "<p>試験期間：2024年10月1日～10月31日</p>"),
        (
            "tested",
            "2025-01-10 2025-02-28",
            "<table><tr><th>試験実施期間</th><td>令和7年1月10日から令和7年2月28日まで</td></tr></table>",
        ),
        ("tested", "2024-12-01 2024-12-31", "<p>検証は令和6年12月に行いました。</p>"),
        (
            "tested",
            "2023-02-06 2023-02-10",
            "<p>令和5年2月6日から10日にかけてツールと目視による検証を実施しました。</p>",
        ),
        ("tested", "2024-08-19", "<dl><dt>検証日</dt><dd>2024年8月19日</dd></dl>"),
        (
            "tested",
            "2022-03-01 2022-03-31",
            "<p>令和4年3月、40ページを対象に達成基準への適合を確認しました。</p>",
        ),
        ("tested", "2025-02-03", "<p>miCheckerによる点検を2025年2月3日に行った。</p>"),
        (
            "tested",
            "2023-09-04 2023-09-15",
            "<p>調査は、2023/9/4から2023/9/15までの間に実施しています。</p>",
        ),
        ("stated", "2024-04-01", "<p>表明日：令和6年4月1日</p>"),
        ("stated", "2023-03-20", "<p>令和5年3月20日 策定</p>"),
        ("stated", "2025-03-31", "<p>2025年3月31日公開</p>"),
        ("stated", "2024-12-20", "<p>（令和6年12月20日現在）</p>"),
        ("stated", "2022-02-01", "<p>制定\u3000令和4年2月1日</p>"),
        ("stated", "2024-06-01", "<p>この方針は、令和6年6月1日から適用します。</p>"),
        ("stated", "2025-03-28", "<dl><dt>作成日</dt><dd>令和7年3月28日</dd></dl>"),
        (
            "stated",
            "2024-03-29",
            "<p>策定日\u30002018年3月30日</p><p>最終改定日\u30002024年3月29日</p>",
        ),
        ("stated", "2023-12-25", "<p>平成30年4月1日策定、令和5年12月25日改定</p>"),
        ("stated", "2024-07-05", "<p>令和6年7月5日</p><p>大山町長</p>"),
        ("stated", "2025-03-14", "<p>公表日 2025年3月14日（金曜日）</p>"),
        ("stated", "2024-05-10", "<p>本試験結果は2024年5月10日に公表しました。</p>"),
    ],
)
def test_days_of_tests_and_statements_in_other_words(kind, day, markup):
    title = "ウェブアクセシビリティ" + ("試験結果" if kind == "tested" else "方針")
    page = read_document(
        f"<main><h1>{title}</h1><p>JIS X 8341-3:2016 レベルAAに準拠します。</p>{markup}</main>",
        "https://town.example/",
        title,
    )
    facts = claim_dates.detect(page, Context())
    assert [fact.value for fact in facts if fact.kind == kind] == [day]
