"""How far a page takes a task: the ladder from 1, information, to 5, online to the end.

The highest step that the page offers counts, whatever else stands beside. What is read for a task
is its own part of the page, and the rest of the page where no other task owns it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from audits.services.document import HEADING, ITEM, PARAGRAPH, ROW, Block, Link, ServiceDocument
from audits.services.facts import LIKELY, QUOTED, SURE, Context
from audits.services.matching import CRUMB, FILES, NAME, TEXT, Match, masked, section
from audits.services.systems import Systems
from audits.services.tasks import Task
from audits.services.ways import (
    BOOKING,
    CLOSED,
    LINE,
    NAVIGATOR,
    ONLINE,
    PREFILL,
    SENTENCES,
    Way,
    is_under_other_way,
    link_way,
    ways,
)

WRITABLE = frozenset(("xls", "doc"))
FORM_WORDS = re.compile(
    r"申請書?|申込(?:書|用紙|票)|届(?:出?書?)?(?:$|[(\[.・、一]|様式|用紙)|届出書|届書|請求書|"
    r"申告書|様式|依頼書|願(?:書|い?)?(?:$|[(\[.])|同意書|"
    r"計画書|調書|委任状|申立書|書式|用紙|(?:調査|診断|報告|登録|認定|確認|変更)書|票(?:$|"
    r"[(\[])|明細書|証明願|誓約書|承諾書|チェック(?:表|シート|リスト)|"
    r"(?:申請|届出?|手続|申し?込み?|請求|申告|登録|報告|変更|廃止|委任|同意|依頼|交付|認定|加入|"
    r"脱退|更新|入札書)(?:[^。]{0,6}一式|セット|(?:用|の)?(?:はがき|ハガキ|カード|シート|票|"
    r"ファイル)?(?:$|[(\[.]))|"
    r"申出書|総括表|協議書|証明願|連絡票|調査票|届出票|申告票|計算書|"
    r"(?:申請|申込|届出|記入)用紙|予診票|名簿\(様式\)|フォーマット|ひな形|書類一式|\bforms?\b|application",
    re.IGNORECASE,
)
NO_FORM = re.compile(
    r"記入(?:例|方法|の?手引)|記載(?:例|要領)|見本|書き方|(?<!様式の)手引|しおり|"
    r"の?ご?案内(?!図)|必要書類|添付書類(?:の?一覧|について|$)|ちらし|チラシ|パンフ|ハンドブック|ガイド|マニュアル|"
    r"Q&A|FAQ|よくある|結果|名簿(?!\(様式)|料金表|新旧|概要|基準|冊子|日程|品目|カレンダー|条例|"
    r"要綱|要領|一覧(?!.{0,4}様式)|マップ|所在地|地図|取扱店|通知文|"
    r"医療機関|公告|仕様|見通し|随意契約|内訳|リーフ|説明(?:書|資料)|スケジュール|流れ|フロー|"
    r"早見|制度|統計|人口",
    re.IGNORECASE,
)
EXAMPLE = re.compile(
    r"(?<![・と及びや])[(\[ ]?(?:記入|記載)(?:例|見本)[)\] ]?$|見本[)\] ]?$|の?書き方$"
)
"""A file that shows how a form is filled in, also where it is named after the form."""
FILE_NAMED = re.compile(
    r"(?:申請書|届出書|届書|申込書|請求書|申告書|委任状|様式)(?:第[0-9]+号)?(?:\([^)]{0,20}\))?"
    r"(?:を?(?:ダウンロード|印刷)(?:する|はこちら)?)?$"
)
BARE_LABEL = re.compile(
    r"^(?:\(?(?:PDF|Word|Excel|ワード|エクセル|ダウンロード|こちら|様式|印刷用?|開く|ファイル|"
    r"第?[0-9]{1,3}号?|別紙[0-9]{0,2}|様式[0-9]{1,2}|○|◯|紙の様式|Word版|Excel版|"
    r"PDF版)(?:ファイル|形式|版)?"
    r"(?:[:：]?[0-9.,]{1,8} ?[KM]B)?\)?[ ・/]?){1,3}$",
    re.IGNORECASE,
)
REST = re.compile(
    r"後日[^。]{0,24}(?:窓口|来庁|郵送(?!し(?:ます|いた))|持参|お?渡し|お?越し|受け取|提出|"
    r"送(?:って|付)|電話)|"
    r"(?:原本|実物|現物|診察券|被保険者証)[^。]{0,14}(?:郵送|提出|持参|お?持ち|送付|見せ|提示|"
    r"確認|いただき|窓口|返却|後日)|"
    r"(?:受け?取り?|受領|交付|お?渡し|引き?渡し|返却)(?:は|場所|方法|の際|時に?|"
    r"には)?[^。]{0,14}(?:窓口|来庁|保健センター|役場|役所|[課署]|本人が|保健所|支所|センター)|"
    r"(?:窓口|役場|役所|センター|[課署所])[^。]{0,8}で(?:の)?[^。]{0,12}(?:お?渡し|受け取|"
    r"交付し|交付(?:と|は|に)|受領|引き?換え|引換)|"
    r"(?:面談|面接|聞き取り|ヒアリング|対面)(?:が|を|の|に|日|は|があり|で)|"
    r"(?:検査|現地|実地|立入|施設)(?:の)?(?:確認|調査|検査)?(?:を受け|に(?:伺|うかが|お?伺い|行|"
    r"まい|参)|があり|が必要|を行(?:い|っ)|の?日(?:程)?を|員が)|"
    r"職員が[^。]{0,12}(?:調査|伺|うかが|確認|検査|訪問)|調査に(?:伺|うかが)|(?:調査|検査)(?:後|"
    r"のうえ|の上)|立ち?会い|"
    r"来庁(?:が必要|して(?:ください|いただ)|いただ(?:き|く)|のうえ|の上)|窓口(?:に|"
    r"へ)(?:お?越し|来て|出向|お?持ち)|"
    r"窓口で(?:の)?(?:お?支払|納|精算|現金)|手数料[^。]{0,14}(?:窓口|現金|証紙|銀行|納付書|"
    r"受け?取り?時)|"
    r"(?:窓口|現金|受け?取り?時|収集時|当日)[^。]{0,8}(?:支払|納付し?て|納め|払)|"
    r"(?:処理|収集|ごみ|粗大)?(?:券|シール|ステッカー|証紙|"
    r"納付券)(?:\([^)]{0,16}\))?[^。]{0,14}(?:買|購入|販売|貼|取扱店|コンビニ)|"
    r"折り返し[^。]{0,10}(?:電話|連絡)|電話[^。]{0,10}(?:確定|確認(?:し|の(?:うえ|上))|折り返)|"
    r"(?:必要書類|添付書類|証明書類|原本|添付資料|図面|納税証明書|書類)(?:の)?(?:は|を|"
    r"も)?[^。]{0,12}(?:別途|別に|後から|郵送(?:して|が必要)|送付して|持参して|窓口に(?:提出|"
    r"お?持ち))|"
    r"訪問(?:調査|し|いたし|面談)|調査員が|来(?:所|館|署|校|園)(?:が必要|して(?:ください|"
    r"いただ)|いただ)|(?:書類|申請書|用紙|署名)[^。]{0,16}返送|"
    r"当日[^。]{0,20}(?:お?持ち|持参|提示)|(?:受け?取り?|交付)(?:の際|時|当日)|(?:現金|"
    r"窓口)払い|お?支払いは[^。]{0,10}(?:窓口|現金|収集)|"
    r"(?:取り|もらい|受け取り)に(?:来|き|お?越し|お?いで|行|伺)|"
    r"(?:窓口|役場|役所|[課署])(?:へ|に|まで)(?:お?いで|ご?来庁)|"
    r"(?:原本|実物|現物|写真|診断書|図面|カード|保険証)[^。]{0,10}(?:後から|後で|追って|別途)|"
    r"(?:本人|審査|内容)(?:の)?確認(?:の)?(?:ため|が必要)[^。]{0,16}(?:来庁|窓口|お?越し|訪問)|"
    r"(?:検査|調査|面談|面接|訪問)(?:の)?(?:日|日程|日時|時間)(?:は|を|について)[^。]{0,16}"
    r"(?:相談|連絡|調整|決め)|"
    r"(?:検査|調査|審査会)に合格|(?:書類|申請書|届書|請求書|図面|写真)(?:は|を)?[^。]{0,6}郵送(?:で|により|にて)提出|"
    r"(?:納付書|払込票|振込用?紙)[^。]{0,20}(?:納め|納付|支払|払)|本(?:登録|申請|申込み?)(?:を|が|は)|"
    r"(?:手数料|料金|代金|費用)[^。]{0,16}(?:郵便局|金融機関|銀行|振込)|"
    r"お?支払い?は[^。]{0,10}(?:銀行|振込|郵便局|金融機関|納付書)|"
    r"窓口(?:での?)?(?:交付|受け?取り|受領|お?渡し)|"
    r"(?:申請|届出|申込)(?:の)?後[^。]{0,20}(?:検査|調査|面談|面接|確認)(?:を)?(?:受け|行|いたし)|"
    r"(?:車|施設|現場)[^。]{0,10}(?:検査|見せ)|"
    r"受け取りに|引き取りに|お?渡し(?:し(?:ます|て)|いたします|できます)|"
    r"(?:申請|送信|申し?込み?|申込|入力|登録)(?:後|したあと|した後|のあと|"
    r"を済ませ)[^。]{0,24}(?:郵送|送付|送って|持参|お?越し|来庁|窓口|提出|電話|印刷|書類)|"
    r"印刷[^。]{0,12}(?:郵送|持参|提出|署名|押印)|(?:署名|押印)のうえ[^。]{0,10}(?:郵送|持参|提出)|"
    r"then visit|in person|at the counter|bring the original|an? (?:interview|inspection)|"
    r"pick(?:ed)? up at",
    re.IGNORECASE,
)
"""What is left to do beside the request: a visit, an inspection, an original, a fee."""
NO_REST = re.compile(
    r"不要|要りません|いりません|必要(?:は|が)?(?:あり|ござい)ません|必要ない|"
    r"なくて(?:も)?(?:よ|い)|ことなく|せずに|"
    r"(?:自宅|ご自宅|郵送)(?:へ|に|で)(?:お?(?:届|送)|郵送)|(?:お|を)?(?:届け|送り)(?:し|いた|"
    r"ます)|簡易書留で届|画像|PDFで|撮影|データで|"
    r"窓口(?:で|に|へ)?(?:も|でも)(?!.{0,10}(?:必要|受け取))|(?:または|か、?)窓口|窓口(?:では|"
    r"の場合|の方は)|(?:紙|郵送|書面|窓口)(?:の場合|なら|で(?:出|申請|提出|申込)|は(?:原本|"
    r"写し))|"
    r"紙の|書面(?:で|の)|郵送でも|でも(?:受け付け|可|申請|でき|提出)|(?:郵送|窓口|電話|"
    r"FAX)(?:での|による|の)(?:申請|申込|場合|方)|"
    r"(?:オンライン|電子|ネット|スマホ|パソコン|インターネット)[^。]{0,10}"
    r"(?:できない|使えない|ない|苦手な|不安な)(?:方|人|場合)|"
    r"(?:お持ちでない|使えない|利用できない|困難な)(?:方|人|場合)|not (?:need|required|"
    r"necessary)|no need|without visiting",
    re.IGNORECASE,
)
LATER = re.compile(
    r"後日[^。]{0,20}(?:窓口|郵送か|持参|提出)|納付書[^。]{0,24}(?:納め|支払)|書類(?:は|を)[^。]{0,4}郵送で提出"
)
"""What is left to do although the sentence sounds otherwise."""
BEFORE = re.compile(r"(?:事前|まず|相談)(?:に)?[^。]{0,10}(?:相談|予約|電話|確認)")
STOPPED = re.compile(
    r"(?:受付|申請|募集|申込|予約)(?:は|を)?[^。]{0,16}(?:終了し(?:まし|てい)|締め切りました|"
    r"停止し|休止し)"
)
PAYMENT = re.compile(
    r"(?:オンライン|電子|インターネット|キャッシュレス|クレジットカード?|スマホ)(?:での?|による)?(?:決済|"
    r"お?支払|納付)|"
    r"(?:フォーム|サイト|URL|メール|システム)[^。]{0,24}(?:決済|お?支払|納付)|"
    r"(?:決済|お?支払い?)(?:用)?(?:フォーム|サイト|ページ|画面|システム)"
)
"""That a fee is paid online."""
AT_COUNTER = re.compile(
    r"窓口|(?<!ク)レジ|来庁|券売|コンビニ|店頭|センターで|(?:市|町|村|県|民|産|車)税[はを]|保険料"
)
ON_PAPER = re.compile(r"郵送|郵便|定額小為替|返信用封筒")
PAYING_LINK = re.compile(r"^[^。]{0,12}(?:決済|お?支払い?)[^。]{0,12}$")
"""A line that only leads to where the fee is paid."""
APPLIED = re.compile(
    r"(?:オンライン|電子|インターネット|スマホ)(?:での?|による|から)?(?:申請|請求|届出|申込)(?!書)|"
    r"(?:申請|届出|申込)から"
)
"""That the request itself is made online as well."""
BOOKING_IS_DEED = frozenset(("sodai", "saijo"))
"""Tasks whose booking is the request itself."""
DETAILS = re.compile(r"日以内|[0-9]円|→|…|\.\.\.|:.|。|まで|役場|窓口|[課係署]")
"""What an item says beside the name of its task."""
FILES_ARE_ANSWERS = frozenset(("nyusatsu",))
"""Tasks whose files are what is asked for; a form there is one to take part with."""
TAKING_PART = re.compile(r"入札書|参加(?:表明|申請|申込|資格確認)|質問書|委任状|様式|申請書")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder for a task, the line that shows it, and how sure it is."""

    task: str
    step: int
    quote: str
    confidence: str


