"""A part that scrolls by itself can be scrolled with the keyboard.

Whoever does not use a mouse cannot read what lies below the edge of a part where the Tab key never
stops.
"""

from audits.checks import cant_tell, failed, inapplicable, passed
from audits.facts.scrollers import Scrollers
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.1.1",
    impact="serious",
    title={"ja": "スクロールする部分とキーボード", "en": "Parts that scroll, and the keyboard"},
    passed={
        "ja": "中だけスクロールする部分には、キーボードで届きます",
        "en": "Parts that scroll by themselves are within the keyboard’s reach",
    },
    failed={
        "unreached": {
            "ja": "中だけスクロールするのに、Tab キーで届かない部分が {count} か所あります",
            "en": "{count} parts scroll by themselves, and the Tab key does not get there",
        },
        "browsers": {
            "ja": "中だけスクロールする部分が {count} か所あり、Safari では Tab キーが止まりません"
            "（Chrome、Edge、Firefox は自動で止まります）",
            "en": "{count} parts scroll by themselves, and in Safari the Tab key does not stop "
            "there (Chrome, Edge and Firefox stop there of their own accord)",
        },
        "little": {
            "ja": "Tab キーで届かず、少しだけはみ出してスクロールする部分が {count} か所あります。"
            "文字の大きさを変えて確かめてください",
            "en": "{count} parts scroll a little beyond their edge, and the Tab key does not get "
            "there: "
            "please look at them with larger letters",
        },
    },
    fix={
        "ja": 'スクロールする要素に tabindex="0" と名前を付けます。例：<div class="scroll" '
        'tabindex="0" role="region" aria-label="料金表">。または、全体が見える大きさにします。',
        "en": 'Give the part tabindex="0" and a name: <div class="scroll" tabindex="0" '
        'role="region" '
        'aria-label="Fees">. Or make it large enough to show all.',
    },
    replaces=("scrollable-region-focusable",),
    about={
        "ja": "キーボードだけで操作する人は、フォーカスの当たらない部分をスクロールできず、"
        "隠れた内容を読めません。Chrome、Edge、Firefox では自動で届きますが、"
        "Safari では届きません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F54",
)

KEPT = {
    "listbox",
    "menu",
    "tree",
    "grid",
    "combobox",
    "textbox",
    "menubar",
    "tablist",
    "radiogroup",
}
"""Roles of widgets that move their own focus, or scroll with what is chosen."""
SLACK, SURE = 13, 40
"""Pixels: less than a line is not missed, and a line or two may fit with another font."""


def check(scrollers: Scrollers) -> Verdict | list[Verdict]:
    """Where words or images lie out of sight of a part that is seen: empty space is not missed.

    Chromium and Gecko stop at such a part of their own accord, unless the page takes it out of the
    order of focus: only there no keyboard gets to it. Buttons beside a part, which may turn its
    pages, leave it likely.
    """
    found = [p for p in scrollers["items"] if p["more"] > SLACK and p["role"] not in KEPT]
    if not found:
        return inapplicable()
    unreached = [part for part in found if not part["itself"] and not part["inside"]]
    far = [part for part in unreached if part["more"] > SURE]
    little = [part for part in unreached if part not in far]
    shut = [part for part in far if part.get("passed_by")]
    sure = [part for part in shut if not part.get("steered")]
    some = [part for part in far if part not in shut]
    verdicts = []
    if shut:
        certainty = Certainty.CERTAIN if sure else Certainty.LIKELY
        verdicts = [failed("unreached", sure or shut, certainty=certainty)]
    if some:
        verdicts.append(cant_tell("browsers", some))
    if little:
        verdicts.append(cant_tell("little", little))
    return verdicts or passed()
