"""What a format says of itself, and what it is asked to write."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from minna.comparison import Comparison
from reports.report_data import SiteEntry, SurveyReport


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name in full, the files that it consists of, and programs that read it."""

    title: str
    files: str  # as in "SITE.sarif"; SITE is the site's code, or a file name made of it
    readers: str


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """A survey, the folder to write to, and the choices of whoever asked."""

    report: SurveyReport
    out: Path
    lang: str
    codes: frozenset[str] | None = None  # of the sites asked for; None: all of them
    comparison: Comparison | None = None  # with an earlier survey

    @property
    def entries(self) -> Iterator[SiteEntry]:
        """The sites asked for, in the order of their codes."""
        return (
            entry
            for entry in self.report.entries
            if self.codes is None or entry.site.code in self.codes
        )
