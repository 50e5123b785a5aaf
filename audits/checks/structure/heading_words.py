"""A heading says what comes under it.

Whoever goes from heading to heading hears only these words: “heading 1” or “untitled” is no sign on
any door.
"""

import re
from typing import Any

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from minna.records import Certainty, CheckMeta, Verdict

CARD = CheckMeta(
    criterion="2.4.6",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "見出しの言葉", "en": "The words of headings"},
    passed={
        "ja": "「見出し」「無題」などだけの見出しは見つかりませんでした",
        "en": "No heading consists of words like “heading” or “untitled” alone",
    },
    failed={
        "vague": {
            "ja": "何が書かれているか分からない見出しが {count} 個あるようです（{examples}）",
            "en": "{count} headings do not seem to say what comes under them ({examples})",
        }
    },
    fix={
        "ja": "見出しに、その下に書かれている内容を書きます。例：<h2>見出し2</h2> を"
        "<h2>申請に必要なもの</h2> に書き換えます。",
        "en": "Name what comes under it: <h2>What you need to apply</h2> rather than "
        "<h2>Heading 2</h2>.",
    },
    about={
        "ja": "画面を読み上げて利用する人は、見出しから見出しへ飛んで、読む所を探します。"
        "ひな型のままの見出しでは、何があるのか分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/headings-and-labels",
)

VAGUE = re.compile(
    r"(?:大|中|小)?見出し|(?:ページ|サブ|メイン)?タイトル|無題|名称未設定|新規(?:見出し|ページ|ブロック)"
    r"|(?:ダミー|サンプル|仮の?)?(?:テキスト|見出し)|ダミー|テスト|ここに.{0,12}(?:入力|記入|入ります).{0,8}"
    r"|(?:sub ?|main )?(?:heading|headline|title)|untitled|section|no title|h[1-6]|lorem ipsum.*"
    r"|(?:heading|title|text) (?:goes )?here|new (?:heading|block|page)|[○◯〇●]{2,}"
    r"|(?:セクション|ブロック|段落|カラム)"
    r"|(?:新しい|追加)(?:見出し|セクション|ブロック)|(?:ここ|こちら)(?:に|は)?.{0,6}(?:見出し|タイトル)(?:です)?"
    r"|(?:paragraph|block|placeholder|sample|dummy|your)(?: (?:heading|title|text))?"
    r"|insert .{1,30} here|here|more|こちら|ここ|その"
    r"|[^\w\s]{1,10}|(?:heading|title) text"
    r"|([aあxｘ0])\1{2,}|[…・.。、,–—_?？!！*＊※-]+|tbd|todo|見出しなし|タイトルなし"
)


def check(document: dict[str, Any]) -> Verdict:
    """Only headings whose whole text is such a word; an empty one is another rule's (axe's)."""
    headings = [h for h in document["headings"] if h["text"]]
    if not headings:
        return inapplicable()
    vague = [heading for heading in headings if is_vague(heading["text"])]
    return (
        failed("vague", vague, examples=some(v["text"][:30] for v in vague)) if vague else passed()
    )


def is_vague(text: str) -> bool:
    """Whether a heading is only a word of a template.

    >>> is_vague("見出し2"), is_vague("見出しの付け方"), is_vague("Untitled")
    (True, False, True)
    """
    return bool(VAGUE.fullmatch(without_number(text.strip().lower())))


def without_number(text: str) -> str:
    """A text without the number at its end, and without what stands between.

    >>> without_number("heading - 12"), without_number("見出し")
    ('heading', '見出し')
    """
    end = len(text)
    while end and text[end - 1].isdecimal():
        end -= 1
    while end and (text[end - 1].isspace() or text[end - 1] in "_-"):
        end -= 1
    return text[:end]
