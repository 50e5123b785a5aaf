"""A heading that promises an amount, a time, a place or the like has it below.

Whoever goes from heading to heading stops at “Fees” to learn the fee: where the text below is about
papers to bring, the heading belongs to another part.
"""

import re
from collections.abc import Iterator

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.images import Images
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict
from minna.text import nfkc

META = CheckMeta(
    criterion="2.4.6",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "見出しと下の文の内容", "en": "Headings and what comes below them"},
    passed={
        "ja": "料金や時間などの見出しの下には、それについて書かれています",
        "en": "Below headings such as “fees” or “hours” stands what they promise",
    },
    failed={
        "other": {
            "ja": "見出しの内容が、すぐ下の文に書かれていないようです（{count} か所：{examples}）",
            "en": "The text below {count} headings does not seem to be about what they say "
            "({examples})",
        }
    },
    fix={
        "ja": "見出しを下の文に合わせます。例：「料金」の下に開館時間が書かれていれば、"
        "見出しを「開館時間」に直します。",
        "en": "Let the heading say what comes below: “Opening hours” rather than “Fees” above the "
        "hours.",
    },
    about={
        "ja": "画面を読み上げて利用する人は、見出しだけを聞いて読む所を決めます。"
        "見出しと中身が違うと、必要な情報に行き着けません。",
        "en": "Who listens to a page chooses by its headings where to read, and misses what "
        "stands under another one.",
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/headings-and-labels",
)

PROMISES = {
    "money": (
        r"(?:料金|費用|使用料|手数料|利用料|入場料|入館料|参加費|受講料|価格|値段)(?:等|など|について|表)?$"
        r"|^(?:the )?(?:fees?|charges?|prices?|costs?|admission)(?: and charges)?$",
        r"円|料|費|額|金|無償|支払|払い|納|徴収|振込|減免|免除|負担|¥|￥|£|\$|€"
        r"|\b(?:free|yen|pay|paid|costs?|charges?|fees?|prices?|pence|cents?|refund|deposit)",
    ),
    "time": (
        r"(?:時間|開館日|休館日|休業日|定休日|日時|日程|期間|期日|期限|スケジュール)(?:等|など|について)?$"
        r"|^(?:opening|office|visiting) (?:hours|times)$|^(?:dates?|hours|times?)$",
        r"[0-9〇一二三四五六七八九十]\s?(?:[時:/年月日週]|か月|ヶ月|カ月|間)|午前|午後|曜|毎|平日|祝|年末|年始|休|時|期|日"
        r"|まで|以内|常時|随時|未定"
        r"|\d ?(?:am|pm|a\.m|p\.m|o.clock)|\b\d{1,2}(?::|\.(?=\d\d ?[-–]))\d\d\b"
        r"|\b(?:mon|tues?|wednes|thurs?|fri|satur|sun|every|holi|week)days?\b|\b(?:daily|hours?|days?"
        r"|weeks?|months?|years?|until|open|closed|noon|midnight|january|february|march|april|may|june"
        r"|july|august|september|october|november|december)\b",
    ),
    "way": (
        r"(?:アクセス|交通(?:案内|手段|機関)?|行き方|道順|駐車場|駐輪場)(?:等|など|について|のご?案内)?$"
        r"|^(?:how to get (?:here|there|to us)|getting (?:here|there)|directions|parking|access)$",
        r"駅|バス|徒歩|車|分|線|道|インター|地図|番地|丁目|〒|最寄|台|隣|前|北|南|東|西|[市町村区][^\s。]{1,12}\d"
        r"|\b(?:station|bus|buses|train|trams?|cars?|park\w*|streets?|roads?|walk\w*|miles?|km|minutes?"
        r"|near|opposite|behind|map|spaces?|exit|stop|floor|entrance|bicycles?|cycle|garage|building)\b",
    ),
    "contact": (
        r"(?:問い?合わ?せ先?|連絡先)(?:等|など|について)?$"
        r"|^(?:contact(?: us| details)?|enquiries|get in touch)$",
        r"電話|tel|fax|ファ|メール|@|\d{2,5}[-‐－(（)）]\d"
        r"|課|係|室|部|局|館|[役支務健議]所|役場|窓口|センター|担当|フォーム|郵|住所|庁|連絡|協会|会$"
        r"|\b(?:phone|telephone|call|ring|e-?mails?|write|office|team|visit|chat|form|desk|department"
        r"|hall|post|message|ask|contact|us)\b|\d{3}",
    ),
    "papers": (
        r"必要(?:な)?(?:もの|物|書類)$|(?:持ち物|持参品|提出書類|添付書類)$"
        r"|^what (?:you need|you will need|to bring)$"
        r"|^(?:required )?documents(?: needed| required)?$",
        r"書|証|印|カード|写|通帳|もの|物|品|持|届|票|不要|必要|ありません|なし|服|靴|用具|番号|本人"
        r"|\b(?:cards?|proof|forms?|passport|certificates?|cop(?:y|ies)|letters?|bring|needs?|needed"
        r"|id|photo\w*|numbers?|documents?|nothing|papers?|bills?|licen[cs]e|clothes)\b",
    ),
}
"""What a heading says, and the signs of it of which one at least stands in a text about it."""
KINDS = {
    key: (re.compile(a, re.IGNORECASE), re.compile(b, re.IGNORECASE))
    for key, (a, b) in PROMISES.items()
}
HEADING = re.compile(r"h[1-6]")
LEADS_ON = re.compile(r"<(?:a|img|table|form|iframe|video|object|svg|map)\b", re.IGNORECASE)
"""What may hold the answer itself."""
ELSEWHERE = re.compile(
    r"未定|ありません|なし|問い?合わ?せ|確認|以下|次の|下記|別紙|別表|詳し|詳細|検討|準備中|後日|追って|異な"
    r"|\b(?:see|below|following|later|none|not|no|varies|vary|ask)\b",
    re.IGNORECASE,
)
"""What says that there is nothing, or that it stands somewhere else."""
LEAST = 15
"""Letters of a text that is about something."""
MOST = 1000
SHORT = 40


