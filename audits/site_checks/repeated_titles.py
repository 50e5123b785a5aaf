"""Titles tell a site's pages apart.

Among tabs, bookmarks and search results the title is all there is of a page: where several pages
share one, people must open each to find the one that they want.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TypedDict

from audits.checks._shared.japanese import letters
from audits.facts.document import Document
from audits.site_checks import LIKELY, failed, inapplicable, passed, some
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.2",
    impact="moderate",
    title={"ja": "ページごとに違うタイトル", "en": "Titles that tell pages apart"},
    passed={
        "ja": "内容の違うページには、違うタイトルが付いています",
        "en": "Pages with different content have different titles",
    },
    failed={
        "repeated": {
            "ja": "内容の違うページに同じタイトルが付いているようです"
            "（{count} ページ。{examples}）",
            "en": "Pages with different content seem to share a title ({count} pages: {examples})",
        }
    },
    fix={
        "ja": "ページの内容が分かる言葉を先頭に置き、ページごとに変えます。"
        "例：<title>児童手当の申請 | みどり市</title>、<title>ごみの出し方 | みどり市</title>。",
        "en": "Begin each title with what the page is about: <title>Child allowance | City of "
        "Midori</title>, <title>Waste collection | City of Midori</title>.",
    },
    certainty=LIKELY,
    about={
        "ja": "音声読み上げの利用者は、タブや検索結果、履歴をタイトルだけで選びます。"
        "同じタイトルが並ぶと、開いて確かめるほかありません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/page-titled",
)

COMMON = 0.5
"""A heading on more of the pages than this is the site's, not a page's."""


class Titles(TypedDict):
    """What is kept of a page."""

    title: str
    headings: list[str]


def extract(document: Document) -> Titles:
    """The title, and the headings by which pages are told apart."""
    headings = [letters(h["text"]) for h in document["headings"][:10]]
    return {"title": document["title"].strip(), "headings": [h for h in headings if h]}


def check(pages: Mapping[str, Titles]) -> Verdict:
    """The same title over different first headings; pages that agree in both may be parts of one.

    A heading that most pages have is a logo's and does not count. Pages of which nothing else is
    known than their common headings are not told apart.
    """
    on = Counter(heading for page in pages.values() for heading in set(page["headings"]))
    common = {heading for heading, count in on.items() if count > COMMON * len(pages)}
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for url, page in pages.items():
        own = next((h for h in page["headings"] if h not in common), "")
        if page["title"] and own:
            groups[letters(page["title"]) or page["title"]][url] = own
    if not groups:
        return inapplicable()
    shared = [group for group in groups.values() if len(set(group.values())) > 1]
    places = [(url, pages[url]["title"]) for group in shared for url in group]
    if not places:
        return passed()
    return failed("repeated", places, examples=some(title for _, title in places))
