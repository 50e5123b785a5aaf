"""PDF files name their language.

A screen reader chooses its voice by it.
"""

from collections.abc import Mapping

from audits.facts.pdf import Pdf
from audits.site_checks import LIKELY, failed, inapplicable, passed
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="3.1.1",
    impact="minor",
    title={"ja": "PDF の言語", "en": "The language of PDF files"},
    passed={
        "ja": "調べた PDF には言語の指定があります",
        "en": "The PDF files looked at name their language",
    },
    failed={
        "missing": {
            "ja": "調べた {of} 件の PDF のうち {count} 件に言語の指定がありません",
            "en": "Of {of} PDF files looked at, {count} do not name their language",
        }
    },
    fix={
        "ja": "元の文書の言語を日本語にしてタグ付きで書き出すか、"
        "PDF の「文書のプロパティ」→「詳細設定」で言語を「日本語」（ja）にします。",
        "en": "Set the language of the document and export it with tags, or set it in the PDF: "
        "document properties, advanced, language.",
    },
    certainty=LIKELY,
    about={"ja": "指定がないと、日本語が外国語の声で読み上げられることがあります。"},
    more="https://www.w3.org/WAI/WCAG22/Techniques/pdf/PDF16",
)

MIN_PAGES = 1


def extract(pdf: Pdf) -> dict[str, str] | None:
    """The language."""
    return None if "problem" in pdf or not pdf["letters"] else {"lang": pdf["lang"]}


def check(documents: Mapping[str, dict[str, str] | None]) -> Verdict:
    """Files that hold text."""
    read = {url: told for url, told in documents.items() if told is not None}
    if not read:
        return inapplicable()
    found = [(url, "") for url, told in read.items() if not told["lang"]]
    return failed("missing", found, of=len(read)) if found else passed()
