"""Help stands in the same place on all pages.

Whoever needs help is often at the end of their strength already, and should not have to look for it
anew on each page.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from audits.facts.navigation import Navigation
from audits.site_checks import LIKELY, failed, inapplicable, passed
from audits.site_checks._ways import address, commonest
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="3.2.6",
    impact="minor",
    title={"ja": "問い合わせや手助けの場所", "en": "Where help is found"},
    passed={
        "ja": "問い合わせや手助けへの入口は、どのページでも同じ場所にあります",
        "en": "The way to contact and help is in the same place on all pages",
    },
    failed={
        "moves": {
            "ja": "問い合わせや手助けへの入口が、ほかのページと違う場所にあるようです"
            "（{count} ページ）",
            "en": "The way to contact or help seems to be in another place than on other pages "
            "({count} pages)",
        }
    },
    fix={
        "ja": "「お問い合わせ」「よくある質問」などを、全ページ共通のヘッダーかフッターの"
        "同じ位置に置きます。例：すべてのページのフッターの先頭に"
        '<a href="/contact/">お問い合わせ</a> を置きます。',
        "en": "Put contact and help at the same place of the header or footer of all pages: always "
        'first in the footer, <a href="/contact/">Contact</a>.',
    },
    certainty=LIKELY,
    about={
        "ja": "困ったときの入口がページごとに動くと、認知や記憶に障害のある人や、"
        "画面を拡大している人が見つけられません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/consistent-help",
)

HELP = re.compile(
    r"問い?合わ?せ|ご意見|相談窓口|ヘルプ|よくあるご?質問|チャットボット|コールセンター"
    r"|\bcontact\b|\bhelp\b|\bfaq\b|\bsupport\b",
    re.IGNORECASE,
)
PAGES = 3


def extract(navigation: Navigation) -> dict[str, list[str]]:
    """{where help leads: the marked parts it stands in}; the main content is a page's own."""
    found: dict[str, set[str]] = defaultdict(set)
    for menu in navigation["menus"]:
        for link in menu["links"] if menu["part"] else ():
            is_direct = link["href"].startswith(("tel:", "mailto:"))
            if (is_direct or HELP.search(link["name"])) and link["shown"]:
                found[address(link["href"]) or link["href"]].add(menu["part"])
    return {target: sorted(parts) for target, parts in found.items()}


def check(pages: Mapping[str, dict[str, list[str]]]) -> Verdict:
    """The same help in other parts than on most pages; a page without it may have none."""
    places: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for url, found in pages.items():
        for target, parts in found.items():
            places[target][url] = parts
    shared = [on for on in places.values() if len(on) >= PAGES]
    if not shared:
        return inapplicable()
    moved = []
    for on in shared:
        usual, count = commonest(part for parts in on.values() for part in parts)
        if count * 2 > len(on):
            moved += [(url, "、".join(parts)) for url, parts in on.items() if usual not in parts]
    return failed("moves", moved) if moved else passed()
