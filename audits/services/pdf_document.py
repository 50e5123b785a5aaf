"""The text of a PDF file as a document, for detectors that read duties.

A PDF has lines of print, not paragraphs: full lines run on into the next, short ones end. Lines
that only name a part (対象範囲, 目標を達成する期限) stand over what follows.
"""

import re
from collections.abc import Iterator
from html import escape

from audits.services.document import ServiceDocument, read_document
from audits.services.numerals import plain

LONGEST = 200_000
"""Characters of a file that are read."""
FULL = 0.85
"""Share of the usual longest line from which on a line is full."""
LEAST = 20
ENDS = ("。", ":", "：", "」", "）", ")")
NAMES = re.compile(
    r"^(?:[第(（]?[0-9]{1,2}[)）.章項]? ?(?:-[0-9]{1,2})?|[■●◆○・□▼【])? ?[^0-9。、:]{0,24}"
    r"(?:対象|範囲|目標|期限|例外|方針|規格|結果|期間|方法|表明日|レベル|等級|"
    r"対応度|担当|技術|試験|評価|"
    r"団体全体|ホームページ|取り?組み?|ポイント数?|確認日)[^0-9。、:]{0,24}$"
)
STATED = re.compile(r"準拠|配慮|(?:不|に)適合|ます|です")
HEADING = 30


def paragraphs(text: str) -> Iterator[str]:
    """Lines of print put together where one runs on into the next.

    >>> list(paragraphs("目標を達成する期限\\n令和6年度末"))
    ['目標を達成する期限', '令和6年度末']
    """
    lines = [line.strip() for line in text[:LONGEST].splitlines()]
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[int(len(lengths) * 0.9)] if lengths else 0
    current = ""
    for line in lines:
        current += line
        is_full = len(line) >= max(LEAST, FULL * usual) and not line.endswith(ENDS)
        if not is_full:
            if current:
                yield current
            current = ""
    if current:
        yield current


def document_of_text(text: str, url: str, title: str = "") -> ServiceDocument:
    """A document from the text of a file; what a line is called becomes a heading."""
    parts = []
    for index, line in enumerate(paragraphs(text)):
        is_name = len(line) <= HEADING and NAMES.match(plain(line)) and not STATED.search(line)
        tag = "h1" if index == 0 and len(line) <= 2 * HEADING else "h2" if is_name else "p"
        parts.append(f"<{tag}>{escape(line)}</{tag}>")
    return read_document(f"<main>{''.join(parts)}</main>", url, title)
