"""A link that skips to the content leads there.

Without it, whoever uses a keyboard goes through the whole menu on every page; one that leads
nowhere is worse than none, as it is trusted.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.links_and_navigation.ways_past import is_skip
from audits.facts.bypass_links import BypassLinks, SkipLink
from audits.facts.tab_order import PressedSkip, TabOrder
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "本文へのスキップリンク", "en": "Skip links"},
    passed={
        "ja": "本文へのスキップリンクで、本文に移れます",
        "en": "The skip link leads to the content",
    },
    failed={
        "missing": {
            "ja": "スキップリンクの行き先がページにありません（{examples}）",
            "en": "What the skip link leads to is not on the page ({examples})",
        },
        "stays": {
            "ja": "スキップリンクを押しても、次の Tab キーは本文に移りません（{examples}）",
            "en": "After the skip link, the next Tab does not go to the content ({examples})",
        },
        "short": {
            "ja": "スキップリンクの行き先がメニューの手前にあり、何も飛ばしていないようです"
            "（{examples}）",
            "en": "The skip link seems to lead to a place before the repeated menu, and past "
            "nothing ({examples})",
        },
    },
    fix={
        "ja": '行き先に同じ id を付けます。例：<a href="#main">本文へ移動</a> … '
        '<main id="main" tabindex="-1">。画面を動かすだけのスクリプトは外します。',
        "en": 'Give the target that id: <a href="#main">Skip to content</a> … '
        '<main id="main" tabindex="-1">. Remove scripts that only scroll.',
    },
    about={
        "ja": "キーボードや読み上げで利用する人は、ページごとにメニューを一つずつ通ることにな"
        "ります。"
        "スキップリンクは、その手間を省くためのものです。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/general/G1",
)


PAST = re.compile(
    r"本文|内容|中身|本編|本題|メイン|主要|コンテンツ|スキップ|飛ば|とば|ジャンプ|ここから読|\b(?:skip|jump|main|content|bypass)\b",
    re.IGNORECASE,
)
MENU = re.compile(r"メニュー|ナビ|目次|menu|navigation|search|検索", re.IGNORECASE)
FEW = 3
"""Links: so few need not be skipped."""


def check(tab_order: TabOrder, bypass_links: BypassLinks) -> list[Verdict]:
    """Links to a part of the page, among the first, that are named so; each has been pressed."""
    skips = tab_order["skips"]
    known = {skip["selector"] for skip in skips}
    gone = [s for s in bypass_links["skips"] if s["selector"] not in known and is_gone(s)]
    if not skips and not gone:
        return [inapplicable()]
    missing = [s for s in skips if not s["moved"] and not s["target"] and leads(s)]
    stays = [s for s in skips if s["target"] and not (s["lands"] or s["moved"] or s["end"])]
    short = [s for s in skips if s["target"] and s not in stays and is_short(s, bypass_links)]
    trapped = bool(tab_order["traps"])
    found = [
        failed(key, links, examples=some(link["name"] for link in links))
        for key, links in (
            ("missing", [*missing, *gone]),
            ("stays", [] if trapped else stays),
            ("short", [] if trapped else short),
        )
        if links
    ]
    return found or [passed()]


def leads(skip: PressedSkip) -> bool:
    """Whether a link names a part of the page, or calls itself one to the content and names none.

    >>> leads({"href": "#main", "name": "メニュー"}), leads({"href": "#", "name": "メインメニュー"})
    (True, False)
    >>> leads({"href": "#", "name": "本文へ移動"})
    True
    """
    return is_named(skip["href"]) or is_to_content(skip["name"])


def is_gone(skip: SkipLink) -> bool:
    """Whether one of the first links is called one past others, and leads to nothing here."""
    return not skip["target"] and bool(PAST.search(skip["name"])) and not MENU.search(skip["name"])


def is_to_content(name: str) -> bool:
    """Whether a link is called one to the content, and not to a menu."""
    return is_skip(name) and not MENU.search(name)


def is_short(skip: PressedSkip, ways: BypassLinks) -> bool:
    """Whether a link to the content passes nothing, although a menu lies before the content."""
    return is_to_content(skip["name"]) and skip["passed"] == 0 and ways["before"] > FEW


def is_named(href: str) -> bool:
    """Whether an address names a part of the page; # and #top alone are its top.

    >>> is_named("#main"), is_named("#"), is_named("/index.html#top")
    (True, False, False)
    """
    return href.partition("#")[2].lower() not in ("", "top")
