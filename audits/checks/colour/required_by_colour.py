"""What must be filled in is marked with more than a colour.

Whoever does not tell red from black, or does not see the page, learns only from an error which
fields were meant.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.fields import Fields
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "必須やエラーの示し方", "en": "How required fields are marked"},
    passed={
        "ja": "必須やエラーの項目を色だけで示す説明は見つかりませんでした",
        "en": "No sentence says that fields of a colour are required or wrong",
    },
    failed={
        "colour": {
            "ja": "必須やエラーの項目を、色だけで示しているようです（{examples}）",
            "en": "Required or wrong fields seem to be marked by colour alone ({examples})",
        }
    },
    fix={
        "ja": "ラベルに「必須」と書きます。例：<label>お名前<span>（必須）</span><input "
        "required></label>。"
        "説明も「（必須）と書いた項目は必ず入力してください」とします。",
        "en": "Write “required” into the label: <label>Name (required) <input "
        "required></label>, and "
        "explain that mark rather than the colour.",
    },
    about={
        "ja": "色の違いが見えにくい人や、画面を読み上げて利用する人には、"
        "どの項目が必須なのか分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F81",
)

COLOUR = r"(?:赤|朱|青|緑|黄|橙|オレンジ|ピンク|水色|紫|グレー|灰色)"
ASKED = (
    r"(?:必須|必ず|入力してください|記入してください|ご入力|ご記入|修正|エラー|誤り|未入力"
    r"|任意|省略)"
)
NOT_MARK = r"[^。※*＊★●■◎]"
JAPANESE = re.compile(
    rf"(?:{COLOUR}(?:色|い)?(?:の)?(?:字|文字|枠|い枠|太字|背景|項目|欄|ラベル|部分|表示|で)"
    rf"{NOT_MARK}{{0,25}}{ASKED}|{ASKED}{NOT_MARK}{{0,12}}は、?{COLOUR}(?:色|い)?(?:の)?(?:字|文字|枠|太字|背景|で))"
)
HUE = r"(?:red|blue|green|orange|yellow|pink|colou?r)"
ASKS = r"(?:required|mandatory|must be|error|incorrect|missing|optional)"
ENGLISH = re.compile(
    rf"\b(?:in|marked|shown|highlighted|labelled|outlined) (?:in )?{HUE}\b[^.*]{{0,40}}\b{ASKS}"
    rf"|\b{ASKS}\b[^.*]{{0,40}}\b(?:in|by) {HUE}\b|\b{HUE} (?:fields?|labels?|items?"
    rf"|text)\b[^.*]{{0,30}}\b{ASKS}",
    re.IGNORECASE,
)
MARK = re.compile(
    r"[※*＊★●■◎]|マーク|印|アイコン|「[^」]{1,100}」|“|\"|asterisk|star\b|icon|marked with",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[。\n]|(?<=[a-z])\. ")


def check(text: Text, fields: Fields) -> Verdict:
    """Sentences on a page with fields; one that names a mark beside the colour passes."""
    if not fields["items"]:
        return inapplicable()
    found = [block for block in text["items"] if by_colour(block)]
    if not found:
        return passed()
    return failed("colour", found, examples=some(by_colour(block)[:40] for block in found))


def by_colour(block: TextBlock) -> str:
    """The sentence of a text that marks fields by a colour, or nothing."""
    for sentence in SENTENCE.split(block["text"]):
        if is_by_colour(sentence):
            return str(sentence.strip())
    return ""


def is_by_colour(sentence: str) -> bool:
    """Whether a sentence says that a colour, and nothing else, marks what must be filled in.

    >>> [is_by_colour(s) for s in ("赤字の項目は必須です", "※印のある赤字の項目は必須です")]
    [True, False]
    >>> is_by_colour("Fields in red are required"), is_by_colour("Required: marked with a red *")
    (True, False)
    """
    return bool(JAPANESE.search(sentence) or ENGLISH.search(sentence)) and not MARK.search(sentence)
