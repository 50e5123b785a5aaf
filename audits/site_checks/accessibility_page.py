"""The page on accessibility can be reached from every page.

Who meets a barrier should find at once what the body promises and whom to tell.
"""

import re
from collections.abc import Mapping

from audits.facts.document import Document
from audits.facts.links import Links
from audits.facts.navigation import Navigation
from audits.site_checks import failed, passed
from audits.site_checks._ways import names
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "アクセシビリティのページへのリンク", "en": "The link to the accessibility page"},
    passed={
        "ja": "どのページからも、アクセシビリティのページへ行けます",
        "en": "Every page links to the page on accessibility",
    },
    failed={
        "none": {
            "ja": "検査した {count} ページのどこにも、アクセシビリティのページへのリンクが"
            "見当たりません",
            "en": "None of the {count} pages seen links to a page on accessibility",
        },
        "some": {
            "ja": "アクセシビリティのページへのリンクがないページが {count} ページあります",
            "en": "{count} pages do not link to the page on accessibility",
        },
    },
    fix={
        "ja": "ウェブアクセシビリティの方針と試験結果、連絡先を載せたページを作り、"
        "全ページ共通のフッターからリンクします。"
        '例：<a href="/accessibility/">ウェブアクセシビリティ</a>。',
        "en": "Publish policy, test results and a contact on one page, and link to it from the "
        'footer of all pages: <a href="/accessibility/">Accessibility</a>.',
    },
    about={
        "ja": "使えないページに出会った人が、団体の方針と連絡先をその場で確かめられます。"
        "「みんなの公共サイト運用ガイドライン」は、方針と試験結果の公開を求めています。"
    },
)

WORD = re.compile(r"アクセシビリティ|accessibility|accessibilità|accesibilidad", re.IGNORECASE)


def extract(document: Document, links: Links, navigation: Navigation) -> dict[str, bool]:
    """Whether a page links to it, or is the page itself."""
    said = [document["title"], *names(links, navigation)]
    return {"has": any(WORD.search(name) for name in said)}


def check(pages: Mapping[str, dict[str, bool]]) -> Verdict:
    """By the word in the names of links; a page on accessibility needs no link to itself."""
    without = [(url, "") for url, page in pages.items() if not page["has"]]
    if not without:
        return passed()
    if len(without) == len(pages):
        return failed("none", count=len(pages))
    return failed("some", without)
