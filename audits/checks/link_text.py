"""Links say where they lead.

Screen reader users call up a list of a page's links, and people who zoom see little around them:
“here” and “more” say nothing there.
"""

import re
from typing import Any

from audits.checks import failed, inapplicable, passed
from audits.checks._japanese import some
from minna.records import Card, Certainty, Verdict

CARD = Card(
    criterion="2.4.4",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "リンクの文字", "en": "The words of links"},
    passed={
        "ja": "「こちら」などだけのリンクは見つかりませんでした",
        "en": "No link consists of words like “here” alone",
    },
    failed={
        "vague": {
            "ja": "リンク先が分からない文字だけのリンクが {count} 個あります（{examples}）",
            "en": "{count} links do not say where they lead ({examples})",
        }
    },
    fix={
        "ja": "リンクの文字を行き先の名前にします。"
        "例：「申請方法は<a>こちら</a>」を「<a>児童手当の申請方法</a>」に書き換えます。",
        "en": "Make the link the name of what it leads to: “<a>How to apply for child "
        "allowance</a>” rather than “To apply, click <a>here</a>”.",
    },
    about={
        "ja": "画面を読み上げて利用する人は、リンクだけを抜き出して聞くことがあります。"
        "「こちら」「詳細」が並ぶと、どれが目的のリンクか分かりません。"
        "拡大表示で前後の文が見えない人も同じです。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-in-context",
)

LEADING = r"(?:(?:詳しく|くわしく|詳細|続き|つづき|一覧|リンク|ダウンロード|申込み?|申請)は)"
VAGUE = re.compile(
    rf"{LEADING}?(?:こちら|コチラ|ここ)(?:から|へ|まで|です|を?クリック|をご覧ください)*"
    r"|(?:詳しく|くわしく|詳細)(?:は|へ|を?(?:見る|みる|読む|表示))?"
    r"|(?:もっと(?:詳しく)?|続きを|つづきを|さらに)(?:見る|みる|読む)"
    r"|一覧(?:へ|を(?:見る|みる|表示))?|クリック|リンク|ダウンロード(?:する)?|pdf"
    r"|click(?: here)?|here|(?:read |see |view |learn )?more(?: info(?:rmation)?)?"
    r"|(?:view |see )?details|(?:this )?link|download"
)
TRIMMED = " 　。、.,…･・:：!！>＞≫»›→⇒▶►▼↓[]【】()（）「」<＜"


def check(links: dict[str, Any]) -> Verdict:
    """Only links whose whole name is such a word; their sentence may still explain them."""
    named = [link for link in links["items"] if link["name"]]
    if not named:
        return inapplicable()
    vague = [link for link in named if is_vague(link["name"])]
    return failed("vague", vague, examples=some(v["name"] for v in vague)) if vague else passed()


def is_vague(name: str) -> bool:
    """Whether a link's name says nothing about where it leads.

    >>> is_vague("詳しくはこちら >>"), is_vague("児童手当の詳細")
    (True, False)
    """
    return bool(VAGUE.fullmatch(name.strip(TRIMMED).lower()))
