"""Whether a page itself says who, what to bring, when and how long, the fee, and where."""

import re
from collections.abc import Iterable

from audits.services.document import Block, ServiceDocument
from audits.services.facts import LIKELY, SURE, Context, DetectorMeta, Fact, quote

META = DetectorMeta(title={"ja": "五つの情報", "en": "Five facts"}, kinds=("fact",))
LABELS = {
    "who": re.compile(
        r"対象|届出人|申請(?:者|できる人|できる方)|とれる人|請求できる|資格|利用できる|"
        r"届け?出(?:る|できる)(?:人|方)|who|eligib"
    ),
    "bring": re.compile(
        r"持ち物|もちもの|必要な?(?:もの|物|書類)|持参|添付|提出書類|用意|同封|bring|"
        r"required documents"
    ),
    "when": re.compile(
        r"期間|期限|締め?切|いつ|届出期間|申請期間|受付時間|受付日|開庁|所要|when|hours|deadline"
    ),
    "fee": re.compile(r"手数料|料金|費用|使用料|自己負担|限度額|fee|cost"),
    "where": re.compile(
        r"窓口|届出先|提出先|場所|届出地|申請先|受付場所|送付先|あて先|宛先|where|address"
    ),
}
TEXTS = {
    "who": re.compile(
        r"(?:対象(?:は|:|者|となる)|(?:に|を|が)?(?:お住まい|住所の?ある|住民登録の?ある|在住|"
        r"養育し(?:て)?いる|営む|有する|持つ|受けた|切る|設けた|出す|払う|加入し|"
        r"[一-龥]{1,6}し(?:た|て(?:いる)?))(?:方|人|者|事業者|法人|世帯|児童|事業所))|"
        r"本人|世帯主|同(?:じ|一)世帯|所有者|事業(?:者|主)|(?:町|市|村|区|県)(?:内|民(?!課|税|"
        r"係|館|セ|病|会))(?:の|に|"
        r"在住|で|限定)?|(?:歳|才)(?:以上|以下|未満|まで|から)|(?:の|な|る|た)(?:方|人)(?:は|が|"
        r"へ|、|。|も|$|の)|法人|個人で|代理|親族|保護者|父(?:・|または)母|妊婦|"
        r"\b(?:residents?|children aged|anyone who|the person|you or)\b",
        re.IGNORECASE,
    ),
    "bring": re.compile(
        r"持って|お?持ち(?:くだ|の(?:うえ|上)|いただ)|持参|添付|添え|同封|もってくる|ご?用意|"
        r"本人確認(?:書類|のできる)|身分証|写真を|印鑑(?!登録|証明)|必要書類|(?:証明書|診断書|"
        r"通帳|図面|写し|見積書|手帳)(?:を|、|と|が)|"
        r"(?:カード|証)(?:が|を)?(?:必要|お?持)|マイナンバーカード(?:と|を|が|必要)|\bbring\b|"
        r"携带|所需|traga|mang theo",
        re.IGNORECASE,
    ),
    "when": re.compile(
        r"日以内|[0-9][かヶカ]?月以内|[0-9年]年以内|[0-9]月(?:[0-9]{1,2}日|末日?|中)?(?:まで|"
        r"から|必着|~)|(?:日|月|末|週間|前)まで(?:に)?|日前(?:まで|から)?|随時|毎(?:週|月|年)|"
        r"年[0-9]回|平日|"
        r"[0-9]時(?:から|~|-|半|まで)|[0-9]:[0-9]{2}|(?:日|週間|か月)(?:程度|ほど|で(?:届|発送|"
        r"郵送|交付)|後に)|土日|即日|翌(?:月|日|開庁日|年)|締め?切|期限|期間|第[0-9]土|"
        r"[0-9]月[0-9]{1,2}日(?!更新|掲載|現在)[^。]{0,4}(?:から|~|-)|"
        r"\bwithin\b|\bbefore\b|from [0-9]|天以内|dentro de|trong vòng",
        re.IGNORECASE,
    ),
    "fee": re.compile(
        r"[0-9,]{1,12} ?円|万円|無料|(?:手数料|費用|料金|お金|おかね)(?:は|が)?(?:かかり|いり|要り|"
        r"不要)|[0-9.]{1,6} ?[%％]|\byen\b|free of charge|no (?:fee|charge)|免费|gratuit|miễn phí|"
        r"\$[0-9]",
        re.IGNORECASE,
    ),
    "where": re.compile(
        r"(?:役場|役所|市役所|区役所|支所|出張所|保健所|センター|署|分署|事務所|学校|園|本庁|"
        r"会計室|商工会|農協|診療所|[一-龥]{1,8}[課係室局])(?:[0-9]番|の|窓口|"
        r"\([^)]{0,12}\)){0,3}(?:へ|に|で|まで|または)|窓口(?:へ|に|で|は|、|。|$)|"
        r"(?:庁舎|[0-9]階|[0-9]番窓口)|〒|県の|counter|city hall|town hall|office|centro|"
        r"prefeitura",
        re.IGNORECASE,
    ),
}


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """Each of the five that stands on the page itself; a fact behind a link is none."""
    if not any(fact.kind == "task" for fact in context.earlier):
        return
    for name in LABELS:
        found = _labelled(name, document) or _said(name, document)
        if found:
            block, sure = found
            yield Fact("five-facts", "fact", name, quote(block), document.url, sure)


def _labelled(name: str, document: ServiceDocument) -> tuple[Block, str] | None:
    for block in document.main:
        above = block.headings[-1] if block.headings else ""
        is_own = block.kind != "heading" and block.link_share < 0.9
        if is_own and (
            (block.label and LABELS[name].search(block.label) and block.text != block.label)
            or (above != document.heading and LABELS[name].search(above))
        ):
            return block, SURE
    return None


def _said(name: str, document: ServiceDocument) -> tuple[Block, str] | None:
    for block in document.main:
        if TEXTS[name].search(block.text) and block.link_share < 0.95:
            return block, LIKELY
    return None
