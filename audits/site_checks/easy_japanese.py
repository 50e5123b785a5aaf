"""The site offers plain Japanese or furigana.

Of the foreign residents three in four ask for plain Japanese; children, people with learning
disabilities and many others read it more easily too.
"""

import re
from collections.abc import Mapping

from audits.facts.document import Document
from audits.facts.links import Links
from audits.facts.navigation import Navigation
from audits.facts.text import Text
from audits.site_checks._offers import offered
from audits.site_checks._ways import names
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "やさしい日本語とふりがな", "en": "Plain Japanese and furigana"},
    passed={
        "ja": "やさしい日本語かふりがなでの案内があります",
        "en": "Plain Japanese or furigana are offered",
    },
    failed={
        "none": {
            "ja": "検査した {count} ページのどこにも、やさしい日本語やふりがなでの案内が"
            "見当たりません",
            "en": "None of the {count} pages seen offers plain Japanese or furigana",
        }
    },
    fix={
        "ja": "防災、医療、ごみ、子育てなど大切な案内から、やさしい日本語のページを作ります。"
        "例：「高台へ避難してください」を「高いところへ逃げてください」と書き、"
        "<ruby>避難<rt>ひなん</rt></ruby> のようにふりがなを付けます。",
        "en": "Begin with what matters most (disasters, health, waste, children): write "
        "高いところへ逃げてください for 高台へ避難してください, with furigana: "
        "<ruby>避難<rt>ひなん</rt></ruby>.",
    },
    about={
        "ja": "外国から来た住民、子ども、知的障害や学習障害のある人などが、"
        "大切な知らせを自分で読めるようになります。"
    },
    more="https://www.moj.go.jp/isa/support/portal/plainjapanese_guideline.html",
)

WORDS = re.compile(
    r"やさしい(?:日本語|にほんご)|ふりがな|フリガナ|よみがな|読み仮名|ルビ|furigana"
    r"|(?:easy|plain|simple) japanese",
    re.IGNORECASE,
)
RUBY = 5
"""So many passages with furigana are no single hard name."""


def extract(
    document: Document,
    links: Links,
    text: Text,
    navigation: Navigation,
) -> dict[str, bool]:
    """Whether a page is Japanese, and whether it has, or leads to, what is easier to read."""
    said = [document["title"], *names(links, navigation)]
    ruby = sum(block["ruby"] for block in text["items"])
    return {
        "japanese": document["letters"]["kana"] > 0,
        "offers": ruby >= RUBY or any(WORDS.search(name) for name in said),
    }


def check(pages: Mapping[str, dict[str, bool]]) -> Verdict:
    """One way on one page is enough."""
    return offered(pages)
