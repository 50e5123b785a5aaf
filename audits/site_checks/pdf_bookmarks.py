"""Long PDF files have bookmarks.

Nobody leafs through two hundred pages of a plan by ear.
"""

from collections.abc import Mapping

from audits.facts.pdf import Pdf
from audits.site_checks import failed, inapplicable, passed
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "PDF のしおり", "en": "Bookmarks of PDF files"},
    passed={"ja": "長い PDF にはしおりがあります", "en": "Long PDF files have bookmarks"},
    failed={
        "missing": {
            "ja": "{limit} ページ以上の PDF {of} 件のうち {count} 件にしおりがありません",
            "en": "Of {of} PDF files with {limit} pages or more, {count} have no bookmarks",
        }
    },
    fix={
        "ja": "見出しからしおりを作る設定で書き出します"
        "（Word では「オプション」→「次を使用してブックマークを作成」→「見出し」）。",
        "en": "Export with bookmarks made from the headings (in Word: Options, create bookmarks "
        "using headings).",
    },
    about={"ja": "しおりがあれば、長い計画書や冊子でも、読みたい章へすぐに移れます。"},
    more="https://www.w3.org/WAI/WCAG22/Techniques/pdf/PDF2",
)

MIN_PAGES = 1


def extract(pdf: Pdf) -> dict[str, int] | None:
    """How long a file is, and whether it has bookmarks."""
    return None if pdf.get("pages", 0) < LIMIT else {"has": pdf["bookmarks"], "pages": pdf["pages"]}


def check(documents: Mapping[str, dict[str, int] | None]) -> Verdict:
    """Files of so many pages that they cannot be looked over."""
    read = {url: told for url, told in documents.items() if told is not None}
    if not read:
        return inapplicable()
    found = [(url, f"{told['pages']} ページ") for url, told in read.items() if not told["has"]]
    return failed("missing", found, of=len(read), limit=LIMIT) if found else passed()


LIMIT = 20
"""Pages."""
