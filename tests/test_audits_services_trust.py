"""Systems, marks of trust and products are recognised by what they are, not by words alone."""

import pytest

from audits.services import systems as table
from audits.services import vendors as products
from audits.services.detectors import systems, trust, vendors
from audits.services.document import ServiceDocument, read_document
from audits.services.facts import Context


def document(markup: str, title: str = "手続") -> ServiceDocument:
    return read_document(f"<main>{markup}</main>", "https://www.city.a.lg.jp/x.html", title)


@pytest.mark.parametrize(
    "markup, wanted",
    [
        ("<p>ｈｔｔｐｓ：／／ｌｏｇｏｆｏｒｍ．ｊｐ／ｆ／ａｂｃ</p>", "logoform"),
        (
            "<p><img src=q.png alt='QRコード apply.e-tumo.jp/town-oka-u/offer/1'></p>",
            "etumo town-oka-u",
        ),
        (
            "<map><area href='https://s-kantan.jp/vill-a-u/' alt='電子申請'></map>",
            "skantan vill-a-u",
        ),
        (
            "<button onclick=\"location.href='https://logoform.jp/form/1/2'\">申請</button>",
            "logoform",
        ),
        ("<iframe src='https://logoform.jp/form/1/2'></iframe><p>x</p>", "logoform"),
        (
            '<p><a href="javascript:void(0)" onclick="window.open(\'https://ttzk.graffer.jp/city-a\')">手続</a></p>',
            "graffer city-a",
        ),
        (
            "<p><a href='/exit?url=https%3A%2F%2Fapply.e-tumo.jp%2Fcity-b-u%2F'>電子申請</a></p>",
            "etumo city-b-u",
        ),
        ("<p><a href='https://logoform.jp.example.com/form/1'>x</a></p>", ""),
        ("<p><a href='https://mylogoform.jp/form/1'>申請</a></p>", ""),
        ("<p><a href='https://example.com/logoform.jp/form'>説明</a></p>", ""),
        ("<p>info@logoform.jp へメール</p>", ""),
        ("<p><a href='https://laws.e-gov.go.jp/law/1'>法令</a></p>", ""),
        ("<p><a href='https://docs.google.com/document/d/1'>資料</a></p>", ""),
        ("<p><a href='https://social-plugins.line.me/lineit/share?url=x'>LINEで送る</a></p>", ""),
        ("<p><a href='https://apply.stg.e-tumo.jp/city-b-u/'>電子申請</a></p>", "test"),
        ("<p><a href='https://shinsei-stg.city.abc.lg.jp/'>電子申請</a></p>", "test"),
        ("<p><a href='https://stg.shinsei.city.abc.lg.jp/'>電子申請</a></p>", "test"),
        ("<p><a href='https://e-shinsei.pref.abc.lg.jp/x'>電子申請</a></p>", "selfhosted"),
        ("<p><a href='https://www.nyusatsu.e-aichi.jp/'>入札</a></p>", "ebid"),
        ("<p><a href='https://sodaigomi-uketsuke.city.abc.jp/'>粗大</a></p>", "sodaisys"),
        (
            "<p><a href='https://apply.e-tumo.jp/city-b-u/'>a</a><a href='https://apply.e-tumo.jp/'>b</a></p>",
            "etumo city-b-u",
        ),
        (
            "<p><a href='https://www.task-asp.net/cu/eg/ykr112381.task'>施設予約</a></p>",
            "taskasp 112381",
        ),
        (
            "<p><a href='https://app.e-oss.myna.go.jp/Application/ecOssTop/'>法人設立</a></p>",
            "onestop_setup",
        ),
    ],
)
def test_a_system_is_its_host_and_tenant(markup, wanted):
    facts = systems.detect(document(f"<h1>手続</h1>{markup}"), Context())
    assert [fact.value for fact in facts if fact.kind == "system"] == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    "tenant, site, code, wanted",
    [
        ("city-koshigaya-saitama-u", "https://www.city.koshigaya.saitama.jp/", "", table.OWN),
        ("city-koshigaya-saitama-u", "https://www.koshigaya.lg.jp/", "", table.OWN),
        ("city-koshigaya-saitama-u", "https://www.city.soka.saitama.jp/", "", table.UNKNOWN),
        ("pref-saitama-u", "https://www.city.soka.saitama.jp/", "", table.PREFECTURE),
        ("pref-saitama-u", "https://www.pref.saitama.lg.jp/", "", table.OWN),
        ("151009", "", "151009", table.OWN),
        ("13108", "", "131083", table.OWN),
        ("130001", "", "131083", table.PREFECTURE),
        ("13109", "", "131083", table.OTHER),
        ("13109", "", "", table.UNKNOWN),
        ("Umi", "https://www.town.umi.lg.jp/", "", table.UNKNOWN),
    ],
)
def test_whose_a_tenant_is(tenant, site, code, wanted):
    assert table.belongs(tenant, site, code) == wanted


