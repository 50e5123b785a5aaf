"""Passages in another language say which.

Without a lang attribute a screen reader goes on in the page's voice, which is silent at, or spells
out, letters that it does not know.
"""

import re
from typing import Any

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._japanese import some
from minna.records import Card, Certainty, Verdict

CARD = Card(
    criterion="3.1.2",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "外国語の部分の言語の指定", "en": "The language of passages"},
    passed={
        "ja": "日本語にない文字の部分には、言語が指定されています",
        "en": "Passages in other scripts say their language",
    },
    failed={
        "unmarked": {
            "ja": "言語の指定がない外国語の文が {count} か所あるようです（{examples}）",
            "en": "{count} passages in another language do not say which ({examples})",
        },
        "names": {
            "ja": "言語を選ぶリンクなどの外国語に、言語の指定がないようです（{examples}）",
            "en": "Names of languages, as in a language menu, do not say their language "
            "({examples})",
        },
    },
    fix={
        "ja": 'その部分を囲む要素に lang 属性を付けます。例：<a lang="ko" href="/ko/">한국어</a>。',
        "en": 'Put a lang attribute on the element around it: <a lang="ko" href="/ko/">한국어</a>.',
    },
    about={
        "ja": "言語の指定がないと、音声読み上げソフトは日本語の声のまま読もうとし、"
        "読み飛ばしたり一文字ずつ読んだりします。外国語を必要とする人に届きません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/language-of-parts",
)

SCRIPTS = {
    "hangul": ("\uac00-\ud7a3\u1100-\u11ff", {"ko"}),
    "thai": ("\u0e01-\u0e5b", {"th"}),
    "cyrillic": ("\u0400-\u04ff", {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"}),
    "arabic": ("\u0621-\u06ff", {"ar", "fa", "ur", "ps", "ckb", "ug"}),
    "devanagari": ("\u0900-\u097f", {"hi", "ne", "mr"}),
    "myanmar": ("\u1000-\u109f", {"my"}),
    "khmer": ("\u1780-\u17ff", {"km"}),
    "sinhala": ("\u0d80-\u0dff", {"si"}),
}
"""Scripts that cannot be Japanese: their letters, and the languages that are written in them."""
LONG = 8  # letters: with fewer it is a name


def check(text: dict[str, Any]) -> Verdict | list[Verdict]:
    """Latin letters and kanji are left alone: they may be Japanese."""
    foreign = [(b, script) for b in text["items"] for script in SCRIPTS if letters(b, script) > 1]
    if not foreign:
        return inapplicable()
    unmarked = [(b, script) for b, script in foreign if not is_marked(b, script)]
    long = [b for b, script in unmarked if letters(b, script) >= LONG and not is_menu(b)]
    names = [b for b, script in unmarked if letters(b, script) < LONG or is_menu(b)]
    found = []
    if long:
        found.append(failed("unmarked", long, examples=some(b["text"][:20] for b in long)))
    if names:
        examples = some(b["text"][:20] for b in names)
        found.append(failed("names", names, examples=examples, impact="minor"))
    return found or passed()


def letters(block: Element, script: str) -> int:
    """How many letters of a script the block holds."""
    return len(re.findall(f"[{SCRIPTS[script][0]}]", block["text"]))


def is_marked(block: Element, script: str) -> bool:
    """Whether a language that is written so is in force somewhere in the block."""
    return any(lang.lower().partition("-")[0] in SCRIPTS[script][1] for lang in block["langs"])


def is_menu(block: Element) -> bool:
    """Whether it is a short link or button, as in a language menu."""
    return bool({"a", "button", "nav"} & set(block["within"])) and len(block["text"]) <= 40
