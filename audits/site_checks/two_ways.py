"""There is more than one way to a page: a search, a site map, or a menu of all pages.

Some people think in the departments of a town hall, most do not: who cannot guess the branch of the
menu needs another way.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import TypedDict

from audits.facts.document import Document
from audits.facts.links import Links
from audits.facts.navigation import Navigation
from audits.site_checks import LIKELY, failed, passed
from audits.site_checks._ways import address, is_within_page, names
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.5",
    impact="moderate",
    title={"ja": "ページを探す手段", "en": "Ways to find a page"},
    passed={
        "ja": "メニューのほかに、検索やサイトマップなどでもページを探せます",
        "en": "Besides the menu there is a search, a site map or an index",
    },
    failed={
        "one": {
            "ja": "検査した {count} ページのどこにも、サイト内検索、サイトマップ、索引が"
            "見当たりません",
            "en": "On none of the {count} pages seen is there a search, a site map or an index",
        }
    },
    fix={
        "ja": "サイト内検索かサイトマップを用意し、どのページからも使えるようにします。"
        '例：<form role="search" action="/search"><label for="q">サイト内検索</label>'
        '<input id="q" name="q" type="search"><button>検索</button></form>。',
        "en": "Offer a search or a site map on every page: "
        '<form role="search" action="/search"><label for="q">Search this site</label>'
        '<input id="q" name="q" type="search"><button>Search</button></form>.',
    },
    certainty=LIKELY,
    about={
        "ja": "役所の組織や分類を知らない人は、メニューだけでは目的のページにたどり着けません。"
        "検索のほうが楽な人も、一覧のほうが楽な人もいます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/multiple-ways",
)

INDEX = re.compile(
    r"サイト ?マップ|site ?map|サイト内?検索|検索|ページ一覧|(?:五十音|50音|あいうえお)|総合目次"
    r"|索引|\bsearch\b|\ba ?[-–to]+ ?z\b|mapa del sitio|mappa del sito|site index",
    re.IGNORECASE,
)
WHOLE = 0.9


class Ways(TypedDict):
    """What is kept of a page."""

    way: bool  # it has a search, or leads to an index
    menus: list[str]  # addresses


def extract(document: Document, links: Links, navigation: Navigation) -> Ways:
    """Whether a page has a search or leads to an index, and where its menus lead."""
    hrefs = {
        address(link["href"])
        for menu in navigation["menus"]
        for link in menu["links"]
        if not is_within_page(link["href"], document["url"])
    }
    has_index = any(INDEX.search(name) for name in names(links, navigation))
    return {"way": bool(navigation["searches"]) or has_index, "menus": sorted(hrefs - {""})}


def check(pages: Mapping[str, Ways]) -> Verdict:
    """A way on any page counts; and a menu that leads to all pages seen is an index by itself."""
    if any(page["way"] for page in pages.values()):
        return passed()
    known = {address(url) for url in pages}
    led = Counter(target for page in pages.values() for target in page["menus"])
    from_most = {target for target, count in led.items() if count * 2 >= len(pages)}
    if len(known & from_most) >= WHOLE * len(known):
        return passed()
    return failed("one", count=len(pages))
