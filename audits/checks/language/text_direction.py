"""Arabic, Hebrew and Persian run from right to left.

Without dir="rtl" the lines stand at the wrong side, and full stops, brackets and numbers at the
wrong end; who reads the language stumbles, and who uses a magnifier looks in the wrong place.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.language._latin import base
from audits.facts.text_by_language import LanguagePart, TextByLanguage
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.2",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "右から左に書く言語の向き", "en": "The direction of right-to-left languages"},
    passed={
        "ja": "アラビア語やヘブライ語の部分には、書く向きが指定されています",
        "en": "Passages in Arabic, Hebrew or Persian say that they run from right to left",
    },
    failed={
        "left": {
            "ja": "右から左に書く言語の部分が、左から右の向きのままのようです（{examples}）",
            "en": "Passages that run from right to left seem to be set from left to right "
            "({examples})",
        }
    },
    fix={
        "ja": 'その部分を囲む要素に lang 属性と dir="rtl" を付けます。'
        '例：<p lang="ar" dir="rtl">مرحبا بكم</p>。',
        "en": 'Put lang and dir="rtl" on the element around it: '
        '<p lang="ar" dir="rtl">مرحبا بكم</p>.',
    },
    about={
        "ja": "向きの指定がないと、行の始まりや句読点、かっこ、数字が逆の位置に表示されます。"
        "アラビア語などを読む人には読みにくく、拡大表示で読む人は文の始まりを見失います。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/html/H56",
)

RIGHT_TO_LEFT = {"ar", "he", "iw", "fa", "ur", "ps", "ckb", "ug", "yi", "dv", "sd"}
LETTER = re.compile("[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufefc]")
NAME = 15  # letters: the name of a language in a menu reads well either way


def check(text_by_language: TextByLanguage) -> Verdict:
    """Parts that are marked as such a language, or written mostly in its letters."""
    parts = [part for part in text_by_language["parts"] if is_right_to_left(part)]
    if not parts:
        return inapplicable()
    left = [part for part in parts if part["dir"] != "rtl"]
    return failed("left", left, examples=some(p["text"][:20] for p in left)) if left else passed()


def is_right_to_left(part: LanguagePart) -> bool:
    """Whether most letters are those of a language that runs from right to left, and not few."""
    own = len(LETTER.findall(part["text"]))
    latin = len(re.findall(r"[^\W\d_]", part["text"]))
    marked = base(part["lang"]) in RIGHT_TO_LEFT
    return own >= NAME and (own > latin / 2 or (marked and own > latin / 3))