def steps(document: ServiceDocument, matches: Sequence[Match], context: Context) -> Iterator[Step]:
    """The step of each task that a page serves."""
    tasks, known = context.catalogue.tasks, context.known_systems
    owned = {match.task: _own(document, match, tasks[match.task]) for match in matches}
    for match in matches:
        yield _step(match, _scope(document, match, matches, owned, tasks, known), known)


def _own(document: ServiceDocument, match: Match, task: Task) -> tuple[Block, ...]:
    """The blocks that belong to a task alone: its line, or its section."""
    if match.block < 0:
        return ()
    block = document.main[match.block]
    if block.kind == HEADING:
        return (block, *section(document, match.block))
    if block.kind == PARAGRAPH:
        return (_sentences_of(block, task),)
    return (block,)


def _sentences_of(block: Block, task: Task) -> Block:
    """The sentences of a paragraph that speak of a task, as a paragraph of their own."""
    kept = [
        sentence
        for sentence in SENTENCES.split(block.text)
        if task.names.search(masked(task, sentence))
    ]
    if not kept or len(kept) == len(SENTENCES.split(block.text)):
        return block
    text = "".join(kept)
    links = tuple(link for link in block.links if link.text and link.text in text)
    return replace(block, text=text, links=links)


def _scope(
    document: ServiceDocument,
    match: Match,
    matches: Sequence[Match],
    owned: Mapping[str, tuple[Block, ...]],
    tasks: Mapping[str, Task],
    known: Systems,
) -> tuple[Block, ...]:
    """The blocks in which a task's step is read."""
    own = owned[match.task]
    rest = [other for other in matches if other.task != match.task]
    task = tasks[match.task]
    others = [tasks[other.task] for other in rest]
    foreign = {block.original for other in rest for block in owned[other.task]}
    foreign -= {block.original for block in own}
    if match.by in (NAME, CRUMB, TEXT) or not rest:
        return tuple(
            block
            for block in document.main
            if block.original not in foreign and not (others and _is_of_others(block, task, others))
        )
    says_how = any(
        ways(block, known) or _form(block, known) or DETAILS.search(block.text) for block in own
    )
    is_shared = any(_names_others(block, others) for block in own)
    if (says_how and not is_shared) or _has_own_links(own):
        return own
    shared = [
        block
        for block in document.main
        if block.original not in foreign
        and block.original not in {one.original for one in own}
        and not _is_of_others(block, task, others)
        and not _is_bare_link(block)
    ]
    return (*own, *shared)


