"""Pages serve what they are about, no more."""

import pytest

from audits.services.document import read_document
from audits.services.facts import Context, detect_all
from audits.services.matching import match
from audits.services.page_kinds import page_kind
from audits.services.tasks import catalogue
from benchmarks.services import labels

URL = "https://town.example/page.html"


def served(markup: str, title: str = "", crumb: str = "", country: str = "jp") -> set[str]:
    body = "municipality" if country == "jp" else "city"
    context = Context(country, body, tasks=catalogue(country))
    document = read_document(f"<main>{markup}</main>", URL, title, crumb)
    return {found.task for found in match(document, context).matches}


def values(markup: str, kind: str, title: str = "", crumb: str = "") -> list[str]:
    context = Context("jp", "municipality", tasks=catalogue("jp"))
    document = read_document(f"<main>{markup}</main>", URL, title, crumb)
    return [fact.value for fact in detect_all(document, context) if fact.kind == kind]


def test_the_index_holds_the_tasks_of_the_labelled_set():
    tasks = catalogue("jp").tasks
    assert set(tasks) == labels.TASKS
    citizens = {i for i, task in tasks.items() if task.is_in_index and task.audience == "citizen"}
    assert citizens == labels.CITIZEN
    assert {i for i, task in tasks.items() if task.is_in_index} == (
        labels.CITIZEN | labels.BUSINESS
    )


@pytest.mark.parametrize(
    ("title", "crumb", "markup", "tasks"),
    [
        (
            "引っ越していくとき | 川辺町",
            "",
            "<p>14日前から窓口で届け出てください</p>",
            {"tenshutsu"},
        ),
        (
            "口座を変えたい",
            "子育て > 児童手当",
            "<p>口座変更の届を郵送してください</p>",
            {"jidoteate_nintei"},
        ),
        ("加入の手続", "国民年金", "<p>20歳から。印鑑を持って役場へ届けてください</p>", {"nenkin"}),
        ("出生数の推移", "統計", "<p>出生届 120件</p>", set()),
        ("児童手当を装った詐欺にご注意", "", "<p>申請してくださいというメール</p>", set()),
        ("狂犬病予防接種のお知らせ", "", "<p>犬を連れてお越しください</p>", set()),
        (
            "夜間窓口",
            "",
            "<ul><li>住民票：1通300円</li><li>印鑑登録証明書：カードを持って</li></ul>",
            {"juminhyo", "inkan"},
        ),
        ("Moving in", "", "<p>Within 14 days at the counter.</p>", {"tennyu"}),
    ],
)
def test_a_page_serves_what_its_names_lists_and_breadcrumb_say(title, crumb, markup, tasks):
    assert served(f"<h1>{title.split(' | ')[0]}</h1>{markup}", title, crumb) == tasks


@pytest.mark.parametrize(
    ("title", "text", "tasks"),
    [
        ("粗大ごみ収集の申込みと年末の休止", "電話で申し込んでください。1個300円", {"sodai"}),
        ("コンビニ交付の停止のお知らせ", "12月29日", set()),
        ("創業セミナー修了者への証明書", "申請書を商工課へ。6月末まで", {"sogyo"}),
        ("創業セミナー", "先着20人", set()),
        ("事業者支援給付金", "中小企業者は申請書を商工課へ。6月末まで", {"hojokin"}),
        ("障害者手帳アプリの配信", "申込みは窓口へ", set()),
    ],
)
def test_kinds_of_pages_give_way_to_deeds_and_to_nothing_else(title, text, tasks):
    assert served(f"<h1>{title}</h1><p>{text}</p>", title) == tasks


def test_what_is_to_be_brought_or_done_elsewhere_is_not_served():
    page = (
        "<h1>粗大ごみの申込み</h1><p>電話で申し込んでください</p><h2>持ち物</h2><ul><li>住民票<"
        "/li></ul>"
        "<h2>あわせて必要な手続き</h2><ul><li>国民健康保険の届</li></ul>"
        "<h2>関連リンク</h2><ul><li><a href=x>転出届の電子申請</a></li></ul>"
    )
    assert served(page) == {"sodai"}


