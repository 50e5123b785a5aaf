"""From the database to pages and tables for people, and files for programs."""

from reports import comparison
from reports.baseline import BaselineComparison, ChangeState, compare_with_baseline, surveyed_site
from reports.build import build
from reports.export import export
from reports.i18n import (
    certainty_label,
    finding_message,
    format_date,
    gap_sentence,
    position_sentence,
    status_label,
    t,
)
from reports.reason_messages import reason_message
from reports.report_data import SiteStanding, load_report

__all__ = [
    "BaselineComparison",
    "ChangeState",
    "SiteStanding",
    "build",
    "certainty_label",
    "compare_with_baseline",
    "comparison",
    "export",
    "finding_message",
    "format_date",
    "gap_sentence",
    "load_report",
    "position_sentence",
    "reason_message",
    "status_label",
    "surveyed_site",
    "t",
]
