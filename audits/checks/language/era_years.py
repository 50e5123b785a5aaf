"""Years of the Japanese eras are also told in the Western count.

Residents from abroad do not know that 令和8年 is 2026, and many others have to count.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.sentences import quoted, running, unquoted
from audits.facts.text import Text
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "和暦だけの年", "en": "Years of the eras alone"},
    passed={
        "ja": "年は西暦で、または和暦と西暦を並べて書かれています",
        "en": "Years are told in the Western count, alone or beside the era",
    },
    failed={
        "alone": {
            "ja": "年が和暦だけで {count} か所に書かれ、西暦がありません（{examples}）",
            "en": "{count} places tell the year by era alone ({examples})",
        }
    },
    fix={
        "ja": "西暦を添えます。例：「令和8年4月1日」は「2026年（令和8年）4月1日」とします。",
        "en": "Add the Western year: 2026年（令和8年）4月1日.",
    },
    about={
        "ja": "外国から来た住民は、和暦の年を西暦に直せません。"
        "昭和・平成・令和をまたぐ年の計算は、だれにとっても間違えやすいものです。"
    },
)

LAW = r"(?:\d{1,2}月\d{1,2}日)?(?:法律|条例|政令|省令|規則|告示|勅令|訓令)"
ERA = re.compile(
    rf"(?:令和|平成|昭和)\s*(?:[0-9０-９]{{1,2}}|元|[一二三四五六七八九十]{{1,3}})\s*年(?!{LAW})"
)
WESTERN = re.compile(r"(?:1[89]|20)[0-9]{2}\s*(?:年|[（(])|[１２][０-９]{3}\s*年")


def check(text: Text) -> Verdict:
    """A page that tells any year in the Western count lets its readers work out the others."""
    blocks = running(text)
    eras = [(b, match[0]) for b in blocks if (match := ERA.search(unquoted(b)))]
    is_western = any(WESTERN.search(b["text"]) for b in blocks)
    if eras and not is_western:
        return failed("alone", [b for b, _ in eras], examples=quoted(year for _, year in eras))
    return passed() if eras or is_western else inapplicable()
