"""A page can be found in more than one way.

Some find their way by a menu, others by a search or a list of all pages; who cannot work with the
one needs the other.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from audits.checks import failed, inapplicable, passed
from audits.facts.bypass_links import BypassLinks
from audits.facts.document import Document
from audits.facts.navigation import Menu, Navigation
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
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

SITE = 5  # other pages that a menu leads to: fewer are no site to find one's way in
PAGER = re.compile(r"\d{1,4}|[<>«»‹›←→]{1,2}")
"""What links are called that turn the pages of one list."""


def check(bypass_links: BypassLinks, navigation: Navigation, document: Document) -> Verdict:
    """A menu is one way; a second is a search, a site map, or an index.

    A page that stands alone, with links in its text or to what it belongs to, is no site.
    """
    if not bypass_links["navs"] or len(of_site(navigation["menus"], document["url"])) < SITE:
        return inapplicable()
    if bypass_links["search"] or bypass_links["site_map"]:
        return passed()
    return failed("one", [{"selector": "body", "html": "<body>"}])


def of_site(menus: Iterable[Menu], url: str) -> set[str]:
    """Other pages of the site that the page's navigation leads to."""
    host = urlsplit(url).netloc
    found = {
        link["href"].partition("#")[0]
        for menu in menus
        if menu["nav"] or menu["part"] == "header"
        for link in menu["links"]
        if not PAGER.fullmatch(link["name"].strip())
    }
    return {href for href in found if is_at(host, href)} - {url.partition("#")[0]}


def is_at(host: str, href: str) -> bool:
    """Whether a link leads to a page of this host; what is no address leads nowhere."""
    try:
        return urlsplit(href).netloc == host and urlsplit(href).scheme in ("http", "https")
    except ValueError:
        return False
