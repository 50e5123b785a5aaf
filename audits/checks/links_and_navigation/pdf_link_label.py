"""Links to PDF files say so, and how large the file is; links to Office files say what they are.

A file opens in another program, may be hard to read on a phone, and costs data: people want to know
before they follow the link.
"""

import re
from urllib.parse import urlsplit

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.links import Link, Links
from minna.records import CheckMeta, Verdict

META = CheckMeta(
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
        "office": {
            "ja": "Word や Excel などのファイルだと分からないリンクが {count} 個あります"
            "（{examples}）",
            "en": "{count} links do not say that they open a file of Word, Excel or the like "
            "({examples})",
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
WORD = re.compile(r"word|ワード|ＷＯＲＤ|docx?\b", re.IGNORECASE)
EXCEL = re.compile(r"excel|エクセル|ＥＸＣＥＬ|xlsx?\b|xlsm\b", re.IGNORECASE)
SLIDES = re.compile(r"power ?point|パワーポイント|pptx?\b", re.IGNORECASE)
TARO = re.compile(r"一太郎|ichitaro|jtd\b", re.IGNORECASE)
OFFICE = {
    **dict.fromkeys(("doc", "docx", "docm"), WORD),
    **dict.fromkeys(("xls", "xlsx", "xlsm"), EXCEL),
    **dict.fromkeys(("ppt", "pptx"), SLIDES),
    **dict.fromkeys(("jtd", "jtdc"), TARO),
}


def check(links: Links) -> Verdict | list[Verdict]:
    """The words may stand in the link or in the line around it."""
    files = [link for link in links["items"] if ending(link) == "pdf"]
    office = [link for link in links["items"] if ending(link) in OFFICE]
    if not files and not office:
        return inapplicable()
    kinds = {
        "format": [link for link in files if not says(link, FORMAT)],
        "size": [link for link in files if not says(link, SIZE)],
        "office": [link for link in office if not says(link, OFFICE[ending(link)])],
    }
    found = [
        failed(key, bad, examples=some(link["name"][:30] for link in bad))
        for key, bad in kinds.items()
        if bad
    ]
    return found or passed()


def ending(link: Link) -> str:
    """The last part of the file's name, in small letters."""
    return urlsplit(link["href"]).path.lower().rpartition(".")[2]


def says(link: Link, words: "re.Pattern[str]") -> bool:
    """Whether the link, or the line it stands in, holds the words."""
    return bool(words.search(link["name"]) or words.search(link["around"]))
