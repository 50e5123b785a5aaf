"""Looks are told by the style sheet, and not by elements that HTML has given up.

<font> and <center> fix colour, size and place in the text itself, where readers' own settings and
later redesigns do not reach.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.document import Document
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "廃止された要素", "en": "Outdated elements"},
    passed={
        "ja": "center や font など、廃止された要素は使われていません",
        "en": "No element that HTML has given up is used",
    },
    failed={
        "used": {
            "ja": "廃止された要素が {count} 個使われています（{examples}）",
            "en": "{count} elements that HTML has given up are used ({examples})",
        }
    },
    fix={
        "ja": "見た目はスタイルシートで指定します。"
        '例：<font color="red">重要</font> を <strong class="warn">重要</strong> に、'
        "<center> を text-align: center に直します。",
        "en": 'Shape text by the style sheet: <strong class="warn">Important</strong> rather than '
        '<font color="red">Important</font>, and text-align: center rather than <center>.',
    },
    about={
        "ja": "文章に埋め込まれた色や大きさの指定は、見やすい配色に変えて読む人の設定を妨げる"
        "ことがあります。サイト全体の見た目を直すときにも、一つずつ手を入れることになります。"
    },
    more="https://html.spec.whatwg.org/multipage/obsolete.html",
)


def check(document: Document) -> Verdict:
    """Each kind of element is named once; where nothing is written, nothing is shaped."""
    outdated = document["outdated"]
    if not any(document["letters"].values()):
        return inapplicable()
    if not outdated:
        return passed()
    return failed("used", outdated, examples=some(f"<{each['tag']}>" for each in outdated))