def _names_others(block: Block, others: Sequence[Task]) -> bool:
    """Whether a line names several tasks in a row, so that what stands around is said of all."""
    return block.kind != HEADING and any(
        other.names.search(masked(other, block.text)) for other in others
    )


def _has_own_links(own: Sequence[Block]) -> bool:
    return any(link.kind == "page" for block in own for link in block.links)


def _is_bare_link(block: Block) -> bool:
    """Whether a block of a list only leads on, to a matter of its own."""
    return block.kind in (ITEM, ROW) and block.link_share > 0.8


def _is_of_others(block: Block, task: Task, others: Sequence[Task]) -> bool:
    """Whether a line speaks of other tasks of the page and not of this one."""
    if task.names.search(masked(task, block.text)):
        return False
    return any(other.names.search(masked(other, block.text)) for other in others)


def _step(match: Match, scope: Sequence[Block], known: Systems) -> Step:
    is_deed = match.task in BOOKING_IS_DEED
    found: list[tuple[Way, Block]] = [
        (way, block) for block in scope for way in ways(block, known, is_deed)
    ]
    paid = _paid_online(scope)
    online = [
        (way, block)
        for way, block in found
        if way.name == ONLINE
        and way.sentence.strip() != paid
        and not (paid and PAYING_LINK.search(way.sentence))
    ]
    line = [(way, block) for way, block in found if way.name == LINE]
    online += [pair for pair in line if re.search(r"予約|申請|申し?込|届", pair[1].text)]
    prefill = [(way, block) for way, block in found if way.name == PREFILL and way.is_linked]
    if prefill and not any(way.is_linked for way, _ in online):
        return Step(match.task, 3, prefill[0][1].original[:QUOTED], SURE)
    if online:
        way, block = max(online, key=lambda pair: pair[0].is_linked)
        rest = _rest(scope, block)
        confidence = SURE if way.is_linked else LIKELY
        if rest:
            return Step(match.task, 4, rest[:QUOTED], confidence)
        return Step(match.task, 5, block.original[:QUOTED], confidence)
    if paid:
        return Step(match.task, 4, paid[:QUOTED], LIKELY)
    for name in (BOOKING, PREFILL, NAVIGATOR):
        for way, block in found:
            if way.name == name and (way.is_linked or _is_online_booking(way)):
                confidence = SURE if way.is_linked else LIKELY
                return Step(match.task, 3, block.original[:QUOTED], confidence)
    for block in scope:
        form = _form(block, known)
        is_meant = match.task not in FILES_ARE_ANSWERS or TAKING_PART.search(block.text)
        if form and is_meant:
            return Step(match.task, 2, block.original[:QUOTED], form)
    return Step(match.task, 1, match.quote[:QUOTED], match.confidence)


