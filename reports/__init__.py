"""From the database to pages and tables for people, and files for programs."""

from reports import comparison
from reports.build import build
from reports.export import export
from reports.i18n import certainty_label, finding_message, gap_sentence, status_label, t
from reports.reason_messages import reason_message
from reports.report_data import load_report

__all__ = [
    "build",
    "certainty_label",
    "comparison",
    "export",
    "finding_message",
    "gap_sentence",
    "load_report",
    "reason_message",
    "status_label",
    "t",
]