@pytest.mark.parametrize(
    "title, markup, wanted",
    [
        (
            "プライバシーポリシー",
            "<h1>プライバシーポリシー</h1><p>本サイトで取得した個人情報は、利用目的の範囲内でのみ使用します。</p><p>当サイトではCookieを使用しています。</p>",
            "cookies privacy",
        ),
        (
            "サイトのご利用について",
            "<h1>サイトのご利用について</h1><h2>個人情報の取り扱い</h2><p>お問い合わせフォームで得た氏名等は回答にのみ使います。</p>",
            "privacy",
        ),
        (
            "マイナンバー 特定個人情報保護評価書",
            "<h1>特定個人情報保護評価書</h1><p>個人情報ファイルを利用する事務の目的</p>",
            "",
        ),
        (
            "個人情報保護条例",
            "<h1>個人情報保護条例の改正</h1><p>個人情報の利用目的を定めます。</p>",
            "",
        ),
        (
            "クッキー作り教室",
            "<h1>親子クッキー作り教室</h1><p>クッキーを使用したお菓子作り。参加者募集</p>",
            "",
        ),
        (
            "オープンデータ",
            "<h1>オープンデータ</h1><p>CSV形式で公開。クリエイティブ・コモンズ 表示 4.0</p><ul><li><a href='aed.csv'>AED設置箇所</a></li></ul>",
            "open_data",
        ),
        (
            "オープンデータ研修",
            "<h1>オープンデータ研修会を開催</h1><p>職員20人が参加しました。</p>",
            "",
        ),
        (
            "避難所一覧（オープンデータ）",
            "<h1>避難所一覧</h1><p>利用条件：CC BY 4.0</p><a href='h.csv'>CSV</a>",
            "disaster open_data",
        ),
        ("統計", "<h1>人口統計</h1><a href='j.xlsx'>Excel</a>", ""),
        (
            "緊急情報",
            "<h1>緊急情報</h1><p>現在、避難指示が出ています。避難所：中央公民館</p>",
            "disaster",
        ),
        ("消防団員募集", "<h1>消防団員募集</h1><p>地域防災の要です。</p>", ""),
        ("災害見舞金", "<h1>災害見舞金</h1><p>火災に遭われた方</p>", ""),
        (
            "図書館",
            "<h1>図書館</h1><form action='/lib/s'><label>蔵書検索<input name=q></label><button>検索</button></form>",
            "",
        ),
        (
            "トップ",
            "<h1>町公式</h1><form action='https://www.google.com/search' method=get><input type=text name=q placeholder='キーワードを入力'><input type=submit value='検索'></form><a href='/sitemap.html'>サイトマップ</a>",
            "search sitemap",
        ),
        (
            "アンケート",
            "<h1>窓口</h1><p>x</p><form action='/e' method=post><p>この情報は役に立ちましたか？</p><input type=radio name=a>はい</form>",
            "feedback",
        ),
        (
            "アンケート",
            "<h1>窓口</h1><p>このページの内容は分かりやすかったですか</p><ul><li><a href='#'>はい</a></li></ul>",
            "feedback",
        ),
        ("市民アンケート結果", "<h1>市民アンケートの結果</h1><p>市政に満足ですか 50%</p>", ""),
        (
            "お問い合わせ",
            "<h1>お問い合わせ</h1><p>総務課 <a href='/inquiry/1.html'>お問い合わせはこちら</a></p>",
            "contact_form",
        ),
        (
            "お問い合わせ",
            "<h1>ご意見フォーム</h1><form method=post action=/m><label>お名前<input name=n></label><label>ご意見<textarea name=t></textarea></label></form>",
            "contact_form",
        ),
        ("お問い合わせ", "<h1>お問い合わせ</h1><p>電話 0123-4-5678 FAX 0123-4-5679</p>", ""),
        (
            "お問い合わせ",
            "<h1>お問い合わせ</h1><p>フォームは廃止しました。電話でお願いします。</p>",
            "",
        ),
        (
            "外国語",
            "<h1>外国人の方へ</h1><ul><li><a href='/en'>English</a></li><li><a href='/vi'>Tiếng Việt</a></li><li><a href='/e'>やさしい日本語</a></li></ul>",
            "languages",
        ),
        (
            "英語教室",
            "<h1>英語教室</h1><p><a href='e.html'>英語であそぼう</a> 中国語講座もあります</p>",
            "",
        ),
        (
            "外国人相談",
            "<h1>外国人相談窓口</h1><p>英語・中国語・ベトナム語で相談できます（電話）。</p>",
            "",
        ),
        (
            "メール配信",
            "<h1>町からのメール</h1><p>防災メール：空メールを送って登録してください。</p>",
            "push",
        ),
        (
            "LINE",
            "<h1>町公式LINE</h1><p>友だち登録すると、ごみの日のお知らせが届きます。</p><a href='https://lin.ee/x'>友だち追加</a>",
            "push",
        ),
        (
            "LINE",
            "<h1>LINE公式アカウント</h1><p>LINEで友だち追加をしてください。IDは @machi です。</p>",
            "push",
        ),
        (
            "防災無線",
            "<h1>防災行政無線</h1><p>電話で放送内容を確認できます（0120-000-000）。</p>",
            "",
        ),
        ("RSS", "<h1>RSSについて</h1><a href='/rss.xml'>新着情報RSS</a>", "push"),
        (
            "迷惑メール",
            "<h1>町をかたるメールにご注意</h1><p>町の配信メールを装った迷惑メールが届いています。</p>",
            "",
        ),
        (
            "メール配信終了",
            "<h1>メール配信サービスの終了</h1><p>メール配信は3月で終了しました。</p>",
            "",
        ),
        (
            "カード",
            "<h1>証明書</h1><p>マイナンバーカードをお持ちでない方は、窓口または郵送で請求できます。</p>",
            "card_free",
        ),
        (
            "カード",
            "<h1>コンビニ交付</h1><p>マイナンバーカードをお持ちでない方は利用できません。</p>",
            "",
        ),
        (
            "カード",
            "<h1>マイナポイント</h1><p>マイナンバーカードを持っていない方は、まずカードを申請してください。</p>",
            "",
        ),
        ("SSL", "<h1>常時SSL化のお知らせ</h1><p>サイト全体を常時SSL化しました。</p>", "https"),
        (
            "脆弱性",
            "<h1>脆弱性の報告</h1><p>https://www.city.example.jp/.well-known/security.txt をご覧ください</p>",
            "security_txt",
        ),
        (
            "ハザードマップ",
            "<h1>ハザードマップ</h1><ul><li><a href='a.pdf'>洪水ハザードマップ(PDF)</a></li></ul>",
            "disaster",
        ),
        (
            "サイトマップ",
            "<h1>サイトマップ</h1><ul><li><a href=a>くらし</a></li><li><a href=b>子育て</a></li><li><a href=c>町政</a></li></ul>",
            "sitemap",
        ),
        (
            "翻訳",
            "<h1>多言語</h1><p>自動翻訳（英語・中国語・韓国語）をご利用いただけます。</p><div id='google_translate_element'></div>",
            "languages",
        ),
        (
            "ごみ",
            "<h1>ごみの出し方</h1><ul><li><a href=a.pdf>英語版（PDF）</a></li><li><a href=b.pdf>Português(PDF)</a></li></ul>",
            "languages",
        ),
    ],
)
def test_marks_of_trust(title, markup, wanted):
    facts = trust.detect(document(markup, title), Context())
    marks = {fact.value for fact in facts if fact.kind == "trust"} - {"office"}
    assert marks == set(wanted.split())


