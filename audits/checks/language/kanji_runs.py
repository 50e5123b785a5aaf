"""Kanji do not follow each other without end.

A row of ten has to be cut into words by the reader, and screen readers cut it wrongly as well.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import KANJI
from audits.checks._shared.sentences import quoted, running, unquoted
from audits.facts.text import Text, TextBlock
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "長く続く漢字", "en": "Long rows of kanji"},
    passed={"ja": "長く続く漢字はありません", "en": "There are no long rows of kanji"},
    failed={
        "long": {
            "ja": "漢字が {limit} 字以上続く言葉が {count} か所にあります（{examples}）",
            "en": "{count} places have rows of {limit} kanji or more ({examples})",
        }
    },
    fix={
        "ja": "助詞を入れて分けるか、短い呼び名と説明に言い換えます。"
        "例：「住民税非課税世帯等臨時特別給付金」は"
        "「住民税がかからない世帯への給付金」とします。",
        "en": "Take it apart with particles, or give a short name and explain it: "
        "住民税がかからない世帯への給付金 for 住民税非課税世帯等臨時特別給付金.",
    },
    about={
        "ja": "切れ目のない漢字は、どこで区切るかを読む人が考えなければなりません。"
        "読み上げソフトも、区切りや読みを間違えます。"
    },
    more="https://www.moj.go.jp/isa/support/portal/plainjapanese_guideline.html",
)

LIMIT = 10
"""No guide gives a number: this is our own, well above compounds of two or three everyday words."""
RUN = re.compile(rf"(?<![{KANJI}])[{KANJI}]{{{LIMIT},}}(?![{KANJI}ァ-ヺー])")
COUNTER = re.compile(r"(?<=\d)[年月日号回人円件時分]")
OFFICIAL = re.compile(
    r"(?:[課係部局室所署会団組社院校園館庁省府]|法人?|組合|条例|法律|規[則程約]|要[綱領項]|機[構関]|政令|省令"
    r"|告示|協定|条約|大臣|[知市町村区]長)$"
)
ADDRESS = re.compile(r"[都道府県][^都道府県市区町村\n]*[市区町村]|[一二三四五六七八九十〇]丁目?")
KANJI_LETTER = re.compile(rf"[{KANJI}]")


def check(text: Text) -> Verdict:
    """Official names cannot be changed and are left out, whether quoted, of bodies or of places."""
    blocks = [b for b in running(text) if KANJI_LETTER.search(b["text"])]
    if not blocks:
        return inapplicable()
    long = [(b, runs) for b in blocks if (runs := [r for r in rows_of(b) if is_odd(r)])]
    if not long:
        return passed()
    words = quoted(run for _, runs in long for run in runs)
    return failed("long", [block for block, _ in long], limit=LIMIT, examples=words)


def rows_of(block: TextBlock) -> list[str]:
    """The rows of kanji outside of quotations; one that katakana goes on with is a name."""
    return RUN.findall(COUNTER.sub(" ", unquoted(block)))


def is_odd(run: str) -> bool:
    """Whether a row of kanji might as well be written otherwise.

    >>> is_odd("住民税非課税世帯等臨時特別給付金"), is_odd("独立行政法人国立病院機構")
    (True, False)
    """
    return not OFFICIAL.search(run) and not ADDRESS.search(run)
