"""The work list of a site's web officer: what to mend, in the order of the points regained.

The workbook's second sheet has every place; the CSV file is its first sheet. Only sites with a
score have one, as nothing is known of what a fix would gain elsewhere.
"""

from collections.abc import Iterator
from pathlib import Path

from reports.csv_writer import write_csv
from reports.exports._ranking import short
from reports.formats._request import ExportRequest, Format
from reports.i18n import finding_message, in_language, t, t_or
from reports.report_data import SiteEntry
from reports.work_list import WorkItem, work_list
from reports.xlsx_writer import Sheet, write_xlsx

FORMAT = Format(
    "Work list (xlsx and CSV)",
    "SITE.work-list.xlsx, SITE.work-list.csv",
    "people, in a spreadsheet",
)
COLUMNS = {  # heading, and width in characters
    "number": 6,
    "kind": 12,
    "what": 50,
    "fix": 50,
    "who": 26,
    "points": 10,
    "score": 10,
    "loss": 10,
    "pages": 8,
    "elements": 8,
    "criterion": 10,
    "level": 8,
    "impact": 10,
    "selector": 40,
    "url": 40,
    "check": 22,
}
PLACES = {
    "number": 6,
    "kind": 12,
    "what": 40,
    "page_title": 30,
    "url": 45,
    "viewport": 14,
    "selector": 45,
    "elements": 8,
    "snippet": 60,
}


def write(request: ExportRequest) -> Iterator[Path]:
    """Two files for each site that has a score."""
    for entry in request.entries:
        if entry.score.value is not None:
            yield from site_files(request, entry)


def site_files(request: ExportRequest, entry: SiteEntry) -> Iterator[Path]:
    """The workbook, and its first sheet as CSV."""
    lang, run = request.lang, request.report.run
    items = work_list(request.report, entry)
    table = [work_row(item, lang) for item in items]
    places = [row for item in items for row in place_rows(item, lang)]
    sheets = [
        Sheet(t("work.sheet.work", lang), headings(COLUMNS, lang), (*COLUMNS.values(),), table),
        Sheet(t("work.sheet.places", lang), headings(PLACES, lang), (*PLACES.values(),), places),
    ]
    name = f"{entry.slug}.work-list"
    yield write_xlsx(request.out / f"{name}.xlsx", sheets, run.finished or run.started)
    yield write_csv(request.out / f"{name}.csv", headings(COLUMNS, lang), table)


def headings(columns: dict[str, int], lang: str) -> tuple[str, ...]:
    """The columns' names in a language."""
    return tuple(t(f"work.column.{name}", lang) for name in columns)


def work_row(item: WorkItem, lang: str) -> tuple[object, ...]:
    """One fix."""
    loss, meta = item.loss, item.meta
    return (
        item.number,
        t(f"work.kind.{loss.by}", lang),
        finding_message(item.finding, meta, lang),
        in_language(meta.fix, lang),
        t(f"work.who.{loss.by}", lang),
        *(short(item.gain), short(loss.value), short(loss.loss)),
        *(len(item.urls), item.finding.count),
        *(meta.criterion, meta.level, t_or(f"impact.{meta.impact}", lang, meta.impact)),
        "\n".join(item.selectors),
        "\n".join(item.urls[:3]),
        meta.id,
    )


def place_rows(item: WorkItem, lang: str) -> Iterator[tuple[object, ...]]:
    """Every place of a fix."""
    comma = t("list.comma", lang)
    for place in item.locations:
        yield (
            item.number,
            t(f"work.kind.{item.loss.by}", lang),
            in_language(item.meta.title, lang) or item.meta.id,
            place.title,
            place.url,
            comma.join(t_or(f"viewport.{name}", lang, name) for name in place.viewports),
            place.selector,
            place.elements,
            place.snippet,
        )