def test_lists_of_tasks_are_served_whatever_the_page_is_called_after():
    building = (
        "<h1>建物を建てるときの手続き</h1><ul><li>開発許可：都市計画課</li>"
        "<li>建築確認申請：建築課</li><li>道路占用許可：土木課</li></ul>"
    )
    assert served(building) == {"kenchiku", "kaihatsu", "doro_senyo"}
    night = "<h1>夜間窓口</h1><p>住民票、印鑑登録証明書、税証明書を交付します</p><p>転入届、転出届はできません</p>"
    assert served(night) == {"juminhyo", "inkan", "zeishomei"}
    papers = "<h1>入札参加資格の申請</h1><p>郵送してください</p><ul><li>納税証明書</li><li>印鑑証明書</li></ul>"
    assert served(papers) == {"nyusatsu_shikaku"}


def test_tasks_of_another_country_are_data():
    page = "<h1>Building Permits</h1><p>Apply online or at the counter. Fees are due.</p>"
    assert served(page, country="us") == {"building_permit"}


def test_a_body_has_only_the_tasks_of_its_type():
    context = Context("jp", "prefecture", tasks=catalogue("jp"))
    document = read_document("<main><h1>印鑑登録の方法</h1><p>窓口へ</p></main>", URL)
    assert match(document, context).matches == ()


def test_kinds_of_pages_are_told_with_the_words_that_show_them():
    document = read_document(
        "<title>保育士の募集 | 川辺町</title><main><p>申込書を</p></main>", URL
    )
    kind = page_kind(document)
    assert (kind.name, kind.quote) == ("job", "保育士の募集")


STEPS = [
    ("<p>町民課の窓口へ</p>", 1),
    ("<p><a href='a.pdf'>転出届（PDF）</a>を郵送</p>", 2),
    ("<p><a href='a.pdf'>記入例（PDF）</a>は窓口に</p>", 1),
    ("<p><a href='https://yoyaku.town.example/'>来庁の予約</a>（インターネット）</p>", 3),
    ("<p>電話で予約してください</p>", 1),
    ("<p><a href='https://logoform.jp/form/a/1'>電子申請</a>できます</p>", 5),
    (
        "<p><a href='https://logoform.jp/form/a/1'>電子申請</a>。証明書は後日窓口でお渡しします"
        "</p>",
        4,
    ),
    ("<p><a href='https://logoform.jp/form/a/1'>電子申請</a>。来庁は不要です</p>", 5),
    ("<p>電子申請には対応しておりません。<a href='t.docx'>届出書</a></p>", 2),
    ("<p>電子申請は準備中です。窓口へ</p>", 1),
    (
        "<p><a href='https://myna.go.jp/manual.html'>マイナポータルの操作マニュアル</a>。窓口へ"
        "</p>",
        1,
    ),
    ("<p>24時間いつでも宿直室でお預かりします</p>", 1),
]


@pytest.mark.parametrize(("markup", "step"), STEPS)
def test_the_highest_open_way_is_the_step(markup, step):
    assert values(f"<h1>転出届</h1>{markup}", "step") == [f"tenshutsu {step}"]


def test_tasks_of_one_page_have_their_own_steps():
    page = (
        "<h1>引っ越しの手続き</h1><table><tr><th>手続</th><th>方法</th></tr>"
        "<tr><td>転出届</td><td><a href='https://app.oss.myna.go.jp/x'>オンライン申請</a></td></tr>"
        "<tr><td>印鑑登録</td><td>窓口で届け出てください</td></tr></table>"
    )
    assert "inkan 1" in values(page, "step")


