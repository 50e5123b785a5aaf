"""Text is large enough to be read on a phone.

Small letters are read by nobody at the bus stop, and by many nowhere.
"""

from audits.checks import failed, inapplicable, passed
from audits.facts.layout import Layout
from audits.facts.text import Text
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "スマートフォンでの文字の大きさ", "en": "The size of text on a phone"},
    passed={
        "ja": "スマートフォンで小さすぎる文字はほとんどありません",
        "en": "Hardly any text is too small on a phone",
    },
    failed={
        "small": {
            "ja": "スマートフォンで {limit}px より小さい文字が {count} か所あり、"
            "文字全体の {share} ％を占めます（最小 {smallest}px）",
            "en": "On a phone {count} places, {share} % of the text, are smaller than {limit}px "
            "(the smallest {smallest}px)",
        }
    },
    fix={
        "ja": "本文は16px以上、注記なども12px以上にし、rem や em で指定します。"
        "例：body { font-size: 1rem } small { font-size: .8125rem }。",
        "en": "Set running text in 16px or more and notes in no less than 12px, in rem or em: "
        "body { font-size: 1rem } small { font-size: .8125rem }.",
    },
    pillar="mobile",
    about={
        "ja": "小さな文字は、目の弱い人や高齢の人には読めず、"
        "明るい屋外や揺れる車内ではだれにも読めません。"
    },
    more="https://developer.chrome.com/docs/lighthouse/seo/font-size",
)

PHONE = 500
LIMIT = 12
"""Pixels from which on Lighthouse calls text legible on a phone."""
SHARE = 2
"""Per cent of the page's letters: a note or two in small print is no small text.

Our own: Lighthouse speaks up when 40 % are smaller, and by then it is no longer the notes.
"""


def check(text: Text, layout: Layout) -> Verdict:
    """Sizes as styled; a page that a phone shows shrunk is another check's."""
    if layout["screen"] > PHONE or layout["width"] > PHONE:
        return inapplicable()
    letters = sum(len(b["text"]) for b in text["items"])
    if not letters:
        return inapplicable()
    small = [b for b in text["items"] if 0 < b["size"] < LIMIT]
    share = round(100 * sum(len(b["text"]) for b in small) / letters)
    if share < SHARE:
        return passed()
    smallest = min(b["size"] for b in small)
    return failed("small", small, limit=LIMIT, share=share, smallest=smallest)
