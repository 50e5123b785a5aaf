"""A page has one heading of the first level, which says what it is about.

Screen reader users jump to it to learn where they are; with several they must guess which it is.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.document import Document
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "大見出し（h1）の数", "en": "How many main headings there are"},
    passed={
        "ja": "大見出し（h1）は一つだけです",
        "en": "There is one heading of the first level",
    },
    failed={
        "several": {
            "ja": "大見出し（h1）が {count} 個あります（{examples}）",
            "en": "There are {count} headings of the first level ({examples})",
        }
    },
    fix={
        "ja": "ページの題だけを <h1> にし、ほかは <h2> から順に付けます。"
        "例：<h1>児童手当</h1><h2>申請の方法</h2>。",
        "en": "Keep <h1> for the subject of the page and go on with <h2>: <h1>Child allowance</h1>"
        "<h2>How to apply</h2>.",
    },
    about={
        "ja": "音声読み上げでは大見出しへ移動して、何のページかを確かめます。"
        "大見出しがいくつもあると、どれがページの題か分かりません。"
    },
    more="https://www.w3.org/WAI/tutorials/page-structure/headings/",
)


def check(document: Document) -> Verdict:
    """Headings that are shown; a page without any is axe's (page-has-heading-one)."""
    first = [h for h in document["headings"] if h["level"] == 1 and h["text"]]
    if not first:
        return inapplicable()
    if len(first) == 1:
        return passed()
    return failed("several", first, examples=some(h["text"][:20] for h in first))
