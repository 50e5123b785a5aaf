"""Kanji do not crowd the text.

A page dark with kanji looks hard, and is: for children, for learners of Japanese, and for people
with dyslexia.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import KANJI
from audits.checks._shared.sentences import LETTERS, blocks_of, sentences
from audits.facts.text import Text
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "漢字の割合", "en": "The share of kanji"},
    passed={"ja": "漢字の割合は読みやすい範囲です", "en": "The share of kanji is moderate"},
    failed={
        "high": {
            "ja": "文章に占める漢字の割合が {share} ％です"
            "（{limit} ％を超えると、かなり硬い文章です）",
            "en": "Kanji make up {share} % of the text; more than {limit} % is very stiff writing",
        }
    },
    fix={
        "ja": "漢語を和語に言い換え、補助的な言葉はひらがなで書きます。"
        "例：「事前に電話連絡の上、持参願います」を"
        "「先に電話をしてから、持ってきてください」とします。",
        "en": "Use native words, and kana for auxiliary ones: "
        "先に電話をしてから、持ってきてください for 事前に電話連絡の上、持参願います.",
    },
    whole_page=True,
    about={
        "ja": "漢字が多い文章は、子ども、日本語を学んでいる人、読み書きに困難のある人にとって、"
        "読み始めることさえ難しくなります。"
    },
    more="https://www.bunka.go.jp/seisaku/bunkashingikai/kokugo/hokoku/93651301.html",
)

LIMIT = 45
"""Per cent of the letters.

Yasumoto (安本美典, 1983) calls 30 easy and 40 hard. Oda's handbook of official writing (小田順子,
令和時代の公用文 書き方のルール, 2021, page 17) names 45 as the most for readers who have
been through lower secondary school.
"""
LEAST = 200
SHOWN = 5
KANJI_LETTER = re.compile(rf"[{KANJI}]")


def check(text: Text) -> Verdict:
    """Of running text only: names of departments, addresses and headings are kanji by nature."""
    found = sentences(text)
    letters = sum(len(LETTERS.findall(s.text)) for s in found)
    if letters < LEAST:
        return inapplicable()
    share = round(100 * sum(len(KANJI_LETTER.findall(s.text)) for s in found) / letters)
    if share <= LIMIT:
        return passed()
    densest = sorted(found, key=lambda s: -len(KANJI_LETTER.findall(s.text)))[:SHOWN]
    return failed("high", blocks_of(densest), share=share, limit=LIMIT, count=1)