@pytest.mark.parametrize(
    ("kind", "markup", "expected"),
    [
        (
            "channel",
            "<p>窓口または郵送で。<a href='https://s-kantan.jp/town-a-u/offer/1'>電子申請</a>も"
            "可</p>",
            ["counter", "post", "online"],
        ),
        ("channel", "<p>郵送では受け付けていません。窓口へ</p>", ["counter"]),
        ("refusal", "<p>ファクスでは受け付けていません。窓口へ</p>", ["fax"]),
        ("refusal", "<p>手数料は300円です。窓口へ</p>", []),
        ("refusal", "<p>コピーは不可。窓口へ</p>", ["copy"]),
        ("paper", "<p>印鑑と返信用封筒を用意し窓口へ</p>", ["seal", "envelope", "items"]),
        ("paper", "<p>押印は不要です。窓口へ</p>", []),
        (
            "format",
            "<p>町民課の窓口へ届け出てください。<a href='a.pdf'>届書</a></p>",
            ["html", "pdf"],
        ),
        (
            "fact",
            "<dl><dt>手数料</dt><dd>300円</dd><dt>窓口</dt><dd>町民課</dd></dl>",
            ["fee", "where"],
        ),
        ("contact", "<p>町民課 電話0000-12-3456 FAX0000-12-3457</p>", ["phone", "fax"]),
        ("updated", "<p>更新日 令和7年3月10日</p><p>窓口へ</p>", ["2025-03-10"]),
        ("page_language", "<p>町民課の窓口に届け出てください。</p>", ["ja"]),
    ],
)
def test_each_detector_finds_its_facts_and_no_others(kind, markup, expected):
    assert values(f"<h1>転出届</h1>{markup}", kind) == expected


def test_stores_print_papers_and_are_no_step():
    page = "<h1>住民票の写し</h1><p>コンビニで住民票を取得できます。窓口は1通300円</p>"
    assert values(page, "store") == ["juminhyo"]
    assert values(page, "step") == ["juminhyo 1"]


def test_every_fact_has_a_known_kind_an_address_and_a_quote():
    page = "<h1>転出届</h1><p>窓口へ。<a href='a.pdf'>届出書</a> 電話0000-12-3456</p>"
    context = Context("jp", "municipality", tasks=catalogue("jp"))
    facts = list(detect_all(read_document(f"<main>{page}</main>", URL), context))
    assert {fact.kind for fact in facts} >= {"task", "step", "channel", "format", "contact"}
    assert all(fact.url == URL and fact.quote for fact in facts)
    assert {fact.confidence for fact in facts} <= {"sure", "likely"}


@pytest.mark.parametrize(
    ("title", "crumb", "text", "tasks"),
    [
        ("転出届を出された方の投票", "選挙", "選挙管理委員会へ問い合わせてください", set()),
        ("転入した世帯へごみ袋を進呈", "お知らせ", "住民課の窓口で申請してください", set()),
        ("宣誓のしかた", "人権", "婚姻届とは異なる制度です。予約の上、窓口へ", set()),
        ("防犯灯を付ける区への補助", "補助金・助成金", "交付申請書を役場へ。6月末まで", set()),
        ("補助金一覧", "商工業 > 事業者の方へ", "申請書を商工課へ。6月末まで", {"hojokin"}),
        ("軽二輪の名義変更", "軽自動車", "税務課へ届けてください。納税証明は要りません", set()),
        ("封筒への広告の掲載を募集", "婚姻届", "申込書を市民課へ。6月末まで", set()),
        ("サービスを利用するまで", "介護保険", "役場に認定を申請してください", {"kaigo_nintei"}),
        ("会社の健康保険をやめたら", "保険", "14日以内に町民課へ届けてください", {"kokuho"}),
        ("個別収集の申込み", "環境", "たんすなど。電話で申し込んでください", {"sodai"}),
    ],
)
def test_who_a_page_is_for_and_what_it_grants_are_no_task(title, crumb, text, tasks):
    assert served(f"<h1>{title}</h1><p>{text}</p>", title, crumb) == tasks


