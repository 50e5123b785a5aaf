"""Links to PDF files say so, and how large the file is.

A file opens in another program, may be hard to read on a phone, and costs data: people want to know
before they follow the link.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._japanese import some
from minna.records import Card, Verdict

CARD = Card(
    criterion="",
    impact="minor",
    title={"ja": "PDF へのリンクの表示", "en": "How links to PDF files are marked"},
    passed={
        "ja": "PDF へのリンクには形式と容量が書かれています",
        "en": "Links to PDF files state format and size",
    },
    failed={
        "format": {
            "ja": "PDF だと分からないリンクが {count} 個あります（{examples}）",
            "en": "{count} links do not say that they open a PDF file ({examples})",
        },
        "size": {
            "ja": "PDF の容量が書かれていないリンクが {count} 個あります（{examples}）",
            "en": "{count} links to PDF files do not state the size ({examples})",
        },
    },
    fix={
        "ja": "リンクの文字に形式と容量を加えます。例：<a>保育所入所申込書（PDF 120KB）</a>。",
        "en": "Add both to the link: <a>Application for a nursery place (PDF, 120 KB)</a>.",
    },
    about={
        "ja": "PDF は別のソフトで開き、スマートフォンでは読みにくく、通信量もかかります。"
        "先に分かれば、開くかどうかを自分で選べます。"
    },
)

SIZE = re.compile(
    r"[0-9０-９]\s*(?:[KMkmＫＭ][BbＢ]|キロバイト|メガバイト|バイト|bytes?)", re.IGNORECASE
)
FORMAT = re.compile(r"PDF|ＰＤＦ", re.IGNORECASE)


def check(links: dict[str, Any]) -> Verdict | list[Verdict]:
    """The words may stand in the link or in the line around it."""
    files = [
        link for link in links["items"] if urlsplit(link["href"]).path.lower().endswith(".pdf")
    ]
    if not files:
        return inapplicable()
    told = {"format": FORMAT, "size": SIZE}
    found = [
        failed(key, bad, examples=some(link["name"][:30] for link in bad))
        for key, words in told.items()
        if (bad := [link for link in files if not says(link, words)])
    ]
    return found or passed()


def says(link: Element, words: "re.Pattern[str]") -> bool:
    """Whether the link, or the line it stands in, holds the words."""
    return bool(words.search(link["name"]) or words.search(link["around"]))