def _paid_online(scope: Sequence[Block]) -> str:
    """The sentence that lets the fee of a request by post be paid online; "" if none."""
    name = next((block.text for block in scope if block.kind == HEADING), "")
    for block in scope:
        by_post = ON_PAPER.search(" ".join((name, *block.headings, block.text)))
        for sentence in SENTENCES.split(block.text):
            hit = PAYMENT.search(sentence)
            if (
                hit
                and by_post
                and not AT_COUNTER.search(sentence)
                and not CLOSED.search(sentence)
                and not APPLIED.search(sentence)
            ):
                return sentence.strip()
    return ""


def _is_online_booking(way: Way) -> bool:
    return way.name != BOOKING or bool(
        re.search(r"インターネット|ネット|オンライン|Web|フォーム|サイト|LINE|スマホ", way.sentence)
    )


def _rest(scope: Sequence[Block], entry: Block) -> str:
    """The sentence that leaves something to do beside the request made online; "" if none."""
    for block in scope:
        if block is not entry and is_under_other_way(block):
            continue
        for sentence in SENTENCES.split(block.text):
            hit = REST.search(sentence)
            if (
                hit
                and (LATER.search(sentence) or not NO_REST.search(sentence))
                and not BEFORE.search(sentence[: hit.end()])
            ):
                return sentence.strip()
    return ""


