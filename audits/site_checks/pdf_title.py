"""PDF files have a title.

It is what a screen reader and the tab of a browser call the file.
"""

import re
from collections.abc import Mapping

from audits.facts.pdf import Pdf
from audits.site_checks import LIKELY, failed, inapplicable, passed
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.2",
    impact="minor",
    title={"ja": "PDF のタイトル", "en": "Titles of PDF files"},
    passed={"ja": "調べた PDF にはタイトルがあります", "en": "The PDF files looked at have titles"},
    failed={
        "missing": {
            "ja": "調べた {of} 件の PDF のうち {count} 件に、内容を表すタイトルがありません",
            "en": "Of {of} PDF files looked at, {count} have no title that says what they are",
        }
    },
    fix={
        "ja": "元の文書のプロパティにタイトルを書いてから書き出します。"
        "例：「児童手当 認定請求書」（「Microsoft Word - 様式1.doc」のままにしません）。",
        "en": "Fill in the title in the document's properties before you export it: “Claim for "
        "child allowance”, not “Microsoft Word - form1.doc”.",
    },
    certainty=LIKELY,
    about={
        "ja": "タイトルがないと、読み上げやタブにはファイル名しか出ず、何の文書か分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/pdf/PDF18",
)

MIN_PAGES = 1


def extract(pdf: Pdf) -> dict[str, str] | None:
    """The title."""
    return None if "problem" in pdf else {"title": pdf["title"]}


def check(documents: Mapping[str, dict[str, str] | None]) -> Verdict:
    """None at all, or the name that a program made up."""
    read = {url: told for url, told in documents.items() if told is not None}
    if not read:
        return inapplicable()
    found = [
        (url, told["title"])
        for url, told in read.items()
        if not told["title"] or MADE_UP.search(told["title"])
    ]
    return failed("missing", found, of=len(read)) if found else passed()


MADE_UP = re.compile(
    r"^(?:microsoft|powerpoint|untitled|無題|名称未設定|スライド ?\d|document\d*$|ドキュメント\d*$)"
    r"|\.(?:docx?|xlsx?|pptx?|jtd|pdf)$",
    re.IGNORECASE,
)
