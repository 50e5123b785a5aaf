"""PDF files hold text, and not pictures of it.

A scan is a white sheet to a screen reader, and a search finds nothing in it.
"""

from collections.abc import Mapping

from audits.facts.pdf import Pdf
from audits.site_checks import LIKELY, failed, inapplicable, passed
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="1.1.1",
    impact="serious",
    title={"ja": "PDF の文字情報", "en": "Text in PDF files"},
    passed={"ja": "調べた PDF には文字情報があります", "en": "The PDF files looked at hold text"},
    failed={
        "scanned": {
            "ja": "調べた {of} 件の PDF のうち {count} 件は、画像だけで文字情報がないようです",
            "en": "Of {of} PDF files looked at, {count} seem to be pictures without text",
        }
    },
    fix={
        "ja": "紙をスキャンせず、元の文書（Word など）から PDF に書き出します。"
        "元がないときは文字認識（OCR）をかけ、文字を確かめます。",
        "en": "Export the document itself (from Word or the like) rather than scan its print; "
        "where there is only paper, recognise the text (OCR) and read it over.",
    },
    certainty=LIKELY,
    about={"ja": "画像だけの PDF は、音声でまったく読み上げられず、検索にも翻訳にもかかりません。"},
    more="https://www.w3.org/WAI/WCAG22/Techniques/pdf/PDF7",
)

MIN_PAGES = 1


def extract(pdf: Pdf) -> dict[str, int] | None:
    """Pages looked at, their letters and pictures."""
    if "problem" in pdf:
        return None
    return {"looked": pdf["looked"], "letters": pdf["letters"], "pictures": pdf["pictures"]}


def check(documents: Mapping[str, dict[str, int] | None]) -> Verdict:
    """Hardly a letter on pages that draw pictures: a stamp or a page number is no text."""
    read = {url: told for url, told in documents.items() if told is not None}
    if not read:
        return inapplicable()
    found = [
        (url, f"{told['letters']} 文字")
        for url, told in read.items()
        if told["pictures"] and told["letters"] < LETTERS * told["looked"]
    ]
    return failed("scanned", found, of=len(read)) if found else passed()


LETTERS = 10
"""On a page."""
