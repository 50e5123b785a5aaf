"""The content of the page is marked as its main part.

Screen readers jump to it with one key, past menus and banners.
"""

from audits.checks import failed, inapplicable, passed
from audits.facts.bypass_links import BypassLinks
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "本文を示す main 要素", "en": "The main element around the content"},
    passed={
        "ja": "本文が main 要素などで示されています",
        "en": "The content is marked as the main part of the page",
    },
    failed={
        "missing": {
            "ja": "メニューやリンクと本文を区別する main 要素がありません",
            "en": "No main element tells the content from the menus and links around it",
        },
        "hidden": {
            "ja": "main 要素が aria-hidden などで隠され、本文として伝わりません",
            "en": "The main element is hidden from screen readers",
        },
    },
    fix={
        "ja": "本文全体を一つの <main> で囲みます。"
        "例：<nav>…</nav><main><h1>児童手当</h1>…</main>。",
        "en": "Put the whole content into one <main>: <nav>…</nav><main><h1>Child allowance</h1>…"
        "</main>.",
    },
    replaces=("landmark-one-main",),
    whole_page=True,
    about={"ja": "main 要素があれば、音声読み上げでメニューを飛ばして本文へ一度で移動できます。"},
    more="https://www.w3.org/WAI/ARIA/apg/patterns/landmarks/examples/main.html",
)


def check(bypass_links: BypassLinks) -> Verdict:
    """A page of nothing but content has nothing to tell it from."""
    if bypass_links["main"]:
        return passed()
    if not bypass_links["before"] and not bypass_links["navs"] and not bypass_links["here"]:
        return inapplicable()
    return failed(
        "hidden" if bypass_links["hidden_main"] else "missing",
        [{"selector": "body", "html": "<body>"}],
    )