def test_disaster_information_in_files_alone_is_told():
    alone = document("<h1>ハザードマップ</h1><a href='a.pdf'>洪水ハザードマップ(PDF)</a>")
    assert "pdf_only" in {fact.kind for fact in trust.detect(alone, Context())}
    beside = document(
        "<h1>ハザードマップ</h1><a href='a.pdf'>洪水ハザードマップ(PDF)</a><a href='b.html'>避難所一覧</a>"
    )
    assert "pdf_only" not in {fact.kind for fact in trust.detect(beside, Context())}


def test_licence_and_formats_of_open_data_are_told():
    page = document("<h1>オープンデータ</h1><p>ライセンス CC BY 4.0</p><a href='a.csv'>AED</a>")
    details = {(fact.kind, fact.value) for fact in trust.detect(page, Context())}
    assert {("data_licence", "CC BY 4.0"), ("data_format", "CSV")} <= details


@pytest.mark.parametrize(
    "markup, wanted",
    [
        (
            "<link rel=stylesheet href='/shared/site_rn/style/default.css'><script src='/shared/js/base.js'></script>",
            "cms8341",
        ),
        (
            "<link rel=stylesheet href='/_common/themes/base/style.css'><a href='/docs/2024010100012/'>x</a>",
            "joruri",
        ),
        (
            "<link rel='stylesheet' href='/_themes/top/style.css'><script src='/_common/js/x.js'></script>",
            "joruri",
        ),
        ("<a href='/content/000012345.pdf'>x</a><img src='/common/000000123/logo.png'>", "alaya"),
        (
            "<meta name=generator content='WordPress 6.5'><link rel=stylesheet href='/wp-content/themes/a/style.css'>",
            "wordpress",
        ),
        (
            "<link rel=stylesheet href='/wp-content/themes/a/style.css'><img src='/wp-content/uploads/a.png'>",
            "wordpress",
        ),
        (
            "<meta name='Generator' content='Drupal 10 (https://www.drupal.org)'><script src='/core/misc/drupal.js'></script>",
            "drupal",
        ),
        ("<!-- scs_jyogai_start --><div class=jsmessage>x</div>", "4uweb"),
        ("<script>var cms_api_domain='x';var cms_api_token='y';</script>", "smart_lgov"),
        (
            "<script src='https://abc.smart-lgov.jp/a.js'></script><script>var cms_api_token='y';</script>",
            "smart_lgov",
        ),
        ("<img src='/ssi/a.gif'><a href='/hp/page000000100/hpg000000012.htm'>x</a>", "netcrew"),
        (
            "<link href='/_template_/_site_/_default_/_res/a.css' rel=stylesheet><img src='/_res/projects/default_project/a.png'>",
            "tsunago",
        ),
        ("<code>&lt;link href=/wp-content/themes/&gt;</code><p>/wp-includes/ のフォルダ</p>", ""),
    ],
)
def test_a_product_needs_two_signs(markup, wanted):
    facts = vendors.detect(document(markup), Context())
    assert [fact.value for fact in facts if fact.kind == "vendor"] == ([wanted] if wanted else [])


