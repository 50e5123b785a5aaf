"""Which papers a machine in a store prints: a channel of its own, no step of the ladder."""

import re
from collections.abc import Iterable

from audits.services.document import ServiceDocument
from audits.services.facts import LIKELY, Context, DetectorMeta, Fact, quote
from audits.services.matching import masked
from audits.services.ways import STORE, ways

META = DetectorMeta(title={"ja": "コンビニ交付", "en": "Printing in stores"}, kinds=("store",))
PRINTED = ("juminhyo", "inkan", "zeishomei")
"""Tasks whose papers such machines print."""
OTHER_NAMES = {
    "juminhyo": re.compile(r"住民票|resident record", re.IGNORECASE),
    "inkan": re.compile(r"印鑑(?:登録)?証明|seal (?:registration )?certificate", re.IGNORECASE),
    "zeishomei": re.compile(
        r"(?:課税|所得|納税|非課税|税)[^、。]{0,6}証明|tax certificate", re.IGNORECASE
    ),
}

PRINTING = re.compile(
    r"交付|発行|取得|取れ|とれ|印刷|証明|マルチコピー|キオスク|print|certificate|"
    r"convenience store",
    re.IGNORECASE,
)
NOT_PRINTED = re.compile(
    r"(?:ごみ|処理|収集|入場|商品|利用)券|シール|ステッカー|納付|支払|払い|収納"
)
"""What stores do besides: they sell stickers and take money."""


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """The papers that the lines on stores name; else those that the page serves."""
    tasks = context.catalogue.tasks
    served = [
        fact.value for fact in context.earlier if fact.kind == "task" and fact.value in PRINTED
    ]
    for block in document.main:
        said = [way.sentence for way in ways(block, context.known_systems) if way.name == STORE]
        if not any(PRINTING.search(one) and not NOT_PRINTED.search(one) for one in said):
            continue
        around = f"{document.title} {' '.join(block.headings)} {block.text}"
        named = [
            task
            for task in PRINTED
            if task in tasks and OTHER_NAMES[task].search(masked(tasks[task], block.text))
        ]
        if not named:
            named = [task for task in served if OTHER_NAMES[task].search(around)] or served
        for task in named:
            yield Fact("store-printing", "store", task, quote(block), document.url, LIKELY)
        if named:
            return
