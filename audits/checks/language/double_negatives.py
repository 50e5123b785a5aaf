"""Nothing is said by denying its denial.

Whoever misses one of two negations understands the contrary.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.sentences import quoted, running, unquoted
from audits.facts.text import Text
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "二重否定", "en": "Double negatives"},
    passed={"ja": "二重否定は見当たりません", "en": "There are no double negatives"},
    failed={
        "found": {
            "ja": "二重否定が {count} か所で使われています（{examples}）",
            "en": "{count} places use double negatives ({examples})",
        }
    },
    fix={
        "ja": "肯定の形で書きます。例：「利用できないわけではありません」は"
        "「利用できる場合があります」とします。",
        "en": "Say it in the positive: 利用できる場合があります for "
        "利用できないわけではありません.",
    },
    about={
        "ja": "二つの否定のうち一つを聞き落とすと、意味が逆になります。"
        "日本語を学んでいる人や、認知障害のある人には特に伝わりにくい書き方です。"
    },
)

NOT = r"(?:ない|ません|ありません|なく|無い)"
DOUBLE = re.compile(
    rf"ない(?:わけ|こと|もの|の|はず)(?:では|でも|じゃ|が|は|も){NOT}"
    rf"|(?<![少危切幼])なく(?:は|も){NOT}|ない(?:と)?(?:は|も)(?:限|かぎ|言|い)(?:らない|りません|えない|えません)"
    rf"|ないとも(?:限|かぎ)(?:らない|りません)|ずには(?:い|済)(?:られ|ま){NOT}"
    rf"|ないわけに(?:は|も)(?:いか|ゆか|行か){NOT}|ないでは(?:い|お)(?:られ|か){NOT}"
)
SENTENCE = re.compile(r"[ぁ-ゖ]。")


def check(text: Text) -> Verdict:
    """Forms that deny twice; 〜なければなりません only says “must” and is no such form."""
    blocks = [b for b in running(text) if SENTENCE.search(b["text"])]
    if not blocks:
        return inapplicable()
    found = [(b, match[0]) for b in blocks if (match := DOUBLE.search(unquoted(b)))]
    if not found:
        return passed()
    return failed("found", [b for b, _ in found], examples=quoted(words for _, words in found))
