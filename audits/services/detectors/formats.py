"""In which formats a page answers and hands out files: HTML, PDF, spreadsheet, text, CSV."""

from collections.abc import Iterable

from audits.services.document import HEADING, ServiceDocument
from audits.services.facts import SURE, Context, DetectorMeta, Fact, quote

META = DetectorMeta(title={"ja": "ファイルの形式", "en": "Formats"}, kinds=("format",))
NAMED = ("pdf", "xls", "doc", "csv")
LEAST = 12
"""Characters outside links and headings from which on a page answers by itself."""


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """`html` if the page itself says or leads to something else than files; files by their kind."""
    files = [(block, link) for block, link in document.links() if link.kind in NAMED]
    words = sum(
        len(block.text) * (1 - block.link_share) for block in document.main if block.kind != HEADING
    )
    dates = sum(len(date.quote) for date in document.dates)
    pages = any(link.kind in ("page", "frame") for _, link in document.links())
    if words - dates >= LEAST or pages or not files:
        yield Fact("formats", "format", "html", document.heading, document.url, SURE)
    seen: set[str] = set()
    for block, link in files:
        if link.kind not in seen:
            seen.add(link.kind)
            yield Fact("formats", "format", link.kind, quote(block), document.url, SURE)
