"""Marks of trust and findability that a page shows: what a reader can find, ask, follow or refuse.

A word alone is no mark: an account of requests for data is no privacy policy, a loudspeaker no
push channel, a search in a library's books no search of the site.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from audits.services.document import BREADCRUMB, HEADING, Block, Link, ServiceDocument
from audits.services.facts import LIKELY, QUOTED, SURE, Context, DetectorMeta, Fact, quote
from audits.services.numerals import plain, sentences

META = DetectorMeta(
    title={"ja": "信頼と見つけやすさ", "en": "Trust and findability"},
    kinds=("trust", "offered_language", "push_channel", "data_licence", "data_format", "pdf_only"),
)
Found = Iterator[tuple[str, str, Block | str, str]]
"""Kind, value, the line, and how sure."""

PRIVACY_NAME = re.compile(
    r"プライバシー(?:・?ポリシー)?|個人情報(?:等)?の?(?:取り?扱|保護(?:方針|"
    r"について|に関する(?:方針|取)|$)|利用目的)|privacy",
    re.I,
)
PRIVACY_TEXT = re.compile(
    r"個人情報[^。]{0,60}(?:第三者|目的|利用|収集|管理|提供|開示しません)|"
    r"(?:アクセスログ|Cookie|クッキー)[^。]{0,40}(?:収集|取得|使用|利用)"
)
PRIVACY_PAGE = re.compile(
    r"個人情報|プライバシー|免責|サイトポリシー|利用にあたって|このサイト|当サイト|このHP|著作権"
)
OF_SITE = re.compile(r"サイト|ホームページ|ポリシー|ご?利用|免責|個人情報|プライバシー")
NOT_PRIVACY = re.compile(
    r"運用状況|開示請求|条例|審査会|審議会|制度の|評価書|ファイル簿|保護評価|"
    r"漏えい|流出|研修|マイナンバー|特定個人情報|のぞき|プライバシーに配慮|施行"
)
SECURITY_TXT = re.compile(r"/\.well-known/security\.txt|/security\.txt(?:$|[?#])", re.I)
OPEN_DATA = re.compile(r"オープン ?データ|open ?data", re.I)
NOT_OPEN_DATA = re.compile(
    r"研修|講座|セミナー|コンテスト|ハッカソン|アイデアソン|検討|会議|推進計画|とは$"
)
LICENCE = re.compile(
    r"CC[ -]?BY(?:[ -](?:SA|NC|ND)){0,2}(?: ?[0-9]\.[0-9])?|"
    r"クリエイティブ・?コモンズ[^。、]{0,16}|CC0|"
    r"(?:商用も含め)?自由に?二次利用[^。、]{0,8}|公共データ利用規約[^。、]{0,8}|"
    r"PDL ?1\.0|政府標準利用規約[^。、]{0,10}"
)
DATA_FORMAT = re.compile(r"\b(?:CSV|JSON|GeoJSON|XML|RDF|XLSX?|API|Shapefile|KML|GTFS)\b", re.I)
DATA_FILES = frozenset(("csv", "xls", "zip"))
CATALOGUE = re.compile(r"ckan|catalog|dataset|opendata|open-data|odcs\.bodik|data\.", re.I)
DISASTER = re.compile(
    r"避難(?:する(?:場所|ところ)|所|場所|情報|指示|マップ|経路|施設|行動|勧告|先)|ハザード ?マップ|"
    r"防災(?:マップ|情報|ガイド|ハンドブック|気象|ポータル|地図|のしおり)|"
    r"緊急(?:情報|のお知らせ|災害)|災害(?:情報|時の|に備え|が起き|発生|対策)|"
    r"(?:大雨|台風|地震|津波|大雪|洪水|噴火)(?:に|への)(?:備え|そなえ|対応|対策)|"
    r"(?:洪水|津波|土砂災害|浸水|地震|火山)[^。]{0,8}(?:マップ|情報|区域|備え|"
    r"とき|ときは)|"
    r"evacuat|emergency|hazard map|disaster",
    re.I,
)
NOT_DISASTER = re.compile(
    r"名簿|要支援者|災害(?:見舞|弔慰|義援|共済|ボランティア|復旧工事|協定)|罹災|り災|救急|当番|"
    r"報酬|条例|会議|委員|入札"
)
SEARCH = re.compile(
    r"サイト内(?:を)?検索|ページ(?:を|内)?検索|ホームページ(?:を|内)検索|"
    r"キーワード検索|site search|search this site|検索",
    re.I,
)
OTHER_SEARCH = re.compile(
    r"蔵書|図書|書名|著者|本を|資料検索|品目|用語|番号|例規|条例|議事録|会議録|職員|施設|郵便|事業者|法人|物件|"
    r"求人|ごみ分別|分別検索|辞典|空き家|バス|時刻|統計|イベント|講座|入札|"
    r"医療機関|病院"
)
SEARCHED = re.compile(r"([一-龥ァ-ヶー]{2,12})(?:を|の)?検索")
OF_SITE_SEARCH = re.compile(
    r"サイト|ページ|キーワード|ホーム|情報|全文|詳細|簡易|記事|コンテンツ|文字|"
    r"単語|全体|自由|グーグル|高度"
)
"""What a box searches that searches the site; any other noun is a search of something else."""
SITEMAP = re.compile(r"サイト ?マップ|site ?map|^(?:全|すべての|全ての)?ページの?一覧$", re.I)
NOT_SITEMAP = re.compile(r"ハザード|サイトマップ\.xml")
FEEDBACK = re.compile(
    r"(?:この|本)?(?:ページ|記事|情報|内容)[^。?]{0,20}(?:役に立|役立|参考にな|"
    r"見つけやす|分かりやす|わかりやす|探しやす|見やす)[^。]{0,12}(?:か|たか|"
    r"でしたか)|"
    r"(?:情報|内容|お?探しのもの)[^。?]{0,10}見つか[りら][^。?]{0,8}か|"
    r"(?:この|本)ページ(?:について|に関する|の)[^。]{0,10}(?:評価|ご?感想|"
    r"アンケート|ご意見)|was this page (?:helpful|useful)|did you find",
    re.I,
)
FORM_NAME = re.compile(
    r"(?:問い?合わ?せ|問合せ?|ご意見|ご要望|メール|相談|連絡)[^。]{0,8}フォーム|"
    r"フォーム(?:から|で)[^。]{0,8}(?:問い?合わ?せ|ご意見)|"
    r"メールで?の?(?:お?問い?合わ?せ)|contact (?:form|us)",
    re.I,
)
OPINION = re.compile(r"ご?意見|ご?要望|ご?提案|お?問い?合わ?せ|ご?質問")
CHOICE = re.compile(
    r"^(?:language|languages|foreign languages?|多言語|外国語|言語(?:選択|切替))$", re.I
)
"""Words of a link to the choice of languages."""
LANGUAGES = {
    "en": r"English|英語",
    "zh": r"中文|简体(?:中文|字)?|繁[體体](?:中文|字)?|中国語|Chinese|簡体字|繁体字",
    "ko": r"한국어|韓国語|ハングル|Korean|조선말",
    "vi": r"Ti[eế]ng Vi[eệ]t|ベトナム語|Vietnamese",
    "pt": r"Portugu[eê]s|ポルトガル語|Portuguese",
    "es": r"Espa[nñ]ol|スペイン語|Spanish",
    "tl": r"Tagalog|Filipino|タガログ語|フィリピノ語|Pilipino",
    "id": r"(?:Bahasa )?Indonesia|インドネシア語|Indonesian",
    "ne": r"नेपाली|ネパール語|Nepali",
    "th": r"ภาษาไทย|ไทย|タイ語|Thai",
    "my": r"မြန်မာ[^ ]{0,12}|ミャンマー語|ビルマ語|Burmese",
    "easy": r"やさしい(?:日本語|にほんご)|easy Japanese|plain Japanese",
}
LANGUAGE = {
    code: re.compile(
        rf"^(?:[(\[【<＜] ?)?(?:{names})(?: ?(?:版|ページ|サイト|で読む|site|page|version))?"
        rf"(?: ?\([^)]{{1,16}}\))?(?: ?[)\]】>＞])?$",
        re.I,
    )
    for code, names in LANGUAGES.items()
}
NAMED_LANGUAGE = {code: re.compile(names, re.I) for code, names in LANGUAGES.items()}
MACHINE = re.compile(
    r"(?:機械|自動)翻訳|(?:google|グーグル)[_ ]?(?:翻訳|translate)|多言語(?:対応|"
    r"表示|翻訳)|外国語(?:版|ページ)?(?:に|で|へ|表示)|foreign languages?|"
    r"translate",
    re.I,
)
TRANSLATOR = re.compile(
    r"google_translate_element|translate\.google|translate\.goog|\.j-server\.com|"
    r"kotozna|wovn\.io|j-translate|honyaku",
    re.I,
)
PUSH_MAIL = re.compile(
    r"(?:安全・?安心|安心・?安全|防災|防犯)(?:情報)?メール|メールで(?:お?届け|お知らせ|配信|受け取)|"
    r"(?:防災|安心|安全|緊急|情報|子育て|行政|メール|"
    r"配信)[^。]{0,10}メール[^。]{0,12}(?:登録|配信|会員|サービス)|メール(?:配信|"
    r"マガジン)(?:サービス)?|メルマガ|(?:配信|登録)メール|"
    r"(?:防災|安心|安全)[^。]{0,6}メール(?:に登録|の登録|登録)",
)
PUSH_LINE = re.compile(
    r"LINE(?:公式)?(?:アカウント)?[^。]{0,12}(?:友だち|友達|ともだち|追加|登録|"
    r"配信|受信|お知らせ)?",
    re.I,
)
PUSH_APP = re.compile(
    r"(?:防災|ごみ|子育て|公式|市政|町政|行政)[^。]{0,8}アプリ|アプリ(?:を|"
    r"の)?(?:ダウンロード|インストール|配信|登録)|プッシュ通知|App Store|"
    r"Google Play",
    re.I,
)
RSS = re.compile(
    r"(?:^|[^A-Za-z])(?:RSS|Atom)(?:[^A-Za-z]|$)|\.(?:rss|rdf|atom)$|/(?:rss|feed)(?:/|\.xml|$)",
    re.I,
)
NO_PUSH = re.compile(
    r"終了|廃止|停止|準備中|予定|いたしません|していません|迷惑メール|なりすまし|注意"
)
COOKIE = re.compile(r"(?:Cookie|クッキー)(?:s|類)?", re.I)
COOKIE_NEAR = re.compile(
    r"サイト|ブラウザ|アクセス|解析|Analytics|使用|利用|同意|無効|ポリシー|取得|"
    r"保存|設定|受け入れ|consent|accept|use",
    re.I,
)
COOKING = re.compile(
    r"クッキー(?:作り|づくり|焼|を焼|教室|の?販売|の?型)|菓子|レシピ|小麦|バター|"
    r"焼き|おやつ|手作り|召し上が"
)
TRACKING = re.compile(
    r"(?:Google ?(?:Analytics|アナリティクス)|アクセス解析(?:ツール|"
    r"サービス))[^。]{0,40}(?:使用|利用|収集|導入)",
    re.I,
)
CARDLESS = re.compile(
    r"(?:マイナ(?:ンバー)?)?カード(?:が|を|の)?(?:なくても|無くても|なしで(?:も)?|"
    r"無しで|不要|持っていなくても|お持ちでなくても|使わなくても|使わずに|"
    r"使わない|以外(?:でも|の方法))|"
    r"(?:マイナ(?:ンバー)?)カード[^。]{0,4}(?:お持ちで(?:は)?ない|持っていない|"
    r"ない|無い|持たない)(?:方|人|かた|場合)"
)
NOT_CARDLESS = re.compile(
    r"(?:でき|いただけ|なれ|受けられ|使え|お使いになれ)(?:ません|ない)|"
    r"申請(?:して|を)|(?:作|取得し)(?:って|て|りませんか)|必要(?:です|となります)|"
    r"利用不可|ご遠慮"
)
OFFICE = re.compile(r"(?:課|係|室|局|部|支所|センター|事務所|班|担当|Division|Department)")
OFFICE_LABEL = re.compile(
    r"お?問い?合わ?せ(?:先)?|問合せ先|担当(?:課|部署|窓口)?|所管|作成(?:者|課)?|"
    r"掲載(?:課|者)?|発信元|文責|"
    r"このページに関する|連絡先|情報発信",
    re.I,
)
SIGNED = re.compile(r"(?:課|係|室|班)[)） ]{0,2}(?:[0-9]{4}[年./-]|令和|平成|直通|内線)")
PHONE = re.compile(
    r"(?<![0-9])0[0-9]{0,4}[-(][0-9]{1,4}[-)][0-9]{3,4}(?![0-9])|電話|TEL|内線", re.I
)
HTTPS = re.compile(
    r"(?:常時|(?:全|すべ)(?:て|ての)?ページ|サイト全体)[^。]{0,10}(?:SSL|TLS|HTTPS|暗号化)|"
    r"(?:SSL|TLS|HTTPS)[^。]{0,12}(?:対応し(?:まし)?た|化し|通信|暗号)",
    re.I,
)
SIGN_UP = re.compile(r"空メール|登録(?:して|でき|方法|は)|@")
FRIEND = re.compile(r"LINE[^。]{0,30}友(?:だち|達)(?:に|を|へ)?(?:追加|登録|なっ)")
FEW = 2
SHORT = 90
MARKS_OF_READING = 60


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """Each mark once, the line that shows it best beside it, and details of some."""
    seen: set[tuple[str, str]] = set()
    for rule in RULES:
        for kind, value, line, confidence in rule(document, context):
            if (kind, value) not in seen:
                seen.add((kind, value))
                shown = line if isinstance(line, str) else quote(line)
                yield Fact("trust", kind, value, shown, document.url, confidence)


def _links(document: ServiceDocument) -> Iterator[tuple[Block, Link, str]]:
    for block in document.blocks:
        if block.region != BREADCRUMB:
            for link in block.links:
                yield block, link, plain(link.text)


def _top(document: ServiceDocument) -> str:
    return plain(f"{document.title} {document.heading}")


def _privacy(document: ServiceDocument, context: Context) -> Found:
    for block, link, words in _links(document):
        is_page = link.kind in ("page", "pdf")
        if is_page and PRIVACY_NAME.search(words) and not NOT_PRIVACY.search(words):
            yield "trust", "privacy", block, SURE
    top = _top(document)
    if NOT_PRIVACY.search(top):
        return
    named = [top, *(b.plain for b in document.main if b.kind == HEADING)]
    for block in document.main:
        text = block.plain
        is_section = block.kind == HEADING and PRIVACY_NAME.search(text)
        if is_section and not NOT_PRIVACY.search(text) and OF_SITE.search(top):
            yield "trust", "privacy", block, SURE
    if any(PRIVACY_PAGE.search(text) for text in named):
        for block in document.main:
            if PRIVACY_TEXT.search(block.plain):
                yield "trust", "privacy", block, SURE


def _security_txt(document: ServiceDocument, context: Context) -> Found:
    for block, link, _ in _links(document):
        if SECURITY_TXT.search(link.href):
            yield "trust", "security_txt", block, SURE
    for printed in document.printed:
        if SECURITY_TXT.search(printed.address):
            yield "trust", "security_txt", document.blocks[printed.block], SURE


def _open_data(document: ServiceDocument, context: Context) -> Found:
    named = [
        document.title,
        *document.breadcrumb,
        *(b.text for b in document.main if b.kind == HEADING),
    ]
    is_page = any(OPEN_DATA.search(plain(t)) for t in named)
    is_talk = NOT_OPEN_DATA.search(_top(document)) is not None
    licences = [(b, m[0]) for b in document.main if (m := LICENCE.search(b.plain))]
    files = [(b, link) for b, link in document.links() if link.kind in DATA_FILES]
    formats = [(b, m[0].upper()) for b in document.main for m in DATA_FORMAT.finditer(b.plain)]
    is_told = is_page or any(OPEN_DATA.search(b.plain) for b in document.main)
    has_data = bool(files or formats)
    leads = any(CATALOGUE.search(link.href) for _, link in document.links())
    is_offered = (licences and has_data) or (is_told and (licences or files))
    if is_page and leads and not is_talk and not is_offered:
        block = next(b for b, link in document.links() if CATALOGUE.search(link.href))
        yield "trust", "open_data", block, LIKELY
    if is_offered or (is_page and formats and not is_talk):
        block = (licences or formats or [(files[0][0], "")])[0][0]
        yield "trust", "open_data", block, SURE
        for block, licence in licences:
            yield "data_licence", licence.strip(), block, SURE
        for block, name in formats:
            yield "data_format", name, block, SURE
        for block, link in files:
            yield "data_format", link.kind.upper(), block, SURE
    for block, link, words in _links(document):
        if OPEN_DATA.search(words) and not NOT_OPEN_DATA.search(words):
            sure = SURE if CATALOGUE.search(link.href) or len(words) <= 14 else LIKELY
            yield "trust", "open_data", block, sure


def _disaster(document: ServiceDocument, context: Context) -> Found:
    kinds: list[tuple[Block, str]] = []
    for block, link, words in _links(document):
        text = words if len(words) > 3 else f"{block.plain} {' '.join(block.headings[-1:])}"
        is_message = PUSH_MAIL.search(words) or PUSH_APP.search(words) or "LINE" in words
        if DISASTER.search(text) and not NOT_DISASTER.search(words) and not is_message:
            kinds.append((block, link.kind))
    top = _top(document)
    if not kinds and DISASTER.search(top) and not NOT_DISASTER.search(top):
        rest = [b for b in document.main if b.kind != HEADING and len(b.text) > 3]
        if rest:
            yield "trust", "disaster", rest[0], LIKELY
        return
    if kinds:
        yield "trust", "disaster", kinds[0][0], SURE
        if all(kind == "pdf" for _, kind in kinds) and not _tells_more(document, kinds):
            yield "pdf_only", "disaster", kinds[0][0], LIKELY


def _tells_more(document: ServiceDocument, kinds: list[tuple[Block, str]]) -> bool:
    """Whether the page tells of shelters and dangers itself, beside the files that it links."""
    linked = {id(block) for block, _ in kinds}
    rest = [b for b in document.main if b.kind != HEADING and id(b) not in linked]
    return sum(len(b.text) for b in rest if DISASTER.search(b.text)) >= SHORT


def _search(document: ServiceDocument, context: Context) -> Found:
    for form in document.forms:
        words = plain(f"{form.text} {' '.join(f.label for f in form.fields)}")
        special = [noun for noun in SEARCHED.findall(words) if not OF_SITE_SEARCH.search(noun)]
        if form.is_search and not OTHER_SEARCH.search(f"{words} {form.action}") and not special:
            where = words or form.action
            yield "trust", "search", where[:QUOTED], SURE
    for script in document.scripts:
        if re.search(
            r"cse\.google|google\.com/cse|/coop/cse|search\.yahoo|marsfinder|probo", script
        ):
            yield "trust", "search", script[:QUOTED], SURE
    for block, link, words in _links(document):
        if SEARCH.search(words) and "サイト内" in words and link.kind == "page":
            yield "trust", "search", block, LIKELY


def _sitemap(document: ServiceDocument, context: Context) -> Found:
    for block, link, words in _links(document):
        if SITEMAP.search(words) and not NOT_SITEMAP.search(words) and link.kind == "page":
            yield "trust", "sitemap", block, SURE
    is_named = re.search(r"^(?:[^|\-:]{0,20} ?[|\-:] ?)?サイトマップ", plain(document.title))
    if is_named and sum(1 for _ in document.links()) > FEW:
        yield "trust", "sitemap", document.title, SURE


def _feedback(document: ServiceDocument, context: Context) -> Found:
    for form in document.forms:
        if FEEDBACK.search(plain(form.text)):
            yield "trust", "feedback", plain(form.text)[:QUOTED], SURE
    for block in document.blocks:
        if FEEDBACK.search(block.plain) and len(block.text) <= 2 * SHORT:
            yield "trust", "feedback", block, SURE


def _contact_form(document: ServiceDocument, context: Context) -> Found:
    systems = context.known_systems
    for block, link, words in _links(document):
        if link.kind in ("mail", "tel", "fragment", "pdf", "doc", "xls"):
            continue
        match = systems.recognise(link.href, document.url)
        is_form = match is not None and (
            match.system.kind == "inquiry"
            or (match.system.kind in ("form", "apply") and OPINION.search(words) is not None)
        )
        if is_form or (FORM_NAME.search(words) and not NO_PUSH.search(block.text)):
            yield "trust", "contact_form", block, SURE
    for form in document.forms:
        has_text = any(f.type in ("textarea", "email") for f in form.fields)
        if (
            has_text
            and form.method == "post"
            and not form.is_login
            and re.search(
                r"問い?合わ?せ|問合せ|ご意見|要望|contact|inquiry",
                f"{form.text} {form.action} {_top(document)}",
            )
        ):
            yield "trust", "contact_form", plain(form.text)[:QUOTED], SURE


def _languages(document: ServiceDocument, context: Context) -> Found:
    for block, _link, words in _links(document):
        if CHOICE.match(words):
            yield "trust", "languages", block, SURE
        for word in (words, *re.split(r"[ /・|、]+", words)):
            for code, pattern in LANGUAGE.items():
                if word and len(words) <= MARKS_OF_READING and pattern.match(word):
                    yield "trust", "languages", block, SURE
                    yield "offered_language", code, block, SURE
    for block in document.blocks:
        text = block.plain
        named = sum(1 for pattern in NAMED_LANGUAGE.values() if pattern.search(text))
        is_offered = block.links or TRANSLATOR.search(document.markup) or named > 1
        if MACHINE.search(text) and is_offered:
            yield "trust", "languages", block, LIKELY
    found = TRANSLATOR.search(document.markup)
    if found:
        yield "trust", "languages", found[0], LIKELY


def _push(document: ServiceDocument, context: Context) -> Found:
    for block, link, words in _links(document):
        text = block.plain
        if NO_PUSH.search(text[:SHORT]) and len(text) <= 2 * SHORT:
            continue
        channel = _channel(link.href, words)
        if channel:
            yield "trust", "push", block, SURE
            yield "push_channel", channel, block, SURE
    for block in document.main:
        text = block.plain
        if NO_PUSH.search(text):
            continue
        if PUSH_MAIL.search(text) and SIGN_UP.search(text):
            yield "trust", "push", block, LIKELY
            yield "push_channel", "mail", block, LIKELY
        if FRIEND.search(text):
            yield "trust", "push", block, LIKELY
            yield "push_channel", "line", block, LIKELY


def _channel(href: str, words: str) -> str:
    if re.search(r"^https?://(?:[a-z.]{0,20}\.)?(?:line\.me/R?/?ti/p|line\.me/|lin\.ee/)", href):
        return "line"
    if PUSH_MAIL.search(words):
        return "mail"
    if re.search(r"LINE", words) and PUSH_LINE.search(words):
        return "line"
    if PUSH_APP.search(words) or re.search(r"apps\.apple\.com|play\.google\.com/store", href):
        return "app"
    return "rss" if RSS.search(words) or RSS.search(href) else ""


def _cookies(document: ServiceDocument, context: Context) -> Found:
    for block in document.blocks:
        for sentence in sentences(block.plain):
            if TRACKING.search(sentence):
                yield "trust", "cookies", block, SURE
            if not COOKIE.search(sentence) or COOKING.search(sentence):
                continue
            if COOKIE_NEAR.search(COOKIE.sub("", sentence)):
                yield "trust", "cookies", block, SURE


def _card_free(document: ServiceDocument, context: Context) -> Found:
    for block in document.main:
        for sentence in sentences(block.plain):
            match = CARDLESS.search(sentence)
            if match and not NOT_CARDLESS.search(sentence[match.end() :][:MARKS_OF_READING]):
                yield "trust", "card_free", block, SURE


def _https(document: ServiceDocument, context: Context) -> Found:
    for block in document.main:
        text = block.plain
        if HTTPS.search(text) and not re.search(r"フォームのみ|一部|非対応|未対応|予定", text):
            yield "trust", "https", block, LIKELY


def _office(document: ServiceDocument, context: Context) -> Found:
    for block in document.main:
        text = block.plain
        label = plain(f"{block.label} {' '.join(block.headings[-1:])}")
        if not OFFICE.search(text) or len(text) > 3 * SHORT:
            continue
        is_said = OFFICE_LABEL.search(label) or OFFICE_LABEL.search(text[:20])
        if PHONE.search(text) or is_said or SIGNED.search(text):
            yield "trust", "office", block, SURE if PHONE.search(text) else LIKELY


RULES: tuple[Callable[[ServiceDocument, Context], Found], ...] = (
    _privacy,
    _security_txt,
    _open_data,
    _disaster,
    _search,
    _sitemap,
    _feedback,
    _contact_form,
    _languages,
    _push,
    _cookies,
    _card_free,
    _https,
    _office,
)
