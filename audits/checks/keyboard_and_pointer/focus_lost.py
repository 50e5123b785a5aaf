"""Links and fields keep the focus that the Tab key gives them.

A control that gives it away at once cannot be pressed without a mouse.
"""

from audits.checks import clean, failed
from audits.checks._shared.called import called
from audits.checks._shared.japanese import some
from audits.facts.tab_order import TabOrder
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="2.1.1",
    impact="critical",
    title={"ja": "焦点を失うリンクと部品", "en": "Controls that lose focus"},
    passed={
        "ja": "Tab キーで移った箇所は、焦点を保ちます",
        "en": "What the Tab key leads to keeps focus",
    },
    failed={
        "lost": {
            "ja": "Tab キーで移ってもすぐに焦点を失い、キーボードで押せない箇所が {count} か"
            "所あります"
            "（{examples}）",
            "en": "{count} controls lose focus at once and cannot be pressed by keyboard ("
            "{examples})",
        }
    },
    fix={
        "ja": '枠線を消すための onfocus="this.blur()" を削除します。'
        '例：<a href="/news/" onfocus="this.blur()"> を <a href="/news/"> に直します。',
        "en": 'Remove onfocus="this.blur()", which was meant to hide the outline: '
        '<a href="/news/"> rather than <a href="/news/" onfocus="this.blur()">.',
    },
    about={
        "ja": "キーボードで操作する人は、焦点のある箇所で Enter キーを押して進みます。"
        "焦点がすぐに外れるリンクは、その人たちには押せません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F55",
)


def check(tab_order: TabOrder) -> Verdict:
    """After a press of Tab something had focus, and a moment later nothing has."""
    if lost := tab_order["lost"]:
        return failed("lost", lost, examples=some(called(each) for each in lost))
    return clean("tab_order", tab_order, applies=tab_order["tabbable"])
