"""A heading speaks of the part below it.

Whoever goes from heading to heading trusts these words: under “Fees” nobody looks for vaccinations.
"""

import re
from itertools import islice, takewhile
from typing import Any

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._japanese import some
from audits.checks.title_fits import is_known, words_of
from minna.records import Card, Certainty, Verdict

CARD = Card(
    criterion="2.4.6",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "見出しと内容の一致", "en": "Whether headings fit what is below them"},
    passed={
        "ja": "見出しは、その下の内容を表しています",
        "en": "Headings speak of what is below them",
    },
    failed={
        "other": {
            "ja": "見出しと、その下の内容が合わないようです（{examples}）",
            "en": "Headings do not seem to speak of what is below them ({examples})",
        },
        "swapped": {
            "ja": "見出しの下に、別の見出しの内容が書かれているようです（{examples}）",
            "en": "What is below headings seems to belong to other headings ({examples})",
        },
    },
    fix={
        "ja": "見出しを、下の内容を表す言葉に書き換えます。"
        "例：転入届の説明の上の <h2>利用料金</h2> を <h2>転入届に必要なもの</h2> にします。",
        "en": "Name what is below: <h2>Vaccinations</h2>, not <h2>Parking</h2>, over a text about "
        "vaccinations.",
    },
    about={
        "ja": "画面を読み上げて利用する人は、見出しから見出しへ飛んで、読む所を探します。"
        "見出しと内容が違うと、必要な情報にたどり着けません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/general/G130",
)

