"""What a page asks for on paper: things to bring, seals, copies, originals, printing, envelopes."""

import re
from collections.abc import Iterable

from audits.services.document import ServiceDocument
from audits.services.facts import LIKELY, SURE, Context, DetectorMeta, Fact, quote
from audits.services.ways import sentences

META = DetectorMeta(title={"ja": "紙の負担", "en": "Duties on paper"}, kinds=("paper",))
NOT_ASKED = re.compile(
    r"不要|要りません|いりません|必要(?:は)?(?:あり|ござい)ません|省略|廃止|なくても|不可|"
    r"お受けできません|受け付けて(?:い|おり)?ません|届きません|要らな|見直し"
)
DUTIES = (
    (
        "seal",
        re.compile(
            r"印鑑(?!登録|証明|条例|の登録)|認め?印|認印|実印|印かん|はんこ|ハンコ|押印|捺印|"
            r"代表者印|使用印|記名押印|(?:印|印鑑)を(?:押|持)|、印(?:。|$|を|、)|の印を|"
            r"登録する(?:印|はんこ)",
            re.IGNORECASE,
        ),
    ),
    (
        "envelope",
        re.compile(
            r"返信用(?:の)?封筒|切手(?:を貼った|貼付|を?同封)|返送用(?:の)?封筒|定形封筒|"
            r"return envelope|stamped"
        ),
    ),
    (
        "original",
        re.compile(
            r"原本(?!と|証明)|(?:手帳|証|許可書|カード|領収書|書)の現物|現在の許可書|現物|"
            r"領収書\(原本\)|\boriginals?\b"
        ),
    ),
    (
        "copies",
        re.compile(
            r"(?:正本|副本|正副|控え?)[^。]{0,8}[0-9]?部|正[・,、]?副|[2-9２-９二三四五]部(?!屋|"
            r"門)|[0-9]通ずつ|(?:証|書|票|通帳|手帳|免許証|謄本|抄本|カード|定款|図|身分証|"
            r"登記)(?<!住民票)(?!を?請求)[^。、]{0,6}の?(?:写し|コピー)(?!の?(?:請求|交付)|等)|"
            r"写しを?(?:添|1|各|提出|同封)|コピーを?(?:添|1|提出|同封)|(?:の写し|のコピー)(?:$|"
            r"[。、,)])|in (?:duplicate|triplicate)|photocop",
            re.IGNORECASE,
        ),
    ),
    (
        "print",
        re.compile(
            r"印刷(?:し|の上|のうえ|して)[^。]{0,16}(?:記入|提出|郵送|手書|送付|署名|お?持ち)|"
            r"プリント(?:アウト)?し|印刷して|print (?:out|and)"
        ),
    ),
    (
        "items",
        re.compile(
            r"(?:持ち物|もちもの|持参(?:する|いただく)?(?:もの|品|書類)|持ってくる(?:もの|物)|"
            r"必要な?(?:もの|物|書類|持ち物)|ご持参|ご用意|お?持ち(?:いただ|くだ)|もってくる|"
            r"お?持ちもの|携行品|添付(?:書類)?)|"
            r"を(?:お?持ちの(?:うえ|上)|お?持ちくだ|持って(?:お?越し|来|役場|窓口|最寄|"
            r"[^。]{1,10}へ)|ご?持参|添えて|用意|お?見せ)|"
            r"(?:本人確認(?:書類|のできる)|身分証|運転免許証|保険証|在留カード|"
            r"母子(?:健康)?手帳|診断書|転出証明書|被保険者証|写真|通帳|年金手帳|"
            r"通知書)[^。]{0,20}(?:お?持|持参|必要|添|提示|用意|見せ)|"
            r"\b(?:please )?bring\b|what to bring|携带|所需物品|지참|mang theo|traga",
            re.IGNORECASE,
        ),
    ),
)


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """Each kind of duty once, with its line; what is said to be needless is none."""
    if not any(fact.kind == "task" for fact in context.earlier):
        return
    seen: set[str] = set()
    for block in document.main:
        lines = [sentence for _, sentence in sentences(block)]
        if block.label:
            lines.append(f"{block.label}: {block.text}")
        for line in lines:
            for name, pattern in DUTIES:
                hit = pattern.search(line)
                if name in seen or not hit or NOT_ASKED.search(line[hit.start() :][:40]):
                    continue
                seen.add(name)
                sure = LIKELY if name == "items" else SURE
                yield Fact("paper-duties", "paper", name, quote(block), document.url, sure)
