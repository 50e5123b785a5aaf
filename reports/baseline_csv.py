"""What changed since an earlier survey, as a spreadsheet with a row for each place."""

from pathlib import Path

from reports.baseline import BaselineComparison
from reports.csv_writer import write_csv
from reports.i18n import finding_message, t, t_or

COLUMNS = (
    *("id", "state", "what", "criterion", "impact", "elements", "url", "selector", "snippet"),
    "check",
)


def write_changes(comparison: BaselineComparison, path: Path, lang: str) -> Path:
    """`baseline.csv`; `id` is the same in every survey of the site."""
    rows = (
        (
            change.id,
            t(f"baseline.{change.state}", lang),
            finding_message(change.finding, change.meta, lang),
            change.meta.criterion,
            t_or(f"impact.{change.finding.impact}", lang, change.finding.impact),
            *(change.count, change.finding.url, change.selector, change.snippet, change.meta.id),
        )
        for change in comparison.changes
    )
    return write_csv(path, [t(f"baseline.column.{name}", lang) for name in COLUMNS], rows)