HEADING = re.compile("h[1-6]")
SUBJECTS = {
    "money": (
        r"料金|費用|手数料|利用料|使用料|入場料|入館料|価格|金額|授業料|保険料"
        r"|\b(?:fees?|costs?|prices?|charges?|tickets?)\b",
        r"[0-9０-９一二三四五六七八九十百千万] ?円|無料|有料|料|[￥¥£$€]|金|支払|払|納"
        r"|費|額|税|減免|割引"
        r"|\b(?:free|costs?|pay\w*|charg\w+|pric\w+|fees?|pounds?|dollars?|euros?|yen|pence|tickets?|money"
        r"|discounts?)\b",
    ),
    "hours": (
        r"(?:受付|開館|営業|利用|診療|開庁|窓口)時間|開館日|休館日|休業日|日時|日程|期間|期限|締め?切り?|開催日"
        r"|\b(?:opening (?:hours|times)|office hours|hours|when|dates?|deadlines?"
        r"|timetable|schedule)\b",
        r"[0-9０-９]|時|日|月|曜|午[前後]|年|期|まで|から|毎|週|春|夏|秋|冬|末|初|間|常|随時|未定|朝|夜|夕"
        r"|\b(?:am|pm|days?|hours?|weeks?|months?|years?|open\w*|clos\w+|until|times?|noon|midnight|night"
        r"|daily|every|\w+day|january|february|march|april|may|june|july|august|september|october"
        r"|november|december|spring|summer|autumn|winter|always|morning|afternoon|evening|tbc|tba)\b",
    ),
    "parking": (
        r"駐車場?|駐輪場?|\b(?:car )?parking\b",
        r"駐|車|台|停|交通|駅|バス|自転|\b(?:cars?|park\w*|spaces?|bays?|bus\w*|bikes?|bicycles?|vehicles?"
        r"|garages?|streets?|drive\w*|blue badge|transport|train\w*|station|coach\w*|permit\w*)\b",
    ),
    "way": (
        r"交通(?:案内|アクセス|手段)|行き方|道順|\b(?:how to get (?:here|there)"
        r"|getting here|directions)\b",
        r"駅|バス|徒歩|車|道|線|分|停|地図|出口|台|町|丁目|番|駐|近|\b(?:map|bus\w*|train\w*|station|walk\w*"
        r"|cars?|street|road|route|minutes?|park\w*|exit|line|stop|turn|left|right|near|address|miles?)\b",
    ),
    "bring": (
        r"持ち物|持参(?:する)?(?:もの|物)|(?:申請に)?必要な(?:もの|物|書類)|必要書類"
        r"|\bwhat (?:to|you (?:need to|must)) bring\b",
        r"書|証|券|カード|印|写真|持|用意|料|着|服|靴|筆|食|飲|水|帽|もの|物|不要|なし|特に"
        r"|\b(?:cards?|proof|bring|forms?|passport|certificates?|photos?|documents?|licen[cs]e|letter"
        r"|wear|clothes|shoes|need\w*|bills?|id|nothing|copy|copies|number)\b",
    ),
    "contact": (
        r"(?:お)?問い?合わ?せ(?:先|窓口)?|連絡先|\b(?:contact(?: us| details)?"
        r"|get in touch|enquiries)\b",
        r"電話|電|[0-9０-９]{3}|メール|@|ファ|fax|tel|課|係|室|部|局|窓口|フォーム|連絡|問|質問|相談|所|館"
        r"|\b(?:call|phone|telephone|write|form|office|desk|e-?mail|contact|ask|message|letter|team|post"
        r"|speak|talk|questions?|visit|chat)\b",
    ),
    "place": (
        r"^(?:場所|会場|開催場所|所在地|住所)$|\b(?:venue|where)\b",
        r"館|室|階|丁目|番|[市町村区県都府]|園|ホール|センター|校|所|場|駅|オンライン|地|庁|堂|寺|神社|広|橋|山|海"
        r"|\b(?:street|road|halls?|rooms?|floors?|buildings?|cent(?:re|er)|parks?|schools?|librar\w+|at|in"
        r"|online|house|square|office|church|theat(?:re|er)|place)\b",
    ),
}
"""What headings promise, and what a text that keeps it cannot do without."""
TOPICS = (
    r"ごみ|ゴミ|廃棄|資源物|リサイクル|収集|分別|\b(?:waste|rubbish|garbage|trash|bins?|recycl\w+|litter)\b",
    r"図書|書籍|読書|貸出|貸し出し|\b(?:librar\w+|books?|borrow\w*|novels?|read\w*)\b",
    r"プール|水泳|泳|\b(?:swim\w*|pools?)\b",
    r"保育|幼稚園|こども園|子育て|乳幼児|児童|\b(?:nurser\w+|childcare|kindergarten|child(?:ren)?|toddlers?)\b",
    r"学校|小学|中学|給食|授業|入学|生徒|\b(?:schools?|pupils?|teachers?|classes|lessons?|students?)\b",
    r"転入|転出|転居|引っ?越|住民票|\b(?:moving|move[ds]?|removal)\b",
    r"税|\b(?:tax(?:es)?|taxation|rates)\b",
    r"水道|下水|断水|漏水|\b(?:water|sewers?|sewage|drains?)\b",
    r"犬|猫|ペット|動物|狂犬病|\b(?:dogs?|cats?|pets?|animals?)\b",
    r"予防接種|ワクチン|接種|\b(?:vaccin\w+|jabs?|immuni[sz]\w+)\b",
    r"健診|検診|健康|診療|病院|医|\b(?:health|doctors?|clinics?|hospital|medical|surgery|screening)\b",
    r"駐車|駐輪|\b(?:parking|car parks?)\b",
    r"バス|鉄道|電車|\b(?:bus(?:es)?|trains?|trams?)\b",
    r"防災|避難|地震|災害|津波|洪水|\b(?:disasters?|evacuat\w+|earthquakes?|floods?|emergenc\w+)\b",
    r"祭|まつり|花火|みこし|\b(?:festivals?|fireworks|parade|carnival)\b",
    r"博物館|美術館|展示|\b(?:museums?|galler\w+|exhibitions?)\b",
    r"年金|\b(?:pensions?)\b",
    r"婚姻|戸籍|出生届|離婚|\b(?:marriages?|weddings?|births?|divorce)\b",
    r"市営住宅|町営住宅|空き家|入居|家賃|\b(?:housing|rent|tenants?|landlords?)\b",
    r"求人|採用|職員募集|就職|\b(?:jobs?|vacanc\w+|careers?|recruit\w+|employment)\b",
    r"選挙|投票|\b(?:elections?|vot(?:e|es|ing|ers?)|polling|ballots?)\b",
    r"公園|遊具|\b(?:parks|playgrounds?|gardens?)\b",
    r"道路|舗装|通行止|\b(?:roads?|roadworks|pavements?|potholes?)\b",
    r"個人情報|プライバシー|\b(?:privacy|cookies|personal data)\b",
    r"手話|通訳|翻訳|\b(?:interpret\w+|translat\w+|sign language)\b",
    r"消防|火災|救急|\b(?:fires?|firefighters?|ambulances?)\b",
    r"温泉|観光|宿泊|ホテル|\b(?:touris\w+|hotels?|sightseeing|visitors?)\b",
    r"農業|農家|畑|野菜|\b(?:farm\w*|crops?|agricultur\w+|vegetables?)\b",
)
"""What towns write about, each by its words."""
TOPIC_WORDS = tuple(re.compile(topic, re.IGNORECASE) for topic in TOPICS)
PATTERNS = {
    key: (re.compile(heading, re.IGNORECASE), re.compile(signs, re.IGNORECASE))
    for key, (heading, signs) in SUBJECTS.items()
}
ELSEWHERE = re.compile(
    r"こちら|下記|別表|別紙|以下|ご覧|参照|次の|詳細|詳しく|リンク|PDF|準備中|ありません|未定"
    r"|\b(?:see|below|following|here|table|page|list(?:ed)?|details|pdf|download|link|tbc|soon|none|n/a)\b",
    re.IGNORECASE,
)
LEAST = 25  # letters of a text that says enough to be held against its heading
JAPANESE = re.compile("[ぁ-ヺ一-龠]")
SENTENCE = re.compile(r"[。．.!?！？]\s*$")


