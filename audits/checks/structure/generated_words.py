"""Words stand in the page, not in its style sheets.

Words that CSS puts before or after an element are lost when styles are off, cannot be searched or
translated, and not every screen reader speaks them.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.stylesheets import GeneratedText, Stylesheets
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "CSS で書き込まれた言葉", "en": "Words written by style sheets"},
    passed={
        "ja": "CSS で書き込まれた言葉は、ページの中の文字でも伝わります",
        "en": "Words that style sheets write also stand in the page",
    },
    failed={
        "words": {
            "ja": "CSS の content で書き込まれた言葉があるようです（{examples}）",
            "en": "Style sheets seem to write words by content ({examples})",
        }
    },
    fix={
        "ja": "言葉は HTML に書き、CSS の content には飾りの記号だけを使います。"
        '例：<span class="label">必須</span>。',
        "en": "Write words in the HTML, and keep content for decoration: "
        '<span class="label">Required</span>.',
    },
    about={
        "ja": "CSS で書き込まれた言葉は、スタイルを変えて読む人には表示されず、"
        "ページ内検索や翻訳の対象にもなりません。"
        "音声読み上げで読まれないこともあります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F87",
)

NAME = re.compile(r"[a-z0-9_]+")
ICON = re.compile(r'class="[^"]*\b(?:icons?|ico|fa[bsr]?|glyph\w*|material\w*)\b', re.IGNORECASE)


def check(stylesheets: Stylesheets) -> Verdict:
    """What the element says as well, by its text or its label, is told anyway."""
    if not stylesheets["generated"]:
        return inapplicable()
    told = [g for g in stylesheets["generated"] if not is_icon(g)]
    lost = [g for g in told if not g["spoken"] and not g["required"]]
    return failed("words", lost, examples=some(g["text"] for g in lost)) if lost else passed()


def is_icon(written: GeneratedText) -> bool:
    """Whether a word is the name of a picture that an icon font draws in its place."""
    return bool(NAME.fullmatch(written["text"]) and ICON.search(written["html"]))
