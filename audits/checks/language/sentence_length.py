"""Sentences are short.

Long ones ask to keep the beginning in mind until the end: hard for people with cognitive
disabilities, for learners of Japanese, and for everybody who listens.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.sentences import blocks_of, clipped, sentences
from audits.facts.text import Text
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "文の長さ", "en": "The length of sentences"},
    passed={"ja": "文の長さは読みやすい範囲です", "en": "Sentences are of a readable length"},
    failed={
        "long": {
            "ja": "{limit} 字を超える長い文が {sentences} 文あります"
            "（最長 {longest} 字、平均 {mean} 字。{example}）",
            "en": "{sentences} sentences have more than {limit} characters "
            "(the longest {longest}, {mean} on average: {example})",
        }
    },
    fix={
        "ja": "一つの文では一つのことを伝え、50字くらいまでで切ります。"
        "例：「申請書に必要事項を記入し、本人確認書類を添えて、窓口に提出してください。」は"
        "「申請書に記入してください。本人確認書類を添えて、窓口に出してください。」とします。",
        "en": "Say one thing in a sentence and end it after some 50 characters: "
        "「申請書に記入してください。本人確認書類を添えて、窓口に出してください。」",
    },
    about={
        "ja": "長い文は、終わりまで覚えていないと意味が分かりません。"
        "認知障害のある人、日本語を学んでいる人、音声で聞いている人には大きな負担です。"
    },
    more="https://www.bunka.go.jp/seisaku/bunkashingikai/kokugo/hokoku/93651301.html",
)

LIMIT = 100
"""Well over the 50 to 60 characters at which the government's guide to official writing (2022, the
page in `more`) asks whether a sentence is still easy to read."""


def check(text: Text) -> Verdict:
    """Without what stands in brackets; a list of cases, one a line, is no long sentence."""
    found = sentences(text)
    if not found:
        return inapplicable()
    long = [s for s in found if len(s.text) > LIMIT]
    if not long:
        return passed()
    longest = max(long, key=lambda s: len(s.text))
    return failed(
        "long",
        blocks_of(long),
        sentences=len(long),
        limit=LIMIT,
        longest=len(longest.text),
        mean=round(sum(len(s.text) for s in found) / len(found)),
        example=clipped(longest.text),
    )