def test_unknown_families_are_clustered_and_not_guessed():
    page = "<link href='/lib/a/x.css' rel=stylesheet><script src='/lib/b/y.js'></script><a href='/soshiki/{0}/1/{0}.html'>x</a>"
    other = "<link href='/q/a.css' rel=stylesheet><script src='/r/b.js'></script><a href='/s/t/u.html'>x</a>"
    shapes = {str(n): products.shape(page.format(n)) for n in range(3)} | {
        "z": products.shape(other)
    }
    assert products.clusters(shapes) == dict.fromkeys("012", "不明-A")


@pytest.mark.parametrize(
    ("mark", "title", "markup"),
    [
        (
            "privacy",
            "サイトポリシー",
            "<h2>個人情報の保護</h2><p>フォームに入力された氏名等は回答のためにのみ用います。</p>",
        ),
        (
            "open_data",
            "オープンデータカタログ",
            '<p><a href="https://catalog.data.example/">データを探す</a></p>',
        ),
        ("disaster", "もしものときに", '<p><a href="h.html">避難する場所</a></p>'),
        (
            "disaster",
            "大雨に備えて",
            "<p>警戒レベル4で全員が避難します。お住まいの近くの避難先を確かめてください。</p>",
        ),
        ("sitemap", "町", '<p><a href="all.html">全ページ一覧</a></p>'),
        ("feedback", "町", "<p>お求めの情報は見つかりましたか？</p><p><button>はい</button></p>"),
        (
            "contact_form",
            "町",
            '<p><a href="https://logoform.jp/form/a/1">ご意見・ご提案をお寄せください</a></p>',
        ),
        ("languages", "町", '<p><a href="t.html">Language</a></p>'),
        (
            "push",
            "防災情報の配信",
            "<p>登録した方に気象警報や避難情報をメールで届けます。空メールを送ってください。</p>",
        ),
        ("push", "町", '<p><a href="x.html">安全・安心メール</a></p>'),
        (
            "card_free",
            "申請",
            "<p>マイナンバーカード以外でも申請できます。IDとパスワードを登録してください。</p>",
        ),
        ("https", "町", "<p>すべてのページを暗号化通信（https）でご覧いただけます。</p>"),
    ],
)
def test_marks_of_trust_in_other_words(mark, title, markup):
    facts = trust.detect(document(f"<h1>{title}</h1>{markup}", title), Context())
    assert mark in {fact.value for fact in facts if fact.kind == "trust"}


