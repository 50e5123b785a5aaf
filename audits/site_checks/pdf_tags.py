"""PDF files are tagged.

Without tags a screen reader has neither headings nor tables, and may read columns across.
"""

from collections.abc import Mapping

from audits.facts.pdf import Pdf
from audits.site_checks import LIKELY, failed, inapplicable, passed
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.1",
    impact="moderate",
    title={"ja": "PDF の構造（タグ）", "en": "Tags of PDF files"},
    passed={"ja": "調べた PDF にはタグがあります", "en": "The PDF files looked at are tagged"},
    failed={
        "untagged": {
            "ja": "調べた {of} 件の PDF のうち {count} 件にタグ（見出しや表の構造）がありません",
            "en": "Of {of} PDF files looked at, {count} have no tags",
        }
    },
    fix={
        "ja": "元の文書で見出しや表の機能を使い、"
        "「アクセシビリティ用のタグを付ける」を選んで書き出します"
        "（Word では「名前を付けて保存」→「PDF」→「オプション」）。",
        "en": "Use the styles of headings and tables in the document, and export it with “document "
        "structure tags for accessibility” (in Word: Save as, PDF, Options).",
    },
    certainty=LIKELY,
    about={"ja": "タグがないと、見出しで移動できず、表や段組みが違う順序で読み上げられます。"},
    more="https://www.w3.org/WAI/WCAG22/Techniques/pdf/PDF9",
)

MIN_PAGES = 1


def extract(pdf: Pdf) -> dict[str, bool] | None:
    """Whether a file that holds text is tagged."""
    return None if "problem" in pdf or not pdf["letters"] else {"tagged": pdf["tagged"]}


def check(documents: Mapping[str, dict[str, bool] | None]) -> Verdict:
    """Files without text are left to another check: there is nothing to tag."""
    read = {url: told for url, told in documents.items() if told is not None}
    if not read:
        return inapplicable()
    found = [(url, "") for url, told in read.items() if not told["tagged"]]
    return failed("untagged", found, of=len(read)) if found else passed()