def test_papers_in_a_cell_beside_a_task_are_to_be_brought():
    row = "<tr><td>転入届</td><td>転出証明書、印鑑、本人確認書類</td></tr>"
    markup = f"<h1>届出の早見表</h1><table>{row}<tr><td>婚姻届</td><td>届書</td></tr></table>"
    assert served(markup, "届出の早見表") == {"tennyu", "konin"}


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("請求書を郵送してください。手数料はクレジットカード決済で払えます。", "juminhyo 4"),
        ("請求書を郵送してください。窓口ではキャッシュレス決済で払えます。", "juminhyo 1"),
        ("オンラインで請求できます。手数料もオンライン決済です。郵送でもできます。", "juminhyo 5"),
        ("オンラインで請求できます。証明書は役場へ取りにおいでください。", "juminhyo 4"),
        ('郵送してください。<a href="a.pdf">申請用紙</a>', "juminhyo 2"),
        ('郵送してください。<a href="a.pdf">申請書記入例</a>', "juminhyo 1"),
    ],
)
def test_payment_online_of_a_request_on_paper_is_a_step_and_an_example_is_no_form(text, step):
    title = "住民票の写しの請求"
    assert values(f"<h1>{title}</h1><p>{text}</p>", "step", title) == [step]


def test_a_link_leads_where_the_listed_system_leads():
    def step(address: str) -> list[str]:
        link = f'<a href="{address}">こちら</a>'
        return values(f"<h1>児童手当</h1><p>申請は窓口か{link}へ</p>", "step", "児童手当")

    assert step("https://apply.e-tumo.jp/town-oka-u/offer/offerList") == ["jidoteate_nintei 5"]
    assert step("https://sandbox.logoform.jp/form/a") == ["jidoteate_nintei 1"]
    assert step("https://logoform.jp.example.com/a") == ["jidoteate_nintei 1"]


def test_stickers_that_stores_sell_are_no_printed_paper():
    text = "<p>ごみ処理券はコンビニで利用できる券です。証明書は窓口で交付します。</p>"
    assert values(f"<h1>住民票の写し</h1>{text}", "store", "住民票の写し") == []


@pytest.mark.parametrize(
    ("title", "crumb", "text", "tasks"),
    [
        ("配食券の交付", "高齢者", "障害者手帳を持って窓口で申請してください", set()),
        ("災害の見舞の資金", "福祉", "罹災証明書を添えて申し込んでください", set()),
        ("世帯を分ける届", "住所", "14日以内に届け出てください", set()),
        ("窓口の案内", "組織", "住民票の写し、所得証明書を交付します", {"juminhyo", "zeishomei"}),
        ("村の便利帳", "くらし", "", {"tenshutsu"}),
        (
            "契約の結び方",
            "契約",
            "クラウドサインで結べます。印紙は不要です。課へ",
            {"denshi_keiyaku"},
        ),
    ],
)
def test_on_a_page_of_another_service_a_task_is_named_in_passing(title, crumb, text, tasks):
    below = f"<p>{text}</p>" if text else "<h2>村を出るとき</h2><p>窓口で届けてください。</p>"
    assert served(f"<h1>{title}</h1>{below}", title, crumb) == tasks


@pytest.mark.parametrize(
    ("title", "markup", "tasks"),
    [
        # an object with what is done about it, an object alone, and one in brackets
        ("小学校の就学と転校の手続", "<p>学校教育課へ届け出てください</p>", {"shugaku"}),
        ("医療費が高くなったとき（国保）", "<p>申請は保険係へ</p>", {"kokuho"}),
        ("水道の手続（引っ越しのとき）", "<p>3日前までに水道課へ電話してください</p>", set()),
        ("転入された方へのお祝い品", "<p>窓口でお渡しします</p>", set()),
        ("マイナンバーカードで図書館を利用", "<p>窓口で登録してください</p>", set()),
        # a general name leaves it to what stands below
        (
            "休日開庁のご案内",
            "<ul><li>住民票の写し、印鑑登録証明書の交付</li></ul><p>午前中、窓口で</p>",
            {"juminhyo", "inkan"},
        ),
        (
            "各課の仕事",
            "<table><tr><th>課</th><th>業務</th></tr><tr><td>住民課</td>"
            "<td>印鑑登録、国民健康保険の届出、年金</td></tr></table><p>8時30分から受付</p>",
            {"inkan", "kokuho"},
        ),
        # a deed below the field of the page alone is no second task
        (
            "町道に物を置くとき",
            "<p><a href='a.doc'>占用許可申請書</a>を建設課へ</p>",
            {"doro_senyo"},
        ),
    ],
)
def test_a_page_is_called_after_an_object_or_leaves_it_to_its_lines(title, markup, tasks):
    assert served(f"<h1>{title}</h1>{markup}", title) == tasks


