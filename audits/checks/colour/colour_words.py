"""What a sentence tells by a colour can be told without it.

People who do not see colours, or see them differently, and people who listen cannot tell which
items are red; who prints in black and white cannot either.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.language._pointing import names_it, sentences
from audits.checks.language.sense_words import blocks
from audits.facts.links import Links
from audits.facts.text import Text
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "色だけに頼った説明", "en": "Information by colour alone"},
    passed={
        "ja": "色に触れた説明には、印や文字などの手がかりもあります",
        "en": "What is told by colour is told by a sign or a word as well",
    },
    failed={
        "colour": {
            "ja": "「赤字の項目」など、色だけで区別する説明があるようです（{examples}）",
            "en": "Things seem to be told apart by colour alone ({examples})",
        }
    },
    fix={
        "ja": "色のほかに、印や文字を付けて説明します。"
        "例：「赤字の項目は必須です」を「「必須」と書かれた項目は、必ず入力してください」にします。",
        "en": "Add a sign or a word: “Fields marked “required” must be filled in” rather than "
        "“Red fields are required”.",
    },
    about={
        "ja": "色の見え方が多くの人と違う人や、音声で聞いている人には、どれが赤いのか分かりません。"
        "白黒で印刷したときも同じです。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F81",
)

COLOUR_JA = (
    "(?:赤|朱|青|緑|黄緑|黄|黒|白|橙|紫|水|灰|桃|茶"
    "|オレンジ|ピンク|グレー|ブルー|レッド|グリーン|イエロー)"
)
CLEAR_JA = (
    "(?:赤|青|緑|黄緑|黄|黒|白|紫|オレンジ|ピンク|グレー|ブルー|レッド|グリーン|イエロー"
    "|(?:水|桃|茶|灰|橙|朱)色)"
)
"""Colours that are called by no word for something else."""
BY_COLOUR_JA = re.compile(
    rf"{COLOUR_JA}(?:色|い|色い)?(?:の|で(?:表示|記載|示|囲|塗|書|印)\w*(?:た|ている|の)?)?(?:太)?"
    r"(?:字|文字|項目|部分|欄|枠|ボタン|リンク|マーク|アイコン|箇所|背景|セル|下線|マス)"
    rf"|(?!緑の日){CLEAR_JA}(?:色|い|色い)?の?(?:日|日付|所|ところ|もの|方|行|列|区域|エリア"
    rf"|地域|線|丸|点|数字|印"
    r"|タブ|帯|記号|予定|時間帯)|"
    rf"{CLEAR_JA}色?は"
    rf"|{COLOUR_JA}(?:色|字)?で(?:表示|記載|示|囲|塗|書|印)\w*"
    r"|(?:色|カラー)(?:つき|付き|の(?:つい|付い|濃い|薄い|違う|変わっ|異な)\w{0,3}|分け\w{0,4}"
    r"|が\w{1,8}|を\w{1,8})の?"
    r"(?:日|文字|項目|部分|欄|枠|箇所|セル|マス|行|列|ところ|所|もの)"
)
SHOWN_JA = re.compile(
    rf"{COLOUR_JA}(?:色|字|文字)?[でに](?:示|表示|表し|塗|着色|囲|網掛け|色付け|強調|印字|印刷され)"
    rf"|{COLOUR_JA}(?:色|い)?の?(?:網掛け|網かけ|マーカー|ハイライト|文字|字|枠|枠内|背景)(?:は"
    rf"|が|＝|=|：|:|を引い)"
    rf"|背景(?:色)?が{COLOUR_JA}|{COLOUR_JA}く(?:示|表示|塗|囲|強調|色付)"
    rf"|(?:{CLEAR_JA}色?に|{COLOUR_JA}く)(?:なった|なっている|変わった|変わっている)"
    r"(?:日|欄|枠|行|列|項目|部分|箇所|ところ|所|もの|区間|地域|時間|講座|教室|コース|文字|セル"
    r"|マス)"
    rf"|{CLEAR_JA}(?:色)?の(?:もの|ところ|所|欄|行|文字|数字|日)(?:は|が)"
    rf"|{CLEAR_JA}色?(?:が|＝|=|→|⇒|：|:)[^。、]{{1,20}}[、,/／ 　]{CLEAR_JA}色?(?:が|＝|=|→|⇒"
    rf"|：|:)"
    rf"|(?:文字|字|数字|名前|背景|枠|項目名?|日付|見出し|印)(?:の色)?(?:が|は){COLOUR_JA}(?:色|い)"
    rf"|{CLEAR_JA}色?(?:が付い|がつい|で描|で書い|で記)|{COLOUR_JA}(?:色|く)?に?(?:光っ"
    rf"|点灯し)ている"
    rf"|{COLOUR_JA}系(?:統)?(?:の|色)|(?:グレー|灰色|薄く|半透明)(?:アウト|に?なっ|表示)"
    rf"|{COLOUR_JA}い(?:数字|金額|日付|行|列|名前|時間)"
    r"|(?:薄い|濃い|明るい|暗い|違う|異なる)色の(?:日|欄|枠|行|列|項目|部分|箇所|ところ|時間"
    r"|文字|セル|マス)"
)
"""Sentences that say how something is shown here, and so give a colour a meaning."""
ON_BODIES = re.compile(r"皮膚|肌|接種|腫れ|発疹|かゆ|炎症|葉|果実|実が|水が|川|海|空が|液|レンズ")
"""What turns red by itself."""
HUE_EN = r"(?:red|green|blue|yellow|orange|purple|pink|gr[ae]y|black|white|brown|amber)"
SHADE_EN = r"(?:(?:light|dark|pale|bright|bold|deep)[ -])?"
COLOUR_EN = rf"(?:{SHADE_EN}(?-i:{HUE_EN})|^{SHADE_EN}{HUE_EN})"
"""A colour with a capital letter within a sentence is part of a name: Green Lane, the Red Cross."""
PAGE_EN = (
    r"(?:days?|dates?|times?|slots?|sessions?|courses?|rows?|cells?|box(?:es)?|squares?|fields?"
    r"|items?"
    r"|entries|entry|names?|numbers?|figures?|prices?|fees?|texts?|words?|titles?|labels?|tabs?"
    r"|areas?|parts?|sections?|columns?|questions?|answers?|buttons?|links?|events?)"
)
"""Parts of a page."""
BY_COLOUR_EN = re.compile(
    rf"\b(?:(?:days?|dates?|times?|rows?|cells?|ones|names?|places?|entries|anything|what is)"
    rf" in {COLOUR_EN}|{COLOUR_EN} (?:days?|dates?|ones?|entries|stars?|tabs?|names?|marks?|rows?"
    rf"|means?|indicates|stands for|is for)|(?:fields?|items?|days?|dates?|rows?|cells?) (?:are|is"
    rf"|turns?) {COLOUR_EN}|(?:marked|shown|highlighted|displayed|indicated"
    rf"|labell?ed|printed|written|listed|text|fields?"
    rf"|items?|those) in {COLOUR_EN}|{COLOUR_EN}(?:[- ]colou?red)? "
    r"(?:(?:time )?slots?|squares?|sessions?|"
    r"buttons?|links?|fields?|items?|texts?|boxes|box|icons?|labels?|dots?|cells?|rows?)"
    r"|(?:colou?red|shaded|tinted|highlighted|greyed[ -]out|grayed[ -]out|lighter|darker) "
    r"(?:days?|dates?|fields?|items?|areas?|boxes|box|cells?|rows?|columns?|ones|parts?|entries"
    rf"|squares?|slots?))\b|\b{COLOUR_EN} ?[=:→]",
    re.IGNORECASE,
)
SHOWN_EN = re.compile(
    rf"\b(?:(?:shown|marked|printed|highlighted|displayed|indicated|listed|flagged|shaded|outlined"
    rf"|colou?red|tinted) (?:in )?{COLOUR_EN}"
    rf"|{PAGE_EN} (?:are )?in {COLOUR_EN}(?! (?:and|ink|belt|brick))"
    rf"|(?:appear|stand|given|are|is|areas?|changes|anything|everything|what is) in {COLOUR_EN}"
    rf"|(?:if|when|where|once) (?:the|a|its|your) {PAGE_EN} (?:is|are|turns|goes|looks) {COLOUR_EN}"
    rf"|\w+s (?:are|is) {COLOUR_EN}(?:,| and) \w+s (?:are|is) {COLOUR_EN}"
    rf"|with an? {COLOUR_EN} (?:circle|dot|mark|ring|spot|square|bar|stripe|flag|tick|cross|label)"
    rf"|(?:a|the) {COLOUR_EN} (?:area|label|section|panel|part|bar)"
    rf"|turn(?:s|ed)? {COLOUR_EN} (?:are|is|can|cannot|must|have|has|will)"
    rf"|in {COLOUR_EN} (?:are|is|can|cannot|must|have|has|will|were|still|need)"
    rf"|(?:in|with|on|against) (?:an? )?{COLOUR_EN} (?:background|ground|border|outline|frame|text"
    r"|type|letters|highlight(?:ing)?|shading)"
    rf"|{COLOUR_EN} (?:text|type|letters|shading|highlighting) (?:shows?|means?|is|are|tells?"
    rf"|marks?)"
    rf"|{COLOUR_EN} (?:for|means?|is|=|:) [^.,;]{{1,40}}[,;] ?(?:and )?{COLOUR_EN} (?:for|means?"
    rf"|is|=|:)"
    rf"|(?:calendar|table|map|chart|timetable|plan|list|grid|diagram)\b[^.]{{0,20}} {COLOUR_EN}"
    r" (?:is|are|means?|shows?|stands?))(?= |$|[.,;:])",
    re.IGNORECASE,
)
OF_THINGS_EN = re.compile(
    r"\b(?:bins?|bags?|sacks?|caddy|caddies|lids?|kerb(?:side)?|waste|rubbish|staff|people"
    r"|officers?"
    r"|stewards?|volunteers?|guides?|team|uniforms?|jackets?|shirts?|ink|paper|flags?|signs"
    r"|bus(?:es)?|trains?|trams?|park(?:ing)?|roads?|lights?|dress(?:ed)?|wear(?:ing)?"
    r"|paint(?:ed)?)\b",
    re.IGNORECASE,
)
"""Things in the world, and people, that have colours of their own."""
MEANING = re.compile(
    r"必須|必ず|入力|記入|選択|押|クリック|タップ|変更|追加|更新|休館|休業|休み|休日|休診|対象"
    r"|注意|重要|新規|開館|利用"
    r"|空き|予約|満室|受付|終了|中止|示し|示す|表し|表す|意味|ご覧|参照|確認|締切|期限"
    r"|休館|満席|変わっ|直し|募集|通行止|選べ|できま|始ま|省略|収集|実施|開催|申込|申し込|運休"
    r"|欠航|ありません|できません|休止|可能"
    r"|\b(?:required|mandatory|must|click|press|select|choose|tap|fill|enter|complete|check"
    r"|changed|new"
    r"|closed|shut|open|places|sold|cancelled|free|book|pay|use|apply|start|continue|available"
    r"|booked|full|important|deadline|indicates?|means?)\b",
    re.IGNORECASE,
)
OTHER_SIGN = re.compile(
    r"※|＊|\*|印|マークの付|マークのつ|太字|下線|★|☆|●印|○印|と(?:書|記載|表示)|の文字"
    r"|アイコンの|（必須）|\(必須\)"
    r"|asterisk|\bbold\b|underlined|marked with|labell?ed|with the word|icon",
    re.IGNORECASE,
)
DEFICIT = re.compile(
    r"黒字|赤字(?:額|の場合|の解消|を|に|企業|法人|決算|国債|路線|経営|幅|体質|補[填て])"
    r"|決算|収支|財政|会計|損益|所得"
)
"""Sentences about money, where letters are red for another reason."""


def check(text: Text, links: Links) -> Verdict:
    """Sentences in which a colour tells things apart; another sign or a name in them is enough."""
    told = [(b, s) for b, s in sentences(text) if is_by_colour(s)]
    if not told:
        return inapplicable()
    bad = [(b, s) for b, s in told if not OTHER_SIGN.search(s) and not names_it(s, links)]
    return failed("colour", blocks(bad), examples=some(s[:30] for _, s in bad)) if bad else passed()


def is_by_colour(sentence: str) -> bool:
    """Whether the sentence gives a meaning to a colour on the page.

    >>> is_by_colour("赤字の項目は必須です。"), is_by_colour("事業の赤字の解消に取り組みます。")
    (True, False)
    >>> is_by_colour("色のついた日は収集がありません。")
    True
    >>> is_by_colour("色鉛筆の色を選びます。")
    False
    >>> is_by_colour("The shaded days are closed."), is_by_colour("Bring coloured boxes.")
    (True, False)
    """
    if DEFICIT.search(sentence):
        return False
    in_english = not OF_THINGS_EN.search(sentence)
    if in_english and SHOWN_EN.search(sentence):
        return True
    if SHOWN_JA.search(sentence) and not ON_BODIES.search(sentence):
        return True
    found = BY_COLOUR_JA.search(sentence) or (in_english and BY_COLOUR_EN.search(sentence))
    return bool(found and MEANING.search(sentence))
