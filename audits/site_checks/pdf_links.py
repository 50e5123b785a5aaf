"""Links to PDF files lead to files.

A form that is not there ends a procedure.
"""

from collections.abc import Mapping

from audits.facts.pdf import Pdf
from audits.site_checks import failed, passed
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "PDF へのリンク先", "en": "Where links to PDF files lead"},
    passed={"ja": "調べた PDF はすべて開けました", "en": "All PDF files looked at are there"},
    failed={
        "dead": {
            "ja": "調べた {of} 件の PDF のうち {count} 件が見つかりません",
            "en": "Of {of} PDF files looked at, {count} are not there",
        }
    },
    fix={
        "ja": "ファイルを移したときはリンクも直し、古いアドレスからは新しいアドレスへ転送します。"
        '例：<a href="/files/shinsei-2026.pdf">申請書（PDF、120KB）</a>。',
        "en": "Mend the link when a file has moved, and let the old address lead to the new: "
        '<a href="/files/form-2026.pdf">Form (PDF, 120 KB)</a>.',
    },
    about={"ja": "申請書が開けないと、手続きはそこで終わります。"},
)

MIN_PAGES = 1


def extract(pdf: Pdf) -> dict[str, str]:
    """What kept the file from being read."""
    return {"problem": str(pdf.get("problem", ""))}


def check(documents: Mapping[str, dict[str, str]]) -> Verdict:
    """Files of which the server says that they are not there."""
    dead = [(url, d["problem"]) for url, d in documents.items() if d["problem"] in GONE]
    return failed("dead", dead, of=len(documents)) if dead else passed()


GONE = ("HTTP 404", "HTTP 410")