def check(text: dict[str, Any]) -> Verdict | list[Verdict]:
    """Only running text right below a heading, none of whose words it says."""
    parts = [part for part in parts_of(text["items"]) if is_judged(*part)]
    if not parts:
        return inapplicable()
    strange = [(head, body) for head, body in parts if not says(body, head["text"])]
    swapped = [head for head, body in strange if is_of_another(head, body, strange)]
    other = [
        head
        for head, body in strange
        if head not in swapped and (breaks(head, body) or is_off_topic(head, body))
    ]
    found = []
    for key, bad in (("other", other), ("swapped", swapped)):
        if bad:
            found.append(failed(key, bad, examples=some(h["text"][:30] for h in bad)))
    return found or passed()


def parts_of(blocks: list[Element]) -> list[tuple[Element, str]]:
    """Each heading with the running text right below it, and a little of what comes after.

    The text is that of the heading's own parent; where this ends before the next heading, two more
    blocks may say the heading's words as well.
    """
    found = []
    for at, head in enumerate(blocks):
        if not HEADING.fullmatch(head["tag"]) or {"a", "button"} & set(head["within"]):
            continue
        body: list[str] = []
        for block in blocks[at + 1 : at + 30]:
            if HEADING.fullmatch(block["tag"]) or block["parent"] != head["parent"]:
                break
            body.append(block["text"])
        rest = takewhile(lambda b: not HEADING.fullmatch(b["tag"]), blocks[at + 1 + len(body) :])
        if body:
            after = [block["text"] for block in islice(rest, 2)]
            found.append((head | {"own": body}, "\n".join(body + after)[:3000]))
    return found


def is_judged(head: Element, body: str) -> bool:
    """Whether a text says enough, in sentences and in the letters of its heading."""
    letters = len(re.findall(r"[^\W\d_]", body)) / (1 if JAPANESE.search(body) else 2)
    same = bool(JAPANESE.search(body)) == bool(JAPANESE.search(head["text"]))
    return same and letters >= LEAST and bool(SENTENCE.search(body.split("\n")[0]))


def says(body: str, heading: str) -> bool:
    """Whether a text says any word of a heading, or sends the reader elsewhere for it."""
    words = words_of(heading)
    said = body.lower()
    return not words or any(is_known(word, said) for word in words)


def breaks(head: Element, body: str) -> bool:
    """Whether a heading promises what its text cannot be about."""
    promised = [signs for pattern, signs in PATTERNS.values() if pattern.search(head["text"])]
    is_told = len(head["own"]) > 3 or any(ELSEWHERE.search(own) for own in head["own"])
    return bool(promised) and not is_told and not any(signs.search(body) for signs in promised)


def is_of_another(head: Element, body: str, strange: list[tuple[Element, str]]) -> bool:
    """Whether a text says another heading's words, and that heading's text says this one's."""
    return any(
        head is not other
        and head["text"] != other["text"]
        and says_all(body, other["text"])
        and says_all(text, head["text"])
        for other, text in strange
    )


def says_all(body: str, heading: str) -> bool:
    """Whether a text says most words of a heading."""
    words = words_of(heading)
    return bool(words) and 2 * sum(is_known(word, body.lower()) for word in words) > len(words)


def is_off_topic(head: Element, body: str) -> bool:
    """Whether a text names what towns write about, and nothing of what its heading names."""
    if len(head["own"]) > 3 or any(ELSEWHERE.search(own) for own in head["own"]):
        return False
    named = [words for words in TOPIC_WORDS if words.search(head["text"])]
    own = "\n".join(head["own"])
    told = any(words.search(own) for words in TOPIC_WORDS)
    return bool(named) and told and not any(words.search(body) for words in named)
