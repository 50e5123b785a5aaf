"""From the database to pages and tables for people, and files for programs."""

from reports import comparison
from reports.build import build
from reports.i18n import certainty_label, finding_message, gap_sentence, status_label, t
from reports.reason_messages import reason_message

__all__ = [
    "build",
    "certainty_label",
    "comparison",
    "finding_message",
    "gap_sentence",
    "reason_message",
    "status_label",
    "t",
]