def _form(block: Block, known: Systems) -> str:
    """How sure it is that a block links a form to fill in; "" if it does not."""
    for link in block.links:
        if link.kind in FILES or _is_named_file(link, known):
            sure = is_form(link, block)
            if sure:
                return sure
    return ""


def _is_named_file(link: Link, known: Systems) -> bool:
    """Whether a link is called like a form and leads to no page by its address."""
    last = link.href.rsplit("/", 1)[-1]
    return (
        link.kind == "page"
        and FILE_NAMED.search(link.text) is not None
        and bool(last)
        and re.search(r"\.(?:html?|php|aspx?|jsp|cgi)$", last) is None
        and not link_way(link, known)
    )


def is_form(link: Link, block: Block) -> str:
    """How sure it is that a file is a form to fill in; "" if it is not."""
    words = link.text.removesuffix(".pdf").removesuffix(".xlsx").removesuffix(".docx")
    name = link.href.rsplit("/", 1)[-1]
    if EXAMPLE.search(words) or (
        NO_FORM.search(words) and not re.search(r"申請書|届出書|申込書|様式", words)
    ):
        return ""
    if FORM_WORDS.search(words):
        return SURE
    if BARE_LABEL.match(words.strip()) or not words:
        around = block.label or block.text
        if FORM_WORDS.search(around) and not NO_FORM.search(around):
            return LIKELY
        above = block.headings[-1] if block.headings else ""
        if FORM_WORDS.search(above) and not NO_FORM.search(above):
            return LIKELY
    if re.search(r"yoshiki|youshiki|shinsei|todoke|moshikomi|form|%E6%A7%98%E5%BC%8F", name):
        return LIKELY
    return (
        LIKELY
        if link.kind in WRITABLE and not re.search(r"[0-9]円|第[0-9]+(?:回|表)", words)
        else ""
    )
