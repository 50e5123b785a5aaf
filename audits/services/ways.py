"""By which ways a line says that something is done: online, booked, by post, at a counter.

A way counts only where it is open: what is refused, promised, ended, or explained in a manual is
none. A sentence is the unit, for one line may open one way and close another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from audits.services.document import HEADING, Block, Link
from audits.services.systems import Systems

ONLINE, BOOKING, PREFILL, NAVIGATOR = "online", "booking", "prefill", "navi"
COUNTER, POST, PHONE, FAX, STORE, EMAIL, LINE = (
    "counter",
    "post",
    "phone",
    "fax",
    "store",
    "email",
    "line",
)
SENTENCES = re.compile(r"(?<=[。！!？?])|\n|(?<=\.) (?=[A-Z])")
CLOSED = re.compile(
    r"でき(?:ません|ない|かね)|(?:受け?付け?|対応し|取り?扱っ|行っ|行なっ|実施し|"
    r"認め)て(?:は)?(?:い|おり)?(?:ません|ない)|"
    r"(?:受け?付け|受けられ|承れ|出せ|使え)(?:ません|ない)|"
    r"(?:不可|対象外|未対応|非対応)|ご?遠慮|お断り|いたしません|(?:では|による)?(?:受付|申請|"
    r"届出|申込)?(?:は)?ありません|"
    r"準備中|検討(?:中|して|します)|予定(?:です|しています)|(?:受付|申請|募集|サービス)(?:は|"
    r"を)?終了|"
    r"終わりました|停止中|休止|not (?:available|accept|possible)|cannot|no longer",
    re.IGNORECASE,
)
NOT_NEEDED = re.compile(
    r"(?:不要|要りません|いりません|必要(?:は|が)?(?:あり|ござい)ません|必要ない|なくても|"
    r"なしで|なしに|することなく|せずに|ませんので安心|免除)"
)
EXPLAINS = re.compile(
    r"受講|マニュアル|操作(?:手順|方法|説明)|使い方|手引|よくある質問|FAQ|Q&A|(?:動画|"
    r"説明)(?:を|で)|ヘルプ|manual|user guide",
    re.IGNORECASE,
)
PAYING = re.compile(
    r"(?:キャッシュレス|クレジット|スマホ|スマートフォン|PayPay|電子マネー|ペイジー|QRコード|"
    r"コンビニ)[^。]{0,10}(?:決済|納付|払|支払)|"
    r"(?:払|納付|決済|納め)(?:え|い|う|でき|られ)"
)
DEED = (
    "申請|手続き?|申し?込(?:み|む|め|ん)?|届け?出?|請求|提出|申告|受付|予約|登録|回答|依頼|"
    "応募|交付|発行|更新|再交付|お?出し|送信|報告|"
    "入力|アップロード|応札|入札|契約|締結|署名|利用"
)
ONLINE_WORDS = re.compile(
    r"方法[^。:]{0,4}:[^。]{0,16}(?:オンライン|インターネット|電子)|"
    rf"(?:電子|オンライン|インターネット|ネット|ウェブ|WEB|Web|スマホ|スマートフォン|パソコン|PC|デジタル|スマート|Eメール以外)"
    rf"(?:での?|から(?:の)?|による|にて|上(?:で|の)|を(?:利用|使)[^。]{{0,6}}|経由で|で[^。]{{0,12}}|から[^。]{{0,12}}|を[^。]{{0,8}}で)?(?:{DEED})|"
    r"電子(?:申請|申告|届出|入札|契約|データで(?:交付|提出|送))|"
    r"(?:ぴったりサービス|マイナポータル|eLTAX|エルタックス|e-?Tax|GビズID|Jグランツ|jGrants|"
    r"e-Gov|PCdesk|LoGoフォーム|Graffer|スマート申請|"
    r"クラウドサイン|GMOサイン|かんたん申請|調達ポータル|引越しワンストップサービス|"
    r"食品衛生申請等システム|サポート窓口システム)|"
    r"(?:申請|届出|申込|受付|申請等?|登録|予約|応札|入札|報告|手続)(?:用)?(?:システム|フォーム|"
    r"サイト|ページへ|ポータル)|"
    r"(?:フォーム|システム|サイト|ポータル|アプリ)(?:から|で|に|により)[^。]{0,20}(?:申請|"
    r"申し?込|届|提出|入力|送|予約|請求|登録|報告|応札)|"
    r"(?:申し?込み?|入力|応募|専用|受付|届出|変更)フォーム|"
    r"(?:ネット|オンライン|Web|WEB|インターネット)(?:受付|でも?(?:可|OK|できます|受け付け))|"
    r"(?:オンライン|ネット|スマホ|スマートフォン|インターネット)(?:で|から)?(?:完了|完結)|"
    r"(?:apply|application|submit|register|file|request|book|pay|renew)[^.]{0,30}\bonline\b|"
    r"\bonline (?:application|form|service|portal|request|filing|submission)|"
    r"网上(?:申请|办理)|在线申请|온라인 ?신청|trực tuyến|pela internet|on-?line",
    re.IGNORECASE,
)
BOOKING_WORDS = re.compile(
    r"予約|日時を選|reserv|\bappointment|예약|预约|đặt (?:lịch|hẹn)|agendamento", re.IGNORECASE
)
BOOKED_ONLINE = re.compile(
    r"インターネット|ネット|オンライン|ウェブ|Web|サイト|フォーム|システム|LINE|スマホ|"
    r"スマートフォン|24時間|\bonline\b",
    re.IGNORECASE,
)
PREFILL_WORDS = re.compile(
    r"事前入力|(?:申請書|届書?|届出書)(?:を|の)?(?:事前|あらかじめ)?(?:に)?(?:作成|"
    r"入力)(?:サービス|システム|支援|でき)|書かない窓口.{0,20}(?:入力|サービス|スマホ)|"
    r"(?:入力|作成)[^。]{0,24}(?:QR|二次元)コード[^。]{0,20}(?:窓口|見せ|提示|かざ)|(?:申請|"
    r"手続き?)サポート(?:システム|サービス)|スマート窓口"
)
NAVIGATOR_WORDS = re.compile(
    r"(?:手続き?|引っ?越し|おくやみ|くらし|子育て|ごみ分別|補助金|支援)(?:の)?(?:案内)?ナビ|"
    r"質問に(?:お?答え|回答)|手続き?(?:案内|ガイド|判定)(?:サービス|システム|ナビ)|"
    r"(?:手続き?|必要)[^。]{0,10}シミュレーション|チャットボット|guided questions"
)
COUNTER_WORDS = re.compile(
    r"窓口(?!の混雑)|来庁|持参|直接(?:お?持ち|提出)|"
    r"(?<!電話で)(?:役場|役所|支所|出張所|保健所|センター|署|学校|園|会計室|本庁|"
    r"[一-龥]{1,8}[課係室局])(?:の[^。、]{1,10}|[0-9]番(?:窓口)?|"
    r"\([^)]{1,12}\))?(?:または[^。、]{1,8})?"
    r"(?:(?:へ|に)(?!お?電話|ご?連絡|ご?相談|お?問|お?尋|メール|FAX|郵送|送|来るの|行け|あり|"
    r"お?聞)|"
    r"で(?:お?渡し|申請|手続|届|受け?付|受け?取|交付|登録|お?出し|もらい|紙|記入|その日|も|、|"
    r"直接))|"
    r"お?越し(?:ください|いただ|になって)|持って(?:役場|窓口|[^。]{1,12}へ)|(?:提出先|届出先|"
    r"受付場所|申請場所|申込先|届け出先|提出場所)|持ち込|"
    r"(?:[0-9一-龥]{1,3}部(?:を|、)?|書|類|票|様式)(?:を)?提出|"
    r"\bcounter\b|\bvisit\b|in person|city hall|town hall|窗口|柜台|市民课|办理|quầy|balcão|"
    r"へ提出|に提出|までお越し",
    re.IGNORECASE,
)
POST_WORDS = re.compile(
    r"郵送|郵便(?!番号|局で(?:の)?(?:購入|買|取扱|定額|納))|送付(?:先|してください|する場合|で|"
    r"(?=。|$))|"
    r"\bby (?:post|mail)\b|\bmail (?:to|in|it)\b|邮寄|우편|bưu điện|correio",
    re.IGNORECASE,
)
PHONE_WORDS = re.compile(
    r"電話(?:で|による|にて|でも|また|かFAX|か|・|、)[^。]{0,14}(?:申し?込|予約|受け?付|届け|"
    r"依頼|連絡|申請|お?申|役場|課|係|ください|できます|も|でも|または|$)|"
    r"(?:役場|課|係|署|診療所|センター|保健師)[^。]{0,6}(?:へ|に)お?電話|"
    r"お電話(?:の上|ください|で|を)|電話(?:して|をして|ください|予約|受付|申込|申し込み|の上|"
    r"を(?:ください|いただ))|"
    r"電話[: ]?0[0-9]{1,4}-[0-9-]{5,12}へ|電話でも|(?:でんわ|TEL)(?:して|で(?:申|予))|"
    r"(?:受付センター|申込先|予約専用|申込み?電話|予約電話|申込|予約|停止)[^。]{0,12}(?:電話|"
    r"TEL|℡)|"
    r"折り返しの電話|まず[^。]{0,10}お?電話|"
    r"\b(?:call|phone|telephone)\b[^.]{0,20}(?:to (?:apply|book|reserve|request)|us)|预约",
    re.IGNORECASE,
)
FAX_WORDS = re.compile(
    r"(?:FAX|ファク(?:シミリ|ス|ス)|ファックス)[^。]{0,8}(?:で|による|にて|でも|も可|可|する|送|"
    r"または|か|\()",
    re.IGNORECASE,
)
EMAIL_WORDS = re.compile(
    r"(?:電子メール|Eメール|eメール|E-mail|メール)(?:\([^)]{1,60}\))?(?:で|による|にて|でも|"
    r"に(?:添付|て)|も?可|、|・|または|か|に)(?!アドレス)[^。]{0,16}"
    r"(?:申し?込|送|提出|受け?付|請求|申請|応募|連絡|可|ください|できます|郵送|持参|または|で|"
    r"を|も|$)|メール可|\bby e-?mail\b|\be-?mail (?:to|it|the)\b",
    re.IGNORECASE,
)
STORE_WORDS = re.compile(
    r"コンビニ(?!納付|決済|払|で(?:の)?(?:納|支払|払|も(?:納|払)))(?:エンスストア)?(?:の)?(?:等|"
    r"など)?(?:の|での?|に|で|エンス)?[^。]{0,16}(?:交付|取得|取れ|発行|印刷|証明|マルチコピー|"
    r"利用|でき)|"
    r"マルチコピー機|キオスク端末|convenience store",
    re.IGNORECASE,
)
LINE_WORDS = re.compile(r"(?<![A-Z])LINE(?!AR|S\b)(?!\s?Pay)|lin\.ee")
SYSTEM_WAYS = {
    "apply": ONLINE,
    "form": ONLINE,
    "bid": ONLINE,
    "reserve": BOOKING,
    "navigate": NAVIGATOR,
    "prefill": PREFILL,
    "store": STORE,
    "channel": LINE,
}
"""The way into which a system leads, by its kind (`audits/services/systems`)."""
BOOKING_HOST = re.compile(r"^(?:yoyaku|reserve|reservation|booking)[.-]|(?:^|\.)airrsv\.net$")
"""Hosts called after booking, of systems that nobody has listed."""
TRIAL = re.compile(r"(?:^|[.-])(?:stg|sandbox|staging|demo|test|dev)(?:[.-])|sandbox-")
FORM_ADDRESS = re.compile(
    r"docs\.google\.com/forms|/(?:form|forms|shinsei|apply|entry|smart-apply)/|smart-apply",
    re.IGNORECASE,
)
INQUIRY = re.compile(
    r"お?問い?合わ?せ|ご意見|ご質問|メールフォーム|contact|inquiry|enquiry|feedback|アンケート|"
    r"ご感想",
    re.IGNORECASE,
)
APPLY_LINK = re.compile(
    rf"(?:電子|オンライン|ネット|Web|WEB|インターネット|スマホ)[^。]{{0,8}}(?:{DEED})|(?:申請|申込み?|届出|受付|入力|登録|応募|予約)(?:フォーム|サイト|システム|ページ)|"
    r"^(?:申請|申し?込み?|届け?出る?|届出|提出|予約|登録|応募|手続き?)(?:する|はこちら|へ進む|"
    r"へ|を?はじめる|を?始める)|(?:申請|申込み?|予約|届出|手続)はこちら|"
    r"apply (?:online|now|here)|online application|start (?:your )?application",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Way:
    """An open way: which, where in its block it is named, and whether a link leads into it."""

    name: str
    at: int
    is_linked: bool
    sentence: str


def sentences(block: Block) -> Iterator[tuple[int, str]]:
    """The sentences of a block, each with its place in the text."""
    place = 0
    for sentence in SENTENCES.split(block.text):
        if sentence:
            yield place, sentence
            place += len(sentence)


def link_way(link: Link, known: Systems, is_deed_booking: bool = False) -> str:
    """The way into which a link leads, by its host and its words; "" if it leads into none."""
    if link.kind not in ("page", "frame") or EXPLAINS.search(link.text):
        return ""
    parts = urlsplit(link.href)
    host = (parts.hostname or "").lower()
    if TRIAL.search(host):
        return ""
    is_booking = BOOKING_WORDS.search(link.text) or "/reserve/" in parts.path
    if "ttzk.graffer.jp" in host:
        return (
            ONLINE if "smart-apply" in parts.path or "corporate-certs" in parts.path else NAVIGATOR
        )
    name = BOOKING if BOOKING_HOST.search(host) else _system_way(link.href, known)
    if name:
        if name in (ONLINE, BOOKING) and (is_booking or name == BOOKING):
            return ONLINE if is_deed_booking else BOOKING
        if host.startswith("img.") or "manual" in parts.path:
            return ""
        return name
    if INQUIRY.search(link.text) or INQUIRY.search(parts.path):
        return ""
    if PREFILL_WORDS.search(link.text):
        return PREFILL
    if NAVIGATOR_WORDS.search(link.text):
        return NAVIGATOR
    if is_booking and parts.scheme in ("http", "https"):
        return ONLINE if is_deed_booking else BOOKING
    if APPLY_LINK.search(link.text) or FORM_ADDRESS.search(f"{host}{parts.path}/"):
        return ONLINE
    return ""


@lru_cache(maxsize=1024)
def _system_way(address: str, known: Systems) -> str:
    """The way of the listed system that an address belongs to; "" if of none, or for trials."""
    match = known.recognise(address)
    return "" if match is None or match.is_trial else SYSTEM_WAYS.get(match.system.kind, "")


def ways(block: Block, known: Systems, is_deed_booking: bool = False) -> list[Way]:
    """Open ways that a block names, in their order.

    `is_deed_booking`: for some tasks a booking is the request itself, as for bulky waste.
    """
    found: list[Way] = []
    above = " ".join(header for cell in block.cells for header in cell.headers)
    for place, sentence in sentences(block):
        links = [link for link in block.links if link.text and link.text in sentence]
        for link in links:
            name = link_way(link, known, is_deed_booking)
            if name and not _is_closed(sentence, link.text):
                found.append(Way(name, place + sentence.find(link.text), True, sentence))
        linked = {way.name for way in found if way.sentence == sentence and way.is_linked}
        for way in _said(sentence, place, is_deed_booking, above):
            if way.name not in linked and not (way.name == ONLINE and BOOKING in linked):
                found.append(way)
    for link in block.links:
        if not link.text:
            name = link_way(link, known, is_deed_booking)
            if name:
                found.append(Way(name, 0, True, block.text))
    return sorted(found, key=lambda way: way.at)


SIMPLE = (
    (PREFILL, PREFILL_WORDS),
    (NAVIGATOR, NAVIGATOR_WORDS),
    (ONLINE, ONLINE_WORDS),
    (POST, POST_WORDS),
    (STORE, STORE_WORDS),
    (FAX, FAX_WORDS),
    (EMAIL, EMAIL_WORDS),
    (PHONE, PHONE_WORDS),
    (COUNTER, COUNTER_WORDS),
)


def _said(sentence: str, place: int, is_deed_booking: bool, above: str) -> Iterator[Way]:
    booked = BOOKING_WORDS.search(sentence)
    if (
        booked
        and BOOKED_ONLINE.search(f"{above} {sentence}")
        and not _is_closed(sentence, booked[0])
    ):
        name = ONLINE if is_deed_booking else BOOKING
        if LINE_WORDS.search(sentence):
            name = LINE
        yield Way(name, place + booked.start(), False, sentence)
    for name, pattern in SIMPLE:
        for hit in pattern.finditer(sentence):
            if _is_closed(sentence, hit[0], hit.start()):
                continue
            if name == ONLINE and (
                EXPLAINS.search(sentence[hit.start() :][:30]) or PAYING.search(hit[0])
            ):
                continue
            chosen = name
            if name == ONLINE and not is_deed_booking and BOOKING_WORDS.search(hit[0]):
                chosen = BOOKING
            yield Way(chosen, place + hit.start(), False, sentence)
            break


def _is_closed(sentence: str, words: str, at: int = -1) -> bool:
    """Whether what a sentence says of some words is that they are not open.

    What follows them up to the next way decides: 郵送はできません, オンラインで申請できます.
    """
    start = at if at >= 0 else sentence.find(words)
    after = sentence[start : start + len(words) + 44]
    stop = after.find("。")
    after = after if stop < 0 else after[: stop + 1]
    closed = CLOSED.search(after)
    if closed is None:
        return bool(NOT_NEEDED.search(after[len(words) - 2 : len(words) + 12]))
    between = after[len(words) : closed.start()]
    return not re.search(r"でき(?:ます|る)|ください|可(?:能|。|、|$|\()", between)


def is_under_other_way(block: Block) -> bool:
    """Whether the heading above says that the lines below are for paper or the counter."""
    above = block.headings[-1] if block.headings and block.kind != HEADING else ""
    return bool(re.search(r"窓口|郵送|郵便|来庁|紙(?:の|で)|書面|持参", above)) and not re.search(
        r"オンライン|電子|ネット|予約", above
    )
