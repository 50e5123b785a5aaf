"""A page with much text has headings.

People who listen move from heading to heading to find their place; without any they must hear the
page from its beginning to its end.
"""

from audits.checks import failed, inapplicable, passed
from audits.facts.document import Document
from audits.facts.text import Text
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "長い本文の見出し", "en": "Headings in long texts"},
    passed={
        "ja": "長い本文に見出しがあります",
        "en": "The long text has headings",
    },
    failed={
        "none": {
            "ja": "本文が {letters} 文字ありますが、見出し（h1～h6）が一つもありません",
            "en": "The page has {letters} characters of text and not a single heading (h1 to h6)",
        }
    },
    fix={
        "ja": "ページの題を <h1>、まとまりごとの題を <h2> で書きます。"
        "例：<h1>児童手当</h1><h2>対象になる人</h2><p>…</p><h2>申請の方法</h2>。",
        "en": "Write the page’s subject as <h1> and that of each part as <h2>: <h1>Child allowance"
        "</h1><h2>Who can apply</h2><p>…</p>.",
    },
    whole_page=True,
    about={
        "ja": "画面を見ずに使う人は、見出しから見出しへ移動して目的の場所を探します。"
        "見出しがないと、最初から終わりまで聞くしかありません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/general/G141",
)

JAPANESE, OTHER = 1200, 2500  # characters: about four minutes of listening


def check(document: Document, text: Text) -> Verdict:
    """Running text only: what stands in lists, in tables and menus is not counted."""
    apart = {"a", "button", "nav", "footer", "table", "label", "pre", "code", "li"}
    running = [b["text"] for b in text["items"] if not apart & set(b["within"])]
    letters = sum(map(len, running))
    ours = document["letters"]
    japanese = ours["kana"] + ours["han"] > ours["latin"]
    if letters < (JAPANESE if japanese else OTHER):
        return inapplicable()
    if document["headings"]:
        return passed()
    return failed("none", [{"selector": "body", "html": "<body>"}], letters=letters)