@pytest.mark.parametrize(
    ("sentence", "step"),
    [
        ("申請後、調査員がご自宅を訪問します", 4),
        ("交付の準備ができたら電話しますので、本人が窓口まで取りに来てください", 4),
        ("カードは郵送できないため、市役所でお渡しします", 4),
        ("現地の検査に合格した後、許可証を交付します", 4),
        ("申請書の原本を後日ご提出ください", 4),
        ("実印が必要な書類は郵送で提出してください", 4),
        ("検査の日時は担当者から連絡します。検査には立ち会ってください", 4),
        ("収集日の朝までに処理券を貼って出してください", 4),
        ("申請内容の確認のため、職員がお電話し、面談日を決めます", 4),
        ("仮登録です。10日以内に窓口で本登録をしてください", 4),
        ("許可書は窓口交付となります", 4),
        ("お支払いは銀行振込です", 4),
        ("証明書は簡易書留でお送りします", 5),
        ("手数料はクレジットカードで支払えます", 5),
        ("来庁の必要はありません", 5),
        ("結果は郵送でお知らせします", 5),
        ("窓口で申請する場合は本人確認書類をお持ちください", 5),
        ("郵送の場合は写しを同封してください", 5),
        ("通帳の写しは画像でアップロードしてください", 5),
        ("内容に不備がある場合は電話で確認することがあります", 5),
        ("24時間いつでも申請できます。受付は開庁日になります", 5),
        ("申請書を印刷する必要はありません", 5),
        ("オンライン申請ができない方は窓口へお越しください", 5),
        ("券は自宅に届きます", 5),
    ],
)
def test_what_is_left_to_do_beside_a_request_made_online(sentence, step):
    markup = (
        "<h1>要介護認定の申請</h1><p>手続は<a href='https://apply.e-tumo.jp/town-a-u/offer/1'>"
        f"電子申請</a>でできます。</p><p>{sentence}。</p>"
    )
    assert values(markup, "step") == [f"kaigo_nintei {step}"]


@pytest.mark.parametrize(
    ("href", "words", "step"),
    [
        ("3.xlsx", "申請書（Excel）", 2),
        ("s.pdf", "利用申込み票", 2),
        ("f/1.pdf", "認定申請書及び記入例", 2),
        ("/download/55", "申請書をダウンロードする", 2),
        ("f/1.pdf", "記入例", 1),
        ("f/1.pdf", "位置図", 1),
        ("f/1.pdf", "申請書の書き方", 1),
        ("f/1.pdf", "必要書類チェックリスト", 1),
    ],
)
def test_a_file_is_a_form_by_its_name(href, words, step):
    markup = (
        "<h1>要介護認定の申請</h1><p>窓口へ提出してください。</p>"
        f"<ul><li><a href='{href}'>{words}</a></li></ul>"
    )
    assert values(markup, "step") == [f"kaigo_nintei {step}"]


@pytest.mark.parametrize(
    ("title", "markup", "tasks"),
    [
        ("コンビニ交付", "<p>住民票 印鑑 課税証明</p>", {"juminhyo", "inkan", "zeishomei"}),
        ("届出", "<p>転入 転出 転居</p>", {"tennyu", "tenshutsu"}),
        ("窓口", "<ul><li>国民健康保険</li><li>国民年金</li></ul>", {"kokuho", "nenkin"}),
        ("戸籍", "<p>出生 婚姻 死亡</p>", {"shussho", "konin", "shibo"}),
        ("人口の動き", "<p>転入 12人 転出 9人</p>", set()),
        ("予算のあらまし", "<p>児童手当 3億円</p>", set()),
        ("用語の説明", "<p>占用：道路に物を置き続けること</p>", set()),
        ("委員名簿", "<p>介護認定審査会</p>", set()),
        ("写真で見る村", "<p>どんど焼き</p>", set()),
    ],
)
def test_lines_that_say_no_more_than_names(title, markup, tasks):
    assert served(f"<h1>{title}</h1>{markup}", title) == tasks
