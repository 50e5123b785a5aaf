"""The site offers its information in other languages than Japanese.

About three million residents of Japan have another first language.
"""

import re
from collections.abc import Mapping

from audits.facts.document import Document
from audits.facts.links import Links
from audits.facts.navigation import Navigation
from audits.site_checks._offers import offered
from audits.site_checks._ways import names
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "外国語での案内", "en": "Other languages"},
    passed={
        "ja": "外国語での案内への入口があります",
        "en": "There is a way to other languages",
    },
    failed={
        "none": {
            "ja": "検査した {count} ページのどこにも、外国語での案内への入口が見当たりません",
            "en": "None of the {count} pages seen leads to another language",
        }
    },
    fix={
        "ja": "外国語のページか翻訳への入口を、その言語の名前で、全ページ共通のヘッダーに置きます。"
        '例：<a href="/en/" lang="en" hreflang="en">English</a>。',
        "en": "Put the way to each language, in its own name, into the header of all pages: "
        '<a href="/en/" lang="en" hreflang="en">English</a>.',
    },
    about={
        "ja": "日本語を読むことが難しい住民や旅行者が、防災や手続きの情報を得られます。",
    },
)

WORDS = re.compile(
    r"english|中文|中国語|汉语|漢語|简体|簡體|繁體|繁体|한국어|韓国語|tiếng việt|portugu[eê]s"
    r"|español|filipino|tagalog|ภาษาไทย|नेपाली|bahasa|français|русский|language|外国語|多言語"
    r"|外国人|翻訳|translat|multilingual|foreign",
    re.IGNORECASE,
)


def extract(document: Document, links: Links, navigation: Navigation) -> dict[str, bool]:
    """Whether a page is Japanese, and whether it leads to another language."""
    others = [tag for tag in navigation["languages"] if not tag.startswith(("ja", "x-default"))]
    named = any(WORDS.search(name) for name in names(links, navigation))
    return {
        "japanese": document["letters"]["kana"] > 0,
        "offers": bool(others or navigation["widgets"]) or named,
    }


def check(pages: Mapping[str, dict[str, bool]]) -> Verdict:
    """One way on one page is enough: here it counts that there is any."""
    return offered(pages)