@pytest.mark.parametrize(
    ("is_system", "markup"),
    [
        (
            True,
            '<p><a href="https://www.shisetsu-rsv.example.com/aoba/">施設の空き状況と予約</a></p>',
        ),
        (True, '<p>申込みは<a href="https://www.townform.example.net/a1">こちら</a>から。</p>'),
        (True, "<p>申請はこちらのサイトから https://shinsei.example-gov.net/aoba</p>"),
        (True, "<p>予約サイト：https://book.clinic-example.com/t/12</p>"),
        (
            True,
            '<h2>インターネットで申し込む</h2><p><a href="https://entry-system.example.com/f">https://entry-system.example.com/f</a></p>',
        ),
        (
            True,
            '<ul><li><a href="https://gomi-navi.example.com/order">粗大ごみ受付システム</a></li></ul>',
        ),
        (True, '<p><a href="https://example-forms.com/r/abc">参加申込フォーム</a></p>'),
        (
            True,
            '<table><tr><th>オンライン申請</th><td><a href="https://ap.example-cloud.com/t/1">申請画面へ</a></td></tr></table>',
        ),
        (
            False,
            '<p>申請書は<a href="https://www.pref.example.lg.jp/form.html">県のページ</a>から。</p>',
        ),
        (
            False,
            '<p><a href="https://www.shakyo-example.or.jp/">社会福祉協議会</a>へお申し込みください。</p>',
        ),
        (False, '<p><a href="https://get.adobe.com/jp/reader/">Adobe Reader</a>が必要です。</p>'),
        (False, '<p><a href="https://www.youtube.com/watch?v=1">申請のしかた（動画）</a></p>'),
        (False, '<p><a href="https://www.facebook.com/aoba">フェイスブック</a></p>'),
        (False, '<p><a href="https://www.jma.go.jp/">気象庁</a></p>'),
        (False, '<p><a href="https://maps.google.com/?q=1">地図</a> 窓口で申請してください。</p>'),
        (
            False,
            '<p>申込みは商工会（<a href="https://www.shokokai-x.jp/">ホームページ</a>）へ。</p>',
        ),
        (False, '<p><a href="https://www.example-bus.co.jp/">バス会社</a>で予約してください。</p>'),
        (False, '<p><a href="https://translate.google.com/translate?u=x">翻訳</a></p>'),
    ],
)
def test_an_unlisted_system_is_told_by_what_its_link_does(is_system, markup):
    facts = systems.detect(document(f"<h1>手続</h1>{markup}"), Context())
    assert bool([fact for fact in facts if fact.kind == "unknown_system"]) == is_system
