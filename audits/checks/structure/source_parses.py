"""The tags of the page are whole.

Browsers and screen readers mend broken markup each in its own way: what one shows, another may
leave out. WCAG 2.0 and JIS X 8341-3:2016 ask for it; WCAG 2.2 does so no more.
"""

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.source import MarkupFault, Source
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="4.1.1",
    impact="minor",
    title={"ja": "HTML の文法", "en": "The syntax of the HTML"},
    passed={
        "ja": "タグの閉じ忘れや入れ子の誤り、属性の重複は見つかりませんでした",
        "en": "No tag is left open or crosses another, and no attribute is given twice",
    },
    failed={
        "tags": {
            "ja": "開始タグと終了タグがそろっていない箇所が {count} か所あります（{examples}）",
            "en": "Start tags and end tags do not match in {count} places ({examples})",
        },
        "nesting": {
            "ja": "要素の入れ子が正しくない箇所が {count} か所あります（{examples}）",
            "en": "Elements are not properly nested in {count} places ({examples})",
        },
        "attributes": {
            "ja": "同じ属性が重なっているか、属性の間の空白や引用符が足りない箇所が "
            "{count} か所あります（{examples}）",
            "en": "Attributes are given twice, or run into each other, in {count} places "
            "({examples})",
        },
    },
    fix={
        "ja": "Nu Html Checker などで HTML を確かめ、終了タグの過不足を直します。"
        "例：<b><i>重要</b></i> は <b><i>重要</i></b> に、"
        "<p><ul>…</ul></p> は <p>…</p><ul>…</ul> にします。",
        "en": "Check the HTML with a validator and mend the end tags: <b><i>new</i></b> rather "
        "than "
        "<b><i>new</b></i>, and no list inside a <p>.",
    },
    whole_page=True,
    about={
        "ja": "壊れた HTML はブラウザーや音声読み上げソフトがそれぞれのやり方で補うので、"
        "同じページでも内容が抜けたり、順序が変わったりすることがあります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F70",
)

KINDS = {
    "tags": {"stray", "unclosed"},
    "nesting": {"overlap", "nesting"},
    "attributes": {"twice", "attribute"},
}


def check(source: Source) -> Verdict | list[Verdict]:
    """Judges the document as it was sent; what scripts add later is not its source."""
    if not source["length"]:
        return inapplicable()
    found = []
    for key, kinds in KINDS.items():
        bad = [to_element(fault) for fault in source["faults"] if fault["kind"] in kinds]
        if source["capped"]:
            bad = [e for e in bad if e["kind"] != "unclosed"]
        if bad:
            found.append(failed(key, bad, examples=some(where(e) for e in bad)))
    return found or passed()


def to_element(fault: MarkupFault) -> Element:
    """A fault as an element of the page; the DOM has no trace of its place."""
    return fault | {"selector": "html"}


def where(fault: Element) -> str:
    """A fault in a few words.

    >>> where({"kind": "stray", "tag": "div", "line": 12})
    '12: </div>'
    """
    tag = f"</{fault['tag']}>" if fault["kind"] in {"stray", "nesting"} else f"<{fault['tag']}>"
    return f"{fault['line']}: {tag}"