def check(text: Text, images: Images) -> Verdict:
    """Only where a heading stands right above running text, and nothing there leads on.

    Where the text has no sign of what the heading promises, they do not belong together.
    """
    promising = [(h, below, key) for h, below in parts(text["items"]) if (key := promise(h))]
    if not promising:
        return inapplicable()
    pictures = [str(image["selector"]) for image in images["items"]]
    wrong = [
        heading
        for heading, below, key in promising
        if is_text(below, pictures) and not is_kept(key, words_of(below))
    ]
    if not wrong:
        return passed()
    return failed("other", wrong, examples=some(h["text"].strip()[:30] for h in wrong))


def parts(blocks: list[TextBlock]) -> Iterator[tuple[TextBlock, list[TextBlock]]]:
    """Each heading with the blocks up to the next one, where that is not one below it."""
    heading: TextBlock | None = None
    below: list[TextBlock] = []
    for block in blocks:
        if not HEADING.fullmatch(block["tag"]):
            below.append(block)
            continue
        if heading and (block["tag"] <= heading["tag"] or not is_beside(heading, block)):
            yield heading, with_it(heading, below)
        heading, below = block, []
    if heading:
        yield heading, with_it(heading, below)


def with_it(heading: TextBlock, below: list[TextBlock]) -> list[TextBlock]:
    """What stands in the same box as the heading, or all that follows if nothing does."""
    return [block for block in below if is_beside(heading, block)] or below


def is_beside(heading: TextBlock, block: TextBlock) -> bool:
    """Whether a block stands in the box around a heading, as far as its place tells."""
    box = str(heading["selector"]).rpartition(" > ")[0]
    return bool(box) and str(block["selector"]).startswith(f"{box} > ")


def promise(heading: TextBlock) -> str:
    """What a heading says that there is below, if it is one of a few plain things.

    >>> promise({"text": "プールの利用料金"}), promise({"text": "料金の変更のお知らせ"})
    ('money', '')
    """
    words = nfkc(heading["text"]).strip(" 　。.:：")
    if len(words) > SHORT:
        return ""
    return next((key for key, (says, _) in KINDS.items() if says.search(words)), "")


def is_kept(key: str, words: str) -> bool:
    """Whether a text has what its heading promises, or says why it has not.

    >>> is_kept("money", "大人は300円です。"), is_kept("money", "印鑑をお持ちください。")
    (True, False)
    """
    return bool(KINDS[key][1].search(words) or ELSEWHERE.search(words))


def is_text(below: list[TextBlock], pictures: list[str]) -> bool:
    """Whether what stands below is running text alone, in so many letters."""
    own = below[:20]
    if any(
        LEADS_ON.search(block["html"]) or {"a", "td", "th"} & set(block["within"]) for block in own
    ):
        return False
    if any(picture.startswith(str(block["selector"])) for block in own for picture in pictures):
        return False
    return len(re.findall(r"[^\W\d_]", words_of(below))) >= LEAST


def words_of(below: list[TextBlock]) -> str:
    """The text below a heading."""
    return nfkc("\n".join(block["text"] for block in below[:20])[:MOST])
