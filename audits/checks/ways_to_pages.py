"""A page can be found in more than one way.

Some find their way by a menu, others by a search or a list of all pages; who cannot work with the
one needs the other.
"""

from typing import Any

from audits.checks import failed, inapplicable, passed
from minna.records import Card, Certainty, Verdict

CARD = Card(
    criterion="2.4.5",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "ページを探す複数の手段", "en": "More than one way to a page"},
    passed={
        "ja": "メニューのほかに、サイト内検索かサイトマップがあります",
        "en": "Besides the menu there is a search or a site map",
    },
    failed={
        "one": {
            "ja": "サイト内検索も、サイトマップや索引へのリンクも見つかりません",
            "en": "Neither a search nor a link to a site map or an index was found",
        }
    },
    fix={
        "ja": "すべてのページに、サイト内検索かサイトマップへのリンクを置きます。"
        '例：<form role="search" action="/search"><label>サイト内検索 <input type="search" '
        'name="q">'
        "</label><button>検索</button></form>。",
        "en": "Put a search, or a link to a site map, on every page: "
        '<form role="search" action="/search"><label>Search <input type="search" name="q"></label>'
        "<button>Search</button></form>.",
    },
    whole_page=True,
    about={
        "ja": "メニューをたどるのが難しい人には検索が、言葉の入力が難しい人には一覧が必要です。"
        "手段が一つだけでは、ページにたどり着けない人がいます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/multiple-ways",
)

SITE = 5  # pages that a page links to: fewer are no site to find one's way in


def check(ways: dict[str, Any]) -> Verdict:
    """A menu is one way; a second is a search, a site map, or an index."""
    if ways["here"] < SITE or not ways["navs"]:
        return inapplicable()
    if ways["search"] or ways["site_map"]:
        return passed()
    return failed("one", [{"selector": "body", "html": "<body>"}])
