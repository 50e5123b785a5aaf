"""What a sentence tells by a colour can be told without it.

People who do not see colours, or see them differently, and people who listen cannot tell which
items are red; who prints in black and white cannot either.
"""

import re
from typing import Any

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.language._pointing import names_it, sentences
from audits.checks.language.sense_words import blocks
from minna.records import Certainty, CheckMeta, Verdict

CARD = CheckMeta(
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
    rf"|(?!緑の日){CLEAR_JA}(?:色|い|色い)?の?(?:日|日付|所|ところ|もの|方|行|列|区域|エリア|地域|線|丸|点|数字|印"
    r"|タブ|帯|記号|予定|時間帯)|"
    rf"{CLEAR_JA}色?は"
    rf"|{COLOUR_JA}(?:色|字)?で(?:表示|記載|示|囲|塗|書|印)\w*"
    r"|(?:色|カラー)(?:つき|付き|の(?:つい|付い|濃い|薄い|違う|変わっ|異な)\w{0,3}|分け\w{0,4}|が\w{1,8}|を\w{1,8})の?"
    r"(?:日|文字|項目|部分|欄|枠|箇所|セル|マス|行|列|ところ|所|もの)"
)
COLOUR_EN = r"(?:red|green|blue|yellow|orange|purple|pink|gr[ae]y|black|white|bold red)"
BY_COLOUR_EN = re.compile(
    rf"\b(?:(?:days?|dates?|times?|rows?|cells?|ones|names?|places?|entries|anything|what is)"
    rf" in {COLOUR_EN}|{COLOUR_EN} (?:days?|dates?|ones?|entries|stars?|tabs?|names?|marks?|rows?"
    rf"|means?|indicates|stands for|is for)|(?:fields?|items?|days?|dates?|rows?|cells?) (?:are|is"
    rf"|turns?) {COLOUR_EN}|(?:marked|shown|highlighted|displayed|indicated"
    rf"|labell?ed|printed|written|listed|text|fields?"
    rf"|items?|those) in {COLOUR_EN}|{COLOUR_EN}(?:[- ]colou?red)? "
    r"(?:buttons?|links?|fields?|items?|texts?|boxes|box|icons?|labels?|dots?|cells?|rows?)"
    r"|(?:colou?red|shaded|tinted|highlighted|greyed[ -]out|grayed[ -]out) "
    r"(?:days?|dates?|fields?|items?|areas?|boxes|box|cells?|rows?|columns?|ones|parts?|entries))\b",
    re.IGNORECASE,
)
MEANING = re.compile(
    r"必須|必ず|入力|記入|選択|押|クリック|タップ|変更|追加|更新|休館|休業|休み|休日|休診|対象|注意|重要|新規|開館|利用"
    r"|空き|予約|満室|受付|終了|中止|示し|示す|表し|表す|意味|ご覧|参照|確認|締切|期限"
    r"|収集|実施|開催|申込|申し込|運休|欠航|ありません|できません|休止|可能"
    r"|\b(?:required|mandatory|must|click|press|select|choose|tap|fill|enter|complete|check|changed|new"
    r"|closed|open|available|booked|full|important|deadline|indicates?|means?)\b",
    re.IGNORECASE,
)
OTHER_SIGN = re.compile(
    r"※|＊|\*|印|マークの付|マークのつ|太字|下線|★|☆|●印|○印|と(?:書|記載|表示)|の文字|アイコンの|（必須）|\(必須\)"
    r"|asterisk|\bbold\b|underlined|marked with|labell?ed|with the word|icon",
    re.IGNORECASE,
)
DEFICIT = re.compile(
    r"黒字|赤字(?:額|の場合|の解消|を|に|企業|法人|決算|国債|路線|経営|幅|体質|補[填て])"
    r"|決算|収支|財政|会計|損益|所得"
)
"""Sentences about money, where letters are red for another reason."""


def check(text: dict[str, Any], links: dict[str, Any]) -> Verdict:
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
    found = BY_COLOUR_JA.search(sentence) or BY_COLOUR_EN.search(sentence)
    return bool(found and MEANING.search(sentence) and not DEFICIT.search(sentence))
