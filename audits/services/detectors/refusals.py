"""What a page refuses: a way, a paper, a copy, a proxy, never the service as such."""

import re
from collections.abc import Iterable

from audits.services.document import ServiceDocument
from audits.services.facts import LIKELY, QUOTED, Context, DetectorMeta, Fact
from audits.services.ways import sentences

META = DetectorMeta(title={"ja": "受け付けない方法", "en": "What is refused"}, kinds=("refusal",))
REFUSED = re.compile(
    r"でき(?:ません|かね)|(?:受け?付け?|対応し|取り?扱っ|行っ|行なっ|実施し|認め|受理し|"
    r"お?受け(?:し)?)(?:て(?:は)?(?:い|おり)?)?(?:ません|かねます)|"
    r"(?:不可|認められません|無効|受けられません|受け(?:ら)?れません)|ご?遠慮(?:くだ|願)|お断り|"
    r"いたしません|(?:受付|申請|届出|申込)(?:は)?(?:あり|ござい)ません|"
    r"お?控え(?:くだ|願)|only (?:in person|at)|not (?:accept|available|possible)|cannot",
    re.IGNORECASE,
)
WHAT = (
    (
        "online",
        re.compile(
            r"電子(?:申請|申告|届出)|オンライン|インターネット|ネット(?:で|から)|入力だけでは|"
            r"ぴったり|eLTAX|\bonline\b",
            re.IGNORECASE,
        ),
    ),
    ("post", re.compile(r"郵送|郵便|\bby (?:post|mail)\b")),
    (
        "phone",
        re.compile(r"電話(?:で|による|での|、|・|や|や口頭|予約|に)|お電話|by (?:phone|telephone)"),
    ),
    ("fax", re.compile(r"FAX|ファク[シス]|ファックス", re.IGNORECASE)),
    ("email", re.compile(r"メール(?!フォーム|アドレス)|e-?mail", re.IGNORECASE)),
    (
        "counter",
        re.compile(
            r"窓口(?:で|へ|に|での)|持参|来庁|(?:役場|庁舎|支所|出張所)(?:窓口)?(?:で|へ|での|"
            r"に)|直接の?持ち込み"
        ),
    ),
    (
        "copy",
        re.compile(r"(?:コピー|写し|複写|写真|画像)(?:は|で|では|の(?:提出|提示|もの)|による|も)"),
    ),
    ("paper", re.compile(r"(?:紙|書面|紙面)(?:の|で|では|による|での)(?!券)")),
    ("proxy", re.compile(r"代理|(?:本人|名義人)以外|ご?家族の方(?:の|でも|では)|第三者")),
    ("store", re.compile(r"コンビニ")),
)


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """Each thing refused once, with the sentence that does."""
    if not any(fact.kind == "task" for fact in context.earlier):
        return
    seen: set[str] = set()
    for block in document.main:
        for _, sentence in sentences(block):
            refused = REFUSED.search(sentence)
            if not refused:
                continue
            for what in _refused(sentence, refused.start()):
                if what not in seen:
                    seen.add(what)
                    yield Fact(
                        "refusals", "refusal", what, sentence.strip()[:QUOTED], document.url, LIKELY
                    )


def _refused(sentence: str, until: int) -> list[str]:
    """What stands nearest before the refusal, with what is joined to it."""
    before = sentence[max(0, until - 48) : until + 8]
    hits = [(hit.start(), name) for name, what in WHAT for hit in what.finditer(before)]
    if not hits:
        return []
    last = max(start for start, _ in hits)
    return list(
        dict.fromkeys(
            name
            for start, name in hits
            if start == last
            or re.fullmatch(r"[^。、]{1,12}(?:や|、|・|及び|または|と)", before[start:last])
        )
    )
