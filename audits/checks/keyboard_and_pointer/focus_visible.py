"""Whoever moves through the page by keyboard sees where they are.

Without a mark on the control that has focus, a page is used blindfold: every press of Enter is a
guess.
"""

import re
from collections.abc import Iterator

from audits.checks import clean, failed
from audits.checks._shared.called import called
from audits.checks._shared.japanese import some
from audits.facts.tab_order import TabOrder, TabStop
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.7",
    impact="serious",
    title={"ja": "キーボードの焦点の見え方", "en": "Visible keyboard focus"},
    passed={
        "ja": "Tab キーで移った先が、見た目で分かります",
        "en": "Where the Tab key has led can be seen",
    },
    failed={
        "unseen": {
            "ja": "Tab キーで移っても見た目が変わらない箇所が {count} か所あります（{examples}）",
            "en": "{count} controls look the same with focus as without it ({examples})",
        },
        "lost": {
            "ja": "焦点を受け取ってすぐに失うため、どこにいるか見えない箇所が {count} か所あります"
            "（{examples}）",
            "en": "{count} controls lose focus as soon as they have it, so that it is never seen "
            "({examples})",
        },
        "off-page": {
            "ja": "画面の外などの見えない箇所に焦点が移ります（{count} か所：{examples}）",
            "en": "Focus goes to {count} controls that cannot be seen ({examples})",
        },
    },
    fix={
        "ja": "outline: none を消すか、代わりの印を付けます。"
        "例：a:focus-visible, button:focus-visible { outline: 3px solid #0017c1; "
        "outline-offset: 2px; }。"
        'onfocus="blur()" は削除します。',
        "en": "Remove outline: none, or give another mark: a:focus-visible, button:focus-visible "
        '{ outline: 3px solid #0017c1; outline-offset: 2px; }. Remove onfocus="blur()".',
    },
    about={
        "ja": "キーボードで操作する人は、焦点の印を目で追って進みます。"
        "印がないと、今どこにいて Enter キーで何が起きるのか分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/focus-visible",
)

AREA = re.compile(r"<area\b")
"""Has no box of its own: the browser draws its focus on the picture."""


def check(tab_order: TabOrder) -> list[Verdict]:
    """Fields to write in show their caret; what styles do not tell was looked for in pixels."""
    found = list(faults(tab_order))
    return found or [clean("tab_order", tab_order, applies=tab_order["stops"])]


def is_area(stop: TabStop) -> bool:
    """Whether a stop is a part of a picture."""
    return bool(AREA.match(stop["html"]))


def is_away(stop: TabStop) -> bool:
    """Whether a stop lies off the page, or cut off by what it stands in."""
    return bool(stop["off_page"] or stop.get("clipped"))


def faults(keyboard: TabOrder) -> Iterator[Verdict]:
    """One for each way in which focus is not seen."""
    stops = [s for s in keyboard["stops"] if not s["writes"] and not s["several"]]
    away = [s for s in stops if is_away(s) and not s["inside"] and not is_area(s)]
    unseen = [s for s in stops if s["shown"] in ("no", "swapped") and not is_away(s)]
    for key, found in (("unseen", unseen), ("lost", keyboard["lost"]), ("off-page", away)):
        if found:
            sure = Certainty.CERTAIN if key == "unseen" else Certainty.LIKELY
            examples = some(called(s) for s in found)
            yield failed(key, found, certainty=sure, examples=examples)
