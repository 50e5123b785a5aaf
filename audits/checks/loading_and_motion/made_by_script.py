"""The content can be read before scripts run, and without them.

Scripts fail to arrive on thin lines and behind filters, and not every reading aid runs them; the
words themselves could be in the page.
"""

from audits.checks import Element, failed, inapplicable, passed
from audits.facts.script_rendered_text import ScriptRenderedText
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "JavaScript なしで読める内容", "en": "Content without JavaScript"},
    passed={
        "ja": "主な内容は、JavaScript が動かなくても読めます",
        "en": "The main content can be read without JavaScript",
    },
    failed={
        "whole": {
            "ja": "主な内容（{shown} 字）のほとんどが JavaScript で作られていて、"
            "動かない環境では読めません",
            "en": "Almost all of the main content ({shown} letters) is made by JavaScript, and "
            "cannot be read where it does not run",
        },
        "asks": {
            "ja": "主な内容（{shown} 字）のほとんどが JavaScript で作られていて、"
            "動かない環境では「{words}」という案内しか読めません",
            "en": "Almost all of the main content ({shown} letters) is made by JavaScript; where "
            "it does not run, only this is read: 「{words}」",
        },
        "part": {
            "ja": "主な内容（{shown} 字）の約 {share} ％が JavaScript で作られていて、"
            "動かない環境では読めません",
            "en": "About {share} % of the main content ({shown} letters) is made by JavaScript, "
            "and cannot be read where it does not run",
        },
        "hidden": {
            "ja": "内容は HTML にありますが、JavaScript が動くまで見えないように指定されています",
            "en": "The content is in the HTML, but it is kept out of sight until JavaScript runs",
        },
    },
    fix={
        "ja": "内容は HTML に書き込んで送り、JavaScript は便利にするためだけに使います。"
        '例：<ul><li><a href="/news/1.html">…</a></li></ul> をサーバー側で出力する。'
        "読み込み中に隠すときも、隠す指定は JavaScript から付けます。",
        "en": "Send the words in the HTML and use scripts only to add comfort: write "
        '<ul><li><a href="/news/1.html">…</a></li></ul> on the server. What is hidden while '
        "loading is better hidden by the script itself.",
    },
    certainty="likely",
    pillar="mobile",
    about={
        "ja": "回線が細いときや、庁内・学校などで制限があるとき、古い端末では、スクリプトが"
        "届かないことがあります。災害時にも、文字だけは読めるページが役に立ちます。"
    },
    more="https://www.gov.uk/service-manual/technology/using-progressive-enhancement",
)

LEAST = 200
"""Letters: of a shorter content nothing is said; such pages are tools or notices."""
PART, WHOLE = 50, 90
"""Per cent of the letters."""


def check(script_rendered_text: ScriptRenderedText) -> Verdict:
    """By the words that are seen: a list that scripts put into another order was sent."""
    shown = script_rendered_text["shown"]
    if shown < LEAST or script_rendered_text["capped"] or script_rendered_text["garbled"]:
        return inapplicable()
    share = round(100 * (shown - script_rendered_text["sent"]) / shown)
    if share >= WHOLE:
        asks = next(iter(script_rendered_text["asks"]), "")
        key, more = ("asks", {"words": asks}) if asks else ("whole", {})
        return failed(key, script_rendered_text["unsent"], shown=shown, count=1, **more)
    if share > PART:
        return failed("part", script_rendered_text["unsent"], shown=shown, share=share, count=1)
    if script_rendered_text["hidden"]:
        return failed("hidden", [to_element(html) for html in script_rendered_text["hidden"]])
    return passed()


def to_element(html: str) -> Element:
    """An opening tag of the document as it was sent, as an element.

    >>> to_element('<body class="wait">')["selector"]
    'body'
    """
    return {"selector": html[1:].split(maxsplit=1)[0].strip(">").lower(), "html": html}
